"""Publishes messages to other agents."""
from __future__ import annotations

import threading
from collections import deque

import zmq

from .connection import Connection
from .curve import Curve
from .log import logger
from .part import Interest
from .pauses import Pauses
from .stats import Counters

QUEUE = 10_000
_TURN = 2_000
_RETRY = 0.01


class Publisher:
    """A bounded queue in front of an XPUB socket, which, unlike PUB, learns who subscribes.

    What is published before the broker has passed on a subscription would be lost; it is held for a moment. While a
    broker that was there is away, the socket keeps what it has room for, and then the queue. With CURVE
    all stays in the queue: a node that comes back may refuse the key, and what the socket holds would be lost with it.
    """

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], endpoint: str, curve: Curve | None, counters: Counters,
                 pauses: Pauses) -> None:
        self._counters = counters
        self._queue: deque[tuple[bytes, bytes]] = deque()
        self._entering = threading.Lock()
        self._is_full = False
        self._is_subscribed = False
        self._endpoint = endpoint
        self._subscription = pauses.subscription
        self._connection = Connection(context, zmq.XPUB, endpoint, curve, {zmq.XPUB_NODROP: 1}, counters, pauses)

    def publish(self, topic: bytes, payload: bytes) -> None:
        """Queues a message. With 10,000 queued the oldest is dropped and counted. Called on the agent's threads."""
        with self._entering:
            is_full = len(self._queue) >= QUEUE
            if is_full:
                self._queue.popleft()
                self._counters.add(dropped=1)
            self._queue.append((topic, payload))
        if is_full and not self._is_full:
            text = f"the broker at {self._endpoint} takes too little; the oldest messages are not published"
            self._counters.failed(text)
            logger.warning("%s", text)
        self._is_full = is_full

    def is_empty(self) -> bool:
        """Whether everything was handed to the socket."""
        return not self._queue

    def interests(self, now: float) -> list[Interest]:
        """The socket, for subscriptions."""
        return self._connection.interests(zmq.POLLIN)

    def deadline(self, now: float) -> float | None:
        """When what is held is published, or a slow broker tried again, or the socket made anew."""
        if not self._queue or self._connection.ready is None:
            return self._connection.deadline()
        return self._hold_until() if self._holds(now) else now + _RETRY

    def turn(self, now: float) -> None:
        """Notes that somebody subscribes, then publishes what may be published."""
        if self._connection.socket is not None:
            self._read_subscriptions(self._connection.socket)
        if self._connection.turn(now):
            self._is_subscribed = False
        socket = self._connection.ready
        if self._queue and socket is not None and not self._holds(now):
            self._send(socket)

    def close(self, linger: float) -> None:
        """Publishes what is left, held or not, and closes; what the socket took may leave for `linger` seconds."""
        if self._connection.socket is not None:
            self._send(self._connection.socket)
        self._connection.close(linger)

    def _holds(self, now: float) -> bool:
        return not self._is_subscribed and now < self._hold_until()

    def _hold_until(self) -> float:
        return self._connection.ready_at + self._subscription

    def _read_subscriptions(self, socket: zmq.Socket[bytes]) -> None:
        try:
            while socket.recv(zmq.NOBLOCK):
                self._is_subscribed = True
        except zmq.Again:
            pass

    def _send(self, socket: zmq.Socket[bytes]) -> None:
        sent = 0
        with self._entering:
            try:
                while self._queue and sent < _TURN:
                    socket.send_multipart(self._queue[0], zmq.NOBLOCK)
                    self._queue.popleft()
                    sent += 1
            except zmq.Again:
                pass
        if sent:
            self._counters.changed()
