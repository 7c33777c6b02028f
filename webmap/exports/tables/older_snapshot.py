"""The older snapshot with which an export is compared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from webmap.errors import ExportError, SnapshotError
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.manifest import FORMAT, MANIFEST, read_manifest
from webmap.snapshot.pointer import VERSION, Pointer, current_version
from webmap.snapshot.snapshot import Snapshot, open_snapshot
from webmap.view.audience import Audience
from webmap.view.parameters import quoted
from webmap.view.view import View
from webmap.vocabulary.messages import say


def older_view(view: View, snapshot: Snapshot) -> View:
    """An older snapshot as the same audience may see it. Raises ExportError where it cannot be compared."""
    if snapshot.fictional != view.snapshot.fictional:
        raise ExportError(
            say(
                "Snapshot %(version)s cannot be compared: one of the two is fictional, the other is not.",
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
    """Open a snapshot by its version. Raises ExportError where there is none, or it is unreadable."""
    if not VERSION.fullmatch(version) or not (folder / version / MANIFEST).is_file():
        raise ExportError(
            say(
                "There is no snapshot %(version)s here to compare with. Kept are: %(known)s.",
                version=quoted(version),
                known=", ".join(kept_versions(folder)),
            )
        )
    try:
        return open_snapshot(folder, Pointer(version))
    except SnapshotError as error:
        raise ExportError(
            say(
                "Snapshot %(version)s cannot be compared: it is damaged, or another version of "
                "this program made it.",
                version=quoted(version),
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


def comparable(view: View, folder: Path) -> list[tuple[str, str]]:
    """Version and as-of date of the kept snapshots with which a view can be compared, the newest first."""
    now = view.snapshot.manifest
    manifests = [(version, _manifest(folder, version)) for version in reversed(kept_versions(folder))]
    dated = [
        (version, _as_of(view, folder, version, manifest))
        for version, manifest in manifests
        if manifest
        and manifest["format"] == FORMAT
        and manifest["fictional"] == now["fictional"]
        and manifest["created"] < now["created"]
    ]
    return [(version, as_of) for version, as_of in dated if as_of]


def _as_of(view: View, folder: Path, version: str, manifest: Mapping[str, Any]) -> str:
    if manifest["as_of_stated"] or view.audience.sees_every_row:
        return str(manifest["as_of"])
    return _last_allowed_day(folder, version, view.audience)


@lru_cache(maxsize=64)
def _last_allowed_day(folder: Path, version: str, audience: Audience) -> str:
    """The day of a kept snapshot for an audience from which rows are withheld; '' where it is damaged."""
    try:
        return View(open_snapshot(folder, Pointer(version), notes=False), load_region_table(), audience).as_of
    except SnapshotError:
        return ""


@lru_cache(maxsize=64)
def _manifest(folder: Path, version: str) -> Mapping[str, Any]:
    """The manifest of a kept snapshot, which never changes; empty where it is unreadable."""
    try:
        return read_manifest((folder / version / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}


def kept_versions(folder: Path) -> list[str]:
    """Versions of the snapshots that a folder holds, the oldest first."""
    if not folder.is_dir():
        return []
    return sorted(
        path.name for path in folder.iterdir() if VERSION.fullmatch(path.name) and (path / MANIFEST).is_file()
    )
