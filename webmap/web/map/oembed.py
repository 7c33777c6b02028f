"""Embedding a view in other sites: oEmbed (https://oembed.com), and the script that sets the height.

Everything in an answer of oEmbed is built from the base address that the operator states, never from the
request.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from flask import Blueprint, Response, current_app, request

from webmap.errors import NotFoundError, NotOfferedError, RequestError
from webmap.settings.addresses import NOBODY
from webmap.system.shipped_files import static_path
from webmap.view.words import MAP, title_of_view
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.web.http.answers import EncodedBody, answer, encode_body
from webmap.web.http.bundle import minified_script
from webmap.web.http.published import view
from webmap.web.http.request_language import default_language
from webmap.web.map.embed_options import DEFAULT_HEIGHT, DEFAULT_WIDTH, read_options
from webmap.web.map.oembed_answer import CACHE_AGE_S, FORMATS, as_xml, frame
from webmap.web.map.view_address import (
    PICTURE_HEIGHT,
    PICTURE_WIDTH,
    ViewAddress,
    base_url,
    picture_of,
    read_own_address,
)

blueprint = Blueprint("oembed", __name__)
height_blueprint = Blueprint("height", __name__)

FOR_AN_HOUR = "public, max-age=3600, must-revalidate"

MAX_PX = 10_000


@blueprint.get("/oembed")
def oembed() -> Response:
    """The oEmbed answer of a view, by the address of its page or of its embed."""
    base = _base()
    form = request.args.get("format", next(iter(FORMATS)))
    if form not in FORMATS:
        raise NotOfferedError(say("oEmbed is given here as json or xml only."))
    view_address = read_own_address(_parameter("url"), base)
    if view_address is None:
        raise NotFoundError(say("The address in url is not a page or embed of this map."))
    description = describe(view_address, base, width=_room("maxwidth"), height=_room("maxheight"))
    body = as_xml(description) if form == "xml" else json.dumps(description, ensure_ascii=False).encode()
    return answer(encode_body(body, FORMATS[form]))


def describe(view_address: ViewAddress, base: str, width: int | None, height: int | None) -> dict[str, Any]:
    """The oEmbed answer of a view; `width` and `height` are the room of the consumer (px)."""
    language = view_address.parameters.get("lang", "")
    language = language if language in LANGUAGES else default_language()
    frame_width = min(DEFAULT_WIDTH, width or DEFAULT_WIDTH)
    frame_height = read_options(view_address.parameters).height or DEFAULT_HEIGHT
    frame_height = min(frame_height, height or frame_height)
    name = title_of_view(view(), view_address.filters, language)
    return {
        "version": "1.0",
        "type": "rich",
        "title": name,
        "provider_name": MAP.render(language),
        "provider_url": f"{base}/",
        "cache_age": CACHE_AGE_S,
        "width": frame_width,
        "height": frame_height,
        "html": frame(
            f"{base}/embed{view_address.query(without=['height'])}", name, frame_width, frame_height
        ),
        **_thumbnail(view_address, base, language, width, height),
    }


def _thumbnail(
    view_address: ViewAddress, base: str, language: str, width: int | None, height: int | None
) -> dict[str, Any]:
    """The picture of the view; nothing where the consumer has less room than it takes."""
    if (width or PICTURE_WIDTH) < PICTURE_WIDTH or (height or PICTURE_HEIGHT) < PICTURE_HEIGHT:
        return {}
    return {
        "thumbnail_url": base + picture_of(view_address, language),
        "thumbnail_width": PICTURE_WIDTH,
        "thumbnail_height": PICTURE_HEIGHT,
    }


def _base() -> str:
    """The base address. Raises NotOfferedError where the operator states none, or forbids embedding."""
    base = base_url()
    if not base:
        raise NotOfferedError(
            say("oEmbed is off: the operator of this map has not set its public address (WEBMAP_BASE_URL).")
        )
    if current_app.config["WEBMAP_SETTINGS"].frame_ancestors == NOBODY:
        raise NotOfferedError(
            say(
                "oEmbed is off: the operator of this map does not allow other sites to frame "
                "it (WEBMAP_FRAME_ANCESTORS)."
            )
        )
    return base


def _parameter(name: str) -> str:
    values = request.args.getlist(name)
    if len(values) != 1 or not values[0]:
        raise RequestError(say("oEmbed needs the parameter %(name)s exactly once.", name=name))
    return values[0]


def _room(name: str) -> int | None:
    """The room that a consumer states (px). Raises RequestError unless it is a whole number above zero."""
    text = request.args.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 9 or int(text) == 0:
        raise RequestError(say("%(name)s must be a whole number of pixels above zero.", name=name))
    return min(int(text), MAX_PX)


@height_blueprint.get("/embed.js")
def script() -> Response:
    """The script that sets a frame's height to its content's, at an address that never changes."""
    return answer(_script(), FOR_AN_HOUR)


@cache
def _script() -> EncodedBody:
    return encode_body(
        minified_script(static_path("embed.js").read_text("utf-8")).encode(), "text/javascript"
    )
