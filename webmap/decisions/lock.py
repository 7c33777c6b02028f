"""Locking a file between processes, by the means of the system."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

if sys.platform == "win32":
    import msvcrt

    # Far behind any content: Windows forbids others to read the bytes that are locked.
    _LOCKED_BYTE = 2**31 - 2

    def _take(file: IO[Any]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        file.seek(0)

    def _give(file: IO[Any]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[Any]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _give(file: IO[Any]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def locked(file: IO[Any], *, needed: bool = True) -> Iterator[None]:
    """Hold a file for this process alone, waiting for others.

    Raises OSError where the file system knows no locks, unless the lock is not `needed`.
    """
    try:
        _take(file)
    except OSError:
        if needed:
            raise
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            _give(file)
