"""The lists by which readers choose schools: their codes in addresses, their titles, and the schools of each.

An address states a list by its code, and a set of lists that alone name a school as `only:press.union`. The
scripts follow the same rule (`static/js/figures/named_lists.js`); `tests/vectors/figures.json` holds both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from webmap.comparison.claims import ListVersion
from webmap.vocabulary.messages import Message, Render
from webmap.vocabulary.source_kinds import PUBLISHERS

COMMUNITY = "community"
ONLY = "only:"
JOIN = "."
"""Between the codes of a set: no code holds it."""
FEWEST = 2
"""Of fewer lists, there is nothing to choose between."""


@dataclass(frozen=True)
class NamedLists:
    """The lists between which readers can choose, none where they know fewer than two.

    `by_school`: codes of the lists that name each school, sorted, by its key.
    """

    by_code: Mapping[str, ListVersion] = field(default_factory=dict)
    by_school: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def titles(self, render: Render) -> dict[str, str]:
        """Title of each list by its code, in the order of titles; equal ones are numbered."""
        lists = in_order(self.by_code.values(), render)
        codes = {version.slug: code for code, version in self.by_code.items()}
        same = Counter(title_of(each, render) for each in lists)
        found: Counter[str] = Counter()
        titles: dict[str, str] = {}
        for each in lists:
            title = title_of(each, render)
            found[title] += 1
            titles[codes[each.slug]] = title if same[title] == 1 else f"{title} ({found[title]})"
        return titles


NO_LISTS = NamedLists()


def named_lists(lists: Sequence[ListVersion], presence: Mapping[str, Sequence[str]]) -> NamedLists:
    """The lists, and by key of a school the slugs of those that name it, under their codes."""
    if len(lists) < FEWEST:
        return NO_LISTS
    codes = codes_of(each.slug for each in lists)
    return NamedLists(
        {codes[each.slug]: each for each in lists},
        {key: tuple(sorted(codes[slug] for slug in slugs)) for key, slugs in presence.items()},
    )


def codes_of(slugs: Iterable[str]) -> dict[str, str]:
    """By slug, its code: the short name, or the name of a file without the signs that addresses use."""
    codes: dict[str, str] = {}
    for slug in sorted(slugs):
        code = re.sub(r"[^\w-]+", "-", slug).strip("-") or "list"
        same = [code, *(f"{code}-{number}" for number in range(2, len(codes) + 2))]
        codes[slug] = next(each for each in same if each not in codes.values())
    return codes


def exactly(codes: Iterable[str]) -> str:
    """How an address states the schools that these lists name, and no other list."""
    return ONLY + JOIN.join(sorted(codes))


def parts_of(value: str) -> tuple[list[str], bool]:
    """The codes that a value states, and whether these lists alone are meant."""
    if value.startswith(ONLY):
        return value.removeprefix(ONLY).split(JOIN), True
    return [value], False


def names_any(codes: Collection[str], values: Collection[str]) -> bool:
    """Whether a school with these lists is one of those that any of the values states."""
    return any(code in values for code in codes) or exactly(codes) in values


def title_of(version: ListVersion, render: Render) -> str:
    """The title; that of a community's list is its kind, so that no forum is judged by name."""
    if version.publisher == COMMUNITY:
        return render(Message(PUBLISHERS[COMMUNITY]))
    return version.title or version.slug


def in_order(lists: Iterable[ListVersion], render: Render) -> list[ListVersion]:
    """The lists by title: no measure ranks them."""
    return sorted(lists, key=lambda each: (title_of(each, render).casefold(), each.slug))
