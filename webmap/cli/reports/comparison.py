"""What `webmap compare` says of lists, in a few lines each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pyarrow as pa

from webmap.comparison.changes import Changes, changes_between
from webmap.comparison.claims import Claim
from webmap.comparison.comparison import Comparison
from webmap.comparison.measures import FEWEST_CHECKED, Measures
from webmap.comparison.overlap import MOST_LISTS, Intersection
from webmap.comparison.signs import PairSigns
from webmap.exports.comparison.words import HONESTY, STRENGTHS
from webmap.snapshot.lists.claims import versions_in
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import OUTCOMES

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


def version_lines(now: pa.Table, before: pa.Table | None) -> Iterator[Message]:
    """What the newest version of each list changed, and what is matched otherwise than before."""
    versions = versions_in(now)
    for slug, group in groupby(versions, key=lambda each: each.slug):
        last = list(group)[-2:]
        if len(last) > 1:
            yield from _about_changes(slug, changes_between(*last))
    published = {(each.slug, each.label): each for each in versions_in(before)} if before is not None else {}
    for version in versions:
        if (version.slug, version.label) in published:
            yield from _about_matching(
                version.slug, changes_between(published[version.slug, version.label], version)
            )


def _about_matching(slug: str, changes: Changes) -> Iterator[Message]:
    if not changes.moved:
        return
    yield say(
        "  %(list)s, version %(version)s: %(count)s entries are matched otherwise than in the published "
        "snapshot, though their text is the same; the register, the rules or the decisions have changed.",
        list=slug,
        version=changes.after or "1",
        count=len(changes.moved),
    )
    for one, two in changes.moved[:MOST_INTERSECTIONS]:
        yield say(
            "    %(text)s: %(before)s → %(after)s", text=two.text, before=_meant(one), after=_meant(two)
        )


def _meant(claim: Claim) -> str | Message:
    return claim.name or Message(OUTCOMES[claim.outcome].name)


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
