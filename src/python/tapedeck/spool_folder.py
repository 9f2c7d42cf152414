"""Which spools there are, and which of them this process goes on with."""
from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .log import logger
from .spool import Spool
from .spool_format import SpoolDamaged
from .spool_lock import SpoolLock

_KEPT_IN_NAMES = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")


@dataclass(frozen=True)
class ClaimedSpools:
    """The spool that this process records into, and those that earlier processes of the agent left behind."""

    own: Spool
    leftovers: list[Spool]


def default_folder() -> Path:
    """`$TAPEDECK_SPOOL`, else `tapedeck/spool` where the user's programs keep their state."""
    if folder := os.environ.get("TAPEDECK_SPOOL"):
        return Path(folder)
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state, "tapedeck", "spool")


def file_name_of(agent: str) -> str:
    """The agent's name as files and producers have it: other bytes than letters, digits, `_`, `.`, `-` as %XX."""
    return "".join(chr(byte) if byte in _KEPT_IN_NAMES else f"%{byte:02X}" for byte in agent.encode("utf-8"))


def claim(folder: Path, agent: str, limit: int) -> ClaimedSpools:
    """Locks every free spool of the agent: goes on with the first one, or else with a new one.

    OSError: the folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = file_name_of(agent)
    free = list(_free_spools(folder, name, limit))
    try:
        return ClaimedSpools(free[0] if free else _create(folder, name, limit), free[1:])
    except OSError:
        for spool in free:
            spool.close()
        raise


def _free_spools(folder: Path, name: str, limit: int) -> Iterator[Spool]:
    spool_file = re.compile(re.escape(name) + r"-[0-9a-f]{12}\.spool")
    for path in sorted(folder.iterdir()):
        if spool_file.fullmatch(path.name) is None:
            continue
        lock = SpoolLock.acquire(_lock_path(path))
        if lock is None:
            continue
        try:
            yield Spool.open(path, lock, limit)
        except FileNotFoundError:
            lock.remove()  # deleted by its last owner, empty, since the folder was listed
        except (OSError, SpoolDamaged) as error:
            logger.error("%s is left as it is: %s", path, error)
            lock.release()


def _create(folder: Path, name: str, limit: int) -> Spool:
    identity = secrets.token_hex(6)
    path = folder / f"{name}-{identity}.spool"
    lock = SpoolLock.acquire(_lock_path(path))
    if lock is None:
        raise OSError(f"{path} is locked, although its name is new")
    try:
        return Spool.create(path, lock, f"{name}/{identity}".encode(), limit)
    except OSError:
        lock.remove()
        raise


def _lock_path(spool: Path) -> Path:
    return spool.with_suffix(".spool.lock")
