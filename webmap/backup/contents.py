"""What belongs to a backup: which files of which folders, and under which names.

A name is a path with slashes, as it stands below the folder of a map: `lists/monday.csv`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from webmap.disclosure.ledger import SUFFIX
from webmap.errors import BackupError, SnapshotError
from webmap.settings.settings import Settings, variable
from webmap.snapshot.forgetting.forget import versions_in
from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.pointer import POINTER, Pointer, current_version
from webmap.snapshot.protected.ledger import LEDGER
from webmap.snapshot.snapshot import check_published
from webmap.vocabulary.messages import Message, say

LISTS, REGISTER, SNAPSHOTS = "lists", "register", "snapshots"
FOLDERS = (LISTS, REGISTER, SNAPSHOTS)
"""Folders of a map that are backed up with all that is in them, hidden files apart."""
FILES = ("project.toml", "decisions.csv", "findings.csv", "corrections.csv")
"""Files beside these folders. A further folder or file is backed up and restored once it stands here."""
SETTINGS = "settings.env"
"""The settings that are no secrets, as systemd and `webmap --env-file` read them."""

MAX_NAME_LENGTH = 1_000
_SAFE_PART = re.compile(r"[^/\\:\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Contents:
    """What is backed up: files by name, texts by name, and what was left out and why."""

    files: Mapping[str, Path]
    texts: Mapping[str, bytes]
    left_out: tuple[Message, ...]


def is_safe(name: str) -> bool:
    """Whether a name is one of a backup: below its folder on every system, and in a part that is known."""
    parts = name.split("/")
    if len(name) > MAX_NAME_LENGTH or any(
        part.startswith(".") or part.endswith((" ", ".")) for part in parts
    ):
        return False
    if not all(_SAFE_PART.fullmatch(part) for part in parts):
        return False
    return parts[0] in FOLDERS if len(parts) > 1 else name in (*FILES, SETTINGS)


def contents_of(settings: Settings, folder: Path, lists: Sequence[Path]) -> Contents:
    """Everything of the map in `folder`, and `lists` (files or folders) that lie elsewhere.

    Snapshots and registers come from the folders of the settings. Raises BackupError where there is nothing,
    where two files have one name, or a name cannot be kept.
    """
    found: dict[str, Path] = {}
    snapshots, left_out = _sound_snapshots(settings.snapshots)
    for name, place in (
        *_files_beside(folder),
        *_files_below(LISTS, folder / LISTS),
        *(each for path in lists for each in _list_files(path)),
        *_files_below(REGISTER, settings.register_folder),
        *snapshots,
    ):
        _add(found, name, place)
    if not found:
        raise BackupError(
            say(
                "There is nothing to back up in %(folder)s: no list, register or snapshot.",
                folder=str(folder),
            )
        )
    return Contents(found, {SETTINGS: settings_text(settings).encode()}, (*left_out, *_unknown(folder)))


def settings_text(settings: Settings) -> str:
    """The settings that the environment states, but for secrets, as lines NAME=value."""
    names = [
        name
        for name, field in type(settings).model_fields.items()
        if field.annotation is not SecretStr and variable(name) in os.environ
    ]
    lines = (f"{variable(name)}={_quoted(os.environ[variable(name)])}" for name in sorted(names))
    return "".join(f"{line}\n" for line in lines)


def _quoted(text: str) -> str:
    if re.fullmatch(r"[\w@%+=:,./*{}-]*", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _add(found: dict[str, Path], name: str, path: Path) -> None:
    if not is_safe(name):
        raise BackupError(
            say(
                "The name of %(file)s cannot be kept in a backup on every system. Rename it, without a dot "
                "at its beginning or end, a colon or a backslash.",
                file=str(path),
            )
        )
    if name in found and found[name].resolve() != path.resolve():
        raise BackupError(
            say(
                "Two files would be %(name)s in the backup: %(one)s and %(other)s. Rename one of them.",
                name=name,
                one=str(found[name]),
                other=str(path),
            )
        )
    found[name] = path


def _files_beside(folder: Path) -> Iterator[tuple[str, Path]]:
    return ((name, folder / name) for name in FILES if (folder / name).is_file())


def _files_below(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield "/".join((name, *parts)), path


def _list_files(path: Path) -> Iterator[tuple[str, Path]]:
    if path.is_dir():
        return _files_below(LISTS, path)
    return iter([(f"{LISTS}/{path.name}", path)])


def _sound_snapshots(folder: Path) -> tuple[list[tuple[str, Path]], list[Message]]:
    """Files of the snapshots that are whole, and sentences on the others; `current` where it names one.

    Beside them the ledger of protected editions, whose files check each other.
    """
    files: list[tuple[str, Path]] = []
    left_out = []
    sound = set()
    for version in versions_in(folder):
        try:
            manifest = check_published(folder, Pointer(version))
        except SnapshotError as error:
            left_out.append(error.message)
            continue
        sound.add(version)
        names = (MANIFEST, *sorted(manifest["files"]))
        files += [(f"{SNAPSHOTS}/{version}/{name}", folder / version / name) for name in names]
    files += [
        (f"{SNAPSHOTS}/{LEDGER}/{path.name}", path) for path in sorted((folder / LEDGER).glob(f"*{SUFFIX}"))
    ]
    if current_version(folder) in sound:
        files.append((f"{SNAPSHOTS}/{POINTER}", folder / POINTER))
    return files, left_out


def _unknown(folder: Path) -> Iterator[Message]:
    known = {*FOLDERS, *FILES, SETTINGS}
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    unknown = [name for name in names if name not in known and not name.startswith(".")]
    if unknown:
        yield say("Not part of a backup: %(names)s.", names=", ".join(unknown))
