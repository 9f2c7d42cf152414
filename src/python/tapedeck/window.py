"""What was sent to the recorder and is not answered."""
from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

MESSAGES = 10_000
BYTES = 4 << 20


class Unanswered(NamedTuple):
    """One observation under way: its number, where it stands in the spool, and the size of its payload."""

    number: int
    position: int
    size: int


class Window:
    """The unanswered observations of one connection in the order they were sent: at most 10,000, or 4 MiB."""

    def __init__(self) -> None:
        self._sent: OrderedDict[int, Unanswered] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._sent)

    def takes(self, size: int) -> bool:
        """Whether another payload may be sent; one is always taken when nothing else is under way."""
        return not self._sent or (len(self._sent) < MESSAGES and self._bytes + size <= BYTES)

    def add(self, number: int, position: int, size: int) -> None:
        """Notes what was sent, and where it stands in the spool."""
        self._sent[number] = Unanswered(number, position, size)
        self._bytes += size

    def stored(self, number: int) -> int:
        """Takes out everything up to a number; says how many that were."""
        count = 0
        while self._sent and next(iter(self._sent)) <= number:
            _, oldest = self._sent.popitem(last=False)
            self._bytes -= oldest.size
            count += 1
        return count

    def rejected(self, number: int) -> bool:
        """Takes out one number; says whether it was there."""
        entry = self._sent.pop(number, None)
        if entry is not None:
            self._bytes -= entry.size
        return entry is not None

    def clear(self) -> None:
        """Forgets everything, to send it again."""
        self._sent.clear()
        self._bytes = 0

    def oldest(self) -> Unanswered | None:
        """The oldest unanswered observation; None if there is none."""
        return next(iter(self._sent.values()), None)
