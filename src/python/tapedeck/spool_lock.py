"""Which process writes a spool."""
from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class SpoolLock:
    """A lock file that this process holds. It is free again when the process ends, however it ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def acquire(cls, path: Path) -> SpoolLock | None:
        """Locks the file, making it if need be; None if another process holds it. OSError: it cannot be made."""
        if sys.platform == "win32":
            raise OSError("spools are locked with flock, which Windows does not have; use mode='fire-and-forget'")
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _is_still(path, descriptor):
                    return cls(path, descriptor)
            except BlockingIOError:
                os.close(descriptor)
                return None
            except OSError:
                os.close(descriptor)
                raise
            os.close(descriptor)  # whoever held it removed it; a lock on that file would exclude nobody

    def release(self) -> None:
        """Lets another process lock it. In a forked child: closes the child's copy, the parent's lock stays."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def remove(self) -> None:
        """Removes the lock file and releases it."""
        self._path.unlink(missing_ok=True)
        self.release()


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False
