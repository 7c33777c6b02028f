"""The values of the map page: everything that a reader without scripts sees, and what the scripts need."""

from __future__ import annotations

import json
from typing import Any

from flask import url_for
from markupsafe import Markup

from webmap.disclosure.forms import Kind
from webmap.exports.protected.choice import Choice, choices, subject
from webmap.exports.protected.content import LISTED_NOTE, WRITERS, sentence
from webmap.exports.protected.numbers import Row, classes_of, is_wide, legend_words, step_of
from webmap.exports.protected.tables import rate_words
from webmap.exports.protected.words import SUMS, in_digits, in_words
from webmap.places.regions.region_table import Region
from webmap.vocabulary.terms import REGION_LEVELS, RegionLevel
from webmap.web.http import bundle
from webmap.web.http.request_language import gettext, language, script_texts
from webmap.web.http.static_copy import static_copy
from webmap.web.regions.page import address_of, render
from webmap.web.regions.picture import draw_picture
from webmap.web.regions.preview import preview
from webmap.web.regions.served import numbers

ENTRY = "regions"
"""The script with which the map page starts."""
IN_SCRIPTS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""Signs that could begin or end markup."""


def map_values(choice: Choice, embed: bool) -> dict[str, Any]:
    """The values of the map page: everything that a reader without scripts sees, too."""
    current = numbers()
    rows, config = current.rows(choice), _config(choice, embed)
    return {
        "choice": choice,
        "title": choice.title.render(language()),
        "subject": choice.subject.render(language()),
        "sentence": sentence(current, choice).render(language()),
        "listed_note": LISTED_NOTE.render(language()),
        "picture": draw_picture(current, choice),
        "legend": [
            (step, words.render(language())) for step, words in legend_words(rows, current.parameters).items()
        ],
        "rows": table_rows(rows),
        "nation": national_rows(),
        "levels": _levels(choice, embed),
        "tables": _tables(choice, embed),
        "files": [(suffix.upper(), file_address(choice, suffix)) for suffix in offered_formats()],
        "config_json": _json_for_pages(config),
        "preview": None if embed else preview(choice),
        "sums": render(SUMS),
    }


def table_rows(rows: list[Row]) -> list[dict[str, Any]]:
    """The rows of the region table in the reader's language; it can be sorted by `low` and `high`."""
    current, classes = numbers(), classes_of(rows)
    parameters = current.parameters
    sido = {each.code: each for each in current.table.regions(RegionLevel.SIDO)}
    return [
        {
            "code": row.region.code,
            "name": _name(row.region),
            "province": "" if row.region.level is RegionLevel.SIDO else _name(sido[row.region.sido]),
            "step": step_of(row, classes),
            "hatched": is_wide(row, parameters),
            "short": in_digits(row.form, row.existing).render(language()),
            "words": in_words(row.form, row.existing, parameters).render(language()),
            "low": "" if row.form.kind is Kind.HIDDEN else row.form.low,
            "high": "" if row.form.kind is Kind.HIDDEN else row.form.high,
            "existing": row.existing,
            "rate": rate_words(row),
        }
        for row in rows
    ]


def _name(region: Region) -> str:
    return region.name if language() == "ko" else region.name_en


def national_rows() -> list[dict[str, str]]:
    """The numbers of the whole country in the reader's language."""
    current = numbers()
    rows = []
    for level, status in current.national_menu():
        form, existing = current.national(level, status)
        rows.append(
            {
                "subject": subject(level, status).render(language()),
                "short": in_digits(form, existing).render(language()),
                "words": in_words(form, existing, current.parameters).render(language()),
                "existing": f"{existing:,}",
            }
        )
    return rows


def _levels(choice: Choice, embed: bool) -> list[dict[str, Any]]:
    """Links to the same map by other regions."""
    endpoint = "pages.embed" if embed else "pages.index"
    return [
        {
            "name": gettext(term.name),
            "url": address_of(Choice(level), endpoint),
            "current": level is choice.by,
        }
        for level, term in REGION_LEVELS.items()
    ]


def _tables(choice: Choice, embed: bool) -> list[dict[str, Any]]:
    """Links to the other numbers of these regions; none where there is one alone."""
    endpoint = "pages.embed" if embed else "pages.index"
    offered = [each for each in choices() if each.by is choice.by]
    return [
        {
            "name": each.subject.render(language()),
            "url": address_of(each, endpoint),
            "current": each == choice,
        }
        for each in (offered if len(offered) > 1 else [])
    ]


def _config(choice: Choice, embed: bool) -> dict[str, Any]:
    """What the scripts need: no number, which stand in the table of the page."""
    values: dict[str, Any] = {"v": numbers().version} if not static_copy() else {}
    return {
        "language": language(),
        "embed": embed,
        "urls": {"boundaries": url_for("map_data.regions", level=choice.by.value, **values)},
        "texts": script_texts(language(), bundle.modules(ENTRY)),
    }


def _json_for_pages(value: Any) -> Markup:
    """JSON that may stand in a script element: no sign in it begins or ends markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(IN_SCRIPTS)
    return Markup(text)  # noqa: S704 # nosec B704


def offered_formats() -> list[str]:
    """The formats of exports: all, or those that a copy holds."""
    copy = static_copy()
    offered = copy.exports(language()) if copy else None
    return list(offered["formats"] if offered else WRITERS)


def file_address(choice: Choice, suffix: str) -> str:
    """Address of an export."""
    return url_for("exports.export", suffix=suffix, **choice.parameters(), lang=language())
