"""How long the client waits, and for what."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pauses:
    """Waiting times in seconds; the defaults are those of docs/wire-format.md."""

    silence: float = 5.0
    """Unanswered for this long, the recorder is asked with HELLO; doubled each time up to `silence_limit`."""
    silence_limit: float = 60.0
    refused: float = 1.0
    """Before another HELLO after a refused one; doubled each time up to `refused_limit`."""
    refused_limit: float = 30.0
    handshake: float = 1.0
    """Before a socket whose CURVE handshake failed is made anew; doubled each time up to `handshake_limit`."""
    handshake_limit: float = 30.0
    reconnect: float = 0.1
    """Before connecting anew after a connection was lost."""
    subscription: float = 2.0
    """What is published is held for at most this long while the broker has not said who subscribes."""
    reopen: float = 5.0
    """Between two attempts to open a spool folder that could not be written."""
    tidy: float = 0.2
    """A spool of which everything is stored, and that nobody has added to for this long, is emptied."""


class Backoff:
    """A pause that doubles each time it is taken, up to a limit, until it is reset."""

    def __init__(self, first: float, limit: float) -> None:
        self._first = first
        self._limit = limit
        self._next = first

    def current(self) -> float:
        """The pause that is in force, in seconds."""
        return self._next

    def take(self) -> float:
        """The pause that is in force; the next one is twice as long."""
        pause = self._next
        self._next = min(pause * 2, self._limit)
        return pause

    def reset(self) -> None:
        """Starts again with the first pause."""
        self._next = self._first
