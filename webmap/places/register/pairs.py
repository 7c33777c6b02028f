"""Which entries of two editions are one school: by its ID, else by its name, else by its address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from webmap.places.register.names import name_key
from webmap.places.register.school import School

Identity = Callable[[School], Hashable | None]
IsOne = Callable[[School, School], bool]


@dataclass(frozen=True)
class Pairs:
    """Schools of two editions: those of both (older entry, newer entry), and those of only one."""

    both: tuple[tuple[School, School], ...]
    only_old: tuple[School, ...]
    only_new: tuple[School, ...]


def pair(old: Sequence[School], new: Sequence[School]) -> Pairs:
    """Pair the entries of one school.

    Its key is the same, or just one school on either side without a pair has:

    - its name, level and sigungu: the publisher gave it a new ID;
    - its name, level, sido and day of foundation: it also moved to another city or county;
    - its address and level, where not both sides have a stable ID of one publisher (universities, and rows of
      NEIS without a code, are known by their name): it was renamed.
    """
    by_key = {school.key: school for school in new}
    both = [(school, by_key[school.key]) for school in old if school.key in by_key]
    known = {before.key for before, _ in both}
    only_old = [school for school in old if school.key not in known]
    only_new = [school for school in new if school.key not in known]
    for identity, is_one in ((_by_name, _always), (_by_foundation, _always), (_by_address, _may_be_renamed)):
        further = list(_only_pairs(only_old, only_new, identity, is_one))
        both += further
        with_pair = {id(school) for each in further for school in each}
        only_old = [school for school in only_old if id(school) not in with_pair]
        only_new = [school for school in only_new if id(school) not in with_pair]
    return Pairs(tuple(both), tuple(only_old), tuple(only_new))


def has_new_id(before: School, after: School) -> bool:
    """Whether the publisher of the older ID gave the school another one."""
    return before.id != after.id and _have_ids_of_one_publisher(before, after)


def _only_pairs(
    old: Iterable[School], new: Iterable[School], identity: Identity, is_one: IsOne
) -> Iterator[tuple[School, School]]:
    sides: dict[Hashable, tuple[list[School], list[School]]] = defaultdict(lambda: ([], []))
    for side, schools in enumerate((old, new)):
        for school in schools:
            sides[identity(school)][side].append(school)
    sides.pop(None, None)
    for before, after in sides.values():
        if len(before) == len(after) == 1 and is_one(before[0], after[0]):
            yield before[0], after[0]


def _by_name(school: School) -> Hashable | None:
    return (name_key(school.name), school.level, school.sigungu, school.campus) if school.sigungu else None


def _by_foundation(school: School) -> Hashable | None:
    known = school.sido and school.founded
    return (
        (name_key(school.name), school.level, school.sido, school.campus, school.founded) if known else None
    )


def _by_address(school: School) -> Hashable | None:
    """Level, sigungu and the street: offices write the names of the region in several ways."""
    words = school.address.split("(")[0].split(",")[0].split()[1:]
    street = "".join(word for word in words if word[-1] not in "시군구")
    return (street, school.level, school.sigungu) if street and school.sigungu else None


def _always(_before: School, _after: School) -> bool:
    return True


def _may_be_renamed(before: School, after: School) -> bool:
    return not _have_ids_of_one_publisher(before, after)


def _have_ids_of_one_publisher(one: School, other: School) -> bool:
    issuers = {_issuer(one.id), _issuer(other.id)}
    return len(issuers) == 1 and "" not in issuers


def _issuer(identifier: str) -> str:
    """Publisher of an ID: NEIS codes have seven digits; '' for an ID of name and sido only."""
    if "@" in identifier:
        return ""
    return "neis" if identifier.isdigit() and len(identifier) == 7 else "standard"
