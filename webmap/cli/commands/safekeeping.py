"""The work of `webmap check`, `webmap backup` and `webmap restore`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from webmap.backup.archive import write_backup
from webmap.backup.contents import FOLDERS, SETTINGS, contents_of
from webmap.backup.restore import MAX_NAMES, Restored, restore
from webmap.cli.terminal import echo
from webmap.errors import BackupError
from webmap.settings.settings import Settings
from webmap.snapshot.faults import shows_schools
from webmap.snapshot.pointer import read_pointer
from webmap.snapshot.protected.snapshot import is_protected
from webmap.snapshot.snapshot import check_published
from webmap.system.atomic_file import check_output
from webmap.vocabulary.messages import Message, say

MEGABYTE = 1_000_000
SUFFIX = ".zip"


def check_current(settings: Settings, folder: Path | None, quiet: bool) -> None:
    """Check the published snapshot of a folder against its manifest.

    Where no schools may be shown, one of schools is refused as well, so that none is copied to where it would
    be served. Raises SnapshotError.
    """
    folder = folder or settings.snapshots
    pointer = read_pointer(folder)
    manifest = check_published(folder, pointer, alone=True)
    if not settings.shows_schools and not is_protected(folder):
        raise shows_schools(folder / pointer.version)
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


def write_backup_of(
    settings: Settings, path: Path, folder: Path | None, lists: Sequence[Path], force: bool
) -> None:
    """Write a backup of the map and report it. Raises BackupError and OutputError."""
    folder = _folder(settings, folder)
    check_output(path, (SUFFIX,), force)
    _check_place(path, folder)
    contents = contents_of(settings, folder, lists)
    written = write_backup(contents, path)
    for line in contents.left_out:
        echo(line, settings.language, error=True)
    for line in (
        say(
            "Backed up to %(file)s: %(files)s files, %(size)s MB before compression.",
            file=str(path),
            files=written.files,
            size=round(written.size / MEGABYTE, 1),
        ),
        say(
            "It holds rows, notes and decisions that are withheld from the public, but no keys. Keep it as "
            "you keep the lists; only its owner may read it."
        ),
    ):
        echo(line, settings.language)


def restore_from(settings: Settings, path: Path, folder: Path | None, agreed: bool) -> None:
    """Put a backup back and report it. Raises BackupError."""
    folder = _folder(settings, folder)
    for line in _report(restore(path, folder, agreed), folder):
        echo(line, settings.language)


def _folder(settings: Settings, folder: Path | None) -> Path:
    return settings.snapshots.absolute().parent if folder is None else folder


def _check_place(path: Path, folder: Path) -> None:
    """Raise BackupError where a backup would lie among the files that the next one holds."""
    if any(path.absolute().is_relative_to((folder / part).absolute()) for part in FOLDERS):
        raise BackupError(
            say("The backup %(file)s would lie among what is backed up. Write it elsewhere.", file=str(path))
        )


def _report(done: Restored, folder: Path) -> list[Message]:
    lines = [
        say(
            "Restored to %(folder)s: %(files)s files, all checked. Published is version %(version)s.",
            folder=str(folder),
            files=done.files,
            version=done.version or "-",
        ),
        say(
            "What was withdrawn after the backup was made is in it again. Take it out of the lists, run "
            "webmap build, and webmap forget, before readers see the map."
        ),
        say(
            "The settings of that time are in %(file)s; keys are not in a backup.",
            file=str(folder / SETTINGS),
        ),
    ]
    if done.replaced:
        lines.append(say("Replaced: %(names)s.", names=_names(done.replaced)))
    if done.not_in_backup:
        lines.append(
            say("Not in the backup, and left as they are: %(names)s.", names=_names(done.not_in_backup))
        )
    return lines


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:MAX_NAMES]) + (f", … ({len(names)})" if len(names) > MAX_NAMES else "")
