"""The preview of a map for other sites, and its oEmbed answer: from the operator's own address alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import Blueprint, Response, current_app, request

from webmap.errors import NotFoundError, NotOfferedError, RequestError
from webmap.exports.protected.choice import Choice, lenient_choice
from webmap.exports.protected.content import LISTED_NOTE
from webmap.settings.addresses import NOBODY
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.web.http.answers import answer, encode_body
from webmap.web.http.request_language import default_language, language
from webmap.web.http.static_copy import static_copy, whole_address
from webmap.web.map.oembed_answer import CACHE_AGE_S, FORMATS, as_xml, frame
from webmap.web.pages.manifest import notice_of
from webmap.web.regions.served import numbers

blueprint = Blueprint("oembed", __name__)

MAP = say("Map of affected schools")
LOCALES = {"ko": "ko_KR", "en": "en_US"}
WIDTH, HEIGHT, LEAST = 960, 720, 200
"""Pixels of a frame, and the least that a site may ask for."""


@dataclass(frozen=True)
class Preview:
    """Whole addresses and texts for the head of a page, as `preview.html` reads them."""

    canonical: str
    address: str
    title: str
    description: str
    locale: str
    oembed: dict[str, str]
    picture: str
    picture_alt: str


def base_url() -> str:
    """The map's own address; '' where the operator states none."""
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    return settings.base_url


def title_of(choice: Choice, code: str) -> str:
    """The title of a choice's map, without any number."""
    return f"{choice.title.render(code)} · {MAP.render(code)}"


def preview(choice: Choice) -> Preview | None:
    """The preview of a choice's map; None where the operator states no public address."""
    base, code = base_url(), language()
    if not base:
        return None
    canonical = whole_address(base, "pages.index", lang=code)
    stated = urlencode({**choice.parameters(), "lang": code})
    address = canonical if static_copy() else f"{base}/?{stated}"
    picture = whole_address(base, "link_picture.picture", **choice.parameters(), lang=code)
    title = title_of(choice, code)
    texts = [notice_of(numbers().fictional), LISTED_NOTE.render(code)]
    return Preview(
        canonical=canonical,
        address=address,
        title=title,
        description=" ".join(filter(None, texts)),
        locale=LOCALES[code],
        oembed={} if _is_alone() or static_copy() else _answers(base, address),
        picture=picture,
        picture_alt=title,
    )


def _is_alone() -> bool:
    return bool(current_app.config["WEBMAP_SETTINGS"].frame_ancestors == NOBODY)


def _answers(base: str, address: str) -> dict[str, str]:
    own = f"{base}/oembed?url={quote(address, safe='')}"
    return {f"{kind}+oembed": f"{own}&format={name}" for name, kind in FORMATS.items()}


@blueprint.get("/oembed")
def oembed() -> Response:
    """The oEmbed answer of a choice's map."""
    base = base_url()
    if not base or _is_alone():
        raise NotOfferedError(say("oEmbed is off: this map has no public address, or may not be framed."))
    form = request.args.get("format", next(iter(FORMATS)))
    if form not in FORMATS:
        raise NotOfferedError(say("oEmbed is given here as json or xml only."))
    described = _describe(base, _stated(base))
    body = as_xml(described) if form == "xml" else json.dumps(described, ensure_ascii=False).encode()
    return answer(encode_body(body, FORMATS[form]))


def _stated(base: str) -> Mapping[str, str]:
    """The parameters of the address in `url`. Raises RequestError or NotFoundError."""
    urls = request.args.getlist("url")
    if len(urls) != 1 or not urls[0]:
        raise RequestError(say("oEmbed needs the parameter %(name)s exactly once.", name="url"))
    try:
        parts = urlsplit(urls[0])
        own = f"{parts.scheme}://{parts.netloc}{parts.path}" in (base, f"{base}/", f"{base}/embed")
        stated = dict(parse_qsl(parts.query)[:20]) if own else None
    except ValueError:
        stated = None
    if stated is None:
        raise NotFoundError(say("The address in url is not a page or embed of this map."))
    return stated


def _describe(base: str, stated: Mapping[str, str]) -> dict[str, Any]:
    choice, code = lenient_choice(stated), stated.get("lang", "")
    code = code if code in LANGUAGES else default_language()
    title, width, height = title_of(choice, code), _room("maxwidth", WIDTH), _room("maxheight", HEIGHT)
    address = f"{base}/embed?{urlencode({**choice.parameters(), 'lang': code})}"
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": MAP.render(code),
        "provider_url": f"{base}/",
        "cache_age": CACHE_AGE_S,
        "width": width,
        "height": height,
        "html": frame(address, title, width, height),
    }


def _room(name: str, usual: int) -> int:
    """Pixels that a site has, at most the usual ones."""
    text = request.args.get(name, "")
    is_number = text.isascii() and text.isdecimal() and len(text) < 6
    return min(usual, max(int(text), LEAST)) if is_number else usual
