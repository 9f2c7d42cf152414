"""The file in which observations wait until they are stored."""
from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

from . import spool_format
from .log import logger
from .spool_format import SpoolContents
from .spool_lock import SpoolLock

_COMPACT_AT = 16 << 20
_EMPTY_AT = 1 << 16
_COPY = 1 << 20


class Spool:
    """One numbering of one agent, in a file that this process alone writes.

    Any thread may append; everything else is for the one thread that sends. Positions (`start`, `end`) count bytes and
    only grow: rewriting the file does not move them. What is appended has been handed to the operating system, so it
    survives the process; nothing is flushed to the disk, so it need not survive a loss of power.
    """

    def __init__(self, path: Path, lock: SpoolLock, descriptor: int, contents: SpoolContents, limit: int) -> None:
        self.path = path
        self.producer = contents.producer
        self.opened_at = contents.last_number
        """The last number given before this process opened the file."""
        self.start = contents.header_size
        self.end = contents.size
        self.count = contents.count
        self.last_number = contents.last_number
        self._limit = limit
        self._base = 0
        self._header_size = contents.header_size
        self.header_last = contents.header_last
        """The number that the file's first line ends with."""
        self._torn = False
        self._lock_file = lock
        self._descriptor = descriptor
        self._writing = threading.Lock()

    @classmethod
    def create(cls, path: Path, lock: SpoolLock, producer: bytes, limit: int) -> Spool:
        """A new spool in a new file. OSError: it cannot be written."""
        new = path.with_suffix(".spool.new")
        new.write_bytes(spool_format.header(producer, 0))
        new.replace(path)
        return cls.open(path, lock, limit)

    @classmethod
    def open(cls, path: Path, lock: SpoolLock, limit: int) -> Spool:
        """Goes on with a spool; a torn last line is cut off. OSError: not readable. SpoolDamaged: no spool."""
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
        try:
            contents = spool_format.inspect(descriptor)
            if os.fstat(descriptor).st_size > contents.size:
                logger.warning("%s: the last line was cut off, its process ended while writing it", path)
                os.ftruncate(descriptor, contents.size)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(path, lock, descriptor, contents, limit)

    def append(self, payload: bytes) -> bool:
        """Gives the payload the next number and writes it. False: full, and the number is left out.

        OSError: it cannot be written, and the number is left out too.
        """
        with self._writing:
            self.last_number += 1
            line = spool_format.line(self.last_number, payload)
            if self.end - self.start + len(line) > self._limit:
                return False
            if self._torn:
                self._cut()
            try:
                _write(self._descriptor, line)
            except OSError:
                self._torn = True
                self._cut()
                raise
            self.end += len(line)
            self.count += 1
            return True

    def read(self, position: int, size: int) -> bytes:
        """Up to `size` bytes of whole lines and beginnings of lines from a position on; empty at the end."""
        return os.pread(self._descriptor, min(size, self.end - position), position - self._base)

    def settle(self, position: int, lines: int) -> None:
        """Forgets what stands before a position; `lines` more than before need no answer any longer."""
        with self._writing:
            self.start = max(self.start, position)
            self.count -= lines

    @property
    def is_empty(self) -> bool:
        """Whether everything is stored."""
        return self.start == self.end

    @property
    def is_untidy(self) -> bool:
        """Whether everything is stored, and the file does not say so yet."""
        return self.is_empty and self.last_number != self.header_last

    def tidy(self, settled: int, idle: bool) -> None:
        """Takes what is stored out of the file where that is worth it; `settled` is the number of the last such line.

        OSError: the file cannot be rewritten, and is as it was.
        """
        stored = self.start - self._base - self._header_size
        if self.is_untidy:
            if idle or stored > _EMPTY_AT:
                self._rewrite(settled)
        elif stored > min(_COMPACT_AT, self._limit // 2) and stored > self.end - self.start:
            self._rewrite(settled)

    def renumber(self, above: int, last: int) -> None:
        """Moves the lines numbered over `above`, which were never sent, behind `last`, which the recorder has.

        For a spool that is older than what the recorder knows, such as one restored after a loss of power: its numbers
        have been used for other messages.
        """
        with self._writing:
            header_last = last if self.is_empty else self.header_last
            new = self._begin()
            try:
                _write(new, spool_format.header(self.producer, header_last))
                size = 0
                for block in self._blocks_of_lines():
                    numbered = map(spool_format.parse_line, block)
                    content = b"".join(
                        spool_format.line(number + last - above if number > above else number, payload)
                        for number, payload in numbered)
                    _write(new, content)
                    size += len(content)
                self._replace(new, header_last, self.end - size)
            except OSError:
                os.close(new)
                raise
            self.last_number += last - above

    def close(self) -> None:
        """Lets another process go on with it."""
        with self._writing:
            self.abandon()

    def delete(self) -> None:
        """Removes it, once everything in it is stored."""
        self.path.unlink(missing_ok=True)
        self._lock_file.remove()
        self.close()

    def abandon(self) -> None:
        """Closes the files without waiting for anybody: in a forked child, where a lock may be held for ever."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        self._lock_file.release()

    def _rewrite(self, settled: int) -> None:
        with self._writing:
            copied = self.end
            header_last = self.last_number if self.is_empty else settled
        new = self._begin()
        try:
            _write(new, spool_format.header(self.producer, header_last))
            self._copy(new, self.start, copied)
            if copied > self.start:
                os.fsync(new)  # else a loss of power could take with the new file what the old one had
            with self._writing:
                self._copy(new, copied, self.end)
                self._replace(new, header_last, self.start)
        except OSError:
            os.close(new)
            raise

    def _blocks_of_lines(self) -> Iterator[list[bytes]]:
        position, rest = self.start, b""
        while position < self.end:
            block = self.read(position, _COPY)
            position += len(block)
            *lines, rest = (rest + block).split(b"\n")
            yield lines

    def _begin(self) -> int:
        return os.open(self._new_path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)

    def _copy(self, new: int, position: int, end: int) -> None:
        while position < end:
            block = self.read(position, min(_COPY, end - position))
            _write(new, block)
            position += len(block)

    def _replace(self, new: int, header_last: int, start: int) -> None:
        os.replace(self._new_path, self.path)
        os.close(self._descriptor)
        self._descriptor = new
        self._header_size = len(spool_format.header(self.producer, header_last))
        self.header_last = header_last
        self.start = start
        self._base = start - self._header_size

    def _cut(self) -> None:
        os.ftruncate(self._descriptor, self.end - self._base)
        self._torn = False

    @property
    def _new_path(self) -> Path:
        return self.path.with_suffix(".spool.new")


def _write(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    if written != len(data):
        raise OSError(f"only {written} of {len(data)} bytes were written")
