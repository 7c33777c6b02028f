"""Questions for the pages of the desk: written as they would be derived, without matching anything."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from webmap.matching import reasons
from webmap.matching.score import MARGIN
from webmap.review.queue.derive import Derived, question_id, subject_of_key
from webmap.review.queue.refresh import store
from webmap.review.queue.weight import weight_of
from webmap.snapshot.search_text import search_fold, search_text
from webmap.vocabulary.terms import Status

SEOUL, BUSAN = ("11", "7134000", 37.55, 127.04), ("26", "7171000", 35.1, 128.97)


def school(key: str, name: str, place: tuple[str, str, float, float]) -> dict[str, Any]:
    """A row of `register_school`."""
    sido, office, lat, lon = place
    address = {"11": "서울특별시 성동구 가상로 1", "26": "부산광역시 사하구 가상로 1"}[sido]
    row = {
        "key": key, "name": name, "level": "middle", "address": address, "lat": lat, "lon": lon,
        "radius_m": None, "sido": sido, "office": office,
        "search": "\n".join((search_fold(key), search_text(name, ""), search_fold(address))),
    }  # fmt: skip
    return {**row, "fingerprint": fingerprint(row)}


def question(query: str, schools: Iterable[dict[str, Any]], rows: int = 1, **more: Any) -> dict[str, Any]:
    """A row of `question` whose candidates are schools."""
    key = (query, "", "", "")
    candidates = [candidate(each, MARGIN * number) for number, each in enumerate(schools)]
    statuses = more.pop("statuses", {"reported": rows})
    row = {
        "id": question_id(key), "subject": subject_of_key(key), "query": query, "region": "", "level": "",
        "address": "", "outcome": "ambiguous", "reason": reasons.full_name().as_json(), "miss": "several",
        "candidates": candidates, "lists": {"union": rows}, "statuses": statuses,
        "places": [["union", 1]], "rows": rows,
        "weight": weight_of({Status(code): count for code, count in statuses.items()}),
        "areas": sorted({each[name] for each in candidates for name in ("sido", "office")}),
        **more,
    }  # fmt: skip
    return {**row, "fingerprint": fingerprint(row)}


def candidate(row: dict[str, Any], less: int) -> dict[str, Any]:
    """A school as a candidate, with the parts of its score."""
    place = {name: value for name, value in row.items() if name not in ("search", "fingerprint")}
    parts = {"name": [60, 60], "region": [12, 25], "level": [12, 15]}
    return {
        **place, "closed": "", "fit": "official", "score": 84 - less, "parts": parts, "contradicts": "",
        "against": None,
    }  # fmt: skip


def fingerprint(row: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()[:32]


A, B = school("V1", "가상서중학교", SEOUL), school("V2", "가상서중학교", BUSAN)
C = school("V3", "가상새봄중학교", BUSAN)


def fill(
    database, questions: Iterable[dict[str, Any]], schools: Iterable[dict[str, Any]] = (A, B, C)
) -> None:
    """Store questions and schools."""
    derived = Derived(
        {each["id"]: each for each in questions}, frozenset(), {each["key"]: each for each in schools}
    )
    with database.write() as connection:
        store(connection, derived)
