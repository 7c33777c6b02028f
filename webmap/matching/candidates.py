"""Finding the schools that a name can mean, before region and level are asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from webmap.matching.index import NameIndex
from webmap.matching.kinds import LEVEL_ENDINGS, full_ending, is_only_kind_words, short_readings
from webmap.matching.query import Query, Reading
from webmap.places.school import School
from webmap.terms import Level


class Fit(IntEnum):
    """How a name fits a school, best first."""

    EXACT = 3
    SHORTENED = 2
    WITHOUT_PLACE = 1


@dataclass(frozen=True)
class Candidate:
    """A school that a reading of the name fits, and whether the region stated in that reading agrees."""

    school: School
    fit: Fit
    reading: Reading


def find_candidates(query: Query, index: NameIndex) -> list[Candidate]:
    """Every school that any reading fits, each once, in its best fit; order is by key, never meaningful."""
    found: dict[str, Candidate] = {}
    for reading in query.readings:
        for school, fit in _fitting(reading.key, query.level, index):
            known = found.get(school.key)
            new = Candidate(school, fit, reading)
            if known is None or _rank(new) > _rank(known):
                found[school.key] = new
    return sorted(found.values(), key=lambda candidate: candidate.school.key)


def _rank(candidate: Candidate) -> tuple[int, bool]:
    # A reading whose stated region the school lies in says more than one that states none.
    return candidate.fit, bool(candidate.reading.regions)


def _fitting(key: str, level: Level | None, index: NameIndex) -> list[tuple[School, Fit]]:
    exact = index.bearing(key)
    if exact:
        return [(school, Fit.EXACT) for school in exact]
    if full_ending(key):
        # Typed in full, a name belongs to the schools that bear exactly it; failing that, to
        # those that bear it behind the name of their place.
        return [(school, Fit.WITHOUT_PLACE) for school in index.bearing_without_place(key)]
    return _fitting_short(key, level, index)


def _fitting_short(key: str, level: Level | None, index: NameIndex) -> list[tuple[School, Fit]]:
    readings = short_readings(key) or _without_ending(key, level)
    found: dict[str, tuple[School, Fit]] = {}
    for stem, ending in readings:
        if is_only_kind_words(stem):
            continue
        for school in index.bearing_without_place(stem + ending):
            found.setdefault(school.key, (school, Fit.WITHOUT_PLACE))
        for school in index.bearing(stem + ending):
            found[school.key] = (school, Fit.SHORTENED)
    return list(found.values())


def _without_ending(key: str, level: Level | None) -> list[tuple[str, str]]:
    levels = [level] if level is not None else list(LEVEL_ENDINGS)
    return [(key, ending) for each in levels for ending in LEVEL_ENDINGS[each]]


def near_schools(query: Query, index: NameIndex) -> list[School]:
    """Schools whose name has the same stem but another kind, to be named when none fits."""
    stems = {stem for reading in query.readings for stem, _ in short_readings(reading.key)}
    stems |= {
        reading.key.removesuffix(full_ending(reading.key) or "") for reading in query.readings if reading.key
    }
    near = {
        school.key: school
        for stem in stems
        if len(stem) >= 2
        for school in index.sharing_stem(stem)
        if school.level is not Level.ELEMENTARY
    }
    return [near[key] for key in sorted(near)]
