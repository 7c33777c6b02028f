"""What a slip costs: the least sum of slips that turns one name into another."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.matching.near.keys import are_close, keys, letters, sound

SAME_SOUND = 1
CLOSE_LETTER = 2
EXTRA_OR_MISSING = 2
SWAPPED = 2
OTHER_LETTER = 3
"""Costs: spelt otherwise but sounding the same (ㅐ for ㅔ, 하녹 for 한옥); a key beside the right one, or a
plain consonant for a tense or aspirated one; a letter too many or missing; two letters or syllables in the
wrong order; any other letter."""

ONE_SLIP = OTHER_LETTER
MAX_COST = 2 * OTHER_LETTER
"""The cost of one slip at most, and of two: names further away are not near."""

MAX_NEAR = 10
"""Most schools that are offered for a name that none of them has."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as its keys, its sound and its letters, made once for many comparisons."""

    keys: str
    sound: str
    letters: str

    @classmethod
    def of(cls, name: str) -> Spelling:
        """The spelling of a name."""
        return cls(keys(name), sound(name), letters(name))


def slip_cost(typed: Spelling, known: Spelling) -> int:
    """Least cost of the slips between a typed and a known name; 0 for equal ones."""
    if typed.sound == known.sound:
        return 0 if typed.keys == known.keys else SAME_SOUND
    cost = _distance(*_differing(typed.keys, known.keys))
    if cost > SAME_SOUND + EXTRA_OR_MISSING and (typed.keys != typed.sound or known.keys != known.sound):
        cost = min(cost, SAME_SOUND + _distance(*_differing(typed.sound, known.sound)))
    if cost > OTHER_LETTER and (len(typed.letters) < len(typed.keys) or len(known.letters) < len(known.keys)):
        cost = min(cost, _distance(*_differing(typed.letters, known.letters)))
    return cost


def _differing(typed: str, known: str) -> tuple[str, str]:
    """Both without what they have in common in front and behind."""
    shorter = min(len(typed), len(known))
    start = next((place for place in range(shorter) if typed[place] != known[place]), shorter)
    end = 0
    while end < shorter - start and typed[-1 - end] == known[-1 - end]:
        end += 1
    return typed[start : len(typed) - end], known[start : len(known) - end]


def _distance(typed: str, known: str) -> int:
    if not typed or not known:
        return EXTRA_OR_MISSING * max(len(typed), len(known))
    if len(typed) == len(known):
        replaced = sum(map(_substitution, typed, known))
        if replaced <= max(OTHER_LETTER, 2 * EXTRA_OR_MISSING) and not _is_swap(typed, known):
            return replaced
    before: list[int] = []
    row = [column * EXTRA_OR_MISSING for column in range(len(known) + 1)]
    for place, letter in enumerate(typed):
        before, last, row = row, before, [(place + 1) * EXTRA_OR_MISSING]
        for column, other in enumerate(known):
            costs = [
                before[column] + _substitution(letter, other),
                before[column + 1] + EXTRA_OR_MISSING,
                row[column] + EXTRA_OR_MISSING,
            ]
            if place and column and letter == known[column - 1] and typed[place - 1] == other:
                costs.append(last[column - 1] + SWAPPED)
            row.append(min(costs))
    return row[-1]


def _is_swap(typed: str, known: str) -> bool:
    return len(typed) == 2 and typed == known[::-1]


def _substitution(letter: str, other: str) -> int:
    if letter == other:
        return 0
    return CLOSE_LETTER if are_close(letter, other) else OTHER_LETTER
