"""Finding the known names near a typed one, each with the cost of its slips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from webmap.matching.forms import kind_of
from webmap.matching.near.keys import keys
from webmap.matching.near.slips import EXTRA_OR_MISSING, MAX_COST, SWAPPED, Spelling, slip_cost

MAX_KEYS = 2
"""Most keys that differ."""

SHORTEST_STEM = 4
"""Shortest stem (keys) that is compared: shorter ones have too many neighbours."""


class NearForms:
    """Known forms by kind, for finding near ones. The kind itself must be typed correctly."""

    def __init__(self, forms: Iterable[str]) -> None:
        by_kind: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            kind = kind_of(form)
            if kind:
                by_kind[kind].append(form)
        self._forms = dict(by_kind)
        self._spellings = {kind: [Spelling.of(form) for form in known] for kind, known in by_kind.items()}
        self._sounds = {kind: [each.sound for each in known] for kind, known in self._spellings.items()}
        self._known = frozenset(form for known in by_kind.values() for form in known)

    @lru_cache(maxsize=4_096)  # noqa: B019 (an index lives as long as its process)
    def near(self, form: str) -> tuple[tuple[str, int], ...]:
        """Known forms of the same kind near a typed one, with the cost of their slips; none for a short stem."""
        kind = kind_of(form)
        if kind not in self._forms or len(keys(form)) - len(keys(kind)) < SHORTEST_STEM:
            return ()
        costs = dict(self._by_keys(form, kind))
        for reordered, cost in _reordered(form.removesuffix(kind)):
            known = reordered + kind
            if known in self._known:
                costs[known] = min(cost, costs.get(known, cost))
        return tuple(costs.items())

    def _by_keys(self, form: str, kind: str) -> Iterator[tuple[str, int]]:
        typed, spellings = Spelling.of(form), self._spellings[kind]
        matches = process.extract(
            typed.sound, self._sounds[kind], scorer=OSA.distance, score_cutoff=MAX_KEYS, limit=None, processor=None
        )
        for _, _, place in matches:
            cost = slip_cost(typed, spellings[place])
            if cost <= MAX_COST:
                yield self._forms[kind][place], cost


def _reordered(stem: str) -> Iterator[tuple[str, int]]:
    """The stem with two neighbouring syllables swapped, or one of two equal ones left out."""
    for place in range(len(stem) - 1):
        first, second = stem[place], stem[place + 1]
        if first == second:
            yield stem[:place] + stem[place + 1 :], EXTRA_OR_MISSING
        else:
            yield stem[:place] + second + first + stem[place + 2 :], SWAPPED
