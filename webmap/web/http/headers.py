"""The headers of every answer, by one table: endpoint → policy of its answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

from webmap.settings.addresses import ANYONE, NOBODY
from webmap.settings.settings import Settings
from webmap.web.http.policies import (
    ASSET,
    EMBED,
    ERROR,
    FILE,
    FRAMING_MAP,
    NONE,
    OPEN_DATA,
    OPEN_PAGE,
    OWN,
    OWN_DATA,
    SCRIPT_FOR_OTHERS,
    STATUS,
    TEXT,
    Policy,
    Readers,
    as_failure,
)

POLICIES: Mapping[str, Policy] = {
    "pages.index": FRAMING_MAP,
    "pages.embed": EMBED,
    "pages.unplaced": TEXT,
    "pages.about": TEXT,
    "pages.matching": TEXT,
    "lists.lists": TEXT,
    "corrections.page": TEXT,
    "dataset.page": TEXT,
    "dataset.page_unslashed": TEXT,
    "openapi.docs": TEXT,
    "onefile.file": FILE,
    "assets.file": ASSET,
    "height.script": SCRIPT_FOR_OTHERS,
    "map_data.schools": OPEN_DATA,
    "map_data.details": OPEN_DATA,
    "map_data.regions": OPEN_DATA,
    "map_data.register": OPEN_DATA,
    "map_data.changes": OPEN_DATA,
    "map_data.words": OPEN_DATA,
    "map_data.pieces_index": ASSET,
    "map_data.piece": ASSET,
    "exports.preview": OWN_DATA,
    "exports.export": OPEN_DATA,
    "exports.csv_metadata": OPEN_DATA,
    "link_picture.picture": OPEN_DATA,
    "api.schools": OPEN_DATA,
    "api.school": OPEN_DATA,
    "api.regions": OPEN_DATA,
    "api.region": OPEN_DATA,
    "api.unplaced": OPEN_DATA,
    "api.manifest": OPEN_DATA,
    "openapi.document": OPEN_DATA,
    "corrections.feed": OPEN_DATA,
    "corrections.as_json": OPEN_DATA,
    "dataset.package": OPEN_DATA,
    "dataset.file": OPEN_DATA,
    "dataset.archive": OPEN_DATA,
    "dataset.feed": OPEN_DATA,
    "dataset.province_feed": OPEN_DATA,
    "dataset.packaged": OPEN_DATA,
    "ogc.landing": OPEN_DATA,
    "ogc.landing_slash": OPEN_DATA,
    "ogc.conformance": OPEN_DATA,
    "ogc.openapi": OPEN_DATA,
    "ogc.collections": OPEN_DATA,
    "ogc.collection": OPEN_DATA,
    "ogc.schema": OPEN_DATA,
    "ogc.queryables": OPEN_DATA,
    "ogc.sortables": OPEN_DATA,
    "ogc.items": OPEN_DATA,
    "ogc.item": OPEN_DATA,
    "oembed.oembed": OPEN_DATA,
    "status.healthz": STATUS,
    "status.readyz": STATUS,
    "status.robots": OWN_DATA,
    "metrics.metrics": STATUS,
}
"""Every endpoint and the policy of its answers. The map does not start while one is missing."""

ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
"""Sent with every answer. No other site learns from a link which school or region somebody looked at."""

UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""Features of browsers that our pages do not use and deny to their frames."""

RIGHTS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
}
"""Sent with every page. It loads nothing from another site that does not allow it."""

OWN_WINDOW = {"Cross-Origin-Opener-Policy": "same-origin"}
"""Sent with the pages of an office's map: no other site keeps a handle on their window.

Not with public pages, which hold no secret: a browser refuses every page with this header in a window that a
sandboxed frame opens, such as by the embed's link to the full map.
"""

LOADING_TILES = {"Cross-Origin-Embedder-Policy": "credentialless"}
"""Sent with a page that shows tiles: their server need not allow it, and gets no cookies."""

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Crs, Content-Disposition, ETag, Link, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}
"""Requests that a browser may send for another site's script."""


class PolicyError(RuntimeError):
    """An endpoint without a policy, or a policy without an endpoint."""


def register(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(_with_headers)


def check_complete(app: Flask, expected: Collection[str] | None = None) -> None:
    """Raise PolicyError where the table and the routes of the application differ.

    `expected`: the endpoints of an application that has others; each needs its policy all the same.
    """
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    declared = set(POLICIES if expected is None else expected)
    if endpoints != declared or not declared <= POLICIES.keys():
        raise PolicyError(
            f"webmap/web/http/headers.py and the routes differ in {sorted(endpoints ^ declared)}"
        )


def allow_inline(scripts: tuple[str, ...], styles: tuple[str, ...]) -> None:
    """Let this answer run the inline blocks with these hashes (`sha256-…`), and no others."""
    g.inline = scripts, styles


def allow_tiles(origins: tuple[str, ...]) -> None:
    """Let this answer load pictures from the origins of the operator's tiles, and from no others."""
    g.tiles = origins


def answer_as_page() -> None:
    """Send this answer of open data as a page to read, with the rights of one."""
    g.as_page = True


def frame_ancestors(settings: Settings) -> str:
    """Sites that may frame the embed, for Content-Security-Policy; always this server (preview)."""
    setting = settings.frame_ancestors
    if setting == NOBODY:
        return NONE
    return setting if setting == ANYONE else f"{OWN} {setting}"


def policy_of(endpoint: str | None, status: int) -> Policy:
    """The policy of an answer; `endpoint` is None for an unknown address."""
    declared = POLICIES[endpoint] if endpoint else ERROR
    return as_failure(declared) if status >= HTTPStatus.BAD_REQUEST else declared


@lru_cache
def declared_headers(
    policy: Policy,
    settings: Settings,
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
    tiles: tuple[str, ...] = (),
) -> Mapping[str, str]:
    """The headers of an answer of this kind. They depend on nothing that a request says.

    `scripts` and `styles`: digests of its inline blocks; `tiles`: origins of the tiles that it shows.
    """
    ancestors = frame_ancestors(settings) if policy.framed else NONE
    open_to_all = policy.read_by_others and settings.audience == "public"
    headers = {
        **ALWAYS,
        "Content-Security-Policy": _security_policy(policy, settings, scripts, styles, tiles),
    }
    if policy.page:
        headers |= RIGHTS | (LOADING_TILES if tiles else {})
    if ancestors == NONE:
        headers["X-Frame-Options"] = "DENY"
    if open_to_all:
        headers |= CORS
    shared = open_to_all or policy.loaded_by_others or ancestors != NONE
    headers["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
    if settings.behind_tls and settings.hsts_seconds:
        headers["Strict-Transport-Security"] = f"max-age={settings.hsts_seconds}"
    if settings.audience == "office":
        headers |= OWN_WINDOW if policy.page else {}
        headers["X-Robots-Tag"] = "noindex, nofollow"
    return headers


def _security_policy(
    policy: Policy,
    settings: Settings,
    scripts: tuple[str, ...],
    styles: tuple[str, ...],
    tiles: tuple[str, ...],
) -> str:
    digests = {"script-src": scripts, "style-src": styles} if policy.inline else {}
    more = {name: tuple(f"'{each}'" for each in named) for name, named in digests.items()}
    more["img-src"] = tiles
    directives = {"default-src": NONE, "object-src": NONE, "base-uri": NONE, "form-action": NONE}
    for name, source in policy.sources:
        directives[name] = " ".join([source, *_own_origin(policy, settings), *more.get(name, ())])
    directives["frame-ancestors"] = frame_ancestors(settings) if policy.framed else NONE
    if policy.page and settings.behind_tls:
        directives["upgrade-insecure-requests"] = ""
    return "; ".join(f"{name} {value}".rstrip() for name, value in directives.items())


def _own_origin(policy: Policy, settings: Settings) -> list[str]:
    """This server's origin by its name, where the map states it: WebKit needs it in sandboxed frames.

    There `'self'` means the frame's origin, which is none.
    """
    base = urlsplit(settings.base_url)
    return [f"{base.scheme}://{base.netloc}"] if policy.framed and base.netloc else []


def cache_control(policy: Policy, settings: Settings, stated: str) -> str:
    """The view's Cache-Control, restricted to the readers whom a cache may serve under the policy."""
    if policy.kept_for is Readers.NOBODY:
        return "no-store"
    if policy.kept_for is Readers.AUDIENCE and settings.audience == "office":
        # An office's data may be stored by its readers' browsers, but by no cache on the way to them.
        directives = (
            part for part in stated.split(", ") if part and not part.startswith(("public", "s-maxage"))
        )
        return ", ".join(dict.fromkeys(("private", *directives)))
    return stated or "no-cache"


def _with_headers(response: Response) -> Response:
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    policy = policy_of(request.endpoint, response.status_code)
    if "as_page" in g and response.status_code < HTTPStatus.BAD_REQUEST:
        policy = OPEN_PAGE
    response.headers.update(
        declared_headers(
            policy, settings, *(g.get("inline", ((), ())) if policy.inline else ((), ())), g.get("tiles", ())
        )
    )
    if request.method == "OPTIONS" and "Access-Control-Allow-Origin" in response.headers:
        response.headers.update(PREFLIGHT)
    response.headers["Cache-Control"] = cache_control(
        policy, settings, response.headers.get("Cache-Control", "")
    )
    return response
