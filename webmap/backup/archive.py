"""The file of a backup: a ZIP whose first member states the size and digest of every other one.

The same contents give the same bytes: members are sorted by name, and carry no time and no owner.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from math import inf
from pathlib import Path
from typing import IO, Annotated
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError

from webmap import __version__
from webmap.backup.contents import Contents, is_safe
from webmap.errors import BackupError
from webmap.snapshot.manifest import Fingerprint
from webmap.snapshot.protected.ledger import LEDGER
from webmap.system.atomic_file import replaced
from webmap.system.disk import reason_of
from webmap.vocabulary.messages import Message, say

FORMAT = 1
INDEX = "backup.json"
MAX_INDEX_BYTES = 16 * 1024**2
OWNER_ALONE = 0o600
"""A backup holds what is withheld from the public."""
CHUNK = 1024**2


class Index(BaseModel):
    """The first member: what the backup holds."""

    model_config = ConfigDict(strict=True)

    format: NonNegativeInt
    software: Annotated[str, Field(max_length=100)]
    files: dict[str, Fingerprint]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(each.bytes for each in self.files.values())


@dataclass(frozen=True)
class Written:
    """What a backup holds: number of files, and their bytes before compression."""

    files: int
    size: int


def write_backup(contents: Contents, path: Path) -> Written:
    """Write a backup whole or not at all.

    Raises OutputError, and BackupError where a file changes meanwhile.
    """
    index = Index(format=FORMAT, software=__version__, files=_fingerprints(contents))
    with (
        replaced(path, OWNER_ALONE) as fresh,
        ZipFile(fresh, "w", ZIP_DEFLATED) as archive,
    ):
        text = json.dumps(index.model_dump(), ensure_ascii=False, indent=1)
        archive.writestr(_member(INDEX), text)
        for name, stated in index.files.items():
            with (
                _opened(contents, name) as source,
                archive.open(_member(name), "w", force_zip64=True) as target,
            ):
                if copied(source, target, stated.bytes) != stated:
                    raise _changed(name)
    return Written(len(index.files), index.size)


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name)  # its fixed date of 1980, so that the same contents give the same bytes
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3  # Unix, on every system
    info.external_attr = OWNER_ALONE << 16
    return info


def _fingerprints(contents: Contents) -> dict[str, Fingerprint]:
    names = sorted((*contents.files, *contents.texts))
    found = {}
    for name in names:
        with _opened(contents, name) as source:
            found[name] = copied(source, None)
    return found


def _opened(contents: Contents, name: str) -> IO[bytes]:
    if name in contents.texts:
        return BytesIO(contents.texts[name])
    try:
        return contents.files[name].open("rb")
    except FileNotFoundError as error:
        raise _changed(name) from error


def _changed(name: str) -> BackupError:
    return BackupError(
        say("The file %(file)s changed while it was backed up. Run the command again.", file=name)
    )


def copied(source: IO[bytes], target: IO[bytes] | None, most: float = inf) -> Fingerprint:
    """Read, and copy where there is a target, at most one byte more than `most`; return size and digest."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(int(min(CHUNK, most + 1 - size))):
        if target is not None:
            target.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return Fingerprint(bytes=size, sha256=digest.hexdigest())


@dataclass(frozen=True)
class Backup:
    """An opened backup, whose index is checked; its files are checked as they are read."""

    path: Path
    archive: ZipFile
    index: Index

    def extract(self, name: str, target: Path) -> None:
        """Write one file. Raises BackupError unless it is what the index states, and OSError."""
        stated = self.index.files[name]
        try:
            with self.archive.open(name) as source, target.open("xb") as out:
                found = copied(source, out, stated.bytes)
        except OSError:
            raise
        # Damaged members raise errors of zlib, struct and more.
        except Exception as error:
            raise damaged(self.path, _not_as_written(name)) from error
        if found != stated:
            raise damaged(self.path, _not_as_written(name))


def damaged(path: Path, fault: Message) -> BackupError:
    """The failure of a backup that is not as it was written."""
    return BackupError(
        say(
            "The backup %(file)s is damaged or no backup: %(fault)s. Nothing was changed.",
            file=str(path),
            fault=fault,
        )
    )


def _not_as_written(name: str) -> Message:
    return say("its file %(file)s is not as it was written", file=name)


def open_backup(path: Path, archive: ZipFile) -> Backup:
    """Read and check the index of an archive. Raises BackupError."""
    try:
        with archive.open(INDEX) as source:
            content = source.read(MAX_INDEX_BYTES + 1)
    except KeyError as error:
        raise damaged(path, say("it has no %(file)s", file=INDEX)) from error
    except Exception as error:
        raise damaged(path, _not_as_written(INDEX)) from error
    index = _read_index(path, content)
    _check_names(path, [info.filename for info in archive.infolist()], index.files)
    return Backup(path, archive, index)


def _read_index(path: Path, content: bytes) -> Index:
    try:
        number = json.loads(content)["format"]
        if isinstance(number, int) and number > FORMAT:
            raise BackupError(
                say(
                    "The backup %(file)s was made by a newer version of this program (format %(found)s; "
                    "this one reads format %(known)s). Update the program on this machine.",
                    file=str(path),
                    found=number,
                    known=FORMAT,
                )
            )
        return Index.model_validate_json(content)
    except (ValueError, TypeError, KeyError, RecursionError, ValidationError) as error:
        raise damaged(path, _not_as_written(INDEX)) from error


def _check_names(path: Path, members: list[str], stated: Mapping[str, Fingerprint]) -> None:
    if sorted(members) != sorted((INDEX, *stated)):
        raise damaged(path, say("its members are not those that it states"))
    for name in stated:
        if not is_safe(name):
            raise damaged(path, say("its file %(file)s would lie outside of the folders", file=repr(name)))


def open_zip(path: Path) -> ZipFile:
    """Open the file. Raises BackupError."""
    try:
        return ZipFile(path)
    except FileNotFoundError as error:
        raise BackupError(say("There is no file %(file)s.", file=str(path))) from error
    except OSError as error:
        raise BackupError(
            say(
                "The file %(file)s cannot be read (%(reason)s).",
                file=str(path),
                reason=reason_of(error),
            )
        ) from error
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(path, say("it is no ZIP file, or cut off")) from error


def versions_of(index: Index) -> Iterator[str]:
    """Versions of the snapshots in a backup."""
    names = (name.split("/") for name in index.files)
    folders = (parts[1] for parts in names if parts[0] == "snapshots" and len(parts) > 2)
    yield from dict.fromkeys(folder for folder in folders if folder != LEDGER)
