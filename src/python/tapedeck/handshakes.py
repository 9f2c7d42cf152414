"""The CURVE handshakes with one endpoint."""
from __future__ import annotations

from .log import logger
from .pauses import Backoff, Pauses
from .stats import Counters


class Handshakes:
    """Tells that the node fails them, each reason once until one succeeds, and how long to pause after each.

    libzmq makes no further attempt on a socket whose key was refused; the socket has to be made anew.
    """

    def __init__(self, endpoint: str, counters: Counters, pauses: Pauses) -> None:
        self._endpoint = endpoint
        self._counters = counters
        self._backoff = Backoff(pauses.handshake, pauses.handshake_limit)
        self._told: set[str] = set()

    def succeeded(self) -> None:
        """Ends the episode."""
        self._backoff.reset()
        if self._told:
            logger.info("the node at %s has accepted the agent's key", self._endpoint)
            self._told.clear()

    def failed(self, reason: str) -> float:
        """Notes why there is no connection; returns the seconds to wait before the next attempt."""
        text = f"no CURVE handshake with the node at {self._endpoint}: {reason}"
        self._counters.failed(text)
        if text not in self._told:
            self._told.add(text)
            logger.warning("%s; it is tried again and again", text)
        return self._backoff.take()
