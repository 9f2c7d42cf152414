"""Reads a spool onward, without holding more than a block of it."""
from __future__ import annotations

from collections import deque
from typing import NamedTuple

from . import spool_format
from .spool import Spool

_BLOCK = 1 << 18


class SpooledLine(NamedTuple):
    """One line and where it stands. Number 0: the line is damaged."""

    number: int
    payload: bytes
    start: int
    end: int


class SpoolReader:
    """A place in a spool. `peek` shows the line there, `advance` goes on to the next one."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._lines: deque[bytes] = deque()
        self._read_to = spool.start
        self._next: SpooledLine | None = None
        self.position = spool.start
        """Where the line starts that `peek` shows."""

    def rewind(self, position: int) -> None:
        """Goes back, or on, to a line that starts at this position."""
        self._lines.clear()
        self._next = None
        self._read_to = self.position = position

    def peek(self) -> SpooledLine | None:
        """The line here; None at the end of what is spooled."""
        if self._next is None and (self._lines or self._fill()):
            text = self._lines.popleft()
            number, payload = spool_format.parse_line(text)
            self._next = SpooledLine(number, payload, self.position, self.position + len(text) + 1)
        return self._next

    def advance(self) -> None:
        """Goes on to the next line, once `peek` has shown this one."""
        if self._next is not None:
            self.position = self._next.end
            self._next = None

    def _fill(self) -> bool:
        size = _BLOCK
        while self._read_to < self._spool.end:
            block = self._spool.read(self._read_to, size)
            line_feed = block.rfind(b"\n")
            if line_feed >= 0:
                self._lines.extend(block[:line_feed].split(b"\n"))
                self._read_to += line_feed + 1
                return True
            if len(block) < size:
                raise OSError(f"{self._spool.path} is shorter than it was")
            size *= 2
        return False
