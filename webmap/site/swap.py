"""Putting a new copy in the place of the old one, in one step.

Where the system can exchange two folders at once (Linux), readers get the old copy up to one moment and the
new one from it, and a process that is killed has done either nothing or all. Elsewhere the old folder is
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
"""Of renameat2(2)."""

UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
"""How a system or a file system says that it can not exchange."""


def staging_path(target: Path) -> Path:
    """Folder beside `target` in which a new copy grows; then it holds the old one until that is gone."""
    return target.with_name(f".{target.name}.webmap-new")


def previous(target: Path) -> Path:
    """Folder that holds the old copy for a moment, where two folders can not be exchanged."""
    return target.with_name(f".{target.name}.webmap-old")


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Publish into no folder of `folder` while another process does, as far as the system knows locks.

    The folder itself is locked: a file for that would have to stay beside the copy for ever.
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
    """Clear away what a killed run has left, and put the old copy back where it was in between."""
    if previous(target).exists() and not target.exists():
        previous(target).rename(target)
    for folder in (staging_path(target), previous(target)):
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
    target.rename(previous(target))
    fresh.rename(target)
    shutil.rmtree(previous(target))


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders at once; False where that is not known here."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if call is None:
        return False
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))
