"""What a slip costs: the least sum of slips that turns one name into another."""

from __future__ import annotations

from os.path import commonprefix

from webmap.matching.near.keys import are_close, keys, sound

SAME_SOUND = 1
CLOSE_LETTER = 2
EXTRA_OR_MISSING = 2
SWAPPED = 2
OTHER_LETTER = 3
"""Costs: spelt otherwise but sounding the same (ㅐ for ㅔ, 하녹 for 한옥); a key beside the right one, or a plain
consonant for a tense or aspirated one; a letter too many or missing; two letters or syllables in the wrong order;
any other letter."""

ONE_SLIP = OTHER_LETTER
MAX_COST = 2 * OTHER_LETTER
"""The cost of one slip at most, and of two: names further away are not near."""


def slip_cost(typed: str, known: str) -> int:
    """Least cost of the slips between a typed and a known name; 0 for equal ones."""
    if typed == known:
        return 0
    by_keys = _distance(*_differing(keys(typed), keys(known)))
    if by_keys <= SAME_SOUND + EXTRA_OR_MISSING and sound(typed) != sound(known):
        return by_keys
    return min(by_keys, SAME_SOUND + _distance(*_differing(sound(typed), sound(known))))


def _differing(typed: str, known: str) -> tuple[str, str]:
    """Both without what they have in common in front and behind."""
    start = len(commonprefix((typed, known)))
    typed, known = typed[start:], known[start:]
    end = len(commonprefix((typed[::-1], known[::-1])))
    return typed[: len(typed) - end], known[: len(known) - end]


def _distance(typed: str, known: str) -> int:
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


def _substitution(letter: str, other: str) -> int:
    if letter == other:
        return 0
    return CLOSE_LETTER if are_close(letter, other) else OTHER_LETTER
