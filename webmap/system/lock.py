"""Locking a file or a folder between processes with the system's locks.

The lock of a process ends with it, even if it is killed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

if sys.platform == "win32":
    import msvcrt

    # Far behind any content: Windows forbids others to read locked bytes.
    _LOCKED_BYTE = 2**31 - 2

    def _take(file: IO[Any], wait: bool = True) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        file.seek(0)

    def _give(file: IO[Any]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[Any], wait: bool = True) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give(file: IO[Any]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


LOCK_FILE = ".lock"
"""File that locks a folder; it stays, empty."""
AGAIN_S = 0.05
"""Seconds between two attempts to lock a folder."""


class HeldError(OSError):
    """Another process locked the folder for the whole waiting time."""


@contextmanager
def locked(file: IO[Any], *, needed: bool = True) -> Iterator[None]:
    """Lock a file for this process, waiting for others.

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


@contextmanager
def locked_folder(folder: Path, wait_s: float) -> Iterator[bool]:
    """Lock a folder for this process's writing; yields False where the disk has no locks (some network
    disks).

    Raises HeldError where another process locks it for longer than `wait_s` seconds, OSError where the folder
    cannot be written to.
    """
    with _opened(folder / LOCK_FILE) as file:
        is_locked = _taken(file, wait_s)
        try:
            yield is_locked
        finally:
            with suppress(OSError):
                _give(file)


def _opened(path: Path) -> IO[bytes]:
    """The lock file, made where there is none; another user's can only be read."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        handle = os.open(path, os.O_RDONLY)
    return os.fdopen(handle, "rb")


def _taken(file: IO[bytes], wait_s: float) -> bool:
    ends = time.monotonic() + wait_s
    while True:
        try:
            _take(file, wait=False)
        except (BlockingIOError, PermissionError) as error:
            if time.monotonic() >= ends:
                raise HeldError(error.errno, error.strerror) from error
            time.sleep(AGAIN_S)
        except OSError:
            return False
        else:
            return True
