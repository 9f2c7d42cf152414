"""What becomes of a socket's connection."""
from __future__ import annotations

import os

import zmq
from zmq.utils.monitor import recv_monitor_message

from .curve import Curve
from .part import Interest

_CONNECTION = zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_DISCONNECTED
_FAILURES = (zmq.EVENT_HANDSHAKE_FAILED_AUTH | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL
             | zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL)


class Monitor:
    """Watches a socket from before it connects. Handshakes that fail are seen with CURVE only."""

    def __init__(self, socket: zmq.Socket[bytes], curve: Curve | None) -> None:
        self.is_connected = False
        self.is_lost = False
        """Whether a connection that was there ended; a new one may be there since."""
        self.failure: str | None = None
        """Why the last handshake failed, for a person to read; None if it did not."""
        self._socket = socket
        self._events = socket.get_monitor_socket(_CONNECTION if curve is None else _CONNECTION | _FAILURES)

    def interest(self) -> Interest:
        """What tells that `look` has something to see."""
        return self._events, zmq.POLLIN

    def look(self) -> None:
        """Notes what has happened; the last handshake counts."""
        try:
            while True:
                seen = recv_monitor_message(self._events, zmq.NOBLOCK)
                self._note(seen["event"], seen["value"])
        except zmq.Again:
            pass

    def close(self) -> None:
        """Stops watching; to be called before the socket is closed."""
        if not self._socket.closed:
            self._socket.disable_monitor()
        self._events.close(linger=0)

    def _note(self, event: int, value: int) -> None:
        if event & _FAILURES:
            self.failure = _reason(event, value)
            return
        self.is_lost = self.is_lost or self.is_connected
        self.is_connected = event == zmq.EVENT_HANDSHAKE_SUCCEEDED
        if self.is_connected:
            self.failure = None


def _reason(event: int, value: int) -> str:
    if event == zmq.EVENT_HANDSHAKE_FAILED_AUTH:
        return f"it refuses the agent's key (reason code {value})"
    if event == zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL:
        return f"it does not speak CURVE as the agent does (reason code 0x{value:x})"
    return (f"it ended the connection in the handshake (reason code {value}: {os.strerror(value)}), as a node does "
            "that has another key than the agent knows")
