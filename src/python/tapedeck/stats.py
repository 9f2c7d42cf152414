"""What a connection has done so far, in numbers."""
from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Stats:
    """The counts of one agent's connection since it was made, at one moment."""

    sent: int
    """Messages given to `send`."""
    received: int
    """Messages handed out by `receive`."""
    recorded: int
    """Observations taken for recording: spooled, or queued in fire-and-forget mode."""
    stored: int
    """Observations that the recorder has made durable, those that an earlier process left included."""
    rejected: int
    """Observations that the recorder could not understand; it keeps them in quarantine."""
    dropped: int
    """Observations that were not recorded, and messages that were not published, for lack of room."""
    pending: int
    """Observations that wait for an answer, or in fire-and-forget mode for the socket."""
    connected: bool
    """Whether the recorder takes observations now: it answered HELLO, or in fire-and-forget mode is connected."""
    last_error: str | None
    """What went wrong last, for a person to read; None if nothing did."""


class Counters:
    """The counts behind `Stats`. Any thread may add; `wait` returns as soon as a change makes its condition true."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.sent = self.received = self.recorded = self.stored = self.rejected = self.dropped = 0
        self.last_error: str | None = None

    def add(self, *, sent: int = 0, received: int = 0, recorded: int = 0, stored: int = 0, rejected: int = 0,
            dropped: int = 0) -> None:
        """Adds to the counts and wakes who waits for a change."""
        with self._changed:
            self.sent += sent
            self.received += received
            self.recorded += recorded
            self.stored += stored
            self.rejected += rejected
            self.dropped += dropped
            self._changed.notify_all()

    def changed(self) -> None:
        """Wakes who waits for a change that no count shows."""
        self.add()

    def failed(self, error: str) -> None:
        """Keeps an error as the last one."""
        self.last_error = error

    def wait(self, condition: Callable[[], bool], timeout: float) -> bool:
        """Waits until the condition is true, at most `timeout` seconds; says whether it is."""
        with self._changed:
            return self._changed.wait_for(condition, timeout)

    def snapshot(self, *, pending: int, connected: bool) -> Stats:
        """The counts as they are now."""
        with self._changed:
            return Stats(self.sent, self.received, self.recorded, self.stored, self.rejected, self.dropped, pending,
                         connected, self.last_error)
