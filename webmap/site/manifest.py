"""`site.json`: what a copy is, and each of its files with its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from webmap.site.layout import MANIFEST


def json_bytes(value: Any, indent: int | None = None) -> bytes:
    """UTF-8; what a list holds and UTF-8 does not (half a pair) becomes `?`."""
    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, separators=separators, indent=indent, allow_nan=False)
    return text.encode("utf-8", "replace")


FORMAT = 1
KIND = "affected-schools-map copy"


@dataclass(frozen=True)
class Entry:
    """A file: SHA-256 and size in bytes, and the SHA-256 of its compressed forms by suffix."""

    sha256: str
    bytes: int
    compressed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SiteManifest:
    """`about` says what the copy is; `kept` are files of the copy before it, which pages now open still name.

    `made_from` names all that the exports were made from.
    """

    about: Mapping[str, Any]
    files: Mapping[str, Entry]
    kept: Mapping[str, Entry]
    made_from: str

    def every(self) -> dict[str, Entry]:
        """All files of the copy but this description."""
        return {**self.kept, **self.files}

    def as_bytes(self) -> bytes:
        """The file."""
        groups = {
            name: {path: asdict(each) for path, each in sorted(group.items())}
            for name, group in (("files", self.files), ("kept", self.kept))
        }
        return json_bytes(
            {"kind": KIND, "format": FORMAT, **self.about, "made_from": self.made_from, **groups}, indent=1
        )


def read_manifest(folder: Path) -> SiteManifest | None:
    """The description of a copy; None where a folder is none, or of another format."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
        if told["kind"] != KIND:
            return None
        groups = [{path: Entry(**each) for path, each in told[name].items()} for name in ("files", "kept")]
        return SiteManifest({}, groups[0], groups[1], told["made_from"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def entry_of(content: bytes) -> Entry:
    """A file by its content."""
    return Entry(sha256(content), len(content))


def sha256(content: bytes) -> str:
    """Digest as it stands in the description."""
    return hashlib.sha256(content).hexdigest()
