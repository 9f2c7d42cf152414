"""A socket that outlives the node's refusal of its key."""
from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import cast

import zmq

from .curve import Curve
from .handshakes import Handshakes
from .monitor import Monitor
from .part import Interest
from .pauses import Pauses
from .sockets import connect
from .stats import Counters


class Connection:
    """One connected socket. With CURVE it is watched, and after a failed handshake made anew when a pause is over.

    Without CURVE it is the bare socket, which libzmq connects again by itself whatever happens.
    """

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], kind: int, endpoint: str, curve: Curve | None,
                 options: Mapping[int, int | bytes], counters: Counters, pauses: Pauses,
                 subscriptions: Iterable[bytes] = ()) -> None:
        self.socket: zmq.Socket[bytes] | None = None
        """The socket, to be read; None during a pause."""
        self.ready_at = time.monotonic()
        """Since when `ready` can be sent on, on the monotonic clock."""
        self._context = context
        self._kind = kind
        self._endpoint = endpoint
        self._curve = curve
        self._options = options
        self._subscriptions = frozenset(subscriptions)
        self._handshakes = Handshakes(endpoint, counters, pauses)
        self._monitor: Monitor | None = None
        self._open_at = 0.0
        self._open()

    @property
    def ready(self) -> zmq.Socket[bytes] | None:
        """The socket, to be sent on. With CURVE only while connected: what a refused socket holds would be lost."""
        return self.socket if self._monitor is None or self._monitor.is_connected else None

    def interests(self, flags: int) -> list[Interest]:
        """The socket, if any of its events matters now, and what tells about its handshake."""
        interests: list[Interest] = [] if self._monitor is None else [self._monitor.interest()]
        if self.socket is not None and flags:
            interests.append((self.socket, flags))
        return interests

    def deadline(self) -> float | None:
        """The end of the pause; None if there is none."""
        return self._open_at if self.socket is None else None

    def turn(self, now: float) -> bool:
        """Gives up a socket whose handshake failed, once all it received is read; says whether one is new."""
        if self._monitor is not None:
            self._look(self._monitor, now)
        if self.socket is not None or now < self._open_at:
            return False
        try:
            self._open()
        except (zmq.ZMQError, ValueError) as error:
            self._open_at = now + self._handshakes.failed(str(error))
            return False
        return True

    def close(self, linger: float) -> None:
        """Closes the socket; what it took may leave for `linger` seconds."""
        if self._monitor is not None:
            self._monitor.close()
            self._monitor = None
        if self.socket is not None:
            self.socket.close(linger=int(linger * 1000))
            self.socket = None

    def _open(self) -> None:
        self.socket = self._context.socket(self._kind)
        try:
            if self._curve is not None:
                self._monitor = Monitor(self.socket, self._curve)
            connect(self.socket, self._endpoint, self._curve, self._options, self._subscriptions)
        except (zmq.ZMQError, ValueError):
            self.close(0)
            raise

    def _look(self, monitor: Monitor, now: float) -> None:
        was_connected = monitor.is_connected
        monitor.look()
        if monitor.is_connected and not was_connected:
            self.ready_at = now
            self._handshakes.succeeded()
        elif monitor.failure is not None and not self._is_readable():
            self.close(0)
            self._open_at = now + self._handshakes.failed(monitor.failure)

    def _is_readable(self) -> bool:
        return self.socket is not None and bool(cast(int, self.socket.getsockopt(zmq.EVENTS)) & zmq.POLLIN)
