"""Snapshots of the same content under versions of their own."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from webmap.snapshot import snapshot as module
from webmap.snapshot.faults import failures_in_sentences
from webmap.snapshot.manifest import MANIFEST, checked_manifest
from webmap.snapshot.pointer import read_pointer
from webmap.snapshot.snapshot import Snapshot, write_snapshot


def check_whole(folder: Path, digest: str = "") -> None:
    """As `_check_whole`, without decoding the tables."""
    with failures_in_sentences(folder):
        checked_manifest(folder, digest)


def served_version(out: Path) -> str:
    """Version that the pointer names, whose files are whole."""
    pointer = read_pointer(out)
    check_whole(out / pointer.version, pointer.digest)
    return pointer.version


def named(snapshot: Snapshot, version: str) -> Snapshot:
    return replace(snapshot, manifest={**snapshot.manifest, "version": version})


@dataclass(frozen=True)
class Publishing:
    """Publishes by `write_snapshot`, with the files of the folder `made` in the place of new ones.

    So everything but encoding and decoding tables runs as ever, and in a fraction of the time.
    """

    snapshot: Snapshot
    made: Path

    def publish(self, out: Path, version: str, keep: int = 5) -> Path:
        with (
            patch.object(module, "_write_files", self._copy_files),
            patch.object(module, "_check_whole", check_whole),
        ):
            return write_snapshot(named(self.snapshot, version), out, keep)

    def _copy_files(self, snapshot: Snapshot, folder: Path) -> None:
        for path in sorted(self.made.iterdir()):
            (folder / path.name).write_bytes(path.read_bytes())
        manifest = json.loads((self.made / MANIFEST).read_text("utf-8"))
        text = json.dumps({**manifest, "version": snapshot.version})
        (folder / MANIFEST).write_text(text, "utf-8")


def leftovers(out: Path) -> list[str]:
    """What lies in a folder of snapshots besides snapshots, lock and pointer."""
    return sorted(path.name for path in out.iterdir() if path.name.startswith(".") and path.name != ".lock")


def versions(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))
