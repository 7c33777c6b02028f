"""Replaying one name step by step, so that a person can see why it was decided as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from webmap.lists.entry import Entry
from webmap.matching.decide import Decision
from webmap.matching.matcher import Matcher
from webmap.matching.query import Query
from webmap.matching.score import MARGIN, UPPER, Candidate
from webmap.places.addresses.addresses import RegionHint
from webmap.places.regions.region_table import RegionTable
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import LEVELS, OUTCOMES, RegionLevel

MAX_REGIONS = 4


def weighed(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """Candidates with the named parts of their scores, in plain values (for the API and the snapshot)."""
    return [
        {
            "key": each.school.key,
            "name": each.school.name,
            "address": each.school.address,
            "fit": each.fit.value,
            "score": each.score,
            "parts": {part.name: [part.points, part.ceiling] for part in each.parts},
            "contradicts": each.contradicts,
        }
        for each in candidates
    ]


def explain(matcher: Matcher, entry: Entry) -> Iterator[Message]:
    """Tell of every school that a cell names what was read, weighed and decided, a line each."""
    for number, text in enumerate(matcher.schools_named(entry), start=1):
        query = matcher.read(text, entry)
        decision = matcher.decide(query)
        yield say("%(number)s. %(text)s", number=number, text=text)
        yield from _read(query, matcher.table)
        yield from _weighed(decision)
        yield from _decided(decision)


def _read(query: Query, table: RegionTable) -> Iterator[Message]:
    for reading in query.readings:
        where = ", ".join(_regions(hint, table) for hint in reading.regions) or "-"
        yield say("   read as: %(name)s (region in the text: %(where)s)", name=reading.name, where=where)
    stated = ", ".join(_regions(hint, table) for hint in query.regions) or "-"
    level = Message(LEVELS[query.level].name) if query.level in LEVELS else "-"
    yield say("   stated beside it: region %(where)s, level %(level)s", where=stated, level=level)


def _regions(hint: RegionHint, table: RegionTable) -> str:
    names = [table.region(RegionLevel.SIGUNGU, code).name for code in sorted(hint.sigungu)]
    sido = [table.region(RegionLevel.SIDO, code).name for code in sorted(hint.sido)]
    shown = names if len(names) <= MAX_REGIONS else [f"{len(names)}"]
    return f"{'/'.join(sido)} ({', '.join(shown)})"


def _weighed(decision: Decision) -> Iterator[Message]:
    candidates = decision.weighed
    if not candidates:
        yield say("   no candidate")
    for place, candidate in enumerate(candidates):
        parts = ", ".join(f"{part.name} {part.points}/{part.ceiling}" for part in candidate.parts)
        after = candidates[place + 1].score if place + 1 < len(candidates) else None
        yield say(
            "   %(score)s  %(school)s [%(key)s] %(address)s | %(fit)s: %(parts)s | "
            "to the next: %(margin)s%(against)s",
            score=candidate.score,
            school=candidate.school.name,
            key=candidate.school.key,
            address=candidate.school.address,
            fit=candidate.fit.value,
            parts=parts,
            margin="-" if after is None else candidate.score - after,
            against=f" | ✗ {candidate.contradicts}" if candidate.contradicts else "",
        )


def _decided(decision: Decision) -> Iterator[Message]:
    yield say(
        "   rule: one school from %(upper)s points on, %(margin)s above the next, contradicting nothing",
        upper=UPPER,
        margin=MARGIN,
    )
    yield say(
        "   decision: %(outcome)s. %(reason)s",
        outcome=Message(OUTCOMES[decision.outcome].name),
        reason=decision.reason,
    )
