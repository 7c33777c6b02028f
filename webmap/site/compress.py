"""Compressed forms that lie beside a file, for hosts that send them as they are."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli

SMALLEST = 1_000
"""Bytes from which on a text is compressed."""

TEXTS = (".html", ".js", ".css", ".json", ".geojson", ".svg", ".csv", ".atom", ".xml", ".txt")
"""Suffixes of what is compressed; every other kind is so already."""

OFTEN_LOADED = (".html", ".js", ".css", "data/")
"""Ends or beginnings of paths that readers load again and again, and so are worth the best there is."""

LARGE = 1_000_000
"""Bytes from which on the best brotli takes seconds for what a browser saves in no time."""


def _brotli(content: bytes, path: str) -> bytes:
    is_often = path.startswith(OFTEN_LOADED) or path.endswith(OFTEN_LOADED)
    best = is_often and len(content) <= LARGE
    return bytes(brotli.compress(content, brotli.MODE_TEXT, quality=11 if best else 9, lgwin=22))


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
