"""The names of the schools of one level, and the sigungu of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from .names import STEMS, TWIN_STEMS

Name = tuple[str, str]
"""Stem and kind: ("한빛", "여자중학교")."""


@dataclass(frozen=True)
class Recipe:
    """The parts of the names of one level; see `names.py`."""

    plain: str
    special: Mapping[str, int]
    shared: Sequence[tuple[str, str, int]]
    """Stem, kind, and how many schools share the name, each in another sido."""
    shared_in_sido: tuple[str, str]
    """Stem of a name that two schools of one sido share, and that sido's code."""


def deal_names(recipe: Recipe, slots: Sequence[str], random: Random) -> list[tuple[str, Name]]:
    """Give each slot (a sigungu code; one per school) a name; return (sigungu, name) in order of sigungu."""
    free = list(slots)
    random.shuffle(free)
    dealt: list[tuple[str, Name]] = []
    for name, places in _names_with_conditions(recipe, free):
        for place in places:
            free.remove(place)
            dealt.append((place, name))
    used = {name for _, name in dealt}
    dealt += zip(free, _other_names(recipe, used, len(free), random), strict=True)
    return sorted(dealt, key=lambda each: each[0])


def _names_with_conditions(recipe: Recipe, free: list[str]) -> Iterator[tuple[Name, list[str]]]:
    stem, sido = recipe.shared_in_sido
    yield (stem, recipe.plain), _of_different(free, 2, slice(0, 5), sido)
    for stem, kind, count in recipe.shared:
        yield (stem, kind), _of_different(free, count, slice(0, 2))
    for pair in TWIN_STEMS:
        for twin in pair:
            yield (twin, recipe.plain), free[:1]


def _of_different(free: Sequence[str], count: int, part: slice, sido: str = "") -> list[str]:
    """The first `count` free slots no two of which agree in `part` of their code."""
    chosen: dict[str, str] = {}
    for place in free:
        if place.startswith(sido):
            chosen.setdefault(place[part], place)
    return list(chosen.values())[:count]


def _other_names(recipe: Recipe, used: set[Name], count: int, random: Random) -> list[Name]:
    kinds = [kind for kind, number in recipe.special.items() for _ in range(number)]
    kinds += [recipe.plain] * (count - len(kinds))
    stems: dict[str, list[str]] = {}
    names = []
    for kind in kinds:
        if kind not in stems:
            stems[kind] = [stem for stem in STEMS if (stem, kind) not in used]
            random.shuffle(stems[kind])
        names.append((stems[kind].pop(), kind))
    random.shuffle(names)
    return names
