import json

import zmq

from support import DEADLINE, TestCase, eventually, try_bind
from tapedeck import Agent
from tapedeck.fire_and_forget import QUEUE


class FireAndForgetTests(TestCase):
    def setUp(self):
        super().setUp()
        self.port = self.socket(zmq.PULL)
        self.endpoint = f"tcp://127.0.0.1:{self.port.bind_to_random_port('tcp://127.0.0.1')}"

    def agent(self, **options):
        options = {"mode": "fire-and-forget", "publish": None, "subscribe": None, "push_to": self.endpoint,
                   "close_timeout": 0.0, **options}
        agent = Agent("alice", **options)
        self.addCleanup(agent.close)
        return agent

    def next(self):
        self.assertTrue(self.port.poll(DEADLINE * 1000), "nothing came")
        [frame] = self.port.recv_multipart()
        return json.loads(frame)

    def test_what_is_sent_is_pushed_as_an_observation(self):
        alice = self.agent(publish="tcp://127.0.0.1:9")
        sent = alice.send("bob", "hello")
        observation = self.next()
        self.assertEqual(("sent", "alice", sent), (
            observation["event_type"], observation["agent"], observation["message"]["message_id"]))

    def test_what_is_recorded_is_pushed_as_it_is(self):
        message = {"sender_id": "alice", "content": "a note", "timestamp": "2026-11-22T09:00:00Z"}
        self.agent().record(message)
        self.assertEqual(message, self.next())

    def test_flush_waits_until_the_socket_has_everything(self):
        alice = self.agent()
        for number in range(100):
            alice.record({"content": str(number)})
        self.assertTrue(alice.flush(DEADLINE))
        self.assertEqual((100, 0, 0), (alice.stats().recorded, alice.stats().pending, alice.stats().stored))
        self.assertEqual([str(number) for number in range(100)], [self.next()["content"] for _ in range(100)])

    def test_closing_lets_what_is_queued_leave(self):
        with self.agent(close_timeout=5) as alice:
            for number in range(1000):
                alice.record({"content": str(number)})
        self.assertEqual([str(number) for number in range(1000)], [self.next()["content"] for _ in range(1000)])

    def test_a_recorder_that_comes_late_gets_what_is_queued(self):
        self.port.close(0)
        alice = self.agent()
        alice.record({"content": "early"})
        self.assertFalse(alice.flush(0))
        self.port = self.socket(zmq.PULL)
        eventually(lambda: try_bind(self.port, self.endpoint))
        self.assertEqual("early", self.next()["content"])
        eventually(lambda: alice.stats().connected)

    def test_without_a_recorder_what_does_not_fit_the_queue_is_dropped_and_counted(self):
        self.port.close(0)
        alice = self.agent()
        with self.assertLogs("tapedeck", "WARNING") as logs:
            for _ in range(QUEUE + 5):
                alice.record({"content": "x"})
        self.assertEqual((QUEUE, 5, QUEUE), (alice.stats().recorded, alice.stats().dropped, alice.stats().pending))
        self.assertEqual(1, len(logs.output), "told once")
        self.assertFalse(alice.stats().connected)
