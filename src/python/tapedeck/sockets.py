"""How every socket of the client is connected."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

import zmq

from .curve import Curve


def connect(socket: zmq.Socket[bytes], endpoint: str, curve: Curve | None, options: Mapping[int, int | bytes],
            subscriptions: Iterable[bytes] = ()) -> None:
    """Connects a socket, which forgets at once what it has not sent when it is closed, unless told otherwise.

    ValueError: the endpoint is none, such as `tcp:/nowhere`.
    """
    try:
        socket.setsockopt(zmq.LINGER, 0)
        for option, value in options.items():
            socket.setsockopt(option, value)
        for subscription in subscriptions:
            socket.setsockopt(zmq.SUBSCRIBE, subscription)
        if curve is not None:
            curve.secure(socket)
        socket.connect(endpoint)
    except zmq.ZMQError as error:
        socket.close()
        raise ValueError(f"cannot connect to {endpoint!r}: {error}") from error


def check(context: zmq.Context[zmq.Socket[bytes]], endpoint: str) -> None:
    """ValueError: nothing can ever connect to this endpoint, because it is none."""
    socket = context.socket(zmq.DEALER)
    connect(socket, endpoint, None, {})
    socket.close()


def takes_more(socket: zmq.Socket[bytes]) -> bool:
    """Whether a socket with ZMQ_IMMEDIATE has a connection with room, so that it would take another message now."""
    return bool(cast(int, socket.getsockopt(zmq.EVENTS)) & zmq.POLLOUT)
