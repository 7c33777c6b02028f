"""Schemas of the answers, made from the declared columns."""

from __future__ import annotations

from typing import Any

from webmap.view.column import object_schema
from webmap.view.columns_regions import FIGURE_FIELDS, PLACE_FIELDS
from webmap.view.columns_schools import SCHOOL_FIELDS
from webmap.view.columns_unplaced import ENTRY_FIELDS, REASON
from webmap.view.filters import PARAMETERS
from webmap.view.left_out import TERMS
from webmap.view.unplaced_filters import KNOWN
from webmap.vocabulary.corrections import CAUSES, GRAVITIES
from webmap.vocabulary.messages import N_, Message, Render
from webmap.vocabulary.terms import CAUTIONS, COUNTED_LEVELS, OUTCOMES, UNPLACED_OUTCOMES
from webmap.web.http.published import FolderState

TEXT: dict[str, Any] = {"type": "string"}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
DISCLOSURE = {"disclosure": {"enum": ["schools", "statuses"]}, "disclosure_note": TEXT}
"""What the map shows of the schools: the code, and a sentence."""
POSITION = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}}


def reference(name: str) -> dict[str, str]:
    """A reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def schemas(render: Render) -> dict[str, Any]:
    """By name, all schemas of the API."""
    return {
        "Problem": problem(render),
        "Meta": _meta(render),
        "School": feature(object_schema(SCHOOL_FIELDS, render), _point()),
        "SchoolWithMeta": _with_meta("School"),
        "Schools": collection("School"),
        "Region": feature(_region(render), _area()),
        "RegionWithMeta": _with_meta("Region"),
        "Regions": collection("Region"),
        "Manifest": _manifest(),
        "Corrections": _corrections(),
        "Unplaced": _unplaced(render),
        "UnplacedMeta": _unplaced_meta(render),
        "Health": _object({"status": {"const": "ok"}}),
        "Ready": _object(
            {
                "status": {"const": "ready"},
                "version": TEXT,
                "fictional": {"type": "boolean"},
                "folder": {"enum": list(FolderState)},
            }
        ),
    }


def problem(render: Render) -> dict[str, Any]:
    """Problem details (RFC 9457)."""
    description = render(Message(N_("What went wrong, where, and what to do (RFC 9457).")))
    properties = {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
    return {**_object(properties), "description": description}


def feature(properties: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any]:
    """A GeoJSON feature."""
    return _object({"type": {"const": "Feature"}, "id": TEXT, "geometry": geometry, "properties": properties})


def collection(of: str) -> dict[str, Any]:
    """A GeoJSON feature collection with its metadata."""
    features = {"type": "array", "items": reference(of)}
    return _object({"type": {"const": "FeatureCollection"}, "meta": reference("Meta"), "features": features})


def _with_meta(of: str) -> dict[str, Any]:
    return {"allOf": [reference(of), _object({"meta": reference("Meta")})]}


def _meta(render: Render) -> dict[str, Any]:
    unplaced_counts = _object({outcome.value: COUNT for outcome in UNPLACED_OUTCOMES})
    filter_value = {"type": ["array", "string", "null"]}
    schema = _meta_fields(unplaced_counts, filter_value)
    codes = {"type": "array", "items": {"enum": [str(code) for code in TERMS]}}
    left_out = {
        **_object({"filter": codes, "audience": codes}),
        "description": render(
            Message(
                N_(
                    "Of figures by region: the levels and statuses whose counts are null, as the filter "
                    "leaves them out, or as this map does not show them."
                )
            )
        ),
    }
    return {
        **schema,
        "properties": {**schema["properties"], "left_out": left_out},
        "description": render(
            Message(N_("Which snapshot this is, how it was filtered, and what is not in it."))
        ),
    }


def _meta_fields(unplaced_counts: dict[str, Any], filter_value: dict[str, Any]) -> dict[str, Any]:
    return _object(
        {
            "api_version": TEXT,
            "version": TEXT,
            "as_of": {"type": "string", "format": "date"},
            "fictional": {"type": "boolean"},
            "notice": {"type": ["string", "null"]},
            **DISCLOSURE,
            "filters": _object(dict.fromkeys(PARAMETERS, filter_value)),
            "rows_not_on_the_map": unplaced_counts,
        }
    )


def _unplaced_meta(render: Render) -> dict[str, Any]:
    """The metadata of every answer, with the filters for unplaced entries and their number."""
    of_all = _meta(render)
    filter_value = {"type": ["array", "string", "integer", "null"]}
    own = {"filters": _object(dict.fromkeys(KNOWN, filter_value)), "total": COUNT, "pages": COUNT}
    return {
        **of_all,
        "required": [*of_all["required"], "total", "pages"],
        "properties": {**of_all["properties"], **own},
    }


def _region(render: Render) -> dict[str, Any]:
    schema = object_schema((*PLACE_FIELDS, *FIGURE_FIELDS), render)
    caution = _object({"code": {"enum": list(CAUTIONS)}, "text": TEXT})
    extra = {
        "sigungu": {"type": "array", "items": TEXT},
        "register": _object({level.value: COUNT for level in COUNTED_LEVELS}),
        "cautions": {"type": "array", "items": caution},
    }
    return {
        **schema,
        "required": [*schema["required"], *extra],
        "properties": {**schema["properties"], **extra},
    }


def _manifest() -> dict[str, Any]:
    account = _object(
        {
            "outcome": {"enum": list(map(str, OUTCOMES))},
            "name": TEXT,
            "meaning": TEXT,
            "count": COUNT,
            "on_map": {"type": "boolean"},
        }
    )
    source = {
        "type": "object",
        "required": ["file", "role", "kind"],
        "properties": {"file": TEXT, "role": TEXT, "kind": TEXT},
    }
    schema = _object(
        {
            "api_version": TEXT,
            "version": TEXT,
            "created": {"type": "string", "format": "date-time"},
            "as_of": {"type": "string", "format": "date"},
            "fictional": {"type": "boolean"},
            "notice": {"type": ["string", "null"]},
            **DISCLOSURE,
            "rows": COUNT,
            "entries": COUNT,
            "schools": COUNT,
            "account": {"type": "array", "items": account},
            "sources": {"type": "array", "items": source},
            "place_check": {"type": "object"},
        }
    )
    desk = _object({"number": COUNT, "digest": TEXT, "release": COUNT})
    return {**schema, "properties": {**schema["properties"], "desk": desk}}


def _unplaced(render: Render) -> dict[str, Any]:
    row = {
        **object_schema((*ENTRY_FIELDS, REASON), render)["properties"],
        "remarks": {"type": "array", "items": TEXT},
        "candidates": {"type": "array", "items": {"type": "object"}},
        "weighed": {"type": "array", "items": {"type": "object"}},
    }
    rows = {"type": "array", "items": _object(row)}
    return _object({"meta": reference("UnplacedMeta"), "thresholds": {"type": "object"}, "rows": rows})


def _point() -> dict[str, Any]:
    return _object({"type": {"const": "Point"}, "coordinates": POSITION})


def _area() -> dict[str, Any]:
    kinds = {"enum": ["Polygon", "MultiPolygon"]}
    return _object({"type": kinds, "coordinates": {"type": "array"}})


def _corrections() -> dict[str, Any]:
    text_or_none = {"type": ["string", "null"]}
    meta = {
        **dict.fromkeys(("api_version", "version", "as_of"), TEXT),
        "fictional": {"type": "boolean"},
        "notice": text_or_none,
        **DISCLOSURE,
        "delay_days": COUNT,
    }
    correction = {
        "number": COUNT,
        "day": {"type": "string", "format": "date"},
        **dict.fromkeys(("school", "name", "level", "sido", "was", "now"), text_or_none),
        "cause": {"enum": list(map(str, CAUSES))},
        "gravity": {"enum": list(map(str, GRAVITIES))},
        **dict.fromkeys(("objection", "why"), text_or_none),
        "text": TEXT,
    }
    return _object(
        {
            "meta": _object(meta),
            "corrections": {"type": "array", "items": _object(correction)},
            "personal_data": {"type": "array", "items": _object({"month": TEXT, "cases": COUNT})},
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}
