"""From candidates to one outcome. A tie is never broken by order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webmap.language import Message
from webmap.matching import reasons
from webmap.matching.candidates import Candidate, Fit
from webmap.matching.query import Query
from webmap.places.school import School
from webmap.terms import Level, Outcome

NAME_PART = {Fit.EXACT: 0.6, Fit.SHORTENED: 0.55, Fit.WITHOUT_PLACE: 0.5}
REGION_PART = {True: 0.25, False: 0.15}
LEVEL_PART = {True: 0.15, False: 0.1}
"""Named parts of the score, each with its ceiling: name 0.6, region 0.25, level 0.15.

Region and level give their ceiling where the row states them and the school agrees, and less where
the row is silent. The score informs; it decides nothing.
"""


@dataclass(frozen=True)
class Decision:
    """The outcome of one query, before a place is looked up."""

    outcome: Outcome
    reason: Message
    school: School | None = None
    score: float | None = None
    candidates: tuple[School, ...] = ()


def decide(query: Query, candidates: Sequence[Candidate], near: Sequence[School]) -> Decision:
    """Decide which school is meant, or say why that can not be told."""
    if not candidates:
        return _unmatched(reasons.near_names(near) if near else reasons.no_such_school(), near)
    of_level = [each for each in candidates if _level_agrees(query.level, each.school)]
    if not of_level and query.level is not None:
        schools = _schools(candidates)
        return _unmatched(reasons.other_level(schools, query.level), schools)
    in_region = [each for each in of_level if _region_agrees(query, each)]
    if not in_region:
        schools = _schools(of_level)
        return _unmatched(reasons.other_region(schools), schools)
    if len(in_region) == 1:
        return _matched(query, in_region[0], _reason_for(query, in_region[0]))
    main = _main_campus(in_region)
    if main is not None:
        return _matched(query, main, reasons.main_campus())
    schools = _schools(in_region)
    return Decision(Outcome.AMBIGUOUS, reasons.several(schools), candidates=schools)


def _level_agrees(level: Level | None, school: School) -> bool:
    return level is None or school.level is level


def _region_agrees(query: Query, candidate: Candidate) -> bool:
    school = candidate.school
    hints = (*query.regions, *candidate.reading.regions)
    return all(hint.covers(school.sido, school.sigungu) for hint in hints)


def _main_campus(candidates: Sequence[Candidate]) -> Candidate | None:
    """The main campus, where all candidates are campuses of one university."""
    names = {each.school.name for each in candidates}
    main = [each for each in candidates if each.school.level is Level.UNIVERSITY and not each.school.campus]
    return main[0] if len(names) == 1 and len(main) == 1 else None


def _matched(query: Query, candidate: Candidate, reason: Message) -> Decision:
    stated = bool(query.regions or candidate.reading.regions)
    score = NAME_PART[candidate.fit] + REGION_PART[stated] + LEVEL_PART[query.level is not None]
    outcome = Outcome.MATCHED if candidate.school.is_exact else Outcome.APPROXIMATE
    if not candidate.school.is_placed:
        return _unmatched(reasons.place_unknown(), (candidate.school,))
    return Decision(outcome, reason, candidate.school, round(score, 2), (candidate.school,))


def _reason_for(query: Query, candidate: Candidate) -> Message:
    stated = bool(query.regions or candidate.reading.regions)
    if candidate.fit is Fit.EXACT:
        return reasons.full_name_in_region() if stated else reasons.full_name()
    return reasons.short_name_in_region() if stated else reasons.short_name()


def _unmatched(reason: Message, near: Sequence[School]) -> Decision:
    return Decision(Outcome.UNMATCHED, reason, candidates=tuple(near))


def _schools(candidates: Sequence[Candidate]) -> tuple[School, ...]:
    ordered = sorted(candidates, key=lambda each: (-each.fit, each.school.key))
    return tuple(each.school for each in ordered)
