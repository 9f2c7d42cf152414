"""A node that does not know the agent's key, and learns it while the agent runs."""
import json
import unittest

import zmq
from zmq.auth.thread import ThreadAuthenticator

from support import DEADLINE, QUICK, TestCase, eventually, try_bind
from tapedeck import Agent, Curve, Pauses
from tapedeck.connection import Connection
from tapedeck.handshakes import Handshakes
from tapedeck.stats import Counters
from tapedeck.subscriber import QUEUE


class AllowedKeys:
    """The node's folder of keys, as the ZAP handler asks it."""

    def __init__(self):
        self.keys = set()
        self.refused = 0

    def callback(self, domain, key):
        self.refused += key not in self.keys
        return key in self.keys


class RefusedKeyTests(TestCase):
    def setUp(self):
        super().setUp()
        self.server, self.client = zmq.curve_keypair(), zmq.curve_keypair()
        self.allowed = AllowedKeys()
        zap = ThreadAuthenticator(self.context)
        zap.start()
        self.addCleanup(zap.stop)
        zap.configure_curve_callback("*", self.allowed)

    def port(self, kind, endpoint=None, **options):
        """A socket of the node, and where it is bound."""
        socket = self.socket(kind)
        socket.curve_publickey, socket.curve_secretkey = self.server
        socket.curve_server = True
        for option, value in options.items():
            setattr(socket, option, value)
        eventually(lambda: try_bind(socket, endpoint or "tcp://127.0.0.1:*"), "the port is free again")
        return socket, socket.getsockopt(zmq.LAST_ENDPOINT).decode()

    def agent(self, **options):
        options = {"publish": None, "subscribe": None, "record_to": None, "pauses": QUICK, "spool": self.folder,
                   "close_timeout": 0.0, "curve": Curve(self.server[0], self.client), **options}
        agent = Agent("alice", **options)
        self.addCleanup(agent.close)
        return agent

    def allow(self):
        self.allowed.keys.add(self.client[0])

    def refuse(self):
        self.allowed.keys.clear()

    def was_refused(self, agent, times=3):
        """Waits for so many refusals from now on."""
        before = self.allowed.refused
        eventually(lambda: self.allowed.refused >= before + times, "the agent tries again")
        eventually(lambda: "refuses the agent's key (reason code 400)" in (agent.stats().last_error or ""))

    def frames(self, socket, count):
        received = []
        for _ in range(count):
            self.assertTrue(socket.poll(DEADLINE * 1000), f"only {len(received)} came")
            received.append(socket.recv_multipart())
        return received

    def texts(self, socket, count):
        return [json.loads(frames[-1])["content"]["message"] for frames in self.frames(socket, count)]

    def test_what_was_recorded_while_the_key_was_refused_is_stored_once_it_is_allowed(self):
        recorder = self.recorder(curve=self.server)
        agent = self.agent(record_to=recorder.endpoint)
        agent.record({"from": "alice", "content": "early"})
        self.was_refused(agent)
        self.assertEqual((1, 0, False), (agent.stats().pending, agent.stats().stored, agent.stats().connected))
        self.allow()
        recorder.serve(until=lambda: agent.stats().stored == 1)

    def test_what_was_sent_while_the_key_was_refused_is_published_once_it_is_allowed(self):
        broker, endpoint = self.port(zmq.XSUB)
        broker.send(b"\1bob")
        agent = self.agent(publish=endpoint, pauses=Pauses(handshake=0.05, handshake_limit=0.1, subscription=3600))
        for number in range(100):
            agent.send("bob", str(number))
        self.was_refused(agent)
        self.allow()
        self.assertEqual([str(number) for number in range(100)], self.texts(broker, 100))

    def test_what_is_sent_while_a_broker_that_came_back_refuses_the_key_is_not_lost(self):
        self.allow()
        broker, endpoint = self.port(zmq.XSUB)
        broker.send(b"\1bob")
        agent = self.agent(publish=endpoint, pauses=Pauses(handshake=0.05, handshake_limit=0.1, subscription=3600))
        agent.send("bob", "before")
        self.assertEqual(["before"], self.texts(broker, 1))
        self.refuse()
        broker.close(0)
        eventually(lambda: agent._publisher._connection.ready is None)
        agent.send("bob", "away")
        broker, _ = self.port(zmq.XSUB, endpoint)
        broker.send(b"\1bob")
        self.was_refused(agent)
        agent.send("bob", "refused")
        self.allow()
        self.assertEqual(["away", "refused"], self.texts(broker, 2))

    def test_messages_are_received_once_the_key_is_allowed(self):
        broker, endpoint = self.port(zmq.XPUB)
        agent = self.agent(subscribe=endpoint, topics=["everybody"])
        self.was_refused(agent)
        self.allow()
        self.assertEqual({b"\1alice", b"\1everybody"}, {frames[0] for frames in self.frames(broker, 2)})
        broker.send_multipart([b"alice", b'{"content":"hello"}'])
        broker.send_multipart([b"everybody", b'{"content":"hello all"}'])
        self.assertEqual(["hello", "hello all"], [agent.receive(timeout=DEADLINE).text for _ in range(2)])

    def test_what_had_arrived_before_the_key_was_refused_is_received(self):
        self.allow()
        broker, endpoint = self.port(zmq.XPUB, sndhwm=0)
        agent = self.agent(subscribe=endpoint)
        self.frames(broker, 1)
        count = QUEUE + 500
        for number in range(count):
            if number == QUEUE:
                eventually(agent._subscriber.is_full)  # the rest is little, and stays in the agent's socket
            broker.send_multipart([b"alice", b'{"content":"%d"}' % number])
        self.refuse()
        broker.close(5000)
        self.port(zmq.XPUB, endpoint)
        eventually(lambda: agent._subscriber._connection._monitor.failure)
        self.assertEqual([str(number) for number in range(count)],
                         [agent.receive(timeout=DEADLINE).text for _ in range(count)])
        self.was_refused(agent)

    def test_what_was_queued_while_the_key_was_refused_is_pushed_once_it_is_allowed(self):
        port, endpoint = self.port(zmq.PULL)
        agent = self.agent(mode="fire-and-forget", push_to=endpoint)
        for number in range(100):
            agent.record({"content": {"message": str(number)}})
        self.was_refused(agent)
        self.assertEqual((100, False), (agent.stats().pending, agent.stats().connected))
        self.allow()
        self.assertEqual([str(number) for number in range(100)], self.texts(port, 100))
        eventually(lambda: agent.stats().connected)

    def test_each_refusing_port_is_told_once(self):
        recorder = self.recorder(curve=self.server)
        (_, publish), (_, subscribe) = self.port(zmq.XSUB), self.port(zmq.XPUB)
        with self.assertLogs("tapedeck", "WARNING") as logs:
            agent = self.agent(publish=publish, subscribe=subscribe, record_to=recorder.endpoint)
            self.was_refused(agent, times=12)
        for endpoint in (publish, subscribe, recorder.endpoint):
            told = [line for line in logs.output if endpoint in line and "code 400" in line]
            self.assertEqual(1, len(told), logs.output)

    def test_without_curve_no_handshake_is_watched(self):
        for kind in (zmq.XPUB, zmq.SUB, zmq.PUSH):
            connection = Connection(self.context, kind, "tcp://127.0.0.1:9", None, {}, Counters(), QUICK)
            self.addCleanup(connection.close, 0)
            self.assertEqual([(connection.socket, zmq.POLLIN)], connection.interests(zmq.POLLIN))
            self.assertIs(connection.socket, connection.ready)


class HandshakesTests(unittest.TestCase):
    def setUp(self):
        self.counters = Counters()
        self.handshakes = Handshakes("tcp://node:5558", self.counters, Pauses())

    def test_pauses_double_up_to_a_limit_until_a_handshake_succeeds(self):
        self.assertEqual([1, 2, 4, 8, 16, 30, 30], [self.handshakes.failed("no") for _ in range(7)])
        self.handshakes.succeeded()
        self.assertEqual(1, self.handshakes.failed("no"))

    def test_a_reason_is_told_once_an_episode(self):
        with self.assertLogs("tapedeck", "WARNING") as logs:
            for _ in range(3):
                self.handshakes.failed("no")
            self.assertEqual(1, len(logs.output))
            self.handshakes.succeeded()
            self.handshakes.failed("no")
        self.assertEqual(2, len(logs.output))
        self.assertEqual("no CURVE handshake with the node at tcp://node:5558: no", self.counters.last_error)
