"""Answers that a browser may keep: serialised once, compressed once in each coding, with an ETag."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response, request
from werkzeug.http import is_resource_modified

from webmap.web.http.encoding import ENCODERS, Effort, coding_for, effort

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

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

ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(?:(\d{1,18})-(\d{0,18})|-\d{1,18})\s*", re.ASCII | re.IGNORECASE)
"""A header `Range` that asks for one part by its bytes."""


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
    return _conditional(response, len(body))


def streamed_answer(
    etag: str, mimetype: str, cache_control: str, make: Callable[[], Iterable[bytes]]
) -> Response:
    """Send a text while it is made; `make` is called only where it is sent. `etag` names its content.

    No length is stated, not even in the answer to HEAD: it is unknown until the last part is made, and a
    wrong number would make the client and every proxy end the answer there. Parts are not served.
    """
    response = Response(mimetype=mimetype, content_type=f"{mimetype}; charset=utf-8")
    response.automatically_set_content_length = False
    response.headers["Cache-Control"] = cache_control
    response.set_etag(etag)
    _conditional(response, None)
    if response.status_code == HTTPStatus.OK and request.method != "HEAD":
        response.response = make()
    return response


def _conditional(response: Response, length: int | None) -> Response:
    """The response as the request's conditions want it: unchanged (304), a part (206), or failed (412).

    The only place that looks at conditions: the body, or the decision to state no length, comes before.
    """
    environ = _without_other_ranges(request.environ)
    etag = response.headers["ETag"]
    if not is_resource_modified(environ, etag):
        # Conditions come before ranges (RFC 9110, 13.2.2).
        environ = {name: value for name, value in environ.items() if name != "HTTP_RANGE"}
    response.make_conditional(environ, accept_ranges=length is not None, complete_length=length)
    return response


def _without_other_ranges(environ: WSGIEnvironment) -> WSGIEnvironment:
    """The request without a Range that is to be ignored (RFC 9110, 14.2): the whole is sent then.

    Those are other units, several or unreadable parts, and every Range that is not of a GET.
    """
    if "HTTP_RANGE" not in environ:
        return environ
    one = ONE_RANGE.fullmatch(environ["HTTP_RANGE"])
    if environ["REQUEST_METHOD"] == "GET" and one and not _is_backwards(*one.groups()):
        return environ
    return {name: value for name, value in environ.items() if name != "HTTP_RANGE"}


def _is_backwards(first: str | None, last: str | None) -> bool:
    return bool(first and last) and int(first or 0) > int(last or 0)
