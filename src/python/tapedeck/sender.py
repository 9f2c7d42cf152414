"""Sends one spool to the recorder until all of it is stored: the producer's side of docs/wire-format.md."""
from __future__ import annotations

import zmq

from . import answers
from .answers import Notice, Refused, Rejected, Stored, Welcome
from .curve import Curve
from .dealer import Dealer
from .handshakes import Handshakes
from .log import logger
from .part import Interest
from .pauses import Backoff, Pauses
from .spool import Spool
from .spool_reader import SpoolReader
from .stats import Counters
from .window import Window

_TURN = 2_000


class SpoolSender:
    """One producer's connection. It alone reads and settles the spool, on the socket thread."""

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], endpoint: str, curve: Curve | None, spool: Spool,
                 counters: Counters, pauses: Pauses) -> None:
        self.spool = spool
        self.is_welcomed = False
        """Whether the recorder takes what this producer sends: WELCOME was the answer to the last HELLO."""
        self._context = context
        self._endpoint = endpoint
        self._curve = curve
        self._counters = counters
        self._pauses = pauses
        self._dealer: Dealer | None = None
        self._connect_at = 0.0
        self._unreachable_at = 0.0
        self._heard_at = 0.0
        self._handshakes = Handshakes(endpoint, counters, pauses)
        self._refusals = Backoff(pauses.refused, pauses.refused_limit)
        self._silence = Backoff(pauses.silence, pauses.silence_limit)
        self._is_fruitless = False
        self._told: str | None = None
        self._welcome = Welcome(0, ())
        self._reader = SpoolReader(spool)
        self._window = Window()
        self._has_more = False
        self._highest_sent = spool.opened_at
        self._last_read = self._settled_number = spool.header_last
        self._settled_at = 0.0
        self._tidy_at = 0.0

    def interests(self, now: float) -> list[Interest]:
        """Those of the connection, if there is one."""
        return [] if self._dealer is None else self._dealer.interests()

    def deadline(self, now: float) -> float | None:
        """The next pause to end or silence to break, or the time to tidy up."""
        deadlines = []
        if self._dealer is None:
            deadlines.append(self._connect_at)
        elif self._has_more:
            deadlines.append(now)
        elif not self._dealer.monitor.is_connected and now < self._unreachable_at:
            deadlines.append(self._unreachable_at)
        elif self._waits_for_answer():
            deadlines.append(self._heard_at + self._silence.current())
        if self.spool.is_untidy:
            deadlines.append(max(self._settled_at + self._pauses.tidy, self._tidy_at))
        return min(deadlines, default=None)

    def turn(self, now: float) -> None:
        """Connects, reads answers and sends, as far as it goes. A fault costs the connection and a pause."""
        try:
            if self._dealer is None and now >= self._connect_at:
                self._dealer = Dealer(self._context, self._endpoint, self._curve)
                self._unreachable_at = now + self._pauses.silence
                self._say_hello(self._dealer, now)
            if self._dealer is not None:
                self._work(self._dealer, now)
        except (zmq.ZMQError, OSError, ValueError) as error:
            self._tell(f"recording at {self._endpoint} failed: {error}")
            self._pause(now, self._refusals.take())
        self._tidy(now)

    def close(self) -> None:
        """Closes the connection at once: what it holds is spooled."""
        if self._dealer is not None:
            self._dealer.close()
            self._dealer = None
        self.is_welcomed = False
        self._has_more = False

    def tidy(self) -> None:
        """Leaves the spool as small as it can be. OSError: it could not be rewritten."""
        self.spool.tidy(self._settled_number, idle=True)

    def _work(self, dealer: Dealer, now: float) -> None:
        dealer.monitor.look()
        if dealer.monitor.is_connected and self._unreachable_at > 0:
            self._unreachable_at, self._heard_at = 0.0, now
            self._handshakes.succeeded()
        self._read_answers(dealer, now)
        if self._dealer is None:
            return
        if dealer.monitor.is_lost:
            self._connection_was_lost(now)
        elif dealer.monitor.failure is not None:
            self._pause(now, self._handshakes.failed(dealer.monitor.failure))
        elif not dealer.monitor.is_connected:
            if now >= self._unreachable_at:
                self._tell(f"no connection to the recorder at {self._endpoint}; observations stay in {self.spool.path}")
        elif self._waits_for_answer() and now >= self._heard_at + self._silence.current():
            self._silence.take()
            self._say_hello(dealer, now)
        elif self.is_welcomed:
            self._send_records(dealer, now)

    def _waits_for_answer(self) -> bool:
        is_unanswered = not self.is_welcomed or len(self._window) > 0
        return self._dealer is not None and self._dealer.monitor.is_connected and is_unanswered

    def _say_hello(self, dealer: Dealer, now: float) -> None:
        self.is_welcomed = False
        self._has_more = False
        self._heard_at = now
        dealer.say_hello(self.spool.producer)

    def _read_answers(self, dealer: Dealer, now: float) -> None:
        for _ in range(_TURN):
            frames = dealer.receive()
            if frames is None:
                return
            try:
                answer = answers.parse(frames)
            except ValueError as error:
                self._tell(f"{self._endpoint} does not speak as a recorder: {error}")
                continue
            self._heard_at = now
            self._take(answer, dealer, now)
            if self._dealer is None:
                return

    def _take(self, answer: answers.Answer, dealer: Dealer, now: float) -> None:
        match answer:
            case Stored():
                self._made_progress()
                self._settle(now, stored=self._window.stored(answer.number))
            case Rejected():
                self._made_progress()
                if self._window.rejected(answer.number):
                    self._tell(f"observation {answer.number} was rejected by the recorder: {answer.reason}")
                    self._settle(now, rejected=1)
            case Welcome():
                if not self.is_welcomed:
                    self._begin(answer)
            case Refused(verb="HELLO"):
                self._tell(f"the recorder at {self._endpoint} refuses {self.spool.producer.decode()}: {answer.reason}")
                self._pause(now, self._refusals.take())
            case Refused(verb="RECORD"):
                if self.is_welcomed:
                    self._record_was_refused(answer, dealer, now)
            case Refused():
                self._tell(f"the recorder at {self._endpoint} refused {answer.verb}: {answer.reason}")
            case Notice():
                logger.info("the recorder at %s says: %s", self._endpoint, answer.text)

    def _begin(self, welcome: Welcome) -> None:
        if welcome.last > self._highest_sent:
            if self.spool.last_number > self._highest_sent:
                logger.warning("%s is older than what the recorder has; its new lines are numbered anew",
                               self.spool.path)
            self.spool.renumber(self._highest_sent, welcome.last)
            self._highest_sent = welcome.last
            self._settled_number = self.spool.header_last
        self.is_welcomed = True
        self._welcome = welcome
        self._window.clear()
        self._reader.rewind(self.spool.start)
        self._last_read = self._settled_number
        self._silence.reset()
        if not self._is_fruitless:
            self._refusals.reset()
        if self._told is not None:
            logger.info("the recorder at %s takes observations", self._endpoint)
            self._told = None

    def _record_was_refused(self, answer: Refused, dealer: Dealer, now: float) -> None:
        # The first time is the way of a node that was restarted. Again, with nothing stored between: do not spin.
        if self._is_fruitless:
            self._tell(f"the recorder at {self._endpoint} refuses observations: {answer.reason}")
            self._pause(now, self._refusals.take())
        else:
            self._is_fruitless = True
            self._say_hello(dealer, now)

    def _connection_was_lost(self, now: float) -> None:
        oldest = self._window.oldest()
        if oldest is None or not self._is_fruitless:
            self._pause(now, self._pauses.reconnect)
        else:
            self._tell(f"the recorder at {self._endpoint} closes the connection and stores nothing; observation "
                       f"{oldest.number} of {oldest.size} bytes is the first that waits")
            self._pause(now, self._refusals.take())
        self._is_fruitless = oldest is not None

    def _made_progress(self) -> None:
        self._silence.reset()
        self._refusals.reset()
        self._is_fruitless = False

    def _send_records(self, dealer: Dealer, now: float) -> None:
        if len(self._window) == 0:
            self._heard_at = now
        known = damaged = 0
        self._has_more = True
        for _ in range(_TURN):
            line = self._reader.peek()
            if line is None or not self._window.takes(len(line.payload)):
                self._has_more = False
                break
            if line.number == 0:
                self._tell(f"{self.spool.path} is damaged at byte {line.start}: one line is left out")
                damaged += 1
            elif self._welcome.has(line.number):
                known += 1
            else:
                dealer.send(line.number, line.payload)
                self._window.add(line.number, line.start, len(line.payload))
                self._highest_sent = max(self._highest_sent, line.number)
            self._last_read = line.number or self._last_read
            self._reader.advance()
        if known or damaged:
            self._settle(now, stored=known, dropped=damaged)

    def _settle(self, now: float, *, stored: int = 0, rejected: int = 0, dropped: int = 0) -> None:
        oldest = self._window.oldest()
        position = self._reader.position if oldest is None else oldest.position
        self._settled_number = self._last_read if oldest is None else oldest.number - 1
        self.spool.settle(position, stored + rejected + dropped)
        self._settled_at = now
        self._counters.add(stored=stored, rejected=rejected, dropped=dropped)

    def _pause(self, now: float, pause: float) -> None:
        self.close()
        self._connect_at = now + pause

    def _tidy(self, now: float) -> None:
        if now < self._tidy_at:
            return
        try:
            self.spool.tidy(self._settled_number, idle=now >= self._settled_at + self._pauses.tidy)
        except OSError as error:
            self._tidy_at = now + self._pauses.reopen
            self._tell(f"{self.spool.path} cannot be rewritten, and grows until it can: {error}")

    def _tell(self, text: str) -> None:
        self._counters.failed(text)
        if text != self._told:
            self._told = text
            logger.warning("%s", text)
