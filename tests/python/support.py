"""What several tests need: folders, deadlines, and the other ends of the agent's sockets."""
from __future__ import annotations

import json
import logging
import tempfile
import threading
import time
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

import zmq

from tapedeck import Agent, Pauses

DEADLINE = 10.0

logging.getLogger("tapedeck").addHandler(logging.NullHandler())

QUICK = Pauses(
    silence=0.3, silence_limit=0.6, refused=0.05, refused_limit=0.1, handshake=0.05, handshake_limit=0.1,
    subscription=0.5, reopen=0.05, tidy=0.02)
"""Short enough for tests that wait for a pause to end."""


def eventually(condition: Callable[[], Any], what: str = "") -> Any:
    """Waits until the condition is true, and returns what it returned."""
    until = time.monotonic() + DEADLINE
    while not (result := condition()):
        if time.monotonic() > until:
            raise AssertionError(f"not within {DEADLINE} s: {what or condition}")
        time.sleep(0.002)
    return result


def try_bind(socket: zmq.Socket, endpoint: str) -> bool:
    """Binds, unless a socket that was closed just now still has the port."""
    try:
        socket.bind(endpoint)
        return True
    except zmq.ZMQError as error:
        if error.errno != zmq.EADDRINUSE:
            raise
        return False


class TestCase(unittest.TestCase):
    """A test with a folder and a ZeroMQ context of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.context = zmq.Context()
        self.addCleanup(self.context.destroy, 0)

    def socket(self, kind: int) -> zmq.Socket:
        socket = self.context.socket(kind)
        self.addCleanup(socket.close, 0)
        return socket

    def recorder(self, **options: Any) -> Recorder:
        recorder = Recorder(self.context, **options)
        self.addCleanup(recorder.stop)
        return recorder

    def recording_agent(self, recorder: Recorder, name: str = "alice", **options: Any) -> Agent:
        """An agent that only records."""
        options = {"pauses": QUICK, "close_timeout": 0.0, "spool": self.folder, **options}
        agent = Agent(name, publish=None, subscribe=None, record_to=recorder.endpoint, **options)
        self.addCleanup(agent.close)
        return agent

    def spools(self) -> list[Path]:
        return sorted(self.folder.glob("*.spool"))

    def spool_text(self) -> bytes:
        [spool] = self.spools()
        return spool.read_bytes()


class Recorder:
    """The node's end of the acknowledged port, played by the test: it reads and answers only when it is told to."""

    def __init__(self, context: zmq.Context, curve: tuple[bytes, bytes] | None = None) -> None:
        self._context = context
        self._curve = curve
        self.stored: dict[bytes, dict[int, bytes]] = {}
        self._producers: dict[bytes, bytes] = {}
        self._bind("tcp://127.0.0.1:*")

    def _bind(self, endpoint: str) -> None:
        self._router = self._context.socket(zmq.ROUTER)
        self._router.setsockopt(zmq.RCVHWM, 100_000)
        self._router.setsockopt(zmq.SNDHWM, 100_000)
        if self._curve:
            self._router.curve_publickey, self._router.curve_secretkey = self._curve
            self._router.curve_server = True
        eventually(lambda: try_bind(self._router, endpoint), "the port is free again")
        self.endpoint = self._router.getsockopt(zmq.LAST_ENDPOINT).decode()

    def next(self) -> list[bytes]:
        """The next request: who sent it, and its frames."""
        if not self._router.poll(DEADLINE * 1000):
            raise AssertionError("no request came")
        return self._router.recv_multipart()

    def has_request(self, milliseconds: int = 0) -> bool:
        return bool(self._router.poll(milliseconds))

    def hello(self) -> tuple[bytes, bytes]:
        """Expects HELLO; returns who sent it and the producer."""
        identity, verb, producer = self.next()
        assert verb == b"HELLO", verb
        return identity, producer

    def welcome(self, last: int = 0, *ranges: bytes) -> tuple[bytes, bytes]:
        """Expects HELLO and answers WELCOME."""
        identity, producer = self.hello()
        self.answer(identity, b"WELCOME", b"%d" % last, *ranges)
        return identity, producer

    def records(self, count: int) -> list[tuple[int, Any]]:
        """Expects that many RECORDs; returns their numbers and what they carry."""
        requests = [self.next() for _ in range(count)]
        for request in requests:
            assert request[1] == b"RECORD", request[1]
        return [(int(number), json.loads(payload)) for _, _, number, payload in requests]

    def numbers(self, count: int) -> list[int]:
        return [number for number, _ in self.records(count)]

    def answer(self, identity: bytes, *frames: bytes) -> None:
        self._router.send_multipart([identity, *frames])

    def stored_up_to(self, identity: bytes, number: int) -> None:
        self.answer(identity, b"STORED", b"%d" % number, b"%d" % number)

    def serve(self, until: Callable[[], Any]) -> None:
        """Answers as a node does, which stores everything, until the condition is true."""
        deadline = time.monotonic() + DEADLINE
        while not until():
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {DEADLINE} s: {until}")
            if self._router.poll(5):
                self._serve_one(*self._router.recv_multipart())

    def _serve_one(self, identity: bytes, verb: bytes, *frames: bytes) -> None:
        if verb == b"HELLO":
            self._producers[identity] = frames[0]
            numbers = self.stored.setdefault(frames[0], {})
            self.answer(identity, b"WELCOME", b"%d" % max(numbers, default=0))
        elif identity in self._producers:
            self.stored[self._producers[identity]].setdefault(int(frames[0]), frames[-1])
            self.answer(identity, b"STORED", frames[0], b"1")
        else:
            self.answer(identity, b"REFUSED", b"RECORD", b"say HELLO first")

    def stop(self) -> None:
        """The node dies: what it has read and not answered is lost, and so is what it has not read."""
        self._router.close(0)
        self._producers.clear()

    def start(self) -> None:
        """The node is back on the same port."""
        self._bind(self.endpoint)

    def messages(self) -> list[Any]:
        """What `serve` stored, in order, of all producers."""
        return [json.loads(payload) for numbers in self.stored.values() for _, payload in sorted(numbers.items())]


class Broker:
    """libzmq's own proxy between publishers and subscribers, on a thread."""

    def __init__(self) -> None:
        self._context = zmq.Context()
        publishers, subscribers = self._context.socket(zmq.XSUB), self._context.socket(zmq.XPUB)
        self.publish = self._bound(publishers)
        self.subscribe = self._bound(subscribers)
        self._thread = threading.Thread(target=self._run, args=(publishers, subscribers), daemon=True)
        self._thread.start()

    @staticmethod
    def _bound(socket: zmq.Socket) -> str:
        socket.setsockopt(zmq.LINGER, 0)
        return f"tcp://127.0.0.1:{socket.bind_to_random_port('tcp://127.0.0.1')}"

    @staticmethod
    def _run(publishers: zmq.Socket, subscribers: zmq.Socket) -> None:
        try:
            zmq.proxy(publishers, subscribers)
        except zmq.ContextTerminated:
            publishers.close(0)
            subscribers.close(0)

    def close(self) -> None:
        self._context.term()
        self._thread.join()
