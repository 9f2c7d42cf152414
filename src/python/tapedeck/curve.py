"""The keys with which an agent connects to a node that demands CURVE."""
from __future__ import annotations

import os
from dataclasses import dataclass, field

import zmq
import zmq.auth


@dataclass(frozen=True)
class Curve:
    """The node's public key and the agent's own certificate, a pair of public and secret key, each in Z85 (40 bytes).

    ValueError: a key has another length, or libzmq was built without CURVE.
    """

    server_public_key: bytes
    certificate: tuple[bytes, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        if not zmq.has("curve"):
            raise ValueError("libzmq was built without CURVE")
        for name, key in (("server public key", self.server_public_key), ("public key", self.certificate[0]),
                          ("secret key", self.certificate[1])):
            if len(key) != 40:
                raise ValueError(f"the {name} has {len(key)} bytes; a Z85 key has 40")

    @classmethod
    def load(cls, server_key_file: str | os.PathLike[str], certificate_file: str | os.PathLike[str]) -> Curve:
        """Reads ZPL certificates: the node's, of which the public key is enough, and the agent's with its secret key.

        OSError: a file cannot be read. ValueError: it holds no key, or the agent's no secret one.
        """
        server_public_key, _ = zmq.auth.load_certificate(os.fspath(server_key_file))
        public_key, secret_key = zmq.auth.load_certificate(os.fspath(certificate_file))
        if secret_key is None:
            raise ValueError(f"{os.fspath(certificate_file)} has no secret key; give the agent's .key_secret file")
        return cls(server_public_key, (public_key, secret_key))

    def secure(self, socket: zmq.Socket[bytes]) -> None:
        """Makes the socket a CURVE client; to be called before it connects."""
        socket.setsockopt(zmq.CURVE_SERVERKEY, self.server_public_key)
        socket.setsockopt(zmq.CURVE_PUBLICKEY, self.certificate[0])
        socket.setsockopt(zmq.CURVE_SECRETKEY, self.certificate[1])
