"""The policy of headers, declared by kind of route."""

from __future__ import annotations

from flask import Flask, Response, g, request

FRAMEABLE = frozenset({"pages.embed"})
"""Endpoints that other sites may frame."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Sent with every answer."""

OPEN_TO_ALL = frozenset(
    {"api.schools", "api.regions", "api.manifest", "api.unplaced", "exports.export", "exports.csv_metadata"}
)
"""Endpoints whose answers pages of other sites may read (public data, no credentials)."""


def register(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(_with_headers)


def allow_inline(scripts: tuple[str, ...], styles: tuple[str, ...]) -> None:
    """Let this answer run the inline blocks with these hashes (`sha256-…`), and no others."""
    g.inline_scripts, g.inline_styles = scripts, styles


def content_security_policy(scripts: tuple[str, ...], styles: tuple[str, ...], frameable: bool) -> str:
    """The policy: nothing but this server, inline blocks only by hash, framing as declared."""
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *(f"'{each}'" for each in scripts)]),
        "style-src": " ".join(["'self'", *(f"'{each}'" for each in styles)]),
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "*" if frameable else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _with_headers(response: Response) -> Response:
    frameable = request.endpoint in FRAMEABLE
    response.headers.update(ALWAYS)
    response.headers["Content-Security-Policy"] = content_security_policy(
        g.get("inline_scripts", ()), g.get("inline_styles", ()), frameable
    )
    if not frameable:
        response.headers["X-Frame-Options"] = "DENY"
    if request.endpoint in OPEN_TO_ALL:
        response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = (
        "cross-origin" if frameable or request.endpoint in OPEN_TO_ALL else "same-origin"
    )
    return response
