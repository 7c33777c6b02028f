"""Finding the schools that a query can mean, each in its best reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from webmap.matching.forms import ending_of, short_form
from webmap.matching.index import ONE_SLIP, NameIndex
from webmap.matching.query import Query, Reading, glued_readings
from webmap.matching.score import Candidate, score
from webmap.matching.variants import Fit, is_in_scope
from webmap.places.register.school import School

BY_THE_NAME = (Fit.OFFICIAL, Fit.SHORT, Fit.ENGLISH)


def find_candidates(query: Query, index: NameIndex) -> list[Candidate]:
    """Every school that any reading fits, best first; schools of equal score in the order of their keys.

    The steps, each only where the previous ones leave the question open: the name as it stands; the name up
    to its kind; a region glued to it; the name without a kind; a slip of one key.
    """
    candidates = _in_readings(query, [each for each in query.readings if not each.truncated], index)
    if not any(not each.contradicts for each in candidates):
        candidates += _in_readings(query, [each for each in query.readings if each.truncated], index)
    if not any(each.fit in BY_THE_NAME and not each.contradicts for each in candidates):
        candidates += _in_readings(query, glued_readings(query), index)
    if not candidates:
        candidates += _without_kind(query, index)
    if not candidates:
        readings = [*query.readings, *glued_readings(query)]
        candidates += _mistyped(query, readings, index)
    return _best_of_each(candidates)


def _in_readings(query: Query, readings: Iterable[Reading], index: NameIndex) -> list[Candidate]:
    return [
        score(query, school, fit, reading)
        for reading in readings
        for school, fit in index.fitting(reading.name).values()
    ]


def _without_kind(query: Query, index: NameIndex) -> list[Candidate]:
    return [
        score(query, school, fit, reading)
        for reading in query.readings
        if not ending_of(short_form(reading.name))
        for school, fit in index.fitting_without_kind(reading.name).values()
    ]


def _mistyped(query: Query, readings: Iterable[Reading], index: NameIndex) -> list[Candidate]:
    """Schools one slip away, and with them those two slips away, for a person to choose from."""
    candidates = []
    for reading in dict.fromkeys(readings):
        near_candidates = list(_near_candidates(query, reading, index))
        if any(distance <= ONE_SLIP and is_in_scope(each.school) for each, distance in near_candidates):
            candidates += [each for each, _ in near_candidates]
    return candidates


def _near_candidates(query: Query, reading: Reading, index: NameIndex) -> Iterator[tuple[Candidate, int]]:
    for form, distance in index.near_forms.near(short_form(reading.name)):
        for school, _ in index.with_form(form).values():
            yield score(query, school, Fit.TYPO, reading), distance


def _best_of_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        previous = best.get(candidate.school.key)
        if previous is None or _rank(candidate) > _rank(previous):
            best[candidate.school.key] = candidate
    return sorted(best.values(), key=lambda each: (bool(each.contradicts), -each.score, each.school.key))


def _rank(candidate: Candidate) -> tuple[bool, int]:
    return not candidate.contradicts, candidate.score


def near_schools(query: Query, index: NameIndex) -> list[School]:
    """Schools to name where none fits: within two jamo, or with the same stem and another kind."""
    near: dict[str, School] = {}
    for reading in dict.fromkeys([*query.readings, *glued_readings(query)]):
        form = short_form(reading.name)
        for near_form, _ in index.near_forms.near(form):
            near.update({key: school for key, (school, _) in index.with_form(near_form).items()})
        if len(form) > 2:
            near.update({key: school for key, (school, _) in index.sharing_stem(form).items()})
    return [near[key] for key in sorted(near) if is_in_scope(near[key]) and not near[key].closed]
