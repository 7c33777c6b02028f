"""What `webmap compare` says of lists, in a few lines each."""

from __future__ import annotations

from collections.abc import Iterator

from webmap.comparison.changes import Changes
from webmap.comparison.comparison import Comparison
from webmap.comparison.measures import FEWEST_CHECKED, Measures
from webmap.comparison.overlap import MOST_LISTS, Intersection
from webmap.comparison.signs import PairSigns
from webmap.exports.comparison.words import HONESTY, STRENGTHS
from webmap.vocabulary.messages import Message, say

MOST_INTERSECTIONS = 10


def comparison_lines(comparison: Comparison) -> Iterator[Message]:
    """Each list, what changed from version to version, the overlap, and the signs of each pair."""
    yield say("Lists:")
    for measures in comparison.measures:
        yield _about_list(measures)
        yield _about_checks(measures)
    for slug, steps in comparison.changes.items():
        for step in steps:
            yield from _about_changes(slug, step)
    if 2 <= len(comparison.lists) <= MOST_LISTS:
        yield from _about_overlap(comparison)
    for signs in comparison.signs:
        yield _about_pair(signs)
    if copies := [each.slug for each in comparison.lists if each.origin]:
        yield say(
            "Declared to be made from another list, and counted as one with it: %(lists)s.",
            lists=", ".join(copies),
        )
    yield from HONESTY


def _about_list(measures: Measures) -> Message:
    return say(
        "  %(list)s: %(rows)s rows, %(schools)s schools, %(alone)s of them in no other list; names of no "
        "school: %(nonexistent)s, rows that repeat a school: %(repeated)s.",
        list=measures.slug,
        rows=measures.rows,
        schools=measures.schools,
        alone=measures.alone,
        nonexistent=measures.nonexistent,
        repeated=measures.repeated,
    )


def _about_checks(measures: Measures) -> Message:
    refuted = measures.refuted
    if refuted.interval is None:
        return say(
            "    Checked by an inquiry: %(n)s, too few to say how many claims do not hold (at least "
            "%(fewest)s).",
            n=refuted.n,
            fewest=FEWEST_CHECKED,
        )
    return say(
        "    Checked by an inquiry: %(n)s, of which refuted: %(count)s (95 %% interval %(low)s to %(high)s "
        "%%; schools that were checked were not chosen by chance).",
        n=refuted.n,
        count=refuted.count,
        low=round(refuted.interval[0] * 100),
        high=round(refuted.interval[1] * 100),
    )


def _about_changes(slug: str, changes: Changes) -> Iterator[Message]:
    yield say(
        "  %(list)s, version %(before)s → %(after)s: added %(added)s, dropped %(dropped)s, changed by "
        "matching %(moved)s, other status %(status)s, other date %(day)s, unchanged %(kept)s.",
        list=slug,
        before=changes.before,
        after=changes.after,
        added=len(changes.added),
        dropped=len(changes.dropped),
        moved=len(changes.moved),
        status=len(changes.new_status),
        day=len(changes.new_day),
        kept=changes.kept,
    )
    if dropped := sorted({claim.name for claim in changes.dropped if claim.name}):
        yield say(
            "    Dropped: %(names)s%(more)s",
            names=", ".join(dropped[:MOST_INTERSECTIONS]),
            more=" …" if len(dropped) > MOST_INTERSECTIONS else "",
        )


def _about_overlap(comparison: Comparison) -> Iterator[Message]:
    yield say("Schools by the lists that name them, and no other does:")
    found = comparison.intersections
    for each in found[:MOST_INTERSECTIONS]:
        yield _about_intersection(each)
    if rest := found[MOST_INTERSECTIONS:]:
        yield say(
            "  %(sets)s other combinations: %(count)s", sets=len(rest), count=sum(each.count for each in rest)
        )


def _about_intersection(each: Intersection) -> Message:
    return say("  %(lists)s: %(count)s", lists=" + ".join(each.slugs), count=each.count)


def _about_pair(signs: PairSigns) -> Message:
    return say(
        "%(first)s and %(second)s: %(common)s schools in both; %(strength)s (shared oddities %(shared)s of "
        "%(fewer)s).",
        first=signs.first,
        second=signs.second,
        common=signs.common,
        strength=STRENGTHS[signs.strength],
        shared=sum(signs.marks.values()),
        fewer=signs.fewer,
    )
