"""An agent's connection."""
from __future__ import annotations

import atexit
import os
import threading
import time
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import zmq

from . import endpoints, envelope, spool_folder
from .acknowledged import AcknowledgedRecording
from .curve import Curve
from .endpoints import DEFAULT, Default
from .fire_and_forget import PushRecording
from .log import logger
from .message import Message, one_line
from .part import Part, Recording
from .pauses import Pauses
from .publisher import Publisher
from .socket_thread import SocketThread
from .stats import Counters, Stats
from .subscriber import Subscriber

_open_agents: weakref.WeakSet[Agent] = weakref.WeakSet()


class Agent:
    """Talks to other agents by way of the broker, and has every message that it sends or receives recorded.

    All methods may be called on any thread. Whatever happens to the recorder, none of them waits for it but `flush` and
    `close`, and none raises because of it: faults go to the logger "tapedeck" and to `stats`. An agent lives until it
    is closed, at the latest when the process exits; a forked child makes its own.
    """

    def __init__(
        self,
        name: str,
        *,
        mode: Literal["acknowledged", "fire-and-forget"] = "acknowledged",
        publish: str | None | Default = DEFAULT,
        subscribe: str | None | Default = DEFAULT,
        record_to: str | None | Default = DEFAULT,
        push_to: str | None | Default = DEFAULT,
        topics: Iterable[str] = (),
        curve: Curve | None = None,
        spool: str | os.PathLike[str] | None = None,
        spool_limit: int = 256 << 20,
        close_timeout: float = 2.0,
        pauses: Pauses = Pauses(),
    ) -> None:
        """Connects in the background; nothing needs to be there yet.

        An endpoint that is not given comes from the environment (`TAPEDECK_PUBLISH`, `TAPEDECK_SUBSCRIBE`,
        `TAPEDECK_RECORD`, `TAPEDECK_PUSH`), else is a node's default on this machine; None or "" leaves its part out.
        `record_to` is for the mode acknowledged, `push_to` for fire-and-forget. `topics` are received besides the
        agent's own name. `spool` is the folder, `spool_limit` the bytes that may wait in it for this process; when they
        do, what is new is not recorded but counted. ValueError: a name, mode or endpoint that cannot be.
        """
        if not 1 <= len(spool_folder.file_name_of(name)) <= 187:
            raise ValueError("an agent's name has 1 to 187 bytes, where characters other than letters, digits, "
                             f"'_', '.' and '-' count three for each byte: {name!r:.100}")
        if mode not in ("acknowledged", "fire-and-forget"):
            raise ValueError(f"mode is 'acknowledged' or 'fire-and-forget', not {mode!r}")
        self.name = name
        self._close_timeout = close_timeout
        self._counters = Counters()
        self._process = os.getpid()
        self._closing = threading.Lock()
        self._is_closed = False
        self._publisher: Publisher | None = None
        self._subscriber: Subscriber | None = None
        self._recording: Recording | None = None
        context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        parts: list[Part] = []
        try:
            if at := endpoints.endpoint(publish, endpoints.PUBLISH):
                parts.append(publisher := Publisher(context, at, curve, self._counters, pauses))
                self._publisher = publisher
            if at := endpoints.endpoint(subscribe, endpoints.SUBSCRIBE):
                names = (topic.encode("utf-8") for topic in (name, *topics))
                parts.append(subscriber := Subscriber(context, at, curve, names, self._counters, pauses))
                self._subscriber = subscriber
            if mode == "fire-and-forget":
                if at := endpoints.endpoint(push_to, endpoints.PUSH):
                    parts.append(pushing := PushRecording(context, at, curve, self._counters, pauses))
                    self._recording = pushing
            elif at := endpoints.endpoint(record_to, endpoints.RECORD):
                folder = spool_folder.default_folder() if spool is None else Path(spool)
                parts.append(spooling := AcknowledgedRecording(context, at, curve, name, folder, spool_limit,
                                                               self._counters, pauses))
                self._recording = spooling
        except ValueError:
            for part in parts:
                part.close(0)
            context.term()
            raise
        self._thread = SocketThread(context, parts, self._counters)
        _open_agents.add(self)
        atexit.register(self.close)

    def send(
        self,
        to: str,
        content: str | Mapping[str, Any],
        *,
        type: str = "message",
        priority: str = "NORMAL",
        context_id: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        message_id: str | None = None,
    ) -> str:
        """Publishes a message to another agent, records that it was sent, and returns its id.

        A text is sent as `{"message": text}`. TypeError, ValueError: the content cannot be written as JSON.
        RuntimeError: the agent is closed, or has nowhere to publish.
        """
        self._check_open()
        if self._publisher is None:
            raise RuntimeError(f"{self.name} cannot send: it was made without an endpoint to publish to")
        topic = to.encode("utf-8")
        message_id = envelope.new_message_id(self.name) if message_id is None else message_id
        message = envelope.broker_envelope(message_id, self.name, to, content, type, priority, context_id, metadata)
        self._record(envelope.observation("sent", self.name, message))
        self._publisher.publish(topic, message)
        self._thread.wake()
        self._counters.add(sent=1)
        return message_id

    def receive(self, timeout: float | None = None) -> Message | None:
        """The next message to this agent or one of its topics, recorded as received; None when none comes in time.

        `timeout` is in seconds; None waits until a message comes or the agent is closed. RuntimeError: the agent is
        closed, or has nowhere to subscribe.
        """
        self._check_open()
        if self._subscriber is None:
            raise RuntimeError(f"{self.name} cannot receive: it was made without an endpoint to subscribe to")
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            was_full = self._subscriber.is_full()
            taken = self._subscriber.take(None if until is None else max(0.0, until - time.monotonic()))
            if was_full:
                self._thread.wake()
            if taken is None:
                return None
            topic, payload = taken
            try:
                message = Message.parse(topic, payload)
            except ValueError as error:
                logger.warning("what came to %s is no message and was left out: %s", topic.decode("utf-8"), error)
                continue
            self._record(envelope.observation("received", self.name, one_line(payload)))
            self._counters.add(received=1)
            return message

    def record(self, message: Mapping[str, Any]) -> None:
        """Records a message that went another way, as it is; only a missing timestamp is added.

        TypeError, ValueError: it cannot be written as JSON. RuntimeError: the agent is closed.
        """
        self._check_open()
        self._record(envelope.flat(message))

    def flush(self, timeout: float = 5.0) -> bool:
        """Waits until everything recorded so far, by earlier processes too, is stored or rejected; says whether it is.

        In fire-and-forget mode: until it was handed to the socket. `timeout` is in seconds.
        """
        self._check_open()
        if self._recording is None:
            return True
        is_settled, mark = self._recording.is_settled, self._recording.mark()
        return self._counters.wait(lambda: is_settled(mark), timeout)

    def stats(self) -> Stats:
        """What this connection has done so far."""
        recording = self._recording
        return self._counters.snapshot(
            pending=0 if recording is None else recording.pending(),
            connected=recording is not None and not self._is_closed and recording.is_connected())

    def close(self, timeout: float | None = None) -> None:
        """Publishes and flushes what it can within `timeout` seconds (default: `close_timeout`), and disconnects.

        What is not stored by then stays in the spool, and is sent by the agent's next process. Never raises.
        """
        if os.getpid() != self._process:
            return
        with self._closing:
            if self._is_closed:
                return
            timeout = self._close_timeout if timeout is None else timeout
            until = time.monotonic() + timeout
            self._counters.wait(self._publisher_is_empty, timeout)
            self.flush(max(0.0, until - time.monotonic()))
            self._is_closed = True
            self._thread.stop(linger=max(min(timeout, 0.25), until - time.monotonic()))
            atexit.unregister(self.close)
            _open_agents.discard(self)

    def __enter__(self) -> Agent:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def _publisher_is_empty(self) -> bool:
        return self._publisher is None or self._publisher.is_empty()

    def _record(self, payload: bytes) -> None:
        if self._recording is not None:
            self._recording.record(payload)
            self._thread.wake()

    def _check_open(self) -> None:
        if os.getpid() != self._process:
            raise RuntimeError(f"the connection of {self.name} belongs to the process that made it; "
                               "a forked process makes an Agent of its own")
        if self._is_closed:
            raise RuntimeError(f"the connection of {self.name} is closed")

    def _abandon(self) -> None:
        self._is_closed = True
        if self._recording is not None:
            self._recording.abandon()


def _abandon_in_child() -> None:
    for agent in list(_open_agents):
        agent._abandon()
    _open_agents.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_abandon_in_child)
