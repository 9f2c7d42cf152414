"""Where an agent connects to, unless it says so itself."""
from __future__ import annotations

import os
from enum import Enum

PUBLISH = ("TAPEDECK_PUBLISH", "tcp://127.0.0.1:5555")
SUBSCRIBE = ("TAPEDECK_SUBSCRIBE", "tcp://127.0.0.1:5556")
PUSH = ("TAPEDECK_PUSH", "tcp://127.0.0.1:5557")
RECORD = ("TAPEDECK_RECORD", "tcp://127.0.0.1:5558")


class Default(Enum):
    """Stands for "not given", which is not the same as None."""

    DEFAULT = "default"


DEFAULT = Default.DEFAULT


def endpoint(given: str | None | Default, fallback: tuple[str, str]) -> str | None:
    """The endpoint given, else that of the environment variable, else the built-in one; None for an empty one."""
    variable, built_in = fallback
    if isinstance(given, Default):
        given = os.environ.get(variable, built_in)
    return given or None
