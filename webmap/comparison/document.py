"""A comparison as `comparison/1`: canonical JSON, so that equal input gives equal bytes."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from webmap.comparison.changes import Changes
from webmap.comparison.claims import GONE, TEXT, Claim
from webmap.comparison.comparison import Comparison
from webmap.comparison.measures import Measures
from webmap.comparison.named_lists import COMMUNITY
from webmap.comparison.signs import PairSigns

SCHEMA = "comparison/1"


def as_json(
    comparison: Comparison, with_texts: bool = False, notice: str = "", hidden: Collection[str] = ()
) -> dict[str, Any]:
    """The comparison in plain values. `with_texts`: also the texts of entries, for those who may see them.

    `hidden`: measures that are left out, as the reader does not see the statuses that they count.
    """
    return {
        "schema": SCHEMA,
        **({"notice": notice} if notice else {}),
        "lists": [_list(comparison, each, with_texts, hidden) for each in comparison.measures],
        "schools": [_school(comparison, key) for key in comparison.presence],
        "intersections": [{"lists": each.slugs, "schools": each.count} for each in comparison.intersections],
        "pairs": [_pair(comparison, signs) for signs in comparison.signs],
        "thresholds": asdict(comparison.limits),
    }


def as_bytes(
    comparison: Comparison, with_texts: bool = False, notice: str = "", hidden: Collection[str] = ()
) -> bytes:
    """The comparison as UTF-8, the same for the same lists, whatever their order."""
    plain = as_json(comparison, with_texts, notice, hidden)
    return (json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _list(
    comparison: Comparison, measures: Measures, with_texts: bool, hidden: Collection[str]
) -> dict[str, Any]:
    newest = next(each for each in comparison.lists if each.slug == measures.slug)
    return {
        **{name: value for name, value in asdict(measures).items() if name not in hidden},
        "title": newest.title if with_texts or newest.publisher != COMMUNITY else "",
        "publisher": newest.publisher,
        "version": newest.label,
        "origin": newest.origin,
        "changes": [_changes(each, with_texts) for each in comparison.changes[measures.slug]],
    }


def _changes(changes: Changes, with_texts: bool) -> dict[str, Any]:
    return {
        "before": changes.before,
        "after": changes.after,
        "kept": changes.kept,
        "account": {outcome: asdict(account) for outcome, account in changes.account.items()},
        "added": _claims(changes.added, with_texts),
        "dropped": _claims(changes.dropped, with_texts),
        "changed_by_matching": [
            {"before": _claim(one, with_texts), "after": _claim(two, with_texts)}
            for one, two in changes.moved
        ],
        "status_changed": [
            {**_claim(two, with_texts), "before": one.status} for one, two in changes.new_status
        ],
        "date_changed": [
            {**_claim(two, with_texts), "before": one.day.isoformat() if one.day else None}
            for one, two in changes.new_day
        ],
    }


def _claims(claims: Sequence[Claim], with_texts: bool) -> list[dict[str, Any]]:
    return [_claim(claim, with_texts) for claim in claims]


def _claim(claim: Claim, with_texts: bool) -> dict[str, Any]:
    """An entry; where it means no school, its text only for those who may see it."""
    known = {
        "outcome": claim.outcome,
        "status": claim.status,
        "date": claim.day.isoformat() if claim.day else None,
    }
    if not claim.key.startswith((TEXT, GONE)):
        known |= {"school": claim.key, "name": claim.name}
    return {**known, "text": claim.text} if with_texts and claim.text else known


def _school(comparison: Comparison, key: str) -> dict[str, Any]:
    origin = comparison.origins[key]
    return {
        "key": key,
        "name": comparison.names[key],
        "lists": comparison.presence[key],
        "statuses": {slug: comparison.statuses[slug][key] for slug in comparison.presence[key]},
        "standing": comparison.standing[key],
        "appearances": {
            slug: {"first": first, "last": last}
            for slug, (first, last) in comparison.appearances(key).items()
        },
        "origins": {"low": origin.low, "high": origin.high},
    }


def _pair(comparison: Comparison, signs: PairSigns) -> dict[str, Any]:
    found = comparison.agreements[signs.first, signs.second]
    counts = [
        {"first": first, "second": second, "schools": count}
        for (first, second), count in found.counts.items()
    ]
    return {**asdict(signs), "statuses": {"n": found.n, "same": found.same, "counts": counts}}
