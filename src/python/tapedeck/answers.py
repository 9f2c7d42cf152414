"""What the recorder answers on the acknowledged port, as docs/wire-format.md has it."""
from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

RANGES_IN_WELCOME = 64


@dataclass(frozen=True)
class Welcome:
    """What the recorder has of a producer: everything up to `last` but the ranges (first, last) that are missing."""

    last: int
    missing: tuple[tuple[int, int], ...]

    def has(self, number: int) -> bool:
        """Whether the recorder is known to have this number.

        Behind the last range of a full list there may be others that found no room in it.
        """
        if number > self.last:
            return False
        index = bisect_right(self.missing, (number, self.last)) - 1
        if index >= 0 and number <= self.missing[index][1]:
            return False
        return index + 1 < RANGES_IN_WELCOME


@dataclass(frozen=True)
class Stored:
    """This number and every one sent before it on the connection are durable."""

    number: int


@dataclass(frozen=True)
class Rejected:
    """This number is no message; it is in quarantine."""

    number: int
    reason: str


@dataclass(frozen=True)
class Refused:
    """A request with this verb was not carried out."""

    verb: str
    reason: str


@dataclass(frozen=True)
class Notice:
    """A text for a person."""

    text: str


Answer = Welcome | Stored | Rejected | Refused | Notice


def parse(frames: list[bytes]) -> Answer:
    """Reads one multipart answer. ValueError: it is none."""
    match frames:
        case [b"WELCOME", last, *ranges]:
            return Welcome(_number(last, 0), tuple(sorted(_range(item) for item in ranges)))
        case [b"STORED", number, *_]:
            return Stored(_number(number, 1))
        case [b"REJECTED", number, reason, *_]:
            return Rejected(_number(number, 1), _text(reason))
        case [b"REFUSED", verb, reason, *_]:
            return Refused(_text(verb), _text(reason))
        case [b"NOTICE", text]:
            return Notice(_text(text))
    raise ValueError(f"not an answer: {frames!r:.200}")


def _number(digits: bytes, least: int) -> int:
    if not digits.isdigit() or len(digits) > 19 or int(digits) < least:
        raise ValueError(f"not a number: {digits!r:.80}")
    return int(digits)


def _range(item: bytes) -> tuple[int, int]:
    first, _, last = item.partition(b"-")
    return _number(first, 1), _number(last, 1)


def _text(frame: bytes) -> str:
    return frame.decode("utf-8", "replace")[:1000]
