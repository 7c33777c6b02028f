"""The configuration that a page gives to its scripts, made from the declarations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import current_app, url_for

from webmap.exports.formats import FORMATS
from webmap.exports.request import Subject
from webmap.exports.tables.older_snapshot import comparable
from webmap.settings.addresses import NOBODY
from webmap.settings.settings import Settings
from webmap.view.filters import MAX_TEXT_LENGTH
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
    Level,
    Noun,
    RegionLevel,
    Status,
    Term,
)
from webmap.web.http.published import published
from webmap.web.http.request_language import gettext, language, ngettext, script_texts
from webmap.web.http.static_copy import language_folders, static_copy
from webmap.web.map import data as map_data
from webmap.web.map.embed_options import declared
from webmap.web.map.view_address import base_url
from webmap.web.pages.manifest import account, notice


def card_config(current: View) -> dict[str, Any]:
    """Part of the page's configuration.

    `rules`: how a row can have been placed, as the snapshot states it; `noted`: sigungu with cautions, so
    that a school's card can tell its region's before the regions have arrived; `report`: where errors are
    reported (`url` is '' where nowhere).
    """
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    stated = current.snapshot.manifest["matching"]
    used = sorted({str(provider) for provider in current.snapshot.schools["provider"] if provider})
    rules = {
        **{fit["fit"]: fit for fit in stated["fits"]},
        **{other["rule"]: other for other in stated["others"]},
    }
    return {
        "rules": [_worded(current, code, **rule) for code, rule in rules.items()],
        "precisions": {
            code: current.message(name).render(language()) for code, name in stated["precisions"].items()
        },
        "providers": {code: GEOCODERS[code].title for code in used if code in GEOCODERS},
        "noted": current.cautions(RegionLevel.SIGUNGU),
        "report": {"url": settings.report_url, "version": current.snapshot.version},
        "matching_url": url_for("pages.matching", lang=language()),
    }


def _worded(current: View, code: str, name: str, meaning: str, **_more: Any) -> dict[str, str]:
    name, meaning = (current.message(text).render(language()) for text in (name, meaning))
    return {"code": code, "name": name, "meaning": meaning}


def map_config(current: View, embed: bool) -> dict[str, Any]:
    """All that the scripts need to know, made from the declarations."""
    snapshot, lang = current.snapshot, language()
    standing = {status.value for status in STATUSES_COUNTED_BY_DEFAULT}
    copy = static_copy()
    return {
        "language": lang,
        "embed": embed,
        "file": None,
        "copy": None if copy is None else {"query": f"?{urlencode(copy.held)}" if copy.held else ""},
        "languages": language_folders(),
        "embed_options": declared(),
        "embeddable": current_app.config["WEBMAP_SETTINGS"].frame_ancestors != NOBODY,
        "base": base_url(),
        # Data of a copy has its digest in its name; a version beside it would change all files with each.
        "data_version": "" if copy else map_data.data_version(current),
        "as_of": snapshot.manifest["as_of"],
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
        "exports": None if embed else copy.exports(lang) if copy else offered(current),
        "levels": _within_copy(
            [{**word, "noun": _noun(LEVEL_NOUNS[Level(word["code"])])} for word in words_of_terms(LEVELS)],
            "level",
        ),
        "whole": {"levels": len(LEVELS), "standing": sorted(standing)},
        "counted_levels": [level.value for level in COUNTED_LEVELS],
        "statuses": [
            {
                **word,
                "standing": word["code"] in standing,
                "alone": gettext(STATUS_ALONE[Status(word["code"])]),
            }
            for word in _within_copy(words_of_terms(STATUSES), "status")
        ],
        "region_levels": words_of_terms(REGION_LEVELS),
        "outcomes": words_of_terms(OUTCOMES),
        "cautions": words_of_terms(CAUTIONS),
        "account": account(current),
        **card_config(current),
        "search": {"longest": MAX_TEXT_LENGTH, "short_endings": SHORT_ENDINGS},
        "texts": script_texts(lang),
    }


def _noun(noun: Noun) -> dict[str, str]:
    return {
        "one": ngettext(noun.one, noun.many, 1),
        "many": ngettext(noun.one, noun.many, 2),
        "plural": gettext(noun.plural),
    }


def _within_copy(terms: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Those of a filter's terms that a copy holds: all but where it was narrowed."""
    copy = static_copy()
    codes = copy.held.get(name, "").split(",") if copy else [""]
    return terms if codes == [""] else [term for term in terms if term["code"] in codes]


def words_of_terms(terms: Mapping[Any, Term]) -> list[dict[str, Any]]:
    """Terms with their names and meanings in the reader's language."""
    return [
        {"code": str(code), "name": gettext(word.name), "meaning": gettext(word.meaning)}
        for code, word in terms.items()
    ]


def offered(current: View) -> dict[str, Any]:
    """What the dialog on the page offers: address, formats with what each is for, older snapshots."""
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
