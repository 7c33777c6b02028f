"""Content codings: the one that suits a client, and the effort spent on it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import lru_cache

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header


class Effort(StrEnum):
    """How much time compressing a body may take."""

    QUICK = ""
    """While somebody waits: about 2 ms for 60 KB."""
    THOROUGH = "+"
    """Once for many readers, while nobody waits: about a tenth smaller, fifty times slower."""


_effort: ContextVar[Effort] = ContextVar("effort", default=Effort.QUICK)

LONG = 250_000
"""Bytes beyond which the last per cents of size are no longer worth brotli's highest quality."""


@contextmanager
def thoroughly() -> Iterator[None]:
    """Compress thoroughly every body that is encoded inside the block, in this context."""
    token = _effort.set(Effort.THOROUGH)
    try:
        yield
    finally:
        _effort.reset(token)


def effort() -> Effort:
    """The effort for bodies that are encoded now."""
    return _effort.get()


def _brotli(body: bytes, level: Effort) -> bytes:
    quality = 5 if level is Effort.QUICK else 11 if len(body) <= LONG else 9
    compressed: bytes = brotli.compress(body, quality=quality)
    return compressed


def _gzip(body: bytes, level: Effort) -> bytes:
    return gzip.compress(body, 6 if level is Effort.QUICK else 9, mtime=0)


ENCODERS: dict[str, Callable[[bytes, Effort], bytes]] = {"br": _brotli, "gzip": _gzip}
"""Content codings by name, the best first."""


@lru_cache(maxsize=256)
def coding_for(accept_encoding: str) -> str:
    """The best coding that an Accept-Encoding header lets us send; '' for none (RFC 9110, 12.5.3)."""
    accepted = parse_accept_header(accept_encoding, Accept)
    return next((name for name in ENCODERS if accepted[name] > 0), "")
