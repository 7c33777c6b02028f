"""From how many independent origins the claims about a school may come, as a range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webmap.comparison.claims import ListVersion
from webmap.comparison.overlap import Presence
from webmap.comparison.signs import PairSigns, Strength


@dataclass(frozen=True)
class OriginRange:
    """Lists that name a school, and the fewest and most origins behind them; they change no status."""

    lists: int
    low: int
    high: int


def groups(slugs: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The group of each list: the first slug of those that pairs bind together, through others or not."""
    group = {slug: slug for slug in slugs}

    def root(slug: str) -> str:
        while group[slug] != slug:
            group[slug] = group[group[slug]]
            slug = group[slug]
        return slug

    for one, two in pairs:
        if one in group and two in group:
            first, second = sorted((root(one), root(two)))
            group[second] = first
    return {slug: root(slug) for slug in sorted(group)}


def declared(lists: Sequence[ListVersion]) -> list[tuple[str, str]]:
    """Pairs of which one list says that it was made from the other."""
    return [(version.slug, version.origin) for version in lists if version.origin]


def origins(
    lists: Sequence[ListVersion], of_schools: Presence, signs: Iterable[PairSigns]
) -> Mapping[str, OriginRange]:
    """By key of a school, the range: fewest where every sign binds lists, most where only strong ones do."""
    found = list(signs)
    slugs = [version.slug for version in lists]
    strong = [(each.first, each.second) for each in found if each.strength is Strength.STRONG]
    any_sign = [(each.first, each.second) for each in found if each.strength is not Strength.NONE]
    low, high = (groups(slugs, [*declared(lists), *pairs]) for pairs in (any_sign, strong))
    return {
        key: OriginRange(
            lists=len(named_by),
            low=len({low[slug] for slug in named_by}),
            high=len({high[slug] for slug in named_by}),
        )
        for key, named_by in of_schools.items()
    }
