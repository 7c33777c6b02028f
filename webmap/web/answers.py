"""Answers that a browser may keep: serialised and compressed once, with an ETag."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import Response, request

SMALLEST_COMPRESSED = 1_000
KEPT_BYTES = 64 * 1024 * 1024
"""Most bytes of ready answers that a process keeps."""

FOR_A_YEAR = "public, max-age=31536000, immutable"
"""For what never changes under its address."""
FOR_A_MINUTE = "public, max-age=60, stale-while-revalidate=600"
ASK_AGAIN = "public, no-cache"
"""Kept, but asked for again at each visit, which a 304 answers."""

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}
"""Content codings by name, the best first: another one (br, zstd) is one more line here."""


@dataclass(frozen=True)
class Ready:
    """A body, its forms by content coding, and its ETag."""

    body: bytes
    encoded: Mapping[str, bytes]
    etag: str
    mimetype: str


def ready(body: bytes, mimetype: str) -> Ready:
    """Compress a body and name it by its digest."""
    etag = hashlib.sha256(body).hexdigest()[:32]
    worth = len(body) >= SMALLEST_COMPRESSED and not mimetype.startswith("image/p")
    encoded = {name: encode(body) for name, encode in ENCODERS.items()} if worth else {}
    return Ready(body, encoded, etag, mimetype)


def ready_json(value: Any, mimetype: str) -> Ready:
    """Serialise a value as compact UTF-8 JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return ready(text.encode("utf-8", "replace"), mimetype)


def answer(content: Ready, cache_control: str = FOR_A_MINUTE) -> Response:
    """Send a ready body: 304 where the browser has it, compressed where it understands that."""
    coding = next((name for name in content.encoded if request.accept_encodings[name] > 0), "")
    response = Response(
        content.encoded[coding] if coding else content.body,
        mimetype=content.mimetype,
        content_type=f"{content.mimetype}; charset=utf-8" if content.mimetype.startswith("text/") else None,
    )
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = cache_control
    response.set_etag(f"{content.etag}-{coding}" if coding else content.etag)
    response.make_conditional(request, accept_ranges=True, complete_length=len(response.get_data()))
    return response


class Shelf:
    """Ready answers by key, the least used given up beyond a number of bytes."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most = most_bytes
        self._held: OrderedDict[Hashable, Ready] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Ready]) -> Ready:
        """The answer under a key, made where there is none."""
        with self._lock:
            held = self._held.get(key)
            if held is not None:
                self._held.move_to_end(key)
                return held
        made = make()
        with self._lock:
            if key not in self._held:
                self._held[key] = made
                self._bytes += _size(made)
            while self._bytes > self._most and len(self._held) > 1:
                _, gone = self._held.popitem(last=False)
                self._bytes -= _size(gone)
        return made


def _size(content: Ready) -> int:
    return len(content.body) + sum(map(len, content.encoded.values()))
