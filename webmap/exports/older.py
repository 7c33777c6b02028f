"""The older snapshot with which an export is compared."""

from __future__ import annotations

from pathlib import Path

from webmap.errors import ExportError, SnapshotError
from webmap.filters import shown
from webmap.language import say
from webmap.manifest import MANIFEST
from webmap.pointer import VERSION, Pointer, current_version
from webmap.snapshot import Snapshot, open_snapshot
from webmap.view import View


def older_view(view: View, snapshot: Snapshot) -> View:
    """An older snapshot as the same audience may see it. Raises ExportError where it can not be compared."""
    if snapshot.fictional != view.snapshot.fictional:
        raise ExportError(
            say(
                "Snapshot %(version)s can not be compared: one of the two is fictional, the other is not.",
                version=snapshot.version,
            )
        )
    if snapshot.manifest["created"] >= view.snapshot.manifest["created"]:
        raise ExportError(
            say(
                "Snapshot %(version)s is not older than the one that is served. Name an older one.",
                version=snapshot.version,
            )
        )
    return View(snapshot, view.table, view.audience)


def open_version(folder: Path, version: str) -> Snapshot:
    """Open a snapshot by its version. Raises ExportError where there is none, or it can not be read."""
    if not VERSION.fullmatch(version) or not (folder / version / MANIFEST).is_file():
        raise ExportError(
            say(
                "There is no snapshot %(version)s here to compare with. Kept are: %(known)s.",
                version=shown(version),
                known=", ".join(kept_versions(folder)),
            )
        )
    try:
        return open_snapshot(folder, Pointer(version))
    except SnapshotError as error:
        raise ExportError(
            say(
                "Snapshot %(version)s can not be compared: it is damaged, or another version of this program "
                "made it.",
                version=shown(version),
            )
        ) from error


def open_at(folder: Path, name: str) -> Snapshot:
    """Open a snapshot by its version in a folder of snapshots, or by the path of its own folder."""
    path = Path(name)
    if (VERSION.fullmatch(name) and (folder / name).is_dir()) or not path.is_dir():
        return open_version(folder, name)
    if path.resolve().name and (path / MANIFEST).is_file():
        return open_version(path.resolve().parent, path.resolve().name)
    return open_version(path, current_version(path) or "")


def kept_versions(folder: Path) -> list[str]:
    """Versions of the snapshots that a folder holds, the oldest first."""
    if not folder.is_dir():
        return []
    return sorted(
        path.name for path in folder.iterdir() if VERSION.fullmatch(path.name) and (path / MANIFEST).is_file()
    )
