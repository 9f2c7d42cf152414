"""Recording in acknowledged mode: every observation is spooled, and sent until it is stored."""
from __future__ import annotations

import threading
import time
from pathlib import Path

import zmq

from . import spool_folder
from .curve import Curve
from .log import logger
from .part import Interest
from .pauses import Pauses
from .sender import SpoolSender
from .sockets import check
from .spool import Spool
from .stats import Counters


class AcknowledgedRecording:
    """The agent's own spool and those that earlier processes left, with a sender for each.

    `record` runs on the agent's threads and only writes to the own spool; the rest runs on the socket thread.
    """

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], endpoint: str, curve: Curve | None, agent: str,
                 folder: Path, limit: int, counters: Counters, pauses: Pauses) -> None:
        check(context, endpoint)
        self._context = context
        self._endpoint = endpoint
        self._curve = curve
        self._agent = agent
        self._folder = folder
        self._limit = limit
        self._counters = counters
        self._pauses = pauses
        self._opening = threading.Lock()
        self._open_again_at = 0.0
        self._trouble: str | None = None
        self._spool: Spool | None = None
        self._own: SpoolSender | None = None
        self._senders: list[SpoolSender] = []
        self._open()

    def record(self, payload: bytes) -> None:
        """Spools an observation. What cannot be spooled is counted, and logged once until it can be again."""
        spool = self._spool or self._open()
        if spool is None:
            self._counters.add(dropped=1)
            return
        try:
            spooled = spool.append(payload)
            trouble = f"{spool.path} is full ({self._limit} bytes)"
        except OSError as error:
            spooled = False
            trouble = f"{spool.path} cannot be written: {error}"
        if spooled:
            self._trouble = None
            self._counters.add(recorded=1)
        else:
            self._drop(trouble)

    def mark(self) -> int:
        """The end of the own spool."""
        return 0 if self._spool is None else self._spool.end

    def is_settled(self, mark: int) -> bool:
        """Whether everything before the mark is answered, and the leftover spools are sent."""
        own_is_settled = self._spool is None or self._spool.start >= mark
        return own_is_settled and all(sender is self._own for sender in self._senders)

    def pending(self) -> int:
        """The lines of all spools that are not answered."""
        return sum(sender.spool.count for sender in self._senders)

    def is_connected(self) -> bool:
        """Whether the recorder has welcomed the own producer."""
        return self._own is not None and self._own.is_welcomed

    def interests(self, now: float) -> list[Interest]:
        """The sockets of all senders."""
        return [interest for sender in self._senders for interest in sender.interests(now)]

    def deadline(self, now: float) -> float | None:
        """The earliest of all senders."""
        deadlines = [deadline for sender in self._senders if (deadline := sender.deadline(now)) is not None]
        return min(deadlines, default=None)

    def turn(self, now: float) -> None:
        """Gives every sender its turn, and removes the leftover spools that are stored."""
        for sender in list(self._senders):
            if sender is not self._own and sender.spool.is_empty:
                sender.close()
                _delete(sender.spool)
                self._senders.remove(sender)
                self._counters.changed()
            else:
                sender.turn(now)

    def close(self, linger: float) -> None:
        """Closes the sockets, then the spools, as small as they can be."""
        for sender in self._senders:
            sender.close()
            try:
                sender.tidy()
            except OSError as error:
                logger.warning("%s could not be rewritten: %s", sender.spool.path, error)
            sender.spool.close()

    def abandon(self) -> None:
        """Closes the child's copies of the spools' files."""
        for sender in self._senders:
            sender.spool.abandon()

    def _open(self) -> Spool | None:
        with self._opening:
            now = time.monotonic()
            if self._spool is not None or now < self._open_again_at:
                return self._spool
            try:
                claimed = spool_folder.claim(self._folder, self._agent, self._limit)
            except OSError as error:
                self._open_again_at = now + self._pauses.reopen
                self._tell(f"the spool folder {self._folder} cannot be written: {error}")
                return None
            self._own = self._sender_of(claimed.own)
            self._senders = [self._own, *map(self._sender_of, claimed.leftovers)]
            self._spool = claimed.own
            return self._spool

    def _sender_of(self, spool: Spool) -> SpoolSender:
        return SpoolSender(self._context, self._endpoint, self._curve, spool, self._counters, self._pauses)

    def _drop(self, trouble: str) -> None:
        self._counters.add(dropped=1)
        self._tell(trouble)

    def _tell(self, trouble: str) -> None:
        self._counters.failed(trouble)
        if self._trouble is None:
            self._trouble = trouble
            logger.warning("%s; observations are not recorded, their number is counted", trouble)


def _delete(spool: Spool) -> None:
    try:
        spool.delete()
    except OSError as error:
        logger.warning("%s is stored, but cannot be deleted: %s", spool.path, error)
        spool.close()
