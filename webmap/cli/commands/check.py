"""The work of `webmap check`: whether a published snapshot is as it was built."""

from __future__ import annotations

from pathlib import Path

from webmap.cli.terminal import echo
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import read_pointer
from webmap.snapshot.snapshot import check_published
from webmap.vocabulary.messages import say

MEGABYTE = 1_000_000


def check_current(settings: Settings, folder: Path | None, quiet: bool) -> None:
    """Check the published snapshot of a folder against its manifest. Raises SnapshotError."""
    folder = folder or settings.snapshots
    pointer = read_pointer(folder)
    manifest = check_published(folder, pointer, alone=True)
    if quiet:
        return
    files = manifest["files"].values()
    echo(
        say(
            "Snapshot %(version)s in %(folder)s is whole: %(files)s files, %(size)s MB.",
            version=pointer.version,
            folder=str(folder),
            files=len(files),
            size=round(sum(each["bytes"] for each in files) / MEGABYTE, 1),
        ),
        settings.language,
    )
