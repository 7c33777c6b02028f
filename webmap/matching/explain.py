"""Matching one name again step by step, so that a person can see the reason of the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from webmap.lists.entry import Entry
from webmap.matching.decide import Decision
from webmap.matching.matcher import Matcher
from webmap.matching.near.left_out import COMMON_NAME, NO_KIND, OTHER_PLACE, SHARED_NICKNAME, WIDE_REGION
from webmap.matching.near.slips import ONE_SLIP
from webmap.matching.query import Query
from webmap.matching.score import MARGIN, UPPER, Candidate
from webmap.matching.variants import FITS
from webmap.places.addresses.addresses import RegionHint
from webmap.places.regions.region_table import RegionTable
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import OUTCOMES, RegionLevel, level_name

MAX_REGIONS = 4

PARTS = {
    "name": say("name %(points)s/%(ceiling)s"),
    "region": say("region %(points)s/%(ceiling)s"),
    "level": say("level %(points)s/%(ceiling)s"),
}
"""By name of a part of a score, its text."""

CONTRADICTIONS = {
    "region": say(" | ✗ the region differs"),
    "level": say(" | ✗ the level differs"),
}
"""By name of the contradicted statement, its text."""

DOUBTS = {
    OTHER_PLACE: say(" | a candidate only: another place stands in front of the typed name"),
    WIDE_REGION: say(
        " | a candidate only: no region is stated that is as narrow as what is left out in front"
    ),
    COMMON_NAME: say(" | a candidate only: schools of many places have the name without its place"),
    NO_KIND: say(" | a candidate only: the kind of school is left out, too"),
    SHARED_NICKNAME: say(" | a candidate only: several schools are called by this name"),
}
"""By doubt (`near.left_out`), its text."""
CLOSED = say(" | ✗ closed")


def candidates_as_json(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
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
    """Lines for every school that a cell names: the readings, the scored candidates and the decision."""
    for number, part in enumerate(matcher.schools_named(entry), start=1):
        query = matcher.read(part, entry)
        decision = matcher.decide(query)
        yield say("%(number)s. %(text)s", number=number, text=part.text)
        yield from _reading_lines(query, matcher.table)
        yield from _candidate_lines(decision)
        yield from _decision_lines(decision)


def _reading_lines(query: Query, table: RegionTable) -> Iterator[Message]:
    for reading in query.readings:
        where = ", ".join(_regions(hint, table) for hint in reading.regions) or "-"
        yield say("   read as: %(name)s (region in the text: %(where)s)", name=reading.name, where=where)
    regions = ", ".join(_regions(hint, table) for hint in query.regions) or "-"
    level = Message(level_name(query.level)) if query.level else "-"
    yield say("   stated beside it: region %(where)s, level %(level)s", where=regions, level=level)


def _regions(hint: RegionHint, table: RegionTable) -> str:
    names = [table.region(RegionLevel.SIGUNGU, code).name for code in sorted(hint.sigungu)]
    sido = [table.region(RegionLevel.SIDO, code).name for code in sorted(hint.sido)]
    sigungu = names if len(names) <= MAX_REGIONS else [f"{len(names)}"]
    return f"{'/'.join(sido)} ({', '.join(sigungu)})"


def _candidate_lines(decision: Decision) -> Iterator[Message]:
    candidates = decision.scored_candidates
    if not candidates:
        yield say("   no candidate")
    for place, candidate in enumerate(candidates):
        next_score = candidates[place + 1].score if place + 1 < len(candidates) else None
        yield say(
            "   %(score)s  %(school)s [%(key)s] %(address)s | %(fit)s: %(name)s, %(region)s, %(level)s | "
            "to the next: %(margin)s%(against)s",
            score=candidate.score,
            school=candidate.school.name,
            key=candidate.school.key,
            address=candidate.school.address,
            fit=Message(FITS[candidate.fit]),
            **_parts(candidate),
            margin="-" if next_score is None else candidate.score - next_score,
            against=against(candidate),
        )


def against(candidate: Candidate) -> Message | str:
    """What speaks against a candidate: closing, contradiction, slip with its cost, or doubt; else ''."""
    if candidate.school.closed:
        return CLOSED
    if candidate.contradicts:
        return CONTRADICTIONS[candidate.contradicts]
    if candidate.slip.cost:
        return say(
            " | slips that cost %(cost)s (one slip: %(one)s at most)", cost=candidate.slip.cost, one=ONE_SLIP
        )
    return DOUBTS.get(candidate.doubt, "")


def _parts(candidate: Candidate) -> dict[str, Message]:
    return {
        part.name: Message(PARTS[part.name].text, {"points": part.points, "ceiling": part.ceiling})
        for part in candidate.parts
    }


def _decision_lines(decision: Decision) -> Iterator[Message]:
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
