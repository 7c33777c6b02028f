"""Data that the scripts of a copy load: schools, details, boundaries, and entries that are not on the map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from webmap.site.assets import digest_path
from webmap.site.layout import PIECES, CopyError
from webmap.site.manifest import json_bytes
from webmap.view.search import SHORT_ENDINGS
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES, translations
from webmap.vocabulary.terms import OUTCOMES, Level, RegionLevel, level_name
from webmap.web.http.bundle import modules
from webmap.web.http.request_language import script_texts
from webmap.web.map.changes import changes_payload
from webmap.web.map.payload import details_payload, regions_payload, register_payload, schools_payload

Key = tuple[str, str]
"""Name of the data, and language ('' where the data is the same in each)."""


def make_data(
    view: View, put: Callable[[str, bytes], None], with_register: bool, snapshots: Path
) -> dict[Key, str]:
    """Put all data into the copy, each under a name with its digest; return the paths.

    `with_register`: also the names of the register's schools; `snapshots`: folder of those to compare with.
    """
    payloads: dict[Key, dict[str, Any]] = {
        ("details", ""): details_payload(view),
        ("changes", ""): changes_payload(view, snapshots),
    }
    for language in LANGUAGES:
        payloads["schools", language] = schools_payload(view, language)
        payloads["unplaced", language] = unplaced_payload(view, language)
        if with_register:
            payloads["register", language] = register_payload(view, language)
        for level in RegionLevel:
            payloads[f"regions-{level}", language] = regions_payload(view, level, language)
    paths = {}
    for (name, language), payload in payloads.items():
        content = json_bytes(payload)
        paths[name, language] = digest_path("data", ".".join(filter(None, [name, language, "json"])), content)
        put(paths[name, language], content)
    pieces, folder = view.snapshot.pieces, f"{PIECES}{view.snapshot.pieces.version}"
    for piece in pieces.names():
        put(f"{folder}/{piece}.json", pieces.content(piece) or b"")
    paths["pieces_index", ""] = f"{folder}/index.json"
    put(paths["pieces_index", ""], json_bytes(pieces.index()))
    return paths


def data_path(paths: dict[Key, str], endpoint: str, values: dict[str, Any], language: str) -> str:
    """Path of the data of a `map_data` endpoint. Raises CopyError where there is none."""
    name = endpoint.removeprefix("map_data.")
    name = f"regions-{values['level']}" if name == "regions" else name
    path = paths.get((name, language)) or paths.get((name, ""))
    if path is None:
        raise CopyError(f"{endpoint} is no data of a copy")
    return path


def unplaced_payload(view: View, language: str) -> dict[str, Any]:
    """Entries that are not on the map, for the page's filter (`static/js/unplaced/unplaced_page.js`)."""
    gettext = translations(language).gettext
    return {
        "language": language,
        "texts": script_texts(language, modules("document")),
        "short_endings": SHORT_ENDINGS,
        "meanings": {outcome.value: gettext(term.meaning) for outcome, term in OUTCOMES.items()},
        "names": {
            "outcome": {outcome.value: gettext(term.name) for outcome, term in OUTCOMES.items()},
            "level": {level.value: gettext(level_name(level)) for level in Level},
        },
        "offices": {office.code: office.sido for office in view.table.regions(RegionLevel.OFFICE)},
        "entries": [
            {
                "outcome": entry.outcome,
                "level": entry.level,
                "status": entry.status,
                "sido": entry.sido,
                "date": entry.date,
                "file": entry.file,
                "row": entry.row["row"],
                "query": entry.row["query"],
                "withheld": bool(entry.row.get("withheld")),
                "region": entry.row["region"],
                "reason": view.message(entry.row["reason"]).render(language),
                "candidates": [[each["name"], each["address"]] for each in entry.row["candidates"]],
            }
            for entry in view.unplaced_entries()
        ],
    }
