"""Answers that a browser may keep: serialised and compressed once, with an ETag."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request

SMALLEST_COMPRESSED = 1_000

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

    @property
    def most_bytes(self) -> int:
        """Memory that it takes, with every form of it."""
        return len(self.body) + sum(map(len, self.encoded.values()))


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
