"""The new copy, written beside the old one: equal files are hard links to the old ones, not second files."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import brotli

from webmap.site.layout import PIECES, CopyError, is_export, is_kept
from webmap.site.manifest import Entry, SiteManifest, entry_of, sha256

MIN_COMPRESSED_BYTES = 1_000
"""Smallest text (bytes) that is compressed."""

TEXTS = (".html", ".js", ".css", ".json", ".geojson", ".svg", ".csv", ".atom", ".xml", ".txt")
"""Suffixes of files to compress; every other kind is compressed already."""

OFTEN_LOADED = (".html", ".js", ".css", "data/")
"""Ends or beginnings of paths that readers load often: they get the best compression.

Of the pieces there are hundreds, and each is loaded by few readers.
"""

BEST, GOOD = 11, 9
"""Qualities of brotli."""

MAX_BEST_BYTES = 1_000_000
"""Largest file (bytes) for the best brotli: beyond, it takes seconds and saves a browser next to nothing."""


def _brotli(content: bytes, path: str) -> bytes:
    is_often = (path.startswith(OFTEN_LOADED) or path.endswith(OFTEN_LOADED)) and not path.startswith(PIECES)
    best = is_often and len(content) <= MAX_BEST_BYTES
    return bytes(brotli.compress(content, brotli.MODE_TEXT, quality=BEST if best else GOOD))


ENCODERS: dict[str, tuple[Callable[[bytes, str], bytes], Callable[[bytes], bytes]]] = {
    "br": (_brotli, brotli.decompress),
    "gz": (lambda content, _path: gzip.compress(content, 9, mtime=0), gzip.decompress),
}
"""Suffix of a compressed form → its encoder (of content and path) and its decoder."""


def is_compressed(path: str, size: int) -> bool:
    """Whether compressed forms lie beside a file."""
    return size >= MIN_COMPRESSED_BYTES and path.endswith(TEXTS)


def encoded(content: bytes, path: str, suffix: str) -> bytes:
    """Content in the coding of a suffix, decoded once to check it. Raises ValueError where it differs."""
    encode, decode = ENCODERS[suffix]
    result = encode(content, path)
    if decode(result) != content:
        raise ValueError(f"{suffix} does not give back what was put in")
    return result


Over = Callable[[Iterable[str], int], Iterable[str]]
"""Passes items on and shows the progress; the second argument is their number."""

WORLD_READABLE = 0o644


class Tree:
    """Files of the new copy under `root`, by path.

    `old` is the folder of the copy that is published, `before` its description (None where there is none).
    """

    def __init__(self, root: Path, old: Path, before: SiteManifest | None) -> None:
        self.root, self._old, self._before = root, old, before
        self.files: dict[str, Entry] = {}
        self.fresh: set[str] = set()
        """Files that the old copy does not have, or has with other content."""

    def put(self, path: str, content: bytes) -> None:
        """Add a file. Raises CopyError where the path already has other content."""
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
        """Add a file that is already in the folder."""
        target = self.root / path
        target.chmod(WORLD_READABLE)  # temporary files, which some writers rename, are private to their owner
        entry = entry_of(target.read_bytes())
        if not self._link(path, entry):
            self.files[path] = entry
            self.fresh.add(path)

    def take_over_exports(self, made_from: str) -> bool:
        """Add the exports of the old copy and return True, where they were made from the same data."""
        if self._before is None or self._before.made_from != made_from:
            return False
        exports = {path: entry for path, entry in self._before.files.items() if is_export(path)}
        # All or none: a job that writes again would write through the hard link into the old copy.
        if not all(self._is_whole(path, entry) for path, entry in exports.items()):
            return False
        for path, entry in exports.items():
            self._link(path, entry)
        return True

    def keep_previous(self) -> dict[str, Entry]:
        """Keep scripts, styles and borders that pages of the old copy load: a reader may have one open.

        Data of the lists ends with the copy: what was taken back must not stay under its old address. A page
        that is open then loads the new one.
        Files that the old copy itself kept are dropped, unless nothing has changed since.
        """
        if self._before is None:
            return {}
        files = dict(self.files)
        older = self._before.previous_files if files == self._before.files else self._before.files
        gone = {path: entry for path, entry in older.items() if is_kept(path) and path not in files}
        linked = {path: entry for path, entry in gone.items() if self._link(path, entry)}
        self.files = files
        return linked

    def compress(self, threads: int, over: Over) -> None:
        """Put the compressed forms beside every text that lacks them; `over` shows the progress."""
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
        content = encoded((self.root / path).read_bytes(), path, suffix)
        (self.root / f"{path}.{suffix}").write_bytes(content)
        return sha256(content)

    def _link(self, path: str, entry: Entry) -> bool:
        """Reuse a file of the old copy, with its compressed forms, where it is the same and undamaged."""
        before = self._before.every().get(path) if self._before else None
        if before is None or before.sha256 != entry.sha256 or not self._is_whole(path, before):
            return False
        for name in (path, *(f"{path}.{suffix}" for suffix in before.compressed)):
            link(self._old / name, self._place(name))
        self.files[path] = before
        return True

    def _is_whole(self, path: str, entry: Entry) -> bool:
        """Whether a file of the old copy has the digests of its description."""
        forms = {path: entry.sha256, **{f"{path}.{name}": sha for name, sha in entry.compressed.items()}}
        return all(_has_digest(self._old / name, digest) for name, digest in forms.items())

    def _place(self, path: str) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target


def link(source: Path, target: Path) -> None:
    """Link a file into another folder; copy it with its time where the file system has no hard links."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _has_digest(path: Path, digest: str) -> bool:
    try:
        return sha256(path.read_bytes()) == digest
    except OSError:
        return False
