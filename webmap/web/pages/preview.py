"""The preview of a view for other sites: its address, its oEmbed answers, a title and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from flask import current_app, request

from webmap.settings.addresses import NOBODY
from webmap.view.words import title_of_view
from webmap.vocabulary.messages import say
from webmap.web.http.published import view
from webmap.web.http.request_language import gettext, language
from webmap.web.http.static_copy import static_copy, whole_address
from webmap.web.map.view_address import ViewAddress, base_url, picture_of, read_query
from webmap.web.pages.manifest import notice

DESCRIPTION = say("Listed schools by region; listing does not mean that a case is confirmed.")
LOCALES = {"ko": "ko_KR", "en": "en_US"}


@dataclass(frozen=True)
class Preview:
    """Whole addresses and texts for the head of a page.

    `canonical`: the map without a filter, in this language; `oembed`: title and address by media type;
    `picture`: address of the view's picture.
    """

    canonical: str
    address: str
    title: str
    description: str
    locale: str
    oembed: dict[str, str]
    picture: str
    picture_alt: str


def description() -> str:
    """What search engines and other sites say of the map."""
    return " ".join(filter(None, [notice(view().snapshot), gettext(DESCRIPTION.text)]))


def preview() -> Preview | None:
    """The preview of the requested view; None where the operator states no public address."""
    base = base_url()
    if not base:
        return None
    requested = read_query(request.query_string.decode("utf-8", "replace")) or ViewAddress({})
    requested = ViewAddress({**requested.parameters, "lang": language()})
    canonical = whole_address(base, "pages.index", lang=language())
    address = canonical if static_copy() else f"{base}/{requested.query()}"
    name = title_of_view(view(), requested.filters, language())
    return Preview(
        canonical=canonical,
        address=address,
        title=name,
        description=description(),
        locale=LOCALES[language()],
        picture=_picture(base, requested),
        picture_alt=name,
        oembed={} if _is_alone() or static_copy() else _answers(base, address),
    )


def _picture(base: str, requested: ViewAddress) -> str:
    """Address of the view's picture; the whole map's where the filters cannot be read."""
    if static_copy():
        return whole_address(base, "link_picture.picture", lang=language())
    return base + picture_of(requested, language())


def _is_alone() -> bool:
    return bool(current_app.config["WEBMAP_SETTINGS"].frame_ancestors == NOBODY)


def _answers(base: str, address: str) -> dict[str, str]:
    oembed_address = f"{base}/oembed?url={quote(address, safe='')}"
    return {
        "application/json+oembed": f"{oembed_address}&format=json",
        "text/xml+oembed": f"{oembed_address}&format=xml",
    }
