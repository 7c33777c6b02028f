"""Putting a backup back: all of it is unpacked and checked beside its place before a file is replaced."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from webmap.backup.archive import Backup, damaged, open_backup, open_zip, versions_of
from webmap.backup.contents import FOLDERS, REGISTER, SNAPSHOTS
from webmap.errors import BackupError, SnapshotError
from webmap.snapshot.folder import WAIT_S
from webmap.snapshot.manifest import sha256_of
from webmap.snapshot.pointer import POINTER, Pointer, current_version, read_pointer
from webmap.snapshot.snapshot import check_published
from webmap.system.disk import disk_failure, sync_file, sync_folder
from webmap.system.lock import HeldError, locked_folder
from webmap.vocabulary.messages import say

UNPACKED = ".restoring-"
"""Beginning of the name of the folder to which a backup is unpacked; one that was left is removed."""
CURRENT = f"{SNAPSHOTS}/{POINTER}"
MAX_NAMES = 5
FOR_THE_SERVER = (REGISTER, SNAPSHOTS)
PRIVATE, SHARED, FOLDER = 0o600, 0o644, 0o755
"""Modes of what is written: the server, a user of its own, reads registers and snapshots alone."""


@dataclass(frozen=True)
class Restored:
    """What was put back."""

    files: int
    version: str | None
    """The snapshot that is published now."""
    replaced: tuple[str, ...]
    not_in_backup: tuple[str, ...]
    """Files in the folders that the backup does not hold; they stay."""


def restore(path: Path, folder: Path, agreed: bool = False) -> Restored:
    """Put a backup back into the folder of a map.

    Raises BackupError where the backup is damaged, where files of another content would be replaced and
    nobody has `agreed`, or where the disk has no room. Up to the first replaced file nothing is changed;
    stopped after it, each file is either the old one or the new one, and the same command completes it.
    """
    with open_zip(path) as archive:
        backup = open_backup(path, archive)
        try:
            return _restore(backup, folder, agreed)
        except HeldError as error:
            raise BackupError(
                say(
                    "Another command is writing to %(folder)s. Try again when it has finished.",
                    folder=str(folder),
                )
            ) from error
        except OSError as error:
            raise BackupError(
                say(
                    "The backup could not be put back into %(folder)s (%(reason)s).",
                    folder=str(folder),
                    reason=disk_failure(error) or "",
                )
            ) from error


def _restore(backup: Backup, folder: Path, agreed: bool) -> Restored:
    (folder / SNAPSHOTS).mkdir(parents=True, exist_ok=True)
    with locked_folder(folder / SNAPSHOTS, WAIT_S), _unpacked(backup, folder) as fresh:
        differing = [name for name in backup.index.files if _differs(backup, folder, name)]
        there = tuple(name for name in differing if (folder / name).exists())
        if there and not agreed:
            raise _would_replace(folder, there)
        for name in sorted(differing, key=_in_order):
            _place(fresh / name, folder / name)
        return Restored(
            len(backup.index.files),
            current_version(folder / SNAPSHOTS),
            there,
            tuple(_others(backup, folder)),
        )


def _in_order(name: str) -> tuple[bool, str]:
    """What names a snapshot comes after the snapshot."""
    return name == CURRENT, name


@contextmanager
def _unpacked(backup: Backup, folder: Path) -> Iterator[Path]:
    """A folder beside the place of the files with all of them, checked."""
    for left in folder.glob(f"{UNPACKED}*"):
        shutil.rmtree(left, ignore_errors=True)
    if shutil.disk_usage(folder).free < backup.index.size:
        raise BackupError(
            say(
                "The disk of %(folder)s has no room for the %(size)s MB of the backup. Nothing was changed.",
                folder=str(folder),
                size=backup.index.size // 1_000_000 + 1,
            )
        )
    fresh = Path(tempfile.mkdtemp(prefix=UNPACKED, dir=folder))
    try:
        for name in backup.index.files:
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            backup.extract(name, target)
            target.chmod(SHARED if name.startswith(FOR_THE_SERVER) else PRIVATE)
            sync_file(target)
        _check_snapshots(backup, fresh / SNAPSHOTS)
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _check_snapshots(backup: Backup, folder: Path) -> None:
    """Raise BackupError where a snapshot of the backup could not be served."""
    pointers = [Pointer(version) for version in versions_of(backup.index)]
    try:
        if CURRENT in backup.index.files:
            pointers.append(read_pointer(folder))
        for pointer in pointers:
            check_published(folder, pointer, alone=True)
    except SnapshotError as error:
        raise damaged(backup.path, error.message) from error


def _differs(backup: Backup, folder: Path, name: str) -> bool:
    path, stated = folder / name, backup.index.files[name]
    if not path.is_file():
        return True
    return path.stat().st_size != stated.bytes or sha256_of(path) != stated.sha256


def _place(fresh: Path, target: Path) -> None:
    target.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    fresh.replace(target)
    sync_folder(target.parent)


def _would_replace(folder: Path, names: tuple[str, ...]) -> BackupError:
    named = ", ".join(names[:MAX_NAMES]) + (", …" if len(names) > MAX_NAMES else "")
    return BackupError(
        say(
            "In %(folder)s, %(count)s files with another content would be replaced (%(names)s). Nothing was "
            "changed. Add --yes to replace them, or restore to another folder.",
            folder=str(folder),
            count=len(names),
            names=named,
        )
    )


def _others(backup: Backup, folder: Path) -> Iterator[str]:
    for part in FOLDERS:
        for path in sorted((folder / part).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and "/." not in f"/{name}" and name not in backup.index.files:
                yield name
