"""`site.json`: the description of a copy, and each of its files with its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from webmap.site.layout import MANIFEST


def json_bytes(value: Any, indent: int | None = None) -> bytes:
    """JSON in UTF-8; a lone surrogate from a list, which UTF-8 cannot encode, becomes `?`."""
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
    """`about` describes the copy; `previous_files` are those of the copy before that open pages load.

    `made_from` is a digest of everything that the exports were made from.
    """

    about: Mapping[str, Any]
    files: Mapping[str, Entry]
    previous_files: Mapping[str, Entry]
    made_from: str

    def every(self) -> dict[str, Entry]:
        """All files of the copy except this description."""
        return {**self.previous_files, **self.files}

    def as_bytes(self) -> bytes:
        """The file."""
        groups = {
            name: {path: asdict(each) for path, each in sorted(group.items())}
            for name, group in (("files", self.files), ("kept", self.previous_files))
        }
        return json_bytes(
            {"kind": KIND, "format": FORMAT, **self.about, "made_from": self.made_from, **groups}, indent=1
        )


def read_manifest(folder: Path) -> SiteManifest | None:
    """The description of a copy; None where a folder holds no copy, or one of another format."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        if content["kind"] != KIND:
            return None
        groups = [{path: Entry(**each) for path, each in content[name].items()} for name in ("files", "kept")]
        return SiteManifest({}, groups[0], groups[1], content["made_from"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def entry_of(content: bytes) -> Entry:
    """The entry of a file with this content."""
    return Entry(sha256(content), len(content))


def sha256(content: bytes) -> str:
    """Digest as the description has it."""
    return hashlib.sha256(content).hexdigest()
