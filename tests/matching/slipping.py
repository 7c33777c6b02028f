"""Slips of the pen and of the keyboard in the names of schools, by kind; each is drawn with a given chance."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from random import Random

from webmap.matching.forms import stem_of
from webmap.matching.near.keys import FINALS, INITIALS, STRENGTHS, VOWELS, are_close

PARTS = (INITIALS, VOWELS, FINALS)
SOUNDS = ("ㅐㅔ", "ㅒㅖ", "ㅚㅙㅞ")

Slip = Callable[[str, Random], Iterator[str]]


def letters(syllable: str) -> list[int]:
    """Numbers of the first consonant, the vowel and the final one; [] for what is no syllable."""
    number = ord(syllable) - ord("가")
    return [number // 588, number % 588 // 28, number % 28] if 0 <= number < 11_172 else []


def syllable(numbers: list[int]) -> str:
    first, vowel, final = numbers
    return chr(ord("가") + first * 588 + vowel * 28 + final)


def replaced(stem: str, place: int, part: int, letter: str) -> str:
    numbers = letters(stem[place])
    numbers[part] = PARTS[part].index(letter)
    return stem[:place] + syllable(numbers) + stem[place + 1 :]


def each_letter(stem: str) -> Iterator[tuple[int, int, str]]:
    for place, sign in enumerate(stem):
        for part, number in enumerate(letters(sign)):
            yield place, part, PARTS[part][number]


def other_letter(stem: str, chance: Random) -> Iterator[str]:
    """Any other letter: 휘문 → 휘분."""
    for place, part, letter in each_letter(stem):
        if letter:
            yield replaced(
                stem, place, part, chance.choice([each for each in PARTS[part] if each not in ("", letter)])
            )


def beside(stem: str, chance: Random) -> Iterator[str]:
    """The key beside the right one: 휘문 → 휘눈."""
    for place, part, letter in each_letter(stem):
        close = [
            each for each in PARTS[part] if each and letter and each != letter and are_close(letter, each)
        ]
        if close:
            yield replaced(stem, place, part, chance.choice(close))


def same_sound(stem: str, _chance: Random) -> Iterator[str]:
    """A vowel that sounds the same: 대건 → 데건."""
    for place, part, letter in each_letter(stem):
        for group in SOUNDS:
            if part == 1 and letter in group:
                yield from (replaced(stem, place, part, each) for each in group if each != letter)


def strength(stem: str, _chance: Random) -> Iterator[str]:
    """A plain consonant for a tense or aspirated one, and the other way round: 백석 → 빽석."""
    for place, part, letter in each_letter(stem):
        for group in STRENGTHS:
            if part == 0 and letter in group:
                yield from (replaced(stem, place, part, each) for each in group if each != letter)


def liaison(stem: str, _chance: Random) -> Iterator[str]:
    """The final consonant written where it is spoken, and the other way round: 한옥 → 하녹, 하늘 → 한을."""
    for place in range(len(stem) - 1):
        one, two = letters(stem[place]), letters(stem[place + 1])
        if not one or not two:
            continue
        final, first = FINALS[one[2]], INITIALS[two[0]]
        if final and final != "ㅇ" and final in INITIALS and first == "ㅇ":
            moved = [one[0], one[1], 0], [INITIALS.index(final), two[1], two[2]]
        elif not final and first != "ㅇ" and first in FINALS:
            moved = [one[0], one[1], FINALS.index(first)], [INITIALS.index("ㅇ"), two[1], two[2]]
        else:
            continue
        yield stem[:place] + "".join(map(syllable, moved)) + stem[place + 2 :]


def final_missing(stem: str, _chance: Random) -> Iterator[str]:
    """A final consonant too few: 휘문 → 휘무."""
    yield from (
        replaced(stem, place, 2, "") for place, part, letter in each_letter(stem) if part == 2 and letter
    )


def final_added(stem: str, chance: Random) -> Iterator[str]:
    """A final consonant too many: 휘문 → 휭문."""
    for place, part, letter in each_letter(stem):
        if part == 2 and not letter:
            yield replaced(stem, place, part, chance.choice("ㄱㄴㄹㅁㅂㅅㅇ"))


def swapped(stem: str, _chance: Random) -> Iterator[str]:
    """Two neighbouring syllables in the wrong order: 휘문 → 문휘."""
    for place in range(len(stem) - 1):
        if stem[place] != stem[place + 1]:
            yield stem[:place] + stem[place + 1] + stem[place] + stem[place + 2 :]


def doubled(stem: str, _chance: Random) -> Iterator[str]:
    """A syllable twice: 휘문 → 휘휘문."""
    yield from (stem[: place + 1] + stem[place:] for place in range(len(stem)))


KINDS: dict[str, Slip] = {
    "another letter": other_letter,
    "a key beside": beside,
    "same sound": same_sound,
    "strength": strength,
    "liaison": liaison,
    "final missing": final_missing,
    "final added": final_added,
    "syllables swapped": swapped,
    "syllable doubled": doubled,
}

TWO_SLIPS = "two slips"


def slipped(form: str, kind: str, chance: Random) -> str:
    """A short form with one slip in its stem ('' where the kind has none in it), or with two of any kinds."""
    stem = stem_of(unicodedata.normalize("NFC", form))
    kinds = chance.sample(sorted(KINDS), 2) if kind == TWO_SLIPS else [kind]
    typed = stem
    for each in kinds:
        ways = sorted(set(KINDS[each](typed, chance)) - {typed, stem})
        if not ways:
            return ""
        typed = chance.choice(ways)
    return typed + form[len(stem) :]
