"""The configuration that a page gives to its scripts, made from the declarations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import current_app, url_for

from webmap.exports.formats import FORMATS
from webmap.exports.request import Subject
from webmap.exports.tables.older_snapshot import comparable
from webmap.places.regions.short_codes import orders
from webmap.settings.addresses import NOBODY
from webmap.settings.settings import Settings
from webmap.settings.tiles import Tiles
from webmap.view.filters import FILTERS
from webmap.view.parameters import MAX_TEXT_LENGTH
from webmap.view.search import SHORT_ENDINGS
from webmap.view.view import View
from webmap.vocabulary.geocoders import GEOCODERS
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import (
    CAUTIONS,
    COUNTED_LEVELS,
    LEVEL_NOUNS,
    LEVELS,
    OUTCOMES,
    REGION_LEVELS,
    STATUS_ALONE,
    STATUSES,
    STATUSES_COUNTED_BY_DEFAULT,
    WARNINGS,
    Noun,
    RegionLevel,
    Term,
)
from webmap.web.guard.tracking import TRACKING
from webmap.web.http.published import published
from webmap.web.http.request_language import gettext, language, ngettext, script_texts
from webmap.web.http.static_copy import StaticCopy, language_folders, static_copy
from webmap.web.map import data as map_data
from webmap.web.map.embed_options import options_for_scripts
from webmap.web.map.view_address import base_url
from webmap.web.pages.manifest import account, notice
from webmap.web.pages.region_columns import region_columns, visible_statuses


def card_config(current: View) -> dict[str, Any]:
    """The part of the page's configuration for cards.

    `rules`: the rules by which a row can be placed, as the snapshot states them; `noted`: sigungu with
    cautions, so that a school's card can show its region's before the regions are loaded; `report`: the
    address for reports of errors (`url` is '' where there is none).
    """
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    matching = current.snapshot.manifest["matching"]
    rules = {
        **{fit["fit"]: fit for fit in matching["fits"]},
        **{other["rule"]: other for other in matching["others"]},
    }
    return {
        "rules": [_rule_in_language(current, code, **rule) for code, rule in rules.items()],
        "precisions": {
            code: current.message(name).render(language()) for code, name in matching["precisions"].items()
        },
        "providers": {code: GEOCODERS[code].title for code in current.providers() if code in GEOCODERS},
        "noted": _warnings(current),
        "report": {"url": settings.report_url, "version": current.snapshot.version},
        "matching_url": url_for("pages.matching", lang=language()),
    }


def _warnings(current: View) -> dict[str, list[str]]:
    by_code = {
        code: [each for each in codes if each in WARNINGS]
        for code, codes in current.cautions(RegionLevel.SIGUNGU).items()
    }
    return {code: warnings for code, warnings in by_code.items() if warnings}


def _rule_in_language(current: View, code: str, name: str, meaning: str, **_more: Any) -> dict[str, str]:
    name, meaning = (current.message(text).render(language()) for text in (name, meaning))
    return {"code": code, "name": name, "meaning": meaning}


def map_config(current: View, embed: bool, tiles: Tiles | None = None) -> dict[str, Any]:
    """The whole configuration of the scripts; `tiles`: those that the page may show."""
    snapshot, lang = current.snapshot, language()
    copy = static_copy()
    return {
        "language": lang,
        "embed": embed,
        "file": None,
        "copy": None if copy is None else {"query": f"?{urlencode(copy.filters)}" if copy.filters else ""},
        "languages": language_folders(),
        "embed_options": options_for_scripts(),
        "embeddable": current_app.config["WEBMAP_SETTINGS"].frame_ancestors != NOBODY,
        "base": base_url(),
        "tiles": tiles and tiles.for_scripts(),
        # A copy's data files have their digest in their names; a version here would change every page with
        # each.
        "data_version": "" if copy else map_data.data_version(current),
        "as_of": current.as_of,
        "notice": notice(snapshot),
        "urls": {
            **map_data.addresses(current),
            "unplaced": url_for("pages.unplaced", lang=lang),
            "about": url_for("pages.about", lang=lang),
            "root": url_for("pages.index", lang=LANGUAGES[0]) if copy else url_for("pages.index"),
            "page": url_for("pages.index", lang=lang),
            "file": url_for("onefile.file"),
            "height": url_for("height.script"),
        },
        "exports": None if embed else copy.exports(lang) if copy else export_choices(current),
        "filters": filter_table(_visible_terms(current, copy), gettext),
        "whole": {"levels": len(LEVELS), "standing": sorted(map(str, STATUSES_COUNTED_BY_DEFAULT))},
        "nouns": {str(level): _noun(noun) for level, noun in LEVEL_NOUNS.items()},
        "alone": {str(status): gettext(text) for status, text in STATUS_ALONE.items()},
        "counted_levels": [level.value for level in COUNTED_LEVELS],
        "region_levels": words_of_terms(REGION_LEVELS),
        "region_columns": [vars(each) for each in region_columns(visible_statuses(current), gettext)],
        "outcomes": words_of_terms(OUTCOMES),
        "cautions": words_of_terms({code: CAUTIONS[code] for code in WARNINGS}),
        "account": account(current),
        "unplaced": current.unplaced_groups,
        **card_config(current),
        "tracking": TRACKING,
        "code_orders": orders(),
        "search": {"longest": MAX_TEXT_LENGTH, "short_endings": SHORT_ENDINGS},
        "texts": script_texts(lang),
    }


def _visible_terms(current: View, copy: StaticCopy | None) -> dict[str, list[str]]:
    """By filter, the terms of the data: those to which a copy is narrowed, and statuses that are public."""
    filters = copy.filters if copy else {}
    terms = {name: text.split(",") for name, text in filters.items() if text}
    return {**terms, "status": [str(status) for status in STATUSES if status in visible_statuses(current)]}


def _noun(noun: Noun) -> dict[str, str]:
    return {
        "one": ngettext(noun.one, noun.many, 1),
        "many": ngettext(noun.one, noun.many, 2),
        "plural": gettext(noun.plural),
    }


def filter_table(
    data_terms: Mapping[str, Collection[str]], translate: Callable[[str], str]
) -> list[dict[str, Any]]:
    """The filters for the scripts; `data_terms` names, by filter, the terms to which the data is narrowed."""
    return [
        {
            "name": each.name,
            "kind": each.kind.value,
            "column": each.column,
            "terms": [
                word
                for word in words_of_terms(each.terms, translate)
                if word["code"] in data_terms.get(each.name, each.terms)
            ],
            "usual": [term.value for term in each.usual if term in data_terms.get(each.name, each.terms)],
            "label": translate(each.label) if each.label else "",
            "hint": translate(each.hint) if each.hint else "",
        }
        for each in FILTERS
    ]


def words_of_terms(
    terms: Mapping[Any, Term], translate: Callable[[str], str] = gettext
) -> list[dict[str, Any]]:
    """Terms with their names and meanings in the reader's language."""
    return [
        {"code": str(code), "name": translate(word.name), "meaning": translate(word.meaning)}
        for code, word in terms.items()
    ]


def export_choices(current: View) -> dict[str, Any]:
    """Choices of the export dialog: address, formats with their uses, older snapshots."""
    snapshots = published().settings.snapshots
    return {
        "address": url_for("exports.export", what=Subject.REGIONS, suffix="csv").rsplit("/", 1)[0] + "/",
        "formats": [
            {
                "code": form.suffix,
                "name": gettext(form.word.name),
                "meaning": gettext(form.word.meaning),
                "several_tables": form.several_tables,
                "draws_map": form.draws_map,
            }
            for form in FORMATS.values()
        ],
        "older": [{"version": version, "as_of": as_of} for version, as_of in comparable(current, snapshots)],
    }
