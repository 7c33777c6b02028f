"""The file `forgotten` in a folder of snapshots: versions that must not be anywhere any more.

One version in each line, and nothing else: it names no school. It goes wherever the snapshots go, so that
every machine which has an older copy of them, or gets one back from a backup, removes the same.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from webmap.errors import SnapshotError
from webmap.snapshot.folder import GOING
from webmap.snapshot.pointer import VERSION, current_version
from webmap.system.atomic_file import replaced
from webmap.system.disk import sync_folder
from webmap.vocabulary.messages import say

FORGOTTEN = "forgotten"
MAX_BYTES = 1_000_000


def forgotten_in(folder: Path) -> frozenset[str]:
    """Versions that the file names; none without a file. Lines that are no version are passed over."""
    try:
        with (folder / FORGOTTEN).open("rb") as source:
            lines = source.read(MAX_BYTES).decode("utf-8-sig", "replace").split("\n")
    except OSError:
        return frozenset()
    return frozenset(line.strip() for line in lines if VERSION.fullmatch(line.strip()))


def refuse_forgotten(folder: Path, version: str) -> None:
    """Raise SnapshotError for a version that must not be served any more, such as one from a backup."""
    if version in forgotten_in(folder):
        raise SnapshotError(
            say(
                "Snapshot %(version)s in %(folder)s was forgotten: what it holds must not be shown any more. "
                "Run `webmap build`.",
                version=version,
                folder=str(folder),
            )
        )


def note_forgotten(folder: Path, versions: Iterable[str]) -> None:
    """Add versions to the file. Raises OSError; the file is then as it was."""
    known = forgotten_in(folder)
    new = known | set(versions)
    if new != known:
        with replaced(folder / FORGOTTEN) as fresh:
            fresh.write_text("".join(f"{version}\n" for version in sorted(new)), "utf-8")
        sync_folder(folder)


def remove_forgotten(folder: Path) -> list[str]:
    """Remove what the file names, except the served version, and return what was removed.

    For whoever holds the lock of the folder. What cannot be removed now goes another time.
    """
    served, gone = current_version(folder), []
    for version in sorted(forgotten_in(folder)):
        path, going = folder / version, folder / f"{GOING}{version}"
        if version == served or not path.is_dir():
            continue
        with contextlib.suppress(OSError):
            path.rename(going)
            shutil.rmtree(going)
            gone.append(version)
    return gone
