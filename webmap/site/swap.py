"""Putting a new copy in the place of the old one, in one step.

Where the system can exchange two folders at once (Linux), readers get either the old copy or the new one,
and a killed process has done either nothing or all. Elsewhere the old folder is
renamed away first; `finish_interrupted_swap` puts it back after a kill in between.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Constants of renameat2(2)."""

UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
"""Errors of a system or a file system that cannot exchange two folders."""


def staging_path(target: Path) -> Path:
    """Folder beside `target` for the new copy; after the exchange it holds the old one until deleted."""
    return target.with_name(f".{target.name}.webmap-new")


def previous_path(target: Path) -> Path:
    """Folder of the old copy during a swap, where two folders cannot be exchanged."""
    return target.with_name(f".{target.name}.webmap-old")


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Wait until no other process publishes into `folder`, where the system has locks.

    The folder itself is locked: a lock file would have to stay beside the copy for ever.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def finish_interrupted_swap(target: Path) -> None:
    """Delete the remains of a killed run, and put the old copy back if the run had moved it away."""
    if previous_path(target).exists() and not target.exists():
        previous_path(target).rename(target)
    for folder in (staging_path(target), previous_path(target)):
        if folder.exists():
            shutil.rmtree(folder)


def swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`, which may be missing. The old folder is deleted afterwards."""
    if not target.exists():
        fresh.rename(target)
        return
    if exchange(fresh, target):
        shutil.rmtree(fresh)
        return
    target.rename(previous_path(target))
    fresh.rename(target)
    shutil.rmtree(previous_path(target))


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders at once; False where the system cannot."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if call is None:
        return False
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))
