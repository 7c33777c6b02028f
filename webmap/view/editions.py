"""Totals of the editions of the map, as an audience may see them."""

from __future__ import annotations

from webmap.snapshot.editions import EditionTotal
from webmap.view.filters import EVERYTHING, Filters
from webmap.view.view import View
from webmap.vocabulary.terms import Level, Status


def edition_totals(view: View) -> list[EditionTotal]:
    """The totals of every edition up to this one, the oldest first.

    None of a status that the audience may not see now.

    For readers of a part of the country, those of its provinces and levels; where the part is smaller than a
    province, only this edition can be counted.
    """
    former = (each for each in view.snapshot.editions if each.version != view.snapshot.version)
    return [*(each for each in former if _may_see(view, each)), *own_totals(view)]


def own_totals(view: View) -> list[EditionTotal]:
    """The totals of this edition alone."""
    manifest = view.snapshot.manifest
    sizes = view.schools(EVERYTHING).groupby(["sido", "level", "status"], observed=True).size()
    return [
        EditionTotal(
            version=view.snapshot.version,
            published=str(manifest["created"])[:10],
            as_of=view.as_of,
            sido=str(sido),
            level=str(level),
            status=str(status),
            schools=int(count),
        )
        for (sido, level, status), count in sizes.sort_index().items()
    ]


def _may_see(view: View, total: EditionTotal) -> bool:
    within = view.audience.within
    if total.status not in set(map(str, view.audience.statuses)):
        return False
    return within is None or _lies_within(total, within)


def _lies_within(total: EditionTotal, within: Filters) -> bool:
    if within.sigungu or within.office or within.since or within.until or within.q:
        return False
    return (
        (not within.sido or total.sido in within.sido)
        and Level(total.level) in within.level
        and Status(total.status) in within.status
    )
