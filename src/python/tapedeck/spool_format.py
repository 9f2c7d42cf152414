"""The text of a spool file, as docs/wire-format.md has it: a header line, then `<number> <payload>` lines."""
from __future__ import annotations

import os
import re
from dataclasses import dataclass

_HEADER = re.compile(rb"tapedeck-spool 1 (\S.{0,185}/[0-9a-f]{12}) ([0-9]{1,19})")
_BLOCK = 1 << 16


class SpoolDamaged(Exception):
    """A file that is no spool this client can read. It is left as it is."""


@dataclass(frozen=True)
class SpoolContents:
    """What a spool file holds: up to where whole lines go, in bytes, and what they say."""

    producer: bytes
    header_size: int
    header_last: int
    size: int
    count: int
    last_number: int


def header(producer: bytes, last: int) -> bytes:
    """The first line; `last` is the last number that is no longer in the file."""
    return b"tapedeck-spool 1 %b %d\n" % (producer, last)


def line(number: int, payload: bytes) -> bytes:
    """One spooled observation. The payload is JSON in one line."""
    return b"%d %b\n" % (number, payload)


def parse_line(text: bytes) -> tuple[int, bytes]:
    """Number and payload of a line without its line feed; number 0 if it is none."""
    digits, space, payload = text.partition(b" ")
    if not space or not digits.isdigit() or len(digits) > 19:
        return 0, text
    return int(digits), payload


def inspect(descriptor: int) -> SpoolContents:
    """Reads a spool file once through. What is behind `size` is a torn last line. SpoolDamaged: no spool."""
    first = os.pread(descriptor, 512, 0)
    head, line_feed, _ = first.partition(b"\n")
    match = _HEADER.fullmatch(head)
    if not line_feed or match is None:
        raise SpoolDamaged(f"its first line is not a spool's: {head[:80]!r}")
    header_size = len(head) + 1
    size, count = _whole_lines(descriptor, header_size)
    header_last = last_number = int(match[2])
    if count > 0:
        last_number, _ = parse_line(_last_line(descriptor, header_size, size))
        if last_number <= header_last:
            raise SpoolDamaged(f"its last line has no number over {header_last}")
    return SpoolContents(match[1], header_size, header_last, size, count, last_number)


def _whole_lines(descriptor: int, start: int) -> tuple[int, int]:
    size, count, offset = start, 0, start
    while block := os.pread(descriptor, 16 * _BLOCK, offset):
        line_feeds = block.count(b"\n")
        if line_feeds:
            count += line_feeds
            size = offset + block.rindex(b"\n") + 1
        offset += len(block)
    return size, count


def _last_line(descriptor: int, start: int, end: int) -> bytes:
    tail, offset = b"", end - 1
    while offset > start:
        begin = max(start, offset - _BLOCK)
        block = os.pread(descriptor, offset - begin, begin)
        line_feed = block.rfind(b"\n")
        if line_feed >= 0:
            return block[line_feed + 1:] + tail
        tail, offset = block + tail, begin
    return tail
