"""The API that the page uses: schools and regions as GeoJSON, with the filters of `webmap.view.filters`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response

from webmap.errors import NotFoundError
from webmap.exports.geojson import region_collection, school_collection
from webmap.view.columns_regions import FIGURE_FIELDS
from webmap.view.filters import EVERYTHING, NO_FILTER, Filters, plain_value, plain_values
from webmap.view.left_out import left_out
from webmap.view.parameters import quoted
from webmap.view.search import fold_query
from webmap.view.unplaced_filters import KNOWN, UnplacedFilters
from webmap.view.view import View
from webmap.vocabulary.messages import say
from webmap.vocabulary.schema_version import API_VERSION
from webmap.vocabulary.terms import CAUTIONS, RegionLevel
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import answer, encode_json
from webmap.web.http.arguments import asked_filters, known_level, only, refuse_unknown_language
from webmap.web.http.disclosed import disclosure_fields
from webmap.web.http.published import view
from webmap.web.http.request_language import gettext, language
from webmap.web.pages.manifest import described, notice
from webmap.web.pages.unplaced import asked_unplaced_filters

blueprint = Blueprint("api", __name__, url_prefix="/api")
response_cache = ResponseCache("api")
GEOJSON = "application/geo+json"
LEFT_OUT = "left_out"
"""Field of the metadata that says which counts are null, and why."""


@blueprint.get("/schools.geojson")
def schools() -> Response:
    """Listed schools that match the filter."""
    current, filters = view(), _folded_filters()
    return answer(
        response_cache.get(
            ("schools", current.snapshot.version, current.audience, language(), filters),
            lambda: encode_json(
                school_collection(current.schools(filters), _meta(current, filters)), GEOJSON
            ),
        )
    )


@blueprint.get("/schools/<path:key>")
def school(key: str) -> Response:
    """One listed school of any status that the audience may see."""
    only()
    current = view()
    cache_key = ("school", current.snapshot.version, current.audience, language(), key)
    return answer(response_cache.get(cache_key, lambda: encode_json(_school(current, key), GEOJSON)))


@blueprint.get("/regions/<level>.geojson")
def regions(level: str) -> Response:
    """Regions of a level with their figures for the filter."""
    current, filters, by = view(), _folded_filters(), known_level(level)
    return answer(
        response_cache.get(
            ("regions", by, current.snapshot.version, current.audience, language(), filters),
            lambda: encode_json(_regions(current, filters, by), GEOJSON),
        )
    )


@blueprint.get("/regions/<level>/<code>")
def region(level: str, code: str) -> Response:
    """One region with its figures for the filter."""
    current, filters, by = view(), _folded_filters(), known_level(level)
    codes: frozenset[str] = getattr(filters, by.value)
    if not current.table.has(by, code) or (codes and code not in codes):
        raise _no_region(code)
    key = ("region", by, code, current.snapshot.version, current.audience, language(), filters)
    return answer(response_cache.get(key, lambda: encode_json(_region(current, filters, by, code), GEOJSON)))


def _folded_filters() -> Filters:
    """The request's filters, with the search folded so that equal searches share a cached answer."""
    filters = asked_filters()
    return replace(filters, q=fold_query(filters.q))


def _school(current: View, key: str) -> dict[str, Any]:
    schools = current.schools(EVERYTHING)
    schools = schools[schools["key"] == key]
    if not len(schools):
        raise NotFoundError(say("There is no listed school %(key)s.", key=quoted(key)))
    (feature,) = school_collection(schools, {})["features"]
    return {**feature, "meta": _meta(current, EVERYTHING)}


def _region(current: View, filters: Filters, by: RegionLevel, code: str) -> dict[str, Any]:
    collection = _regions(current, _only_region(filters, by, code), by)
    if not collection["features"]:
        raise _no_region(code)
    (feature,) = collection["features"]
    meta = {**collection["meta"], "filters": plain_values(filters)}
    return {**feature, "meta": meta}


def _only_region(filters: Filters, by: RegionLevel, code: str) -> Filters:
    region_filter: dict[str, Any] = {by.value: frozenset({code})}
    return replace(filters, **region_filter)


def _no_region(code: str) -> NotFoundError:
    return NotFoundError(
        say("There is no region %(code)s of this level, or the filter leaves it out.", code=quoted(code))
    )


@blueprint.get("/unplaced.json")
def unplaced() -> Response:
    """Entries that are not on the map: reason, candidates and their scores."""
    refuse_unknown_language()
    current = view()
    requested = asked_unplaced_filters(current)
    filters = replace(requested, q=fold_query(requested.q))
    key = ("unplaced", current.snapshot.version, current.audience, language(), filters)
    return answer(
        response_cache.get(key, lambda: encode_json(_unplaced(current, filters), "application/json"))
    )


@blueprint.get("/manifest.json")
def manifest() -> Response:
    """The snapshot's version, date, sources and counts of outcomes."""
    only()
    current = view()
    key = ("manifest", current.snapshot.version, current.audience, language())
    return answer(
        response_cache.get(
            key, lambda: encode_json({"api_version": API_VERSION, **described(current)}, "application/json")
        )
    )


def _unplaced(current: View, filters: UnplacedFilters) -> dict[str, Any]:
    unplaced_page = current.unplaced(filters)
    values = {name: plain_value(filters.value(name)) for name in KNOWN}
    return {
        "meta": {
            **_meta(current, NO_FILTER),
            "filters": values,
            "total": unplaced_page.total,
            "pages": unplaced_page.pages,
        },
        "thresholds": current.snapshot.manifest["matching"]["thresholds"],
        "rows": [
            {
                **row,
                "reason": current.message(row["reason"]).render(language()),
                "remarks": [current.message(each).render(language()) for each in row["remarks"]],
            }
            for row in unplaced_page.rows
        ],
    }


def _regions(current: View, filters: Filters, level: RegionLevel) -> dict[str, Any]:
    layer = current.regions(filters, level)
    layer["cautions"] = [
        [{"code": code, "text": gettext(CAUTIONS[code].meaning)} for code in codes]
        for codes in layer["cautions"]
    ]
    without = left_out(filters, current.audience)
    meta = {**_meta(current, filters), LEFT_OUT: without.as_json()}
    return region_collection(without.blank(layer, FIGURE_FIELDS), meta)


def _meta(current: View, filters: Filters) -> dict[str, Any]:
    """Metadata of every answer: snapshot, date, filters, and the notice where the data is fictional."""
    snapshot = current.snapshot
    return {
        "api_version": API_VERSION,
        "version": snapshot.version,
        "as_of": current.as_of,
        "fictional": snapshot.fictional,
        "notice": notice(snapshot),
        **disclosure_fields(),
        "filters": plain_values(filters),
        "rows_not_on_the_map": {
            outcome.value: len(rows) for outcome, rows in current.unplaced_rows().items()
        },
    }
