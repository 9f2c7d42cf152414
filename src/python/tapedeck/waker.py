"""Wakes a thread that waits in a poll."""
from __future__ import annotations

import socket


class Waker:
    """A pair of connected sockets: any thread writes to one, the polling thread waits for the other."""

    def __init__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._signalled = False

    def fileno(self) -> int:
        """What to poll for input."""
        return self._reader.fileno()

    def wake(self) -> None:
        """Wakes the polling thread, or does nothing if it is about to look anyway."""
        if self._signalled:
            return
        self._signalled = True
        try:
            self._writer.send(b"\0")
        except OSError:
            pass  # full, so the reader wakes anyway; or closed, so nobody waits any more

    def drain(self) -> None:
        """Takes the signal back. The polling thread looks for work after this, never before."""
        try:
            self._reader.recv(4096)
        except BlockingIOError:
            pass
        self._signalled = False

    def close(self) -> None:
        """Closes both ends."""
        self._reader.close()
        self._writer.close()
