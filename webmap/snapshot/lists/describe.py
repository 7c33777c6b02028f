"""What the manifest of a snapshot says of its inputs and content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pyarrow as pa

from webmap.figures.listed_schools import ListDays
from webmap.lists.reader import SchoolList
from webmap.places.register.place_check import PlaceCheck
from webmap.snapshot.lists.claims import digest_of
from webmap.snapshot.rows import Rows


def content_digest(
    content: Mapping[str, Any], rows: Rows, schools: gpd.GeoDataFrame, claims: pa.Table
) -> str:
    """A digest of all that is in a snapshot; `content`: the manifest without its version and time."""
    content_bytes = json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    digest = hashlib.sha256(content_bytes + rows.digest().encode() + digest_of(claims).encode())
    for place in schools.geometry.to_wkb():
        digest.update(place or b"")
    return digest.hexdigest()


def describe_list(each: SchoolList, days: ListDays) -> dict[str, Any]:
    """A list as a source of the manifest; only an audience that may see files is sent all of it."""
    first, last = days.of(each.file)
    return {
        "file": each.file,
        "own_name": each.own_name,
        "role": "list",
        "kind": each.format,
        "encoding": each.encoding,
        "sha256": each.sha256,
        "rows": len(each.entries),
        "blank_rows": each.blank_rows,
        "unknown_columns": list(each.unknown_columns),
        "unread_sheets": list(each.unread_sheets),
        "skipped_rows": len(each.skipped),
        "cautions": [caution.as_json() for caution in each.cautions],
        "remarks": days.remarks[each.file],
        "first_day": first.isoformat() if first else "",
        "last_day": last.isoformat() if last else "",
        **_identity_of(each),
    }


def describe_older(each: SchoolList) -> dict[str, Any]:
    """An older version of a list, by which a build knows that nothing is new; sent to nobody."""
    return {"sha256": each.sha256, "rows": len(each.entries), **_identity_of(each)}


def _identity_of(each: SchoolList) -> dict[str, str]:
    """Who the list is, where it has an identity; `kind` is that of its file."""
    identity = each.identity
    if identity is None:
        return {}
    return {
        "slug": identity.slug,
        "title": identity.title,
        "publisher": identity.kind,
        "origin": identity.origin,
        "list_version": identity.version,
    }


def describe_check(check: PlaceCheck) -> Mapping[str, Any]:
    """The agreement of the register's addresses and points in the manifest."""
    return {
        "compared": check.compared,
        "agreeing": round(check.share_agreeing, 5),
        "nearest": check.nearest,
        "disagreeing": [
            {"school": key, "by_address": address, "by_polygon": polygon}
            for key, address, polygon in check.disagreeing
        ],
    }
