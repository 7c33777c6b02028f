"""Writing to a disk: syncing files, and recognising a full or read-only disk."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

from webmap.vocabulary.messages import Message, say

SCARCE = 64 * 1024**2
"""Free bytes below which a library's failure to write counts as that of a full disk."""
OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO})
"""Failures of the disk itself; a missing file or a closed connection is none."""
NO_ROOM = say("no space is left on the disk")
REASONS = {
    errno.ENOSPC: NO_ROOM,
    errno.EDQUOT: NO_ROOM,
    errno.EROFS: say("the disk can only be read"),
    errno.EFBIG: say("the file is too large for the disk"),
    errno.EIO: say("the disk reports a fault"),
    errno.EACCES: say("this user has no access"),
    errno.EPERM: say("this user has no access"),
    errno.ENOENT: say("it is not there"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a part of its path is no folder"),
    errno.EEXIST: say("it exists already"),
    errno.EMFILE: say("too many files are open"),
    errno.EBUSY: say("another program uses it"),
    errno.ETIMEDOUT: say("there was no answer in time"),
    errno.EADDRINUSE: say("another program uses it"),
    errno.EADDRNOTAVAIL: say("this computer has no such address"),
}
"""What the system's common failures mean; its own words are in English."""
PROBE = 1024**2
"""Bytes of a trial write that shows whether the disk accepts any."""


def sync_file(path: Path) -> None:
    """Wait until the file's content is on the disk, so that it survives a power cut. Raises OSError."""
    # Windows flushes only files that are open for writing.
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; only POSIX systems can open one for that."""
    if os.name == "posix":
        sync_file(folder)


def sync_tree(root: Path) -> None:
    """Sync all new files and all folders under `root`; one with another name, too, is there already."""
    for path in root.rglob("*"):
        if path.is_dir() or path.stat().st_nlink == 1:
            sync_folder(path) if path.is_dir() else sync_file(path)
    sync_folder(root)


def reason_of(error: OSError) -> Message:
    """Why the system refused, as a clause."""
    known = REASONS.get(error.errno or 0)
    return known or say("the system reports: %(words)s", words=error.strerror or type(error).__name__)


def disk_failure(error: Exception, *folders: Path) -> Message | None:
    """The reason, as a clause, where an error came from the disk under `folders`; None for any other cause.

    GDAL, SQLite and XlsxWriter have errors of their own for a full disk, so a trial write decides.
    """
    if isinstance(error, OSError):
        return reason_of(error)
    for folder in folders:
        try:
            if shutil.disk_usage(folder).free < SCARCE:
                return NO_ROOM
            _probe(folder)
        except OSError as disk_error:
            return disk_failure(disk_error)
    return None


def _probe(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder) as probe:
        probe.write(bytes(PROBE))
        probe.flush()
        os.fsync(probe.fileno())
