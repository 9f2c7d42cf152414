"""The one thread that owns all sockets of a connection."""
from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import zmq

from .log import logger
from .part import Part
from .stats import Counters
from .waker import Waker


class SocketThread:
    """Waits for sockets, deadlines and `wake`, and gives each part its turn. A daemon: it holds up no exit."""

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], parts: Sequence[Part], counters: Counters) -> None:
        self._context = context
        self._parts = list(parts)
        self._counters = counters
        self._waker = Waker()
        self._linger: float | None = None
        self._thread = threading.Thread(target=self._run, name="tapedeck", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Makes the thread look for work, from any thread."""
        self._waker.wake()

    def stop(self, linger: float) -> None:
        """Closes everything and ends the thread; what sockets still hold may leave for `linger` seconds."""
        self._linger = linger
        self.wake()
        self._thread.join(linger + 5)

    def _run(self) -> None:
        while self._linger is None:
            self._wait()
            self._waker.drain()
            for part in list(self._parts):
                try:
                    part.turn(time.monotonic())
                except Exception as error:  # a fault of the client's own must not take the other parts with it
                    self._give_up(part, error)
        for part in self._parts:
            try:
                part.close(self._linger)
            except Exception:
                logger.exception("a part of the connection could not be closed")
        self._context.term()
        self._waker.close()

    def _wait(self) -> None:
        now = time.monotonic()
        deadlines = [deadline for part in self._parts if (deadline := part.deadline(now)) is not None]
        interests = [interest for part in self._parts for interest in part.interests(now)]
        timeout = -1 if not deadlines else max(0, int((min(deadlines) - now) * 1000 + 0.999))
        zmq.zmq_poll([(self._waker.fileno(), zmq.POLLIN), *interests], timeout)

    def _give_up(self, part: Part, error: Exception) -> None:
        logger.exception("%s stopped", type(part).__name__)
        self._counters.failed(f"{type(part).__name__} stopped: {error!r}")
        self._parts.remove(part)
        part.close(0)
