"""Compressed forms that lie beside a file, for hosts that send them as they are."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli

SMALLEST = 1_000
"""Bytes from which on a text is compressed."""

TEXTS = (".html", ".js", ".css", ".json", ".geojson", ".svg", ".csv", ".atom", ".xml", ".txt")
"""Suffixes of what is compressed; every other kind is so already."""

LARGE = 1_000_000
"""Bytes from which on the best brotli takes seconds for what a browser saves in no time."""

QUALITY, QUALITY_OF_LARGE = 11, 9


def _brotli(content: bytes) -> bytes:
    large = len(content) > LARGE
    return brotli.compress(
        content, brotli.MODE_TEXT, quality=QUALITY_OF_LARGE if large else QUALITY, lgwin=24 if large else 22
    )


ENCODERS: dict[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    "br": (_brotli, brotli.decompress),
    "gz": (lambda content: gzip.compress(content, 9, mtime=0), gzip.decompress),
}
"""Suffix of a compressed form → how it is made, and how it is read."""


def is_compressed(path: str, size: int) -> bool:
    """Whether compressed forms lie beside a file."""
    return size >= SMALLEST and path.endswith(TEXTS)


def compressed(content: bytes, suffix: str) -> bytes:
    """The form of a suffix, read back before it is trusted. Raises ValueError where it is not the same."""
    encode, decode = ENCODERS[suffix]
    made = encode(content)
    if decode(made) != content:
        raise ValueError(f"{suffix} does not give back what was put in")
    return made
