"""The served snapshot: the file `current`, replaced by one rename.

Its first line is the version, which is the name of the folder; the second one is the SHA-256 of the
folder's manifest. Written by hand to go back to an older version, it may hold the first line alone.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from webmap.errors import SnapshotError
from webmap.system.disk import reason_of, sync_file, sync_folder
from webmap.vocabulary.messages import say

POINTER = "current"
FRESH_POINTER = f".{POINTER}-"
"""Beginning of the names of pointers that are being written."""
MAX_POINTER_BYTES = 1_000
"""Most bytes that are read of the file."""

VERSION = re.compile(r"[0-9A-Za-z-]{1,100}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Pointer:
    """A version and the digest of its manifest, '' where it is not stated."""

    version: str
    digest: str = ""


def read_pointer(out: Path) -> Pointer:
    """Read the served version. Raises SnapshotError where there is none, or the file is unreadable."""
    try:
        with (out / POINTER).open("rb") as source:
            content = source.read(MAX_POINTER_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SnapshotError(
            say("Nothing has been published in %(folder)s yet. Run `webmap build` first.", folder=str(out))
        ) from error
    except OSError as error:
        raise SnapshotError(
            say(
                "The file %(file)s, which names the snapshot to serve, cannot be read (%(reason)s).",
                file=str(out / POINTER),
                reason=reason_of(error),
            )
        ) from error
    pointer = _understood(content)
    if pointer is None:
        raise SnapshotError(
            say(
                "The file %(file)s names no version. Write the name of a snapshot's folder into it, "
                "or run `webmap build`.",
                file=str(out / POINTER),
            )
        )
    return pointer


def current_version(out: Path) -> str | None:
    """Version that is served, or None where there is none."""
    try:
        return read_pointer(out).version
    except SnapshotError:
        return None


def write_pointer(out: Path, pointer: Pointer) -> None:
    """Serve a version from now on, also after a power cut. Raises OSError; the old one is then served."""
    handle, name = tempfile.mkstemp(prefix=FRESH_POINTER, dir=out)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{pointer.version}\n{pointer.digest}\n")
        fresh.chmod(0o644)  # temporary files are closed to all others
        sync_file(fresh)
        fresh.replace(out / POINTER)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(out)


def confirm_pointer(out: Path) -> None:
    """Note by the time of the pointer's file that a build has just found nothing new."""
    with contextlib.suppress(OSError):
        os.utime(out / POINTER)


def confirmed_at(out: Path) -> float | None:
    """When a build last published here or found nothing new, in seconds since 1970; None where none has."""
    try:
        return (out / POINTER).stat().st_mtime
    except OSError:
        return None


def _understood(content: bytes) -> Pointer | None:
    lines = content.decode("utf-8-sig", "replace").split()
    match lines:
        case [version] if VERSION.fullmatch(version):
            return Pointer(version)
        case [version, digest] if VERSION.fullmatch(version) and _DIGEST.fullmatch(digest):
            return Pointer(version, digest)
        case _:
            return None
