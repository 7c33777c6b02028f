"""One entry as a snapshot stores it: its query, outcome, reason and candidates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from webmap.matching.explain import candidates_as_json
from webmap.matching.result import Match
from webmap.places.addresses.addresses import read_region
from webmap.snapshot.search_text import search_text
from webmap.vocabulary.terms import UNPLACED_OUTCOMES

Row = Mapping[str, Any]
"""An entry by the names of its fields, in plain values."""

NO_SIDO = "none"
"""Stands for the provinces of an entry for which none is known."""


def row_of(match: Match) -> dict[str, Any]:
    """The row of an entry; `decided` is only counted, and does not come back with a row."""
    return {
        "file": match.entry.file,
        "row": match.entry.row,
        "part": match.part,
        "query": match.query,
        "level": match.entry.level.value if match.entry.level else None,
        "region": match.entry.region,
        "status": match.entry.status.value,
        "date": match.entry.date.isoformat() if match.entry.date else None,
        "outcome": match.outcome.value,
        "school": match.school.key if match.school else None,
        "score": match.score,
        "reason": match.reason.as_json(),
        "remarks": [remark.as_json() for remark in match.entry.remarks],
        "candidates": [
            {"key": school.key, "id": school.id, "name": school.name, "address": school.address}
            for school in match.candidates
        ],
        "weighed": candidates_as_json(match.scored_candidates) if match.outcome in UNPLACED_OUTCOMES else [],
        "decided": match.decision is not None,
    }


def provinces_of(row: Row) -> str:
    """Codes of the provinces in which the stated region or a candidate lies, with commas, else `NO_SIDO`.

    An entry that may mean a school of a province belongs to its open questions, whatever it states.
    """
    regions = (row["region"], *(each.get("address", "").partition(" ")[0] for each in row["candidates"]))
    return ",".join(sorted(set(map(_sido_of, regions)) - {""})) or NO_SIDO


@lru_cache(maxsize=4096)
def _sido_of(region: str) -> str:
    """Code of the one province of a region in words, else ''."""
    codes = read_region(region).sido if region else frozenset()
    return next(iter(codes)) if len(codes) == 1 else ""


def search_text_of(row: Row) -> str:
    """The forms in which a row is searched: those of its text and of its candidates' names."""
    names = [row["query"], *(candidate["name"] for candidate in row["candidates"])]
    return "\n".join(map(_search_text, dict.fromkeys(names)))


@lru_cache(maxsize=50_000)
def _search_text(name: str) -> str:
    return search_text(name, None)
