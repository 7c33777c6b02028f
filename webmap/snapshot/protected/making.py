"""A protected snapshot of a map that was built in memory: what leaves it, and nothing besides.

Figures beyond the menu are national ones in which no region and no school can be told: shares to ten percent,
and corrections of months that ended before the editions that are audited together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from webmap.disclosure.edition import Edition
from webmap.disclosure.forms import Form, plain_form
from webmap.disclosure.protect import EDITIONS_TOGETHER
from webmap.snapshot.corrections import entries_of, personal_data_of
from webmap.snapshot.protected.manifest import PublicSource, Share, described_form
from webmap.snapshot.protected.snapshot import ProtectedSnapshot
from webmap.snapshot.snapshot import Snapshot
from webmap.vocabulary.terms import COUNTED_LEVELS, STATUSES_COUNTED_BY_DEFAULT, Outcome

FEWEST = 50
"""Of fewer no share is stated: ten percent of them would be nearly a number."""
UNBOUNDED = 10**9
"""As the existing ones of a number that has none beside it, such as that of corrections."""


def make_protected(
    snapshot: Snapshot, edition: Edition, former: Sequence[Edition], days: int
) -> ProtectedSnapshot:
    """The protected snapshot of a map, with its edition and `former` ones, the oldest first.

    `days`: how many lie between two editions at least.
    """
    stated = snapshot.manifest
    manifest = {
        "version": snapshot.version,
        "created": stated["created"],
        # Where nobody states the day, it is the last one of the rows, and so that of a school.
        "as_of": stated["as_of"] if stated["as_of_stated"] else edition.day,
        "as_of_stated": stated["as_of_stated"],
        "fictional": snapshot.fictional,
        "software": stated["software"],
        "protection": {
            "k": edition.parameters.k,
            "nmin": edition.parameters.nmin,
            "alpha": str(edition.parameters.alpha),
            "days": days,
        },
        "sources": _public_sources(stated["sources"]),
        "outcomes": _outcomes(stated["account"]),
        "lists": {"count": _lists(stated["sources"]), "in_several": _in_several(snapshot)},
        "corrections": _corrections(snapshot, edition, former),
    }
    return ProtectedSnapshot(
        manifest=manifest,
        edition=edition,
        earlier=tuple(former[1 - EDITIONS_TOGETHER :]),
        regions=snapshot.regions,
        topologies=snapshot.topologies,
        counts=snapshot.counts,
        pieces=snapshot.pieces,
    )


def _public_sources(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Register and boundaries, by what everybody can know of them."""
    return [
        {name: str(source[name]) for name in PublicSource.model_fields if source.get(name)}
        for source in sources
        if source["role"] in ("register", "boundaries")
    ]


def _lists(sources: Sequence[Mapping[str, Any]]) -> int:
    return sum(source["role"] == "list" for source in sources)


def share_of(number: int, whole: int) -> Share:
    """The ten percent within which a share lies; 0 to 100 where there are too few to state it."""
    if whole < FEWEST:
        return [0, 100]
    low = min(90, 10 * (10 * number // whole))
    return [low, low + 10]


def _outcomes(account: Mapping[str, int]) -> dict[str, Share]:
    """By outcome, except those by which the entries are not told apart in public."""
    entries = sum(account.values())
    if entries < FEWEST:
        return {}
    return {outcome.value: share_of(account[outcome.value], entries) for outcome in Outcome}


def _in_several(snapshot: Snapshot) -> Share:
    """Share of the counted schools that several lists name."""
    schools = snapshot.schools
    counted = schools[
        schools["level"].isin([level.value for level in COUNTED_LEVELS])
        & schools["status"].isin([status.value for status in STATUSES_COUNTED_BY_DEFAULT])
    ]
    table = snapshot.statements
    pairs = set(zip(table["key"].to_pylist(), table["file"].to_pylist(), strict=True))
    lists = Counter(key for key, file in pairs if file)
    return share_of(sum(lists[key] > 1 for key in counted["key"]), len(counted))


def _corrections(snapshot: Snapshot, edition: Edition, former: Sequence[Edition]) -> dict[str, Any]:
    """Corrections by month, of months that ended before any edition that is audited with this one.

    A month's number bounds by how much lists have shrunk, and the audit of editions knows no such bound.
    """
    first = [*former, edition][-EDITIONS_TOGETHER:][0] if len(former) >= EDITIONS_TOGETHER - 1 else None
    if first is None:
        return {}
    months = Counter(entry["day"][:7] for entry in entries_of(snapshot) if entry.get("day"))
    months.update(personal_data_of(snapshot))
    return {
        month: described_form(_form(number, edition))
        for month, number in sorted(months.items())
        if month < first.day[:7]
    }


def _form(number: int, edition: Edition) -> Form:
    return plain_form(number, UNBOUNDED, edition.parameters)
