"""The operator's own tiles below the map: where they are loaded, and whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from typing import Any, Self

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from webmap.errors import BadValueError
from webmap.settings.addresses import NOT_HTTPS
from webmap.vocabulary.messages import N_, say

SUBDOMAINS = "abc"
"""Values of {s} where the template does not come with its own."""

MAX_ZOOM = 18
"""Nearest zoom at which there are tiles, where nothing else is known; nearer, they are enlarged."""

MAX_ATTRIBUTION = 200
"""Characters."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_TEMPLATE = re.compile(
    rf"https://(?P<host>(?:\{{s\}}\.)?{_LABEL}(?:\.{_LABEL})*(?::[1-9][0-9]{{0,4}})?)"
    r"(?P<path>/(?:[A-Za-z0-9._~!$&*+,;=:@%/?-]|\{[zxyr]\})*)"
)
_NAME = re.compile(r"[A-Za-z0-9]+(?:\.[A-Za-z0-9_]+)*")


@dataclass(frozen=True)
class Credit:
    """A part of an attribution: its text, and the address to which it leads ('' for none)."""

    text: str
    href: str = ""

    @property
    def markup(self) -> str:
        """The text, escaped, in a link where it leads anywhere."""
        if not self.href:
            return escape(self.text)
        return (
            f'<a href="{escape(self.href)}" target="_blank" rel="noopener noreferrer">{escape(self.text)}</a>'
        )


@dataclass(frozen=True)
class Tiles:
    """Tiles of a template such as `https://tile.example.org/{z}/{x}/{y}.png`."""

    template: str
    subdomains: tuple[str, ...]
    credits: tuple[Credit, ...]
    max_zoom: int = MAX_ZOOM

    @property
    def origins(self) -> tuple[str, ...]:
        """Every origin from which a tile can come, for Content-Security-Policy."""
        origin = "/".join(self.template.split("/")[:3])
        return (
            tuple(origin.replace("{s}", each) for each in self.subdomains) if "{s}" in origin else (origin,)
        )

    def for_scripts(self) -> dict[str, Any]:
        """The tiles as the page's scripts read them."""
        return {
            "template": self.template,
            "subdomains": list(self.subdomains),
            "max_zoom": self.max_zoom,
            "attribution": "".join(credit.markup for credit in self.credits),
        }


class TileSettings(BaseModel):
    """Tiles of another server below the map."""

    tiles: str = Field(
        "",
        description=N_(
            "Tiles below the map: an https:// template with {z}, {x} and {y} (and, where needed, {s} for a, "
            "b and c, and {r}), or a name of xyzservices such as OpenStreetMap.Mapnik. Readers' browsers "
            "load them from that server. Empty: none, and the map loads nothing from any other server."
        ),
    )
    tiles_attribution: str = Field(
        "",
        validate_default=True,
        description=N_("Whose the tiles are, as the map states it; needed for a template."),
    )

    @field_validator("tiles")
    @classmethod
    def _known_tiles(cls, text: str) -> str:
        _source(text.strip())
        return text.strip()

    @field_validator("tiles_attribution")
    @classmethod
    def _stated_attribution(cls, text: str, others: ValidationInfo) -> str:
        source = _source(others.data.get("tiles", ""))
        if source and not source.credits and not text.strip():
            raise BadValueError(say("it must say whose the tiles of WEBMAP_TILES are"))
        if len(text) > MAX_ATTRIBUTION:
            raise BadValueError(say("it takes at most %(count)s characters", count=MAX_ATTRIBUTION))
        return text.strip()

    @property
    def tile_source(self) -> Tiles | None:
        """The tiles with their attribution; None where there are none."""
        source = _source(self.tiles)
        if source is None or not self.tiles_attribution:
            return source
        return Tiles(source.template, source.subdomains, (Credit(self.tiles_attribution),), source.max_zoom)

    def without_tiles(self) -> Self:
        """The same settings without tiles."""
        return self.model_copy(update={"tiles": "", "tiles_attribution": ""})


@lru_cache
def _source(text: str) -> Tiles | None:
    """Tiles of a template or of a name, with no credits for a template. Raises BadValueError."""
    if not text:
        return None
    return _of_name(text) if _NAME.fullmatch(text) else _of_template(text, SUBDOMAINS)


def _of_template(
    text: str, subdomains: str | list[str], credited: tuple[Credit, ...] = (), max_zoom: int = MAX_ZOOM
) -> Tiles:
    if not text.startswith("https://"):
        raise BadValueError(NOT_HTTPS)
    match = _TEMPLATE.fullmatch(text)
    if not match or any(text.count(place) != 1 for place in ("{z}", "{x}", "{y}")):
        raise BadValueError(
            say(
                "it must be a template such as https://tile.example.org/{z}/{x}/{y}.png, in which {s} may "
                "only begin the host and no other part stands in braces but {r}"
            )
        )
    return Tiles(text, tuple(subdomains), credited, max_zoom)


def _of_name(name: str) -> Tiles:
    from xyzservices import providers  # a third of a second, which only operators with a name pay

    try:
        provider = providers.query_name(name)
    except ValueError:
        raise BadValueError(say("xyzservices knows no tiles of this name")) from None
    if provider.requires_token():
        raise BadValueError(say("these tiles need a key: state their template with your key in it")) from None
    template = provider.build_url(fill_subdomain=False)
    credited = _credits(provider.get("html_attribution") or provider.get("attribution", ""))
    return _of_template(
        template, provider.get("subdomains", SUBDOMAINS), credited, int(provider.get("max_zoom", MAX_ZOOM))
    )


class _CreditReader(HTMLParser):
    """Reads the texts of an attribution and the https addresses of its links; all other markup is dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.credits: list[Credit] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        self._href = address if tag == "a" and address.startswith("https://") else ""

    def handle_endtag(self, _tag: str) -> None:
        self._href = ""

    def handle_data(self, data: str) -> None:
        if data:
            self.credits.append(Credit(data, self._href))


def _credits(html: str) -> tuple[Credit, ...]:
    reader = _CreditReader()
    reader.feed(html)
    reader.close()
    return tuple(reader.credits)
