"""From candidates to one outcome. A tie is never broken by order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webmap.matching import reasons, reasons_unmatched
from webmap.matching.forms import short_form, stem_of
from webmap.matching.near.left_out import word_left_out
from webmap.matching.near.slips import MAX_NEAR
from webmap.matching.query import Query
from webmap.matching.score import LOWER, MARGIN, UPPER, Candidate
from webmap.matching.text import BRACKETS, name_key
from webmap.matching.variants import Fit, is_in_scope
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

    Matched only when exactly one open school reaches the upper threshold, stands above the next by the
    margin, and contradicts nothing that is stated. A closed school is never matched.
    """
    present = [each for each in candidates if not each.school.closed]
    gone = [each for each in candidates if each.school.closed]
    decision = _decide_among(query, present, [school for school in near if not school.closed])
    return _with_closed(decision, present, gone) if gone else decision


def _decide_among(query: Query, candidates: Sequence[Candidate], near: Sequence[School]) -> Decision:
    if not candidates:
        return Decision(
            Outcome.UNMATCHED,
            reasons_unmatched.near_names(near) if near else reasons_unmatched.no_such_school(),
            candidates=tuple(near),
        )
    consistent = [each for each in candidates if not each.contradicts and each.score >= LOWER]
    if not consistent or (consistent[0].fit is Fit.TYPO and any(map(_has_the_name, candidates))):
        return _unmatched(query, candidates)
    best = consistent[0]
    rivals = [each for each in consistent[1:] if best.score - each.score < MARGIN]
    if query.retracted:
        return _retracted([best, *rivals], candidates)
    if not rivals and best.score >= UPPER and not best.doubt:
        return _matched(best, _reason_for(query, best, candidates), candidates, best.fit.value)
    main = _main_campus([best, *rivals])
    if main is not None and main.score >= UPPER and not main.doubt and not query.not_understood:
        return _matched(main, reasons.main_campus(), candidates, MAIN_CAMPUS)
    is_certain = best.score >= UPPER and not best.doubt
    return _ambiguous(query, [best, *rivals] if is_certain else consistent, candidates)


def _with_closed(decision: Decision, present: Sequence[Candidate], gone: Sequence[Candidate]) -> Decision:
    """The decision among open schools, unless the row may mean a closed one as well as them."""
    gone = [
        each for each in gone if not each.contradicts and each.score >= LOWER and each.fit is not Fit.TYPO
    ]
    consistent = [each for each in present if not each.contradicts and each.score >= LOWER]
    if not gone:
        return decision
    lead = gone[0].score - consistent[0].score if consistent else MARGIN
    if lead >= MARGIN:
        return _closed([each for each in gone if gone[0].score - each.score < MARGIN], present)
    if lead <= -MARGIN or gone[0].score < UPPER:
        return decision
    rivals = [each for each in consistent if abs(gone[0].score - each.score) < MARGIN]
    schools = tuple(each.school for each in rivals)
    return Decision(
        Outcome.AMBIGUOUS,
        reasons.open_or_closed(schools, gone[0].school),
        candidates=schools,
        scored_candidates=(*present, *gone),
    )


def _closed(gone: Sequence[Candidate], present: Sequence[Candidate]) -> Decision:
    successors = {each.key: each for candidate in gone for each in candidate.school.successors}
    schools = tuple(each for each in successors.values() if is_in_scope(each))
    return Decision(
        Outcome.UNMATCHED,
        reasons_unmatched.closed([each.school for each in gone], schools),
        candidates=schools,
        scored_candidates=(*gone, *present),
    )


def open_for_several(schools: Sequence[School], candidates: Sequence[Candidate]) -> Decision:
    """Leave a text that names further schools open: placing one would lose the others."""
    outcome = Outcome.AMBIGUOUS if schools else Outcome.UNMATCHED
    reason = reasons.further_schools(schools)
    return Decision(outcome, reason, candidates=tuple(schools), scored_candidates=tuple(candidates))


def open_for_region(query: Query, schools: Sequence[School], candidates: Sequence[Candidate]) -> Decision:
    """Leave a name open that fits several schools, where the region that would tell them apart is unknown."""
    reason = reasons.region_not_understood(query.not_understood, schools)
    return Decision(Outcome.AMBIGUOUS, reason, candidates=tuple(schools), scored_candidates=tuple(candidates))


def open_for_leftover(query: Query, candidates: Sequence[Candidate]) -> Decision:
    """Leave a text open where words are not understood: they may name another school, or take it back."""
    schools = tuple(each.school for each in candidates if not each.contradicts)
    reason = reasons.not_understood(query.leftover, schools)
    return Decision(Outcome.AMBIGUOUS, reason, candidates=schools, scored_candidates=tuple(candidates))


def _unmatched(query: Query, candidates: Sequence[Candidate]) -> Decision:
    near = [each for each in candidates if each.fit is Fit.TYPO]
    others = [each for each in candidates if each.fit is not Fit.TYPO]
    of_level = [each for each in others if each.contradicts == "region"]
    if not others:
        offered, reason = near, reasons_unmatched.near_names(_schools(near))
    elif of_level or query.level is None:
        of_the_name = [each for each in of_level or others if _has_the_name(each)]
        offered = [*near, *(of_the_name or (of_level or others)[:MAX_NEAR])]
        reason = reasons_unmatched.elsewhere(_schools(of_level or others))
        if of_the_name:
            reason = reasons_unmatched.other_region(_schools(of_the_name), _schools(near))
    else:
        of_the_name = [each for each in others if _has_the_name(each)]
        offered = of_the_name or others[:MAX_NEAR]
        reason = reasons_unmatched.near_names(_schools(others))
        if of_the_name:
            reason = reasons_unmatched.other_level(_schools(of_the_name), query.level)
    return Decision(
        Outcome.UNMATCHED, reason, candidates=_schools(offered), scored_candidates=tuple(candidates)
    )


def _schools(candidates: Sequence[Candidate]) -> tuple[School, ...]:
    return tuple(each.school for each in candidates)


def _has_the_name(candidate: Candidate) -> bool:
    """Whether a school that contradicts the row has the very name that is typed, in full or shortened."""
    if not candidate.contradicts:
        return False
    own = BRACKETS.sub("", candidate.school.name)
    typed = short_form(BRACKETS.sub("", candidate.reading.name))
    return candidate.fit is Fit.OFFICIAL or typed in (short_form(own), stem_of(short_form(own)))


def _leaves_out_a_word(candidate: Candidate) -> bool:
    """Whether the typed name lacks a word in front that the school's name has."""
    form = short_form(candidate.reading.name)
    left_out = word_left_out(candidate.school, form, candidate.fit)
    return candidate.fit is Fit.WITHOUT_PLACE or bool(left_out)


def _retracted(undecided: Sequence[Candidate], candidates: Sequence[Candidate]) -> Decision:
    schools = tuple(each.school for each in undecided)
    return Decision(
        Outcome.AMBIGUOUS, reasons.retracted(schools), candidates=schools, scored_candidates=tuple(candidates)
    )


def _ambiguous(query: Query, undecided: Sequence[Candidate], candidates: Sequence[Candidate]) -> Decision:
    schools, best = _schools(undecided), undecided[0]
    elsewhere = [each for each in candidates if _has_the_name(each)]
    if best.fit is Fit.TYPO:
        reason = reasons.one_slip(schools)
    elif elsewhere and all(map(_leaves_out_a_word, undecided)):
        reason = reasons.open_beside_full_name(schools, _schools(elsewhere))
    elif len(schools) > 1:
        reason = reasons.several(schools)
    elif best.fit is Fit.WITHOUT_PLACE or best.doubt:
        reason = reasons.left_out(best.school, best.doubt, is_region_stated=bool(query.hints(best.reading)))
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
            reasons_unmatched.place_unknown(),
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


def _reason_for(query: Query, best: Candidate, candidates: Sequence[Candidate]) -> Message:
    if best.has_moved:
        return reasons.moved(best.school)
    if query.level is not None and best.school.level not in (query.level, Level.OTHER):
        return reasons.level_changed(best.school, query.level)
    elsewhere = [each for each in candidates if _has_the_name(each)]
    if elsewhere and _leaves_out_a_word(best):
        return reasons.beside_full_name(best.school, _schools(elsewhere))
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
