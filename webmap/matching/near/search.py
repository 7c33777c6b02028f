"""Finding the known names near a typed one, each with the cost of its slips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from webmap.matching.forms import ending_of, kind_of
from webmap.matching.near.keys import keys
from webmap.matching.near.slips import EXTRA_OR_MISSING, MAX_COST, SWAPPED, Spelling, slip_cost

MAX_KEYS = 2
"""Most keys that differ between names of usual length, and one more in a long one."""

LONG_NAME = 10
"""Keys of a long name without its last syllable."""

SHORTEST_NAME = 4
"""Keys of the shortest name compared, without its last syllable: shorter ones have many neighbours."""

GENERAL_KINDS = frozenset({"고", "중", "여고", "여중", "대", "여대", ""})


class NearForms:
    """Known forms by their last syllable (고, 중, 대 or none of them), for finding near ones."""

    def __init__(self, forms: Iterable[str]) -> None:
        by_ending: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            by_ending[ending_of(form)].append(form)
        self._forms = dict(by_ending)
        self._spellings = {
            ending: [Spelling.of(form) for form in known] for ending, known in by_ending.items()
        }
        self._sounds = {ending: [each.sound for each in known] for ending, known in self._spellings.items()}
        self._known = frozenset(form for known in by_ending.values() for form in known)

    @lru_cache(maxsize=4_096)  # noqa: B019 (an index lives as long as its process)
    def near(self, form: str) -> tuple[tuple[str, int], ...]:
        """Known forms near a typed one, with the cost of their slips; none for a short name.

        The last syllable must be the same, and one kind of school (공고) is never a slip of another (과고).
        """
        ending = ending_of(form)
        length = len(keys(form)) - len(keys(ending))
        if ending not in self._forms or length < SHORTEST_NAME:
            return ()
        costs = dict(self._by_keys(form, ending, MAX_KEYS + (length >= LONG_NAME)))
        for stem, cost in _reordered(form.removesuffix(ending)):
            if stem + ending in self._known:
                costs[stem + ending] = cost
        return tuple(costs.items())

    def near_reordered(self, form: str) -> Iterator[tuple[str, int]]:
        """Known forms near a typed one whose syllables are reordered, too; slow, so the last resort."""
        ending = ending_of(form)
        for stem, cost in _reordered(form.removesuffix(ending)):
            for known, further in self.near(stem + ending):
                if cost + further <= MAX_COST:
                    yield known, cost + further

    def _by_keys(self, form: str, ending: str, max_keys: int) -> Iterator[tuple[str, int]]:
        typed, spellings = Spelling.of(form), self._spellings[ending]
        matches = process.extract(
            typed.sound,
            self._sounds[ending],
            scorer=Levenshtein.distance,
            score_cutoff=max_keys,
            limit=None,
            processor=None,
        )
        for _, _, place in matches:
            known = self._forms[ending][place]
            cost = slip_cost(typed, spellings[place])
            if cost <= MAX_COST and not _are_other_kinds(form, known):
                yield known, cost


def _are_other_kinds(form: str, other: str) -> bool:
    """Whether two names end in kinds that no slip makes of each other.

    The 상 of 수상고 may be a slip for 성, and no kind: the names are equally long, and 고 is a general kind.
    """
    kinds = {kind_of(form), kind_of(other)}
    return len(kinds) > 1 and (len(form) != len(other) or not kinds & GENERAL_KINDS)


def _reordered(stem: str) -> Iterator[tuple[str, int]]:
    """The stem with two neighbouring syllables swapped, or one of two equal ones left out."""
    for place in range(len(stem) - 1):
        first, second = stem[place], stem[place + 1]
        if first == second:
            yield stem[:place] + stem[place + 1 :], EXTRA_OR_MISSING
        else:
            yield stem[:place] + second + first + stem[place + 2 :], SWAPPED
