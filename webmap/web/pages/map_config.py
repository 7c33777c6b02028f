"""The configuration that a page gives to its scripts, made from the declarations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import current_app, url_for

from webmap.exports.request import Subject
from webmap.exports.tables.older_snapshot import comparable
from webmap.settings.addresses import NOBODY
from webmap.settings.settings import Settings
from webmap.settings.tiles import Tiles
from webmap.view.allowed.corrections import PAGE_SIZE, CorrectionPages, corrections_of
from webmap.view.filters import FILTERS, Kind
from webmap.view.parameters import MAX_TEXT_LENGTH
from webmap.view.search import SHORT_ENDINGS
from webmap.view.unplaced import without_days
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import (
    CAUTIONS,
    COUNTED_LEVELS,
    LEVEL_NOUNS,
    LEVELS,
    REGION_LEVELS,
    STATUS_ALONE,
    STATUSES,
    STATUSES_COUNTED_BY_DEFAULT,
    WARNINGS,
    Noun,
)
from webmap.web.guard.tracking import TRACKING
from webmap.web.http import bundle
from webmap.web.http.published import published
from webmap.web.http.request_language import gettext, language, ngettext, script_texts
from webmap.web.http.static_copy import StaticCopy, language_folders, static_copy
from webmap.web.map import data as map_data
from webmap.web.map.embed_options import options_for_scripts
from webmap.web.map.later_words import later_words, words_of_terms
from webmap.web.map.payload import provinces_payload
from webmap.web.map.view_address import base_url
from webmap.web.pages.manifest import notice
from webmap.web.pages.region_columns import region_columns, visible_statuses


def map_config(
    current: View, embed: bool, tiles: Tiles | None = None, *, inside: bool = False
) -> dict[str, Any]:
    """The configuration of the scripts; `tiles`: those that the page may show.

    `inside`: for a page that holds its data. It has all words of cards and dialogs, as a copy has; elsewhere
    they come later.
    """
    snapshot, lang = current.snapshot, language()
    copy = static_copy()
    whole = inside or copy is not None
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    return {
        "language": lang,
        "embed": embed,
        "file": None,
        "copy": None if copy is None else {"query": f"?{urlencode(copy.filters)}" if copy.filters else ""},
        "languages": language_folders(),
        "embed_options": options_for_scripts(),
        "embeddable": settings.frame_ancestors != NOBODY,
        "base": base_url(),
        "tiles": tiles and tiles.for_scripts(),
        # A copy's data files have their digest in their names; a version here would change every page with
        # each.
        "data_version": "" if copy else map_data.data_version(current),
        "as_of": current.as_of,
        "notice": notice(snapshot),
        "urls": {
            **map_data.addresses(current),
            "words": "" if whole else map_data.words_address(current),
            "unplaced": url_for("pages.unplaced", lang=lang),
            "about": url_for("pages.about", lang=lang),
            "root": url_for("pages.index", lang=LANGUAGES[0]) if copy else url_for("pages.index"),
            "page": url_for("pages.index", lang=lang),
            "file": url_for("onefile.file"),
            "height": url_for("height.script"),
        },
        "exports": None if embed else copy.exports(lang) if copy else export_choices(current),
        "filters": filter_table(_visible_terms(current, copy), gettext, list_choices(current)),
        "whole": {"levels": len(LEVELS), "standing": sorted(map(str, STATUSES_COUNTED_BY_DEFAULT))},
        "nouns": {str(level): _noun(noun) for level, noun in LEVEL_NOUNS.items()},
        "alone": {str(status): gettext(text) for status, text in STATUS_ALONE.items()},
        "counted_levels": [level.value for level in COUNTED_LEVELS],
        "provinces": None if inside else provinces_payload(current, lang),
        "region_levels": words_of_terms(REGION_LEVELS),
        "region_columns": [vars(each) for each in region_columns(visible_statuses(current), gettext)],
        "cautions": words_of_terms({code: CAUTIONS[code] for code in WARNINGS}),
        "unplaced": without_days(current.unplaced_groups),
        "report": {"url": settings.report_url, "version": snapshot.version},
        "matching_url": url_for("pages.matching", lang=lang),
        "corrections_url": url_for("corrections.page", lang=lang),
        "corrections_pages": _corrections_pages(current),
        "tracking": TRACKING,
        "search": {"longest": MAX_TEXT_LENGTH, "short_endings": SHORT_ENDINGS},
        "texts": script_texts(lang, bundle.modules()),
        **(later_words(current) if whole else {}),
    }


def _corrections_pages(current: View) -> dict[str, Any]:
    """Where a correction stands: closed pages of `size` numbers; `before` and `after` a page's number."""
    before, after = url_for("corrections.page", lang=language(), page="NUMBER").rsplit("NUMBER", 1)
    closed = CorrectionPages(corrections_of(current)).closed
    return {"closed": closed, "size": PAGE_SIZE, "before": before, "after": after}


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


def list_choices(current: View) -> list[dict[str, str]]:
    """The lists between which readers can choose, as the scripts know a term."""
    titles = current.lists.titles(lambda message: message.render(language()))
    return [{"code": code, "name": title, "meaning": ""} for code, title in titles.items()]


def filter_table(
    data_terms: Mapping[str, Collection[str]],
    translate: Callable[[str], str],
    lists: Sequence[Mapping[str, str]] = (),
) -> list[dict[str, Any]]:
    """The filters for the scripts; `data_terms` names, by filter, the terms to which the data is narrowed.

    `lists`: as `list_choices`.
    """
    return [
        {
            "name": each.name,
            "kind": each.kind.value,
            "column": each.column,
            "terms": list(lists)
            if each.kind is Kind.LISTS
            else [
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


def export_choices(current: View) -> dict[str, Any]:
    """Choices of the export dialog beside its formats: address, older snapshots."""
    snapshots = published().settings.snapshots
    return {
        "address": url_for("exports.export", what=Subject.REGIONS, suffix="csv").rsplit("/", 1)[0] + "/",
        "older": [{"version": version, "as_of": as_of} for version, as_of in comparable(current, snapshots)],
    }
