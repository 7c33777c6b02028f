"""One school, one entry: joins the files of the register, and gives each school its key."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from webmap.places.register.editions import name_key, other_names
from webmap.places.register.school import School
from webmap.vocabulary.terms import Level

Identity = tuple[str, Level, str]

SITE = re.compile(r"\S.*?(?:로|길)\s*\d+(?:-\d+)?(?=[\s,(]|$)")
"""A road address up to its building number."""


def join_neis(known: list[School], new: Iterable[School]) -> tuple[list[School], set[str]]:
    """Add NEIS schools to known ones; return all, and the IDs of the NEIS schools among the known.

    A school is the same if name, level and sigungu agree (inside one sigungu no two schools of the
    national register share a name), or else name, level and sido where just one on each side has the
    name there: the files then disagree on the address, because one is wrong or the school has moved.
    A school is also the same if one side has its former name, in the same sigungu; and, last, if it is the
    only one of its level at its road address on either side: it was renamed between the two.
    """
    new = list(new)
    place_of = _places_by_name(known, new)
    place_of |= _places_by_former_name(known, new, place_of)
    place_of |= _places_by_site(known, new, place_of)
    joined = list(known)
    for number, place in place_of.items():
        joined[place] = _same_school(joined[place], new[number])
    added = [school for number, school in enumerate(new) if number not in place_of]
    return joined + added, {new[number].id for number in place_of}


def _places_by_name(known: list[School], new: list[School]) -> dict[int, int]:
    """Position of a new school → position of the known school with its present name."""
    by_sigungu = {_identity(school, school.sigungu): place for place, school in enumerate(known)}
    by_name = {(name_key(school.name), school.sigungu): place for place, school in enumerate(known)}
    by_sido = _unique_in_sido(known)
    only_new = set(_unique_in_sido(new))
    places: dict[int, int] = {}
    for number, school in enumerate(new):
        in_sido = _identity(school, school.sido)
        place = by_sigungu.get(_identity(school, school.sigungu)) if school.sigungu else None
        if place is None and school.level is Level.OTHER and school.sigungu:
            # The national standard data lists schools of other kinds as middle or high schools.
            place = by_name.get((name_key(school.name), school.sigungu))
        if place is None and in_sido in only_new:
            place = by_sido.get(in_sido)
        if place is not None:
            places[number] = place
    return places


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
        road = SITE.match(school.address)
        if road and school.level in (Level.MIDDLE, Level.HIGH):
            sites["".join(road[0].split()), school.level].append(position)
    return {site: positions[0] for site, positions in sites.items() if len(positions) == 1}


def _same_school(known: School, neis: School) -> School:
    """The known school with its English name; renamed and moved where a younger row says so."""
    younger, older = (neis, known) if neis.as_of > known.as_of else (known, neis)
    name = known.name if name_key(known.name) == name_key(neis.name) else younger.name
    former = other_names(name, (older.name, *younger.former_names, *older.former_names))
    renamed = replace(known, name=name, name_en=neis.name_en, former_names=former)
    if not neis.sigungu or known.sigungu == neis.sigungu or _road(known) == _road(neis):
        return renamed
    if neis.as_of <= known.as_of:
        return renamed
    # The surveyed point is that of the old site: of the new one only the address, with its radius, is known.
    where = ("address", "sido", "sigungu", "office", "lat", "lon", "radius_m", "as_of")
    return replace(renamed, **{name: getattr(neis, name) for name in where})


def _road(school: School) -> str:
    """The address up to its building number: equal for two spellings of one road address."""
    road = SITE.match(school.address)
    return "".join(road[0].split()) if road else school.address


def _identity(school: School, region: str) -> Identity:
    return name_key(school.name), school.level, region


def _identities(school: School) -> list[Identity]:
    """Identities of a school in its sigungu: of its present name, then of its former ones."""
    return [(name_key(name), school.level, school.sigungu) for name in (school.name, *school.former_names)]


def _unique_in_sido(schools: Iterable[School]) -> dict[Identity, int]:
    """Position of each school that is the only one of its name in its sido at its level."""
    places: dict[Identity, list[int]] = defaultdict(list)
    for place, school in enumerate(schools):
        if school.sido:
            places[_identity(school, school.sido)].append(place)
    return {identity: positions[0] for identity, positions in places.items() if len(positions) == 1}


def with_unique_keys(schools: Iterable[School]) -> list[School]:
    """Give each school its key: the ID, and for a further campus of the same ID the campus, too."""
    number: Counter[str] = Counter()
    unique: dict[str, School] = {}
    for school in schools:
        number[school.id] += 1
        key = school.id if number[school.id] == 1 else f"{school.id}#{school.campus or number[school.id]}"
        key = f"{key}#{number[school.id]}" if key in unique else key
        unique[key] = replace(school, key=key)
    return list(unique.values())
