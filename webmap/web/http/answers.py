"""Answers that a browser may keep: serialised once, compressed once in each coding, with an ETag."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from flask import Response, request

from webmap.web.http.encoding import ENCODERS, Effort, coding_for, effort

SMALLEST_COMPRESSED = 1_000
PACKED = (
    "image/png",
    "application/pdf",
    "application/vnd.openxml",
    "application/vnd.apache",
    "application/hwp+zip",
    "application/zip",
    "font/",
)
"""Beginnings of media types whose content is compressed already."""

FOR_A_YEAR = "public, max-age=31536000, immutable"
"""For content that never changes under its address."""
OF_ITS_VERSION = "public, max-age=31536000, s-maxage=10, immutable"
"""For data of lists at an address that names its version: a reader's own browser keeps it, and shared caches
ask again every ten seconds, so that they end sending what was taken back."""
FOR_A_MINUTE = "public, max-age=60, stale-while-revalidate=600"
ASK_AGAIN = "public, max-age=0, s-maxage=10, stale-if-error=86400"
"""Browsers revalidate at each visit and get a 304; shared caches revalidate every ten seconds."""


@dataclass(frozen=True)
class EncodedBody:
    """A body, its ETag, and its encoded forms by content coding, each made when first requested."""

    body: bytes
    etag: str
    mimetype: str
    _forms: dict[tuple[str, Effort], bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def compressed(self) -> bool:
        """Whether the body is worth compressing."""
        return len(self.body) >= SMALLEST_COMPRESSED and not self.mimetype.startswith(PACKED)

    def encoded(self, coding: str) -> tuple[bytes, str]:
        """The body in a content coding, and the ETag of that form."""
        if not coding or not self.compressed:
            return self.body, self.etag
        level = effort()
        encoded = self._forms.get((coding, level))
        if encoded is None:
            encoded = self._forms[coding, level] = ENCODERS[coding](self.body, level)
        return encoded, f"{self.etag}-{coding}{level}"

    @property
    def max_bytes(self) -> int:
        """Most memory (bytes) that the body takes with every encoded form."""
        return len(self.body) * (1 + len(ENCODERS)) if self.compressed else len(self.body)


def encode_body(body: bytes, mimetype: str) -> EncodedBody:
    """Name a body by its digest."""
    return EncodedBody(body, hashlib.sha256(body).hexdigest()[:32], mimetype)


def encode_json(value: Any, mimetype: str) -> EncodedBody:
    """Serialise a value as compact UTF-8 JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return encode_body(text.encode("utf-8", "replace"), mimetype)


def answer(content: EncodedBody, cache_control: str = FOR_A_MINUTE) -> Response:
    """Send a ready body: 304 where the browser has it, compressed where the browser accepts that."""
    coding = coding_for(request.headers.get("Accept-Encoding", "")) if content.compressed else ""
    body, etag = content.encoded(coding)
    response = Response(
        body,
        mimetype=content.mimetype,
        content_type=f"{content.mimetype}; charset=utf-8" if content.mimetype.startswith("text/") else None,
    )
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = cache_control
    response.set_etag(etag)
    response.make_conditional(request, accept_ranges=True, complete_length=len(body))
    return response
