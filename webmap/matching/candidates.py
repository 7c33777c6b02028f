"""Finding the schools that a query can mean, each in its best reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from webmap.matching.forms import ending_of, short_form
from webmap.matching.index import Found, NameIndex
from webmap.matching.near.left_out import OTHER_PLACE, SHARED_NICKNAME, doubt_of, is_glued_to_a_place
from webmap.matching.near.slips import MAX_NEAR, ONE_SLIP
from webmap.matching.query import Query, Reading, glued_readings
from webmap.matching.score import MARGIN, UPPER, Candidate, Slip, score
from webmap.matching.variants import Fit, is_in_scope
from webmap.places.register.school import School

MAY_LEAVE_OUT = (Fit.SHORT, Fit.NICKNAME, Fit.FORMER, Fit.WITHOUT_PLACE)
"""Fits in which a word in front may be left out."""

BY_THE_NAME = (Fit.OFFICIAL, Fit.SHORT, Fit.ENGLISH)


def find_candidates(query: Query, index: NameIndex) -> list[Candidate]:
    """Every school that any reading fits, best first; schools of equal score in the order of their keys.

    The steps, each only where the previous ones leave the question open: the name as it stands; the name up
    to its kind; a region glued to it; the name without a kind; a slip, also where a school of this name
    stands in another region only.
    """
    candidates = _in_readings(query, [each for each in query.readings if not each.truncated], index)
    if not any(not each.contradicts for each in candidates):
        candidates += _in_readings(query, [each for each in query.readings if each.truncated], index)
    if not any(each.fit in BY_THE_NAME and not each.contradicts for each in candidates):
        candidates += _in_readings(query, glued_readings(query), index)
    if not candidates:
        candidates += _without_kind(query, index)
    if all(each.contradicts == "region" for each in candidates):
        candidates += _one_slip_away(query, index, in_region=bool(candidates))
    return _best_of_each(candidates)


def _in_readings(query: Query, readings: Iterable[Reading], index: NameIndex) -> list[Candidate]:
    return [candidate for reading in readings for candidate in _in_reading(query, reading, index)]


def _in_reading(query: Query, reading: Reading, index: NameIndex) -> list[Candidate]:
    """Schools that a reading fits; where all of exactly that name contradict, also those of its form."""
    candidates = _scored(query, reading, index.fitting(reading.name), index)
    if candidates and all(each.fit is Fit.OFFICIAL and each.contradicts for each in candidates):
        others = _scored(query, reading, index.with_form(short_form(reading.name)), index)
        candidates += [each for each in others if not each.contradicts]
    return candidates


def _without_kind(query: Query, index: NameIndex) -> list[Candidate]:
    return [
        candidate
        for reading in query.readings
        if not ending_of(short_form(reading.name))
        for candidate in _scored(query, reading, index.fitting_without_kind(reading.name), index)
    ]


def _scored(query: Query, reading: Reading, found: Found, index: NameIndex) -> list[Candidate]:
    """Each school with its points, and with the doubt of a reading that leaves out a word in front."""
    candidates = [score(query, school, fit, reading) for school, fit in found.values()]
    return [_with_doubt(query, each, index) if each.fit in MAY_LEAVE_OUT else each for each in candidates]


def _with_doubt(query: Query, candidate: Candidate, index: NameIndex) -> Candidate:
    if candidate.contradicts or candidate.score < UPPER - MARGIN:
        return candidate
    form = short_form(candidate.reading.name)
    declared = index.schools_declared(form)
    if candidate.school.name in declared:
        doubt = _doubt_of_nickname(query, candidate, shared=len(declared) > 1)
    else:
        sidos = len({school.sido for school, _ in index.with_form(form).values()})
        doubt = doubt_of(query, candidate.reading, candidate.school, candidate.fit, sidos)
    return replace(candidate, doubt=doubt) if doubt else candidate


def _doubt_of_nickname(query: Query, candidate: Candidate, *, shared: bool) -> str:
    if shared and not query.hints(candidate.reading):
        return SHARED_NICKNAME
    return OTHER_PLACE if is_glued_to_a_place(query.text, candidate.reading.name) else ""


def _best_of_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        previous = best.get(candidate.school.key)
        if previous is None or _rank(candidate) > _rank(previous):
            best[candidate.school.key] = candidate
    return sorted(best.values(), key=lambda each: (bool(each.contradicts), -each.score, each.school.key))


def _rank(candidate: Candidate) -> tuple[bool, int]:
    return not candidate.contradicts, candidate.score


def _one_slip_away(query: Query, index: NameIndex, *, in_region: bool) -> list[Candidate]:
    """Near schools, if the best of them is one slip away; `in_region`: only those that contradict nothing."""
    near = near_candidates(query, index)
    is_one_slip = bool(near) and near[0].slip.cost <= ONE_SLIP
    return [each for each in near if not (in_region and each.contradicts)] if is_one_slip else []


def near_candidates(query: Query, index: NameIndex) -> list[Candidate]:
    """Schools of near names, best first and few; those of the stated region where it has any."""
    readings = dict.fromkeys([*query.readings, *glued_readings(query)])
    candidates = _near(query, readings, index, index.near_forms.near)
    if not any(each.slip.cost <= ONE_SLIP for each in candidates):
        candidates += _near(query, query.readings, index, index.near_forms.near_reordered)
    best = _best_of_each(candidates)
    agreeing = [each for each in best if not each.contradicts]
    return (agreeing or best)[:MAX_NEAR]


def _near(
    query: Query,
    readings: Iterable[Reading],
    index: NameIndex,
    near: Callable[[str], Iterable[tuple[str, int]]],
) -> list[Candidate]:
    """Schools of near forms, the nearest first; no further form than the one that makes them enough."""
    forms = [(cost, form, reading) for reading in readings for form, cost in near(short_form(reading.name))]
    candidates: list[Candidate] = []
    for cost, form, reading in sorted(forms, key=lambda each: each[:2]):
        if sum(each.slip.cost < cost and not each.contradicts for each in candidates) >= MAX_NEAR:
            break
        candidates += [
            score(query, school, Fit.TYPO, reading, Slip(cost, fit is Fit.WITHOUT_PLACE))
            for school, fit in index.with_form(form).values()
            if is_in_scope(school) and not school.closed
        ]
    return candidates


def near_schools(query: Query, index: NameIndex) -> list[School]:
    """Schools to name where none fits: with a near name, or with the same stem and another kind."""
    near = {each.school.key: each.school for each in near_candidates(query, index)}
    for reading in dict.fromkeys([*query.readings, *glued_readings(query)]):
        form = short_form(reading.name)
        if len(form) > 2:
            found = index.sharing_stem(form)
            schools = [found[key][0] for key in sorted(found)]
            near |= {each.key: each for each in schools if is_in_scope(each) and not each.closed}
    return list(near.values())[:MAX_NEAR]
