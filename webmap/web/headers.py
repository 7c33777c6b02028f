"""The policy of headers, declared by kind of route."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request

from webmap.origins import ANYONE, NOBODY
from webmap.settings import Settings

FRAMEABLE = frozenset({"pages.embed"})
"""Endpoints that other sites may frame, as far as the setting WEBMAP_FRAME_ANCESTORS lets them."""

FRAMING = frozenset({"pages.index"})
"""Endpoints that frame a page of this server: the preview of the embed."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Sent with every answer."""

OPEN_TO_ALL = frozenset(
    {
        *(f"api.{name}" for name in ("schools", "school", "regions", "region", "manifest", "unplaced")),
        *(f"dataset.{name}" for name in ("package", "file", "archive", "feed")),
        *(f"ogc.{name}" for name in ("landing", "landing_slash", "conformance", "openapi", "collections")),
        *(f"ogc.{name}" for name in ("collection", "schema", "queryables", "items", "item")),
        "openapi.document",
        "exports.export",
        "exports.csv_metadata",
        "oembed.oembed",
    }
)
"""Endpoints whose answers pages of other sites may read (public data, no credentials)."""

LOADED_BY_OTHERS = frozenset({"height.script"})
"""Endpoints that pages of other sites load as a script."""


def register(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(_with_headers)


def allow_inline(scripts: tuple[str, ...], styles: tuple[str, ...]) -> None:
    """Let this answer run the inline blocks with these hashes (`sha256-…`), and no others."""
    g.inline_scripts, g.inline_styles = scripts, styles


def frame_ancestors() -> str:
    """Who may frame the embed, as a Content-Security-Policy names them; this server always may (preview)."""
    stated: str = current_app.config["WEBMAP_SETTINGS"].frame_ancestors
    if stated == NOBODY:
        return "'none'"
    return stated if stated == ANYONE else f"'self' {stated}"


def content_security_policy(
    scripts: tuple[str, ...], styles: tuple[str, ...], ancestors: str = "'none'", frames: str = ""
) -> str:
    """The policy: nothing but this server, inline blocks only by hash, framing as declared.

    `ancestors`: who may frame the answer; `frames`: whom it may frame.
    """
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *(f"'{each}'" for each in scripts)]),
        "style-src": " ".join(["'self'", *(f"'{each}'" for each in styles)]),
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": ancestors,
    }
    if frames:
        directives["frame-src"] = frames
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _keep_private(response: Response) -> None:
    """What an office may see is for its readers' browsers, and for no cache on the way to them."""
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    kept = response.headers.get("Cache-Control", "")
    if settings.audience == "office" and request.endpoint != "assets.file":
        response.headers["Cache-Control"] = kept.replace("public", "private") or "private"


def _with_headers(response: Response) -> Response:
    endpoint = request.endpoint
    _keep_private(response)
    ancestors = frame_ancestors() if endpoint in FRAMEABLE else "'none'"
    response.headers.update(ALWAYS)
    response.headers["Content-Security-Policy"] = content_security_policy(
        g.get("inline_scripts", ()),
        g.get("inline_styles", ()),
        ancestors,
        "'self'" if endpoint in FRAMING else "",
    )
    if ancestors == "'none'":
        response.headers["X-Frame-Options"] = "DENY"
    if endpoint in OPEN_TO_ALL:
        response.headers["Access-Control-Allow-Origin"] = "*"
    shared = ancestors != "'none'" or endpoint in OPEN_TO_ALL | LOADED_BY_OTHERS
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
    return response
