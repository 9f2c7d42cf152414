"""What the socket thread works with."""
from __future__ import annotations

from typing import Protocol, Union

import zmq

Interest = tuple[Union["zmq.Socket[bytes]", int], int]


class Part(Protocol):
    """One part of a connection, owning its sockets. All of this is called on the socket thread only."""

    def interests(self, now: float) -> list[Interest]:
        """The sockets to wait for, and the events that matter now."""

    def deadline(self, now: float) -> float | None:
        """When this part wants its turn though nothing happened, on the monotonic clock; None for never."""

    def turn(self, now: float) -> None:
        """Does what can be done without waiting, in bounded time."""

    def close(self, linger: float) -> None:
        """Closes the sockets; what they still hold may be sent for `linger` seconds."""


class Recording(Part, Protocol):
    """The part that observations are recorded with."""

    def record(self, payload: bytes) -> None:
        """Takes an observation. Called on the agent's threads; never raises, never waits for the recorder."""

    def mark(self) -> int:
        """A mark behind everything recorded so far, for `is_settled`."""

    def is_settled(self, mark: int) -> bool:
        """Whether nothing before the mark waits any longer."""

    def pending(self) -> int:
        """How many observations wait."""

    def is_connected(self) -> bool:
        """Whether the recorder takes observations now."""

    def abandon(self) -> None:
        """Closes the files in a forked child, where they belong to the parent."""
