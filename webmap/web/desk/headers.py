"""The headers of the desk's answers: nothing is kept, framed, or loaded from elsewhere."""

from __future__ import annotations

from flask import Flask, Response, request

from webmap.web.http.headers import ALWAYS, OWN_WINDOW, RIGHTS

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'; object-src 'none'"
)


def register(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(_with_headers)


def _with_headers(response: Response) -> Response:
    for name, value in (ALWAYS | RIGHTS | OWN_WINDOW).items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", POLICY)
    if "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]:
        response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    if request.endpoint != "assets.file":
        response.headers["Cache-Control"] = "no-store"
    return response
