"""One school, one entry: joining the files of the register, and giving each school its key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from webmap.places.school import School
from webmap.terms import Level

Identity = tuple[str, Level, str]


def join_neis(known: list[School], new: Iterable[School]) -> tuple[list[School], int]:
    """Add NEIS schools to known ones; return all, and how many NEIS rows were already known.

    A school is the same if name, level and sigungu agree (inside one sigungu no two schools of the
    national register share a name), or else name, level and sido where just one on each side bears the
    name there: the files then disagree on the address, because one is wrong or the school has moved.
    """
    new = list(new)
    joined = list(known)
    by_sigungu = {_identity(school, school.sigungu): place for place, school in enumerate(known)}
    by_sido = _only_ones(known)
    only_new = set(_only_ones(new))
    added: list[School] = []
    for school in new:
        in_sido = _identity(school, school.sido)
        place = by_sigungu.get(_identity(school, school.sigungu)) if school.sigungu else None
        if place is None and in_sido in only_new:
            place = by_sido.get(in_sido)
        if place is None:
            added.append(school)
        else:
            joined[place] = _same_school(joined[place], school)
    return joined + added, len(new) - len(added)


def _same_school(known: School, neis: School) -> School:
    """The known school with its English name; moved where a younger row states another sigungu."""
    named = replace(known, name_en=neis.name_en)
    if not neis.sigungu or known.sigungu == neis.sigungu or _road(known) == _road(neis):
        return named
    if neis.as_of <= known.as_of:
        return named
    # The surveyed point is that of the old site: the new address, with its radius, is what is known.
    where = ("address", "sido", "sigungu", "office", "lat", "lon", "radius_m", "as_of")
    return replace(named, **{name: getattr(neis, name) for name in where})


def _road(school: School) -> str:
    """The address up to its building number, by which two spellings of one road address agree."""
    return "".join(school.address.split("(")[0].split()[:4])


def _identity(school: School, region: str) -> Identity:
    return "".join(school.name.split()), school.level, region


def _only_ones(schools: Iterable[School]) -> dict[Identity, int]:
    """Position of each school that alone bears its name in its sido at its level."""
    places: dict[Identity, list[int]] = defaultdict(list)
    for place, school in enumerate(schools):
        if school.sido:
            places[_identity(school, school.sido)].append(place)
    return {identity: found[0] for identity, found in places.items() if len(found) == 1}


def with_unique_keys(schools: Iterable[School]) -> list[School]:
    """Give each school its key: the ID, and for a further campus of the same ID the campus, too.

    Of rows that repeat a school (the same ID and campus in two editions of a file) the youngest stays.
    """
    number: Counter[str] = Counter()
    unique: dict[str, School] = {}
    for school in _without_repetitions(schools):
        number[school.id] += 1
        key = school.id if number[school.id] == 1 else f"{school.id}#{school.campus or number[school.id]}"
        key = f"{key}#{number[school.id]}" if key in unique else key
        unique[key] = replace(school, key=key)
    return list(unique.values())


def _without_repetitions(schools: Iterable[School]) -> list[School]:
    editions: dict[tuple[str, str], list[School]] = defaultdict(list)
    for school in schools:
        editions[school.id, school.campus].append(school)
    kept: list[School] = []
    for same in editions.values():
        youngest = max(school.as_of for school in same)
        kept += {school.address: school for school in same if school.as_of == youngest}.values()
    return sorted(kept, key=lambda school: (school.id, school.campus != "", school.campus, school.address))
