"""Content codings: which one a client is sent, and how hard it is worked on."""

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
    """How much time a body is worth."""

    QUICK = ""
    """While somebody waits: about 2 ms for 60 KB."""
    THOROUGH = "+"
    """Once for many readers, while nobody waits: about a tenth smaller, fifty times slower."""


_effort: ContextVar[Effort] = ContextVar("effort", default=Effort.QUICK)

LONG = 150_000
"""Bytes beyond which the last per cents of size are no longer worth brotli's highest quality."""


@contextmanager
def thoroughly() -> Iterator[None]:
    """Compress for many readers what is made inside."""
    token = _effort.set(Effort.THOROUGH)
    try:
        yield
    finally:
        _effort.reset(token)


def effort() -> Effort:
    """How hard to work on what is made now."""
    return _effort.get()


def _brotli(body: bytes, how: Effort) -> bytes:
    quality = 5 if how is Effort.QUICK else 11 if len(body) <= LONG else 9
    compressed: bytes = brotli.compress(body, quality=quality)
    return compressed


def _gzip(body: bytes, how: Effort) -> bytes:
    return gzip.compress(body, 6 if how is Effort.QUICK else 9, mtime=0)


ENCODERS: dict[str, Callable[[bytes, Effort], bytes]] = {"br": _brotli, "gzip": _gzip}
"""Content codings by name, the best first."""


@lru_cache(maxsize=256)
def coding_for(accept_encoding: str) -> str:
    """The best coding that an Accept-Encoding header lets us send; '' for none (RFC 9110, 12.5.3)."""
    accepted = parse_accept_header(accept_encoding, Accept)
    return next((name for name in ENCODERS if accepted[name] > 0), "")
