"""Joins NEIS to the national standard data: one school, one entry, with every name of both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from webmap.places.register.editions import older_entry
from webmap.places.register.names import name_key, other_names
from webmap.places.register.school import School
from webmap.vocabulary.terms import Level

Identity = tuple[str, Level, str]

SITE = re.compile(r"\S.*?(?:로|길)\s*\d+(?:-\d+)?(?=[\s,(]|$)")
"""A road address up to its building number."""


def join_neis(known: list[School], new: Iterable[School]) -> tuple[list[School], set[str]]:
    """Add NEIS schools to known ones; return all, and the IDs of the NEIS schools among the known.

    A school is the same if name, level and sigungu agree (of several, the one at its road address; there the
    level may differ), or else name, level and sido where just one on each side has the name there: the files
    then disagree on the address, because one is wrong or the school has moved. It is also the same if one
    side has its former name, in the same sigungu; and, last, if it is the only one of its level at its road
    address on either side: it was renamed between the two.
    """
    new = list(new)
    place_of = _places_by_name(known, new)
    place_of |= _places_by_former_name(known, new, place_of)
    place_of |= _places_by_site(known, new, place_of)
    joined = list(known)
    for number, place in place_of.items():
        joined[place] = _same_school(joined[place], new[number])
    added = [
        replace(school, since=school.since or (school.edition if known else ""))
        for number, school in enumerate(new)
        if number not in place_of
    ]
    return joined + added, {new[number].id for number in place_of}


def site_of(school: School) -> str:
    """The road address up to its building number: equal for two spellings; '' where there is none."""
    road = SITE.match(school.address)
    return "".join(road[0].split()) if road else ""


def _places_by_name(known: list[School], new: list[School]) -> dict[int, int]:
    """Position of a new school → position of the known school with its present name."""
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, school in enumerate(known):
        by_name[name_key(school.name), school.sigungu].append(position)
    by_sido = _unique_in_sido(known, closed=True) | _unique_in_sido(known, closed=False)
    only_new = _unique_in_sido(new, closed=True).keys() | _unique_in_sido(new, closed=False).keys()
    places: dict[int, int] = {}
    for number, school in enumerate(new):
        namesakes = by_name.get((name_key(school.name), school.sigungu), []) if school.sigungu else []
        place = _likeliest(school, known, [each for each in namesakes if _may_be_one(school, known[each])])
        in_sido = _identity(school, school.sido)
        if place is None and in_sido in only_new:
            place = by_sido.get(in_sido)
        if place is not None:
            places[number] = place
    return places


def _may_be_one(school: School, namesake: School) -> bool:
    """Whether schools of one name and sigungu are one by their levels, or else by their road address.

    The national standard data lists schools of other kinds as middle or high schools.
    """
    if school.level in (namesake.level, Level.OTHER):
        return True
    return bool(site_of(school)) and site_of(school) == site_of(namesake)


def _likeliest(school: School, known: Sequence[School], places: Sequence[int]) -> int | None:
    """Of known schools of one name the likeliest: by level, then by address, then an open one."""
    return min(
        places,
        key=lambda place: (
            known[place].level is not school.level,
            site_of(known[place]) != site_of(school),
            known[place].closed,
        ),
        default=None,
    )


def _places_by_former_name(
    known: list[School], new: list[School], matched: Mapping[int, int]
) -> dict[int, int]:
    """The same for schools not matched by their present name, by the former names of either side."""
    used = set(matched.values())
    by_any_name: dict[Identity, int] = {}
    for place, school in enumerate(known):
        if place not in used and school.sigungu:
            for identity in _identities(school):
                by_any_name.setdefault(identity, place)
    places: dict[int, int] = {}
    for number, school in enumerate(new):
        if number not in matched and school.sigungu:
            candidates = [
                by_any_name[identity] for identity in _identities(school) if identity in by_any_name
            ]
            free = [place for place in candidates if place not in used]
            if free:
                places[number] = free[0]
                used.add(free[0])
    return places


def _places_by_site(known: list[School], new: list[School], matched: Mapping[int, int]) -> dict[int, int]:
    """The same for middle and high schools that are alone at a road address, whatever their name."""
    used = set(matched.values())
    at_known = _alone_at_site((place, each) for place, each in enumerate(known) if place not in used)
    at_new = _alone_at_site((number, each) for number, each in enumerate(new) if number not in matched)
    return {number: at_known[site] for site, number in at_new.items() if site in at_known}


def _alone_at_site(schools: Iterable[tuple[int, School]]) -> dict[tuple[str, Level], int]:
    sites: dict[tuple[str, Level], list[int]] = defaultdict(list)
    for position, school in schools:
        site = site_of(school)
        if site and not school.closed and school.level in (Level.MIDDLE, Level.HIGH):
            sites[site, school.level].append(position)
    return {site: positions[0] for site, positions in sites.items() if len(positions) == 1}


def _same_school(known: School, neis: School) -> School:
    """The known school with its English name and the names of both; moved where a younger row says so."""
    younger, older = (neis, known) if neis.as_of > known.as_of else (known, neis)
    name = known.name if name_key(known.name) == name_key(neis.name) else younger.name
    past = (*younger.former_names, *older.former_names)
    past_keys = {name_key(each) for each in past}
    now = (older.name, younger.name, *known.other_names, *neis.other_names)
    also = other_names(name, (each for each in now if name_key(each) not in past_keys))
    closed = _closing_day(known, neis)
    both = replace(
        known,
        name=name,
        level=known.level if younger.level is Level.OTHER else younger.level,
        name_en=neis.name_en or known.name_en,
        other_names=also,
        former_names=other_names(name, (each for each in (older.name, *past) if each not in also)),
        kinds=(*known.kinds, *neis.kinds),
        edition=max(known.edition, neis.edition),
        closed=closed,
        was_missing=bool(not closed and (known.closed or neis.closed)),
        since=known.since or neis.since,
        older=tuple(
            sorted(
                (*older_entry(older, younger), *known.older, *neis.older),
                key=lambda entry: entry.day,
                reverse=True,
            )
        ),
    )
    return _at_new_site(both, known, neis)


def _closing_day(one: School, other: School) -> str:
    """Day of closing, '' where the newest file that speaks of the school has it as open."""
    _, is_open, closed = max(
        (each.closed or each.edition, not each.closed, each.closed) for each in (one, other)
    )
    return "" if is_open else closed


def _at_new_site(both: School, known: School, neis: School) -> School:
    """The school where NEIS has it, if that is another sigungu and younger."""
    is_at_one_road = (site_of(known) or known.address) == (site_of(neis) or neis.address)
    if not neis.sigungu or known.sigungu == neis.sigungu or is_at_one_road or neis.as_of <= known.as_of:
        return both
    # The surveyed point is that of the old site: of the new one only the address, with its radius, is known.
    where = ("address", "sido", "sigungu", "gu", "office", "lat", "lon", "radius_m", "as_of")
    return replace(both, **{name: getattr(neis, name) for name in where})


def _identity(school: School, region: str) -> Identity:
    return name_key(school.name), school.level, region


def _identities(school: School) -> list[Identity]:
    """Identities of a school in its sigungu: of its present name, then of its other and former ones."""
    return [(name_key(name), school.level, school.sigungu) for name in school.names]


def _unique_in_sido(schools: Iterable[School], closed: bool) -> dict[Identity, int]:
    """Position of each open (or closed) school that is the only such one of its name, level and sido."""
    places: dict[Identity, list[int]] = defaultdict(list)
    for place, school in enumerate(schools):
        if school.sido and bool(school.closed) is closed:
            places[_identity(school, school.sido)].append(place)
    return {identity: positions[0] for identity, positions in places.items() if len(positions) == 1}
