"""The new copy while it grows beside the old one: what is the same is the same file, not another like it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from webmap.site.compress import ENCODERS, compressed, is_compressed
from webmap.site.errors import CopyError
from webmap.site.layout import is_export, is_immutable
from webmap.site.manifest import Entry, SiteManifest, entry_of, sha256


class Tree:
    """Files of the new copy under `root`, by path.

    `old` is the folder of the copy that is published, `before` its description; both None where there is none.
    """

    def __init__(self, root: Path, old: Path, before: SiteManifest | None) -> None:
        self.root, self._old, self._before = root, old, before
        self.files: dict[str, Entry] = {}

    def put(self, path: str, content: bytes) -> None:
        """Add a file. Raises CopyError where another content lies there already."""
        entry = entry_of(content)
        if path in self.files:
            if self.files[path].sha256 != entry.sha256:
                raise CopyError(f"{path} is written twice")
            return
        if not self._link(path, entry):
            target = self._place(path)
            target.write_bytes(content)
            self.files[path] = entry

    def adopt(self, path: str) -> None:
        """Add a file that lies there already."""
        target = self.root / path
        entry = entry_of(target.read_bytes())
        if not self._link(path, entry):
            self.files[path] = entry

    def take_over_exports(self, made_from: str) -> bool:
        """Add the exports of the old copy where they were made from the same; whether they were."""
        if self._before is None or self._before.made_from != made_from:
            return False
        exports = {path: entry for path, entry in self._before.files.items() if is_export(path)}
        return all([self._link(path, entry) for path, entry in exports.items()])

    def kept(self) -> dict[str, Entry]:
        """Keep what pages of the old copy load: a reader may have one open. What that one kept goes.

        Where nothing has changed, what it kept stays.
        """
        if self._before is None:
            return {}
        made = dict(self.files)
        older = self._before.kept if made == self._before.files else self._before.files
        gone = {path: entry for path, entry in older.items() if is_immutable(path) and path not in made}
        kept = {path: entry for path, entry in gone.items() if self._link(path, entry)}
        self.files = made
        return kept

    def compress(self, threads: int, over: Callable[[Iterable[object], int], Iterable[object]]) -> None:
        """Put the compressed forms beside every text that has none yet; `over` shows how far it is."""
        missing = [
            (path, suffix)
            for path, entry in self.files.items()
            if is_compressed(path, entry.bytes)
            for suffix in ENCODERS
            if suffix not in entry.compressed
        ]
        missing.sort(key=lambda each: -self.files[each[0]].bytes)
        with ThreadPoolExecutor(max(1, threads)) as pool:
            done = pool.map(lambda each: (*each, self._compress(*each)), missing)
            for path, suffix, digest in over(done, len(missing)):  # type: ignore[misc]
                entry = self.files[path]
                self.files[path] = replace(entry, compressed={**entry.compressed, suffix: digest})

    def _compress(self, path: str, suffix: str) -> str:
        made = compressed((self.root / path).read_bytes(), path, suffix)
        (self.root / f"{path}.{suffix}").write_bytes(made)
        return sha256(made)

    def _link(self, path: str, entry: Entry) -> bool:
        """Take a file of the old copy over, with its compressed forms, where it is this one and whole."""
        before = self._before.every().get(path) if self._before else None
        if before is None or before.sha256 != entry.sha256:
            return False
        forms = {path: before.sha256, **{f"{path}.{name}": sha for name, sha in before.compressed.items()}}
        if not all(_is(self._old / name, digest) for name, digest in forms.items()):
            return False
        for name in forms:
            link(self._old / name, self._place(name))
        self.files[path] = before
        return True

    def _place(self, path: str) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target


def link(source: Path, target: Path) -> None:
    """Let a file stand in another folder, too; copied with its time where the file system knows no links."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _is(path: Path, digest: str) -> bool:
    try:
        return sha256(path.read_bytes()) == digest
    except OSError:
        return False
