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

    The steps, each only where the ones before left the question open: the name as it stands; the name up to
    its kind; a region glued to it; the name without a kind; a slip of one key.
    """
    found = _in_readings(query, [each for each in query.readings if not each.cut], index)
    if not any(not each.contradicts for each in found):
        found += _in_readings(query, [each for each in query.readings if each.cut], index)
    if not any(each.fit in BY_THE_NAME and not each.contradicts for each in found):
        found += _in_readings(query, glued_readings(query), index)
    if not found:
        found += _without_kind(query, index)
    if not found:
        readings = [*query.readings, *glued_readings(query)]
        found += _mistyped(query, readings, index)
    return _best_of_each(found)


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
    """Schools one slip away, and beside them those two slips away, for a person to choose from."""
    found = []
    for reading in dict.fromkeys(readings):
        near = list(_near(query, reading, index))
        if any(distance <= ONE_SLIP and is_in_scope(each.school) for each, distance in near):
            found += [each for each, _ in near]
    return found


def _near(query: Query, reading: Reading, index: NameIndex) -> Iterator[tuple[Candidate, int]]:
    for form, distance in index.near_forms.near(short_form(reading.name)):
        for school, _ in index.bearing(form).values():
            yield score(query, school, Fit.TYPO, reading), distance


def _best_of_each(found: Iterable[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in found:
        known = best.get(candidate.school.key)
        if known is None or _rank(candidate) > _rank(known):
            best[candidate.school.key] = candidate
    return sorted(best.values(), key=lambda each: (bool(each.contradicts), -each.score, each.school.key))


def _rank(candidate: Candidate) -> tuple[bool, int]:
    return not candidate.contradicts, candidate.score


def near_schools(query: Query, index: NameIndex) -> list[School]:
    """Schools to be named when none fits: within two jamo, or with the same stem and another kind."""
    near: dict[str, School] = {}
    for reading in dict.fromkeys([*query.readings, *glued_readings(query)]):
        form = short_form(reading.name)
        for close, _ in index.near_forms.near(form):
            near.update({key: school for key, (school, _) in index.bearing(close).items()})
        if len(form) > 2:
            near.update({key: school for key, (school, _) in index.sharing_stem(form).items()})
    return [near[key] for key in sorted(near) if is_in_scope(near[key])]
