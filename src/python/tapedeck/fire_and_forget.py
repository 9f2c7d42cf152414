"""Recording in fire-and-forget mode: observations are pushed to the recorder, and nothing says what became of them."""
from __future__ import annotations

import threading
from collections import deque

import zmq

from .connection import Connection
from .curve import Curve
from .log import logger
from .part import Interest
from .pauses import Pauses
from .sockets import takes_more
from .stats import Counters

QUEUE = 10_000
_TURN = 2_000
_IDLE_CHECK = 1.0


class PushRecording:
    """A bounded queue in front of a PUSH socket. Full, it takes nothing new: that is dropped and counted."""

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], endpoint: str, curve: Curve | None,
                 counters: Counters, pauses: Pauses) -> None:
        self._counters = counters
        self._queue: deque[bytes] = deque()
        self._entering = threading.Lock()
        self._entered = 0
        self._left = 0
        self._is_full = False
        self._is_connected = False
        self._endpoint = endpoint
        self._connection = Connection(context, zmq.PUSH, endpoint, curve, {zmq.IMMEDIATE: 1}, counters, pauses)

    def record(self, payload: bytes) -> None:
        """Queues an observation, or drops it when 10,000 are queued."""
        with self._entering:
            taken = len(self._queue) < QUEUE
            if taken:
                self._queue.append(payload)
                self._entered += 1
        self._counters.add(recorded=int(taken), dropped=int(not taken))
        if not taken and not self._is_full:
            text = f"the recorder at {self._endpoint} takes nothing; observations are dropped"
            self._counters.failed(text)
            logger.warning("%s", text)
        self._is_full = not taken

    def mark(self) -> int:
        """How many observations have entered the queue."""
        return self._entered

    def is_settled(self, mark: int) -> bool:
        """Whether that many have been handed to the socket."""
        return self._left >= mark

    def pending(self) -> int:
        """What is queued."""
        return len(self._queue)

    def is_connected(self) -> bool:
        """Whether the socket had a connection when it was last looked at."""
        return self._is_connected

    def interests(self, now: float) -> list[Interest]:
        """The socket, if there is something to send."""
        return self._connection.interests(zmq.POLLOUT if self._queue and self._connection.ready else 0)

    def deadline(self, now: float) -> float | None:
        """A look at the connection every second, or when the socket is made anew."""
        opens_at = self._connection.deadline()
        return now + _IDLE_CHECK if opens_at is None else min(opens_at, now + _IDLE_CHECK)

    def turn(self, now: float) -> None:
        """Hands what is queued to the socket, as far as it takes it."""
        self._connection.turn(now)
        socket = self._connection.ready
        self._is_connected = socket is not None and takes_more(socket)
        if socket is not None:
            self._send(socket)

    def close(self, linger: float) -> None:
        """Closes the socket; what it took may leave for `linger` seconds."""
        self._connection.close(linger)

    def abandon(self) -> None:
        """Nothing: there are no files."""

    def _send(self, socket: zmq.Socket[bytes]) -> None:
        sent = 0
        try:
            while self._queue and sent < _TURN:
                socket.send(self._queue[0], zmq.NOBLOCK)
                self._queue.popleft()
                sent += 1
        except zmq.Again:
            pass
        if sent:
            self._left += sent
            self._counters.changed()
