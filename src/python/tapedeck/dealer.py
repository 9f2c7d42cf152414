"""One connection to the recorder's acknowledged port."""
from __future__ import annotations

import zmq

from .curve import Curve
from .monitor import Monitor
from .part import Interest
from .sockets import connect

_OPTIONS: dict[int, int | bytes] = {
    zmq.SNDHWM: 0,  # what is under way is bounded by the sender's window
    zmq.RCVHWM: 20_000,
    zmq.HEARTBEAT_IVL: 5_000,
    zmq.HEARTBEAT_TIMEOUT: 15_000,
}


class Dealer:
    """A DEALER that knows whether it is connected. It is of no more use once it has lost its connection, or with CURVE
    once its handshake failed.

    It goes without ZMQ_IMMEDIATE: with that, libzmq 4.3 aborts the process if the connection breaks between two frames
    of an answer that is being read. Closing the socket with its connection keeps anything from being sent on the next
    connection before HELLO, which is what the option is for.
    """

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], endpoint: str, curve: Curve | None) -> None:
        self._socket = context.socket(zmq.DEALER)
        self.monitor = Monitor(self._socket, curve)
        try:
            connect(self._socket, endpoint, curve, _OPTIONS)
        except ValueError:
            self.close()
            raise

    def interests(self) -> list[Interest]:
        """The socket, for answers, and what tells about its connection."""
        return [(self._socket, zmq.POLLIN), self.monitor.interest()]

    def say_hello(self, producer: bytes) -> None:
        """Sends HELLO, as soon as there is a connection."""
        self._socket.send_multipart([b"HELLO", producer], zmq.NOBLOCK)

    def send(self, number: int, payload: bytes) -> None:
        """Sends a RECORD."""
        self._socket.send(b"RECORD", zmq.NOBLOCK | zmq.SNDMORE)
        self._socket.send(b"%d" % number, zmq.NOBLOCK | zmq.SNDMORE)
        self._socket.send(payload, zmq.NOBLOCK)

    def receive(self) -> list[bytes] | None:
        """The frames of the next answer; None if there is none."""
        try:
            return self._socket.recv_multipart(zmq.NOBLOCK)
        except zmq.Again:
            return None

    def close(self) -> None:
        """Forgets what is under way."""
        self.monitor.close()
        self._socket.close(linger=0)
