"""From candidates to one outcome. A tie is never broken by order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webmap.matching import reasons
from webmap.matching.query import Query
from webmap.matching.score import LOWER, MARGIN, UPPER, Candidate
from webmap.matching.text import BRACKETS, name_key
from webmap.matching.variants import Fit
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import Level, Outcome

MAIN_CAMPUS = "main_campus"
"""Code of the rule for a university without a campus; every other rule of names is a `Fit`."""


@dataclass(frozen=True)
class Decision:
    """The outcome of one query, and the candidates that led to it, best first."""

    outcome: Outcome
    reason: Message
    school: School | None = None
    score: float | None = None
    candidates: tuple[School, ...] = ()
    scored_candidates: tuple[Candidate, ...] = ()
    rule: str = ""
    """Code of the rule that matched it (`rules.RULES`)."""


def decide(query: Query, candidates: Sequence[Candidate], near: Sequence[School]) -> Decision:
    """Decide which school the query means, or state why that is open.

    Matched only when exactly one school reaches the upper threshold, stands above the next by the
    margin, and contradicts nothing that is stated.
    """
    if not candidates:
        return Decision(
            Outcome.UNMATCHED,
            reasons.near_names(near) if near else reasons.no_such_school(),
            candidates=tuple(near),
        )
    consistent = [each for each in candidates if not each.contradicts and each.score >= LOWER]
    if not consistent:
        return _unmatched(query, candidates)
    best = consistent[0]
    rivals = [each for each in consistent[1:] if best.score - each.score < MARGIN]
    if query.retracted:
        return _retracted([best, *rivals], candidates)
    if not rivals and best.score >= UPPER:
        return _matched(best, _reason_for(query, best), candidates, best.fit.value)
    main = _main_campus([best, *rivals])
    if main is not None and main.score >= UPPER and not query.not_understood:
        return _matched(main, reasons.main_campus(), candidates, MAIN_CAMPUS)
    return _ambiguous(consistent if best.score < UPPER else [best, *rivals], candidates)


def open_for_several(schools: Sequence[School], candidates: Sequence[Candidate]) -> Decision:
    """Leave a text that names further schools open: placing one would lose the others."""
    outcome = Outcome.AMBIGUOUS if schools else Outcome.UNMATCHED
    reason = reasons.further_schools(schools)
    return Decision(outcome, reason, candidates=tuple(schools), scored_candidates=tuple(candidates))


def open_for_leftover(query: Query, candidates: Sequence[Candidate]) -> Decision:
    """Leave a text open where words are not understood: they may name another school, or take it back."""
    schools = tuple(each.school for each in candidates if not each.contradicts)
    reason = reasons.not_understood(query.leftover, schools)
    return Decision(Outcome.AMBIGUOUS, reason, candidates=schools, scored_candidates=tuple(candidates))


def _unmatched(query: Query, candidates: Sequence[Candidate]) -> Decision:
    schools = tuple(each.school for each in candidates)
    if all(each.fit is Fit.TYPO for each in candidates):
        reason = reasons.near_names(schools)
        return Decision(Outcome.UNMATCHED, reason, candidates=schools, scored_candidates=tuple(candidates))
    of_level = tuple(each.school for each in candidates if each.contradicts == "region")
    if of_level or query.level is None:
        return Decision(
            Outcome.UNMATCHED,
            reasons.other_region(of_level or schools),
            candidates=of_level or schools,
            scored_candidates=tuple(candidates),
        )
    reason = reasons.other_level(schools, query.level)
    return Decision(Outcome.UNMATCHED, reason, candidates=schools, scored_candidates=tuple(candidates))


def _retracted(undecided: Sequence[Candidate], candidates: Sequence[Candidate]) -> Decision:
    schools = tuple(each.school for each in undecided)
    return Decision(
        Outcome.AMBIGUOUS, reasons.retracted(schools), candidates=schools, scored_candidates=tuple(candidates)
    )


def _ambiguous(undecided: Sequence[Candidate], candidates: Sequence[Candidate]) -> Decision:
    schools = tuple(each.school for each in undecided)
    best = undecided[0]
    if best.fit is Fit.TYPO:
        reason = reasons.one_slip(schools)
    elif len(schools) > 1:
        reason = reasons.several(schools)
    elif best.fit is Fit.WITHOUT_PLACE:
        reason = reasons.place_left_out(best.school)
    else:
        reason = reasons.uncertain(best.school)
    return Decision(Outcome.AMBIGUOUS, reason, candidates=schools, scored_candidates=tuple(candidates))


def _main_campus(candidates: Sequence[Candidate]) -> Candidate | None:
    """The main campus, where all candidates are campuses of one university."""
    names = {name_key(BRACKETS.sub("", each.school.name)) for each in candidates}
    main = [each for each in candidates if each.school.level is Level.UNIVERSITY and not each.school.campus]
    return main[0] if len(names) == 1 and len(main) == 1 else None


def _matched(best: Candidate, reason: Message, candidates: Sequence[Candidate], rule: str) -> Decision:
    if not best.school.is_placed:
        return Decision(
            Outcome.UNMATCHED,
            reasons.place_unknown(),
            candidates=(best.school,),
            scored_candidates=tuple(candidates),
        )
    return Decision(
        Outcome.MATCHED if best.school.is_exact else Outcome.APPROXIMATE,
        reason,
        best.school,
        best.score / 100,
        (best.school,),
        tuple(candidates),
        rule,
    )


def _reason_for(query: Query, best: Candidate) -> Message:
    if best.fit is Fit.NICKNAME:
        return reasons.nickname(best.school)
    if best.fit is Fit.FORMER:
        return reasons.former_name(best.school)
    if best.fit is Fit.WITHOUT_PLACE:
        return reasons.without_place(best.school)
    region_is_stated = bool(query.hints(best.reading))
    if best.fit is Fit.OFFICIAL:
        return reasons.full_name_in_region() if region_is_stated else reasons.full_name()
    return reasons.short_name_in_region() if region_is_stated else reasons.short_name()
