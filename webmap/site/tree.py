"""The new copy while it grows beside the old one: what is the same is the same file, not another like it."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import brotli

from webmap.site.layout import CopyError, is_export, is_immutable
from webmap.site.manifest import Entry, SiteManifest, entry_of, sha256

SMALLEST = 1_000
"""Bytes from which on a text is compressed."""

TEXTS = (".html", ".js", ".css", ".json", ".geojson", ".svg", ".csv", ".atom", ".xml", ".txt")
"""Suffixes of what is compressed; every other kind is so already."""

OFTEN_LOADED = (".html", ".js", ".css", "data/")
"""Ends or beginnings of paths that readers load again and again, and so are worth the best there is."""

BEST, GOOD = 11, 9
"""Qualities of brotli."""

LARGE = 1_000_000
"""Bytes from which on the best brotli takes seconds for what a browser saves in no time."""


def _brotli(content: bytes, path: str) -> bytes:
    is_often = path.startswith(OFTEN_LOADED) or path.endswith(OFTEN_LOADED)
    best = is_often and len(content) <= LARGE
    return bytes(brotli.compress(content, brotli.MODE_TEXT, quality=BEST if best else GOOD))


ENCODERS: dict[str, tuple[Callable[[bytes, str], bytes], Callable[[bytes], bytes]]] = {
    "br": (_brotli, brotli.decompress),
    "gz": (lambda content, _path: gzip.compress(content, 9, mtime=0), gzip.decompress),
}
"""Suffix of a compressed form → how it is made of a content and its path, and how it is read."""


def is_compressed(path: str, size: int) -> bool:
    """Whether compressed forms lie beside a file."""
    return size >= SMALLEST and path.endswith(TEXTS)


def compressed(content: bytes, path: str, suffix: str) -> bytes:
    """The form of a suffix, read back before it is trusted. Raises ValueError where it is not the same."""
    encode, decode = ENCODERS[suffix]
    made = encode(content, path)
    if decode(made) != content:
        raise ValueError(f"{suffix} does not give back what was put in")
    return made


Over = Callable[[Iterable[str], int], Iterable[str]]
"""Passes so many items on, showing how many have passed."""

FOR_ALL = 0o644


class Tree:
    """Files of the new copy under `root`, by path.

    `old` is the folder of the copy that is published, `before` its description (None where there is none).
    """

    def __init__(self, root: Path, old: Path, before: SiteManifest | None) -> None:
        self.root, self._old, self._before = root, old, before
        self.files: dict[str, Entry] = {}
        self.fresh: set[str] = set()
        """Files that are not those of the old copy, or have a compressed form that is not."""

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
            self.fresh.add(path)

    def adopt(self, path: str) -> None:
        """Add a file that lies there already."""
        target = self.root / path
        target.chmod(FOR_ALL)  # some writers go by way of temporary files, which are closed to all others
        entry = entry_of(target.read_bytes())
        if not self._link(path, entry):
            self.files[path] = entry
            self.fresh.add(path)

    def take_over_exports(self, made_from: str) -> bool:
        """Add the exports of the old copy where they were made from the same; whether they were."""
        if self._before is None or self._before.made_from != made_from:
            return False
        exports = {path: entry for path, entry in self._before.files.items() if is_export(path)}
        # All or none: what is written anew must never be written into a file of the old copy.
        if not all(self._is_whole(path, entry) for path, entry in exports.items()):
            return False
        for path, entry in exports.items():
            self._link(path, entry)
        return True

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

    def compress(self, threads: int, over: Over) -> None:
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
            digests = over(pool.map(self._compress, missing), len(missing))
            for (path, suffix), digest in zip(missing, digests, strict=True):
                entry = self.files[path]
                self.files[path] = replace(entry, compressed={**entry.compressed, suffix: digest})

    def _compress(self, each: tuple[str, str]) -> str:
        path, suffix = each
        made = compressed((self.root / path).read_bytes(), path, suffix)
        (self.root / f"{path}.{suffix}").write_bytes(made)
        return sha256(made)

    def _link(self, path: str, entry: Entry) -> bool:
        """Take a file of the old copy over, with its compressed forms, where it is this one and whole."""
        before = self._before.every().get(path) if self._before else None
        if before is None or before.sha256 != entry.sha256 or not self._is_whole(path, before):
            return False
        for name in (path, *(f"{path}.{suffix}" for suffix in before.compressed)):
            link(self._old / name, self._place(name))
        self.files[path] = before
        return True

    def _is_whole(self, path: str, entry: Entry) -> bool:
        """Whether a file of the old copy is what its description says."""
        forms = {path: entry.sha256, **{f"{path}.{name}": sha for name, sha in entry.compressed.items()}}
        return all(_is(self._old / name, digest) for name, digest in forms.items())

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
