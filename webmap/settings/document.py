"""The page `docs/settings.md`, made from the declared settings in both languages (`make documents`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from webmap.settings import comparison, desk, disclosure, licence, publishing, serving, tiles
from webmap.settings.settings import variable
from webmap.vocabulary.messages import LANGUAGES, N_, Message

SECTIONS: tuple[tuple[str, type[BaseModel]], ...] = (
    (N_("Language and folders"), publishing.MapSettings),
    (N_("Address and server"), serving.AddressSettings),
    (N_("Readers"), publishing.ReaderSettings),
    (N_("Disclosure"), disclosure.DisclosureSettings),
    (N_("Licence of the data"), licence.LicenceSettings),
    (N_("Tiles below the map"), tiles.TileSettings),
    (N_("Limits for each client"), serving.LimitSettings),
    (N_("Logs and metrics"), serving.MonitoringSettings),
    (N_("Limits for lists"), publishing.ListSettings),
    (N_("Comparing lists"), comparison.SignSettings),
    (N_("Fetching the register"), publishing.RegisterSettings),
    (N_("Online geocoder"), publishing.GeocoderSettings),
    (N_("Review desk"), desk.DeskSettings),
)
"""Heading and settings of each concern, in the order in which an operator meets them."""

COLUMNS = (N_("Setting"), N_("Values"), N_("Default"), N_("Meaning"))

KINDS: dict[Any, str] = {
    str: N_("text"),
    int: N_("whole number"),
    float: N_("number"),
    Path: N_("folder"),
    Path | None: N_("folder"),
    SecretStr: N_("text, kept out of logs"),
}
"""The values of a setting, by its declared type."""

INTRODUCTION = N_(
    "Settings are variables of the environment. This page is made from their declarations in "
    "`webmap/settings/` by `make documents`, and a test holds it to them. A value that cannot be used keeps "
    "the program from starting, with a sentence that names the setting."
)
NO_VALUE = N_("(empty)")
USERS_CACHE = N_("the user's cache folder")

HEADINGS = {"ko": "한국어", "en": "English"}


def settings_as_markdown() -> str:
    """The page: all settings in both languages, Korean first."""
    contents = " · ".join(f"[{HEADINGS[language]}](#{HEADINGS[language].lower()})" for language in LANGUAGES)
    lines = ["# 설정 · Settings", "", contents]
    for language in LANGUAGES:
        lines += ["", f"## {HEADINGS[language]}", "", _in(language, INTRODUCTION)]
        for heading, concern in SECTIONS:
            lines += ["", f"### {_in(language, heading)}", "", *_table(concern, language)]
    return "\n".join(lines) + "\n"


def _table(concern: type[BaseModel], language: str) -> Iterator[str]:
    yield _line(_in(language, each) for each in COLUMNS)
    yield _line("---" for _ in COLUMNS)
    for name, field in concern.model_fields.items():
        meaning = _in(language, field.description or "")
        stated = desk.desk_variable(name) if concern is desk.DeskSettings else variable(name)
        yield _line((f"`{stated}`", _values(field, language), _default(field, language), meaning))


def _line(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _values(field: FieldInfo, language: str) -> str:
    """The allowed values: the words of a choice, or a kind of value and its bounds."""
    kind: Any = field.annotation
    if kind is bool:
        return "`true`, `false`"
    if get_origin(kind) is Literal:
        return ", ".join(f"`{word}`" for word in get_args(kind))
    bounds = {
        name: getattr(each, name)
        for each in field.metadata
        for name in ("gt", "ge", "le")
        if getattr(each, name, None) is not None
    }
    return " ".join([_in(language, KINDS[kind]), *_range(bounds)])


def _range(bounds: dict[str, float]) -> Iterator[str]:
    low = f"> {bounds['gt']}" if "gt" in bounds else f"≥ {bounds['ge']}" if "ge" in bounds else ""
    high = f"≤ {bounds['le']}" if "le" in bounds else ""
    if low or high:
        yield f"({', '.join(part for part in (low, high) if part)})"


def _default(field: FieldInfo, language: str) -> str:
    if field.default_factory is not None:
        return _in(language, USERS_CACHE)
    text = _stated(field.default)
    return f"`{text}`" if text else _in(language, NO_VALUE)


def _stated(value: Any) -> str:
    """A value as the environment states it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case SecretStr():
            return value.get_secret_value()
        case Path():
            return value.as_posix()
    return str(value)


def _in(language: str, text: str) -> str:
    return Message(text).render(language)
