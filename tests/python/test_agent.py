"""Two agents on real sockets, with libzmq's own proxy between them."""
import json
import os
import subprocess
import sys
import threading
from unittest.mock import patch

import zmq

from support import DEADLINE, QUICK, Broker, TestCase, eventually, try_bind
from tapedeck import Agent, Pauses


class AgentTestCase(TestCase):
    def setUp(self):
        super().setUp()
        self.broker = Broker()
        self.addCleanup(self.broker.close)
        self.port = self.recorder()

    def agent(self, name, **options):
        options = {"publish": self.broker.publish, "subscribe": self.broker.subscribe, "record_to": self.port.endpoint,
                   "spool": self.folder, "pauses": QUICK, "close_timeout": 0.0, **options}
        agent = Agent(name, **options)
        self.addCleanup(agent.close)
        return agent

    def listening(self, name, **options):
        """An agent whose subscription has reached the broker: it has received a message from itself."""
        agent = self.agent(name, **options)
        probe = self.socket(zmq.PUB)
        probe.connect(self.broker.publish)

        def arrived():
            probe.send_multipart([name.encode(), b'{"message_id":"probe"}'])
            return agent.receive(timeout=0.02)

        eventually(arrived)
        while agent.receive(timeout=0.05):
            pass
        return agent


class TalkTests(AgentTestCase):
    def test_a_message_arrives_as_it_was_sent(self):
        bob, alice = self.listening("bob"), self.agent("alice")
        sent = alice.send("bob", "Which storage?", type="request", priority="HIGH", context_id="c-1", metadata={"k": 1})
        message = bob.receive(timeout=DEADLINE)
        self.assertEqual((sent, "alice", "bob", "Which storage?", "request", "HIGH", "c-1", {"k": 1}),
                         (message.id, message.sender, message.to, message.text, message.type, message.priority,
                          message.context_id, message.envelope["metadata"]))

    def test_what_is_sent_at_once_after_connecting_is_not_lost(self):
        bob = self.listening("bob")
        for number in range(5):
            with self.agent(f"alice{number}", record_to=None, close_timeout=2) as alice:
                sent = alice.send("bob", "first words")
            self.assertEqual(sent, bob.receive(timeout=DEADLINE).id)

    def test_messages_keep_their_order(self):
        bob, alice = self.listening("bob"), self.agent("alice")
        sent = [alice.send("bob", str(number)) for number in range(1000)]
        self.assertEqual(sent, [bob.receive(timeout=DEADLINE).id for _ in sent])

    def test_an_agent_whose_name_begins_the_same_is_another(self):
        bob, bobby, alice = self.listening("bob"), self.listening("bobby"), self.agent("alice")
        alice.send("bobby", "for bobby")
        alice.send("bob", "for bob")
        self.assertEqual("for bob", bob.receive(timeout=DEADLINE).text)
        self.assertEqual("for bobby", bobby.receive(timeout=DEADLINE).text)

    def test_other_topics_are_received_if_asked_for(self):
        bob, alice = self.listening("bob", topics=["everybody"]), self.agent("alice")
        alice.send("everybody", "hello all")
        self.assertEqual("everybody", bob.receive(timeout=DEADLINE).topic)

    def test_what_is_no_message_is_left_out(self):
        bob = self.listening("bob")
        publisher = self.socket(zmq.XPUB)
        publisher.connect(self.broker.publish)
        publisher.recv()
        for frames in ([b"bob"], [b"bob", b"{"], [b"bob", b"[]"], [b"bob", b"\xff"], [b"bob", b"{}", b"{}"],
                       [b"bob", b'{"content":"good"}']):
            publisher.send_multipart(frames)
        self.assertEqual("good", bob.receive(timeout=DEADLINE).text)

    def test_nothing_in_time_is_none(self):
        self.assertIsNone(self.agent("bob").receive(timeout=0))

    def test_closing_ends_a_receive_that_waits(self):
        bob = self.agent("bob")
        received = []
        waiting = threading.Thread(target=lambda: received.append(bob.receive()))
        waiting.start()
        bob.close()
        waiting.join(DEADLINE)
        self.assertEqual([None], received)


class ObservationTests(AgentTestCase):
    def test_what_is_sent_and_received_is_recorded_by_both(self):
        bob, alice = self.listening("bob"), self.agent("alice")
        probes = bob.stats().received
        sent = alice.send("bob", {"message": "ä", "phase": 1})
        received = bob.receive(timeout=DEADLINE)
        self.port.serve(until=lambda: alice.stats().stored == 1 and bob.stats().stored == probes + 1)
        by_event = {message["event_type"]: message for message in self.port.messages()
                    if message["message"]["message_id"] == sent}
        self.assertEqual(("alice", "bob"), (by_event["sent"]["agent"], by_event["received"]["agent"]))
        self.assertEqual(received.envelope, by_event["sent"]["message"])
        self.assertEqual(received.envelope, by_event["received"]["message"])

    def test_a_message_of_several_lines_is_spooled_in_one(self):
        bob = self.listening("bob")
        publisher = self.socket(zmq.XPUB)
        publisher.connect(self.broker.publish)
        publisher.recv()
        publisher.send_multipart([b"bob", json.dumps({"message_id": "m", "content": "a\nb"}, indent=2).encode()])
        self.assertEqual("a\nb", bob.receive(timeout=DEADLINE).text)
        self.port.serve(until=lambda: bob.stats().pending == 0)
        self.assertEqual("a\nb", self.port.messages()[-1]["message"]["content"])

    def test_a_recorder_that_is_down_costs_only_spool(self):
        self.port.stop()
        bob, alice = self.listening("bob"), self.agent("alice")
        for number in range(500):
            alice.send("bob", str(number))
        for number in range(500):
            self.assertEqual(str(number), bob.receive(timeout=DEADLINE).text)
        self.assertEqual((500, 500, 0), (alice.stats().sent, alice.stats().pending, alice.stats().dropped))
        eventually(lambda: "no connection" in (alice.stats().last_error or ""))

    def test_a_spool_folder_that_cannot_be_written_does_not_stop_messages(self):
        file = self.folder / "file"
        file.touch()
        bob = self.listening("bob")
        with self.assertLogs("tapedeck", "WARNING") as logs:
            alice = self.agent("alice", spool=file / "spool")
            sent = [alice.send("bob", "hello"), alice.send("bob", "again")]
        self.assertEqual(sent, [bob.receive(timeout=DEADLINE).id for _ in sent])
        self.assertEqual((0, 2), (alice.stats().recorded, alice.stats().dropped))
        self.assertEqual(1, len(logs.output), "told once")
        file.unlink()

        def records_again():
            alice.record({"from": "alice"})
            return alice.stats().recorded

        eventually(records_again)
        self.port.serve(until=lambda: alice.stats().pending == 0)

    def test_without_a_recorder_an_agent_only_talks(self):
        bob, alice = self.listening("bob", record_to=""), self.agent("alice", record_to=None)
        alice.send("bob", "hello")
        alice.record({"content": "nowhere"})
        self.assertEqual("hello", bob.receive(timeout=DEADLINE).text)
        self.assertTrue(alice.flush(0))
        self.assertEqual([], self.spools())


class PublishingTests(AgentTestCase):
    def test_what_nobody_subscribes_to_is_held_and_the_oldest_dropped(self):
        bob = self.agent("bob", publish=None)
        with self.assertLogs("tapedeck", "WARNING") as logs:
            alice = Agent("alice", publish="tcp://127.0.0.1:9", subscribe=None, record_to=None,
                          pauses=Pauses(subscription=3600), close_timeout=0)
            self.addCleanup(alice.close)
            for _ in range(10_003):
                alice.send("bob", "x")
        self.assertEqual(3, alice.stats().dropped)
        self.assertEqual(1, len(logs.output), "told once")
        self.assertIsNone(bob.receive(timeout=0))

    def test_a_broker_that_comes_back_is_published_to_again(self):
        broker = self.socket(zmq.XSUB)
        endpoint = f"tcp://127.0.0.1:{broker.bind_to_random_port('tcp://127.0.0.1')}"
        broker.send(b"\1bob")
        alice = self.agent("alice", publish=endpoint, pauses=Pauses(subscription=3600))
        alice.send("bob", "before")
        self.assertTrue(broker.poll(DEADLINE * 1000))
        broker.close(0)
        broker = self.socket(zmq.XSUB)
        broker.send(b"\1bob")
        eventually(lambda: try_bind(broker, endpoint))
        eventually(lambda: alice.send("bob", "after") and broker.poll(20))

    def test_what_is_held_is_published_when_the_time_is_over(self):
        alice = self.agent("alice", publish="tcp://127.0.0.1:9", pauses=Pauses(subscription=0.05))
        alice.send("bob", "x")
        eventually(lambda: alice._publisher.is_empty())


class LifeTests(AgentTestCase):
    def test_closing_waits_for_a_recorder_that_is_down_only_so_long(self):
        self.port.stop()
        alice = self.agent("alice")
        alice.record({"content": "kept"})
        alice.close(timeout=0.05)
        self.assertIn(b'"kept"', self.spool_text())
        alice.close()

    def test_a_closed_agent_says_so(self):
        alice = self.agent("alice")
        alice.close()
        for call in (lambda: alice.send("bob", "x"), lambda: alice.receive(0), lambda: alice.record({}), alice.flush):
            with self.assertRaisesRegex(RuntimeError, "closed"):
                call()
        self.assertFalse(alice.stats().connected)

    def test_an_agent_without_an_endpoint_says_what_it_cannot_do(self):
        alice = self.agent("alice", publish=None, subscribe="")
        with self.assertRaisesRegex(RuntimeError, "cannot send"):
            alice.send("bob", "x")
        with self.assertRaisesRegex(RuntimeError, "cannot receive"):
            alice.receive()

    def test_endpoints_come_from_the_environment(self):
        environment = {"TAPEDECK_PUBLISH": self.broker.publish, "TAPEDECK_SUBSCRIBE": "",
                       "TAPEDECK_RECORD": self.port.endpoint, "TAPEDECK_SPOOL": str(self.folder)}
        with patch.dict(os.environ, environment):
            alice = Agent("alice", close_timeout=0)
        self.addCleanup(alice.close)
        alice.record({"content": "x"})
        self.port.serve(until=lambda: alice.stats().stored == 1)
        self.assertIsNone(alice._subscriber)
        self.assertEqual(1, len(self.spools()))

    def test_what_cannot_be_is_refused_at_once(self):
        for options in ({"name": ""}, {"name": "x" * 188}, {"mode": "maybe"}, {"publish": "tcp:/nowhere"},
                        {"record_to": "nowhere"}, {"mode": "fire-and-forget", "push_to": "nowhere"}):
            with self.subTest(options), self.assertRaises(ValueError):
                self.agent(**{"name": "alice", **options})

    def test_content_that_is_no_json_is_the_callers_error_and_leaves_nothing(self):
        alice = self.agent("alice")
        for content in ({"x": float("nan")}, {"x": object()}):
            with self.assertRaises((TypeError, ValueError)):
                alice.send("bob", content)
            with self.assertRaises((TypeError, ValueError)):
                alice.record(content)
        self.assertEqual(0, alice.stats().recorded)

    def run_script(self, script):
        environment = {**os.environ, "TAPEDECK_PUBLISH": self.broker.publish, "TAPEDECK_SPOOL": str(self.folder),
                       "TAPEDECK_SUBSCRIBE": self.broker.subscribe, "TAPEDECK_RECORD": self.port.endpoint}
        return subprocess.run([sys.executable, "-c", "from tapedeck import Agent\n" + script], env=environment,
                              capture_output=True, text=True, timeout=DEADLINE)

    def test_a_program_that_forgets_to_close_ends_all_the_same_and_what_it_recorded_stays(self):
        ended = self.run_script("agent = Agent('alice', close_timeout=0.1)\nagent.send('bob', 'kept')")
        self.assertEqual((0, ""), (ended.returncode, ended.stderr))
        self.assertIn(b'"kept"', self.spool_text())

    def test_a_forked_child_is_told_to_make_its_own_and_ends(self):
        ended = self.run_script(
            "import os\n"
            "agent = Agent('alice', close_timeout=0.1)\n"
            "child = os.fork()\n"
            "if child == 0:\n"
            "    try: agent.send('bob', 'x')\n"
            "    except RuntimeError as error: print(error, flush=True)\n"
            "    own = Agent('alice', close_timeout=0.1)\n"
            "    own.record({'content': 'by the child'})\n"
            "    agent.close()\n"
            "else:\n"
            "    agent.record({'content': 'by the parent'})\n"
            "    print(os.waitpid(child, 0)[1], flush=True)\n")
        self.assertEqual((0, ""), (ended.returncode, ended.stderr))
        self.assertIn("makes an Agent of its own", ended.stdout)
        self.assertTrue(ended.stdout.endswith("\n0\n"), ended.stdout)
        self.assertEqual(2, len(self.spools()), "each has a spool")
