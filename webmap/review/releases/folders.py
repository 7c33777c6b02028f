"""Folders of previews below the desk's folder: one for each release, and in it one for each attempt."""

from __future__ import annotations

import shutil
from pathlib import Path

from webmap.errors import SnapshotError
from webmap.snapshot.pointer import read_pointer, write_pointer
from webmap.snapshot.publishing.ready_made import link_snapshot

PREVIEWS = "previews"
PROJECT, SNAPSHOTS = "project", "snapshots"


def previews(desk_folder: Path) -> Path:
    """The folder of all previews."""
    return desk_folder / PREVIEWS


def snapshots_of(desk_folder: Path, folder: str) -> Path:
    """The folder of snapshots of a preview, by the folder that its release names."""
    return previews(desk_folder) / folder / SNAPSHOTS


def begin_attempt(desk_folder: Path, folder: str) -> Path:
    """A new, empty folder for an attempt, without what earlier ones have left. Raises OSError."""
    path = previews(desk_folder) / folder
    if path.exists():
        shutil.rmtree(path)
    path.mkdir(mode=0o700, parents=True)
    return path


def with_served(served: Path, snapshots: Path) -> str:
    """Put the served snapshot into a folder of snapshots, as the one that is published there.

    The result is its version, '' where nothing is served. Raises OSError.
    """
    snapshots.mkdir(parents=True, exist_ok=True)
    try:
        pointer = read_pointer(served)
    except SnapshotError:
        return ""
    if not (served / pointer.version).is_dir():
        return ""
    link_snapshot(served / pointer.version, snapshots / pointer.version)
    write_pointer(snapshots, pointer)
    return pointer.version


def remove(desk_folder: Path, folders: frozenset[str]) -> None:
    """Remove previews that are needed no more."""
    for folder in folders:
        shutil.rmtree(previews(desk_folder) / folder, ignore_errors=True)


def present(desk_folder: Path) -> frozenset[str]:
    """Names of all folders of previews."""
    path = previews(desk_folder)
    return frozenset(each.name for each in path.iterdir()) if path.is_dir() else frozenset()
