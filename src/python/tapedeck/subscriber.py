"""Receives what other agents publish."""
from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable

import zmq

from .connection import Connection
from .curve import Curve
from .log import logger
from .part import Interest
from .pauses import Pauses
from .stats import Counters

QUEUE = 10_000
_TURN = 2_000


class Subscriber:
    """A SUB socket in front of a bounded queue. While that is full the socket is not read, and the broker drops."""

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], endpoint: str, curve: Curve | None,
                 topics: Iterable[bytes], counters: Counters, pauses: Pauses) -> None:
        self._topics = frozenset(topics)
        self._queue: deque[tuple[bytes, bytes]] = deque()
        self._arrived = threading.Condition()
        self._is_closed = False
        self._connection = Connection(context, zmq.SUB, endpoint, curve, {zmq.RCVHWM: QUEUE}, counters, pauses,
                                      self._topics)

    def take(self, timeout: float | None) -> tuple[bytes, bytes] | None:
        """Topic and payload of the next message, for the agent's threads; None when none comes in time, or no more."""
        with self._arrived:
            self._arrived.wait_for(lambda: self._queue or self._is_closed, timeout)
            return self._queue.popleft() if self._queue else None

    def is_full(self) -> bool:
        """Whether the socket is not read now."""
        return len(self._queue) >= QUEUE

    def interests(self, now: float) -> list[Interest]:
        """The socket, unless the queue is full."""
        return self._connection.interests(0 if self.is_full() else zmq.POLLIN)

    def deadline(self, now: float) -> float | None:
        """When the socket is made anew; otherwise only what arrives matters."""
        return self._connection.deadline()

    def turn(self, now: float) -> None:
        """Queues what has arrived under the agent's topics. SUB matches prefixes; the whole topic is compared here."""
        if self._connection.socket is not None:
            self._read(self._connection.socket)
        self._connection.turn(now)

    def close(self, linger: float) -> None:
        """Closes the socket and lets waiting threads go."""
        self._connection.close(0)
        with self._arrived:
            self._is_closed = True
            self._arrived.notify_all()

    def _read(self, socket: zmq.Socket[bytes]) -> None:
        arrived: list[tuple[bytes, bytes]] = []
        try:
            while len(arrived) < _TURN and len(self._queue) + len(arrived) < QUEUE:
                frames = socket.recv_multipart(zmq.NOBLOCK)
                if len(frames) == 2 and frames[0] in self._topics:
                    arrived.append((frames[0], frames[1]))
                elif frames[0] in self._topics:
                    logger.warning("a message of %d frames was left out; topic and message are two", len(frames))
        except zmq.Again:
            pass
        if arrived:
            with self._arrived:
                self._queue.extend(arrived)
                self._arrived.notify_all()
