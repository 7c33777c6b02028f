"""Names as keys of the Korean two-set keyboard, and as they sound."""

from __future__ import annotations

from functools import lru_cache

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"

TWO_KEYS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
"""Letters that take two keys."""

SOUNDS_LIKE = {"ㅔ": "ㅐ", "ㅖ": "ㅒ", "ㅚ": "ㅗㅐ", "ㅞ": "ㅗㅐ"}
"""Vowels that sound the same, as one of them: ㅐ/ㅔ, ㅒ/ㅖ, ㅚ/ㅙ/ㅞ."""

KEYBOARD = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")
"""The rows of the keyboard; each row stands half a key to the right of the one above it."""

STRENGTHS = ("ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍ", "ㅅㅆ", "ㅈㅉㅊ")
"""Plain, tense and aspirated consonants that people confuse."""

WITH_SHIFT = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ", "ㅒ": "ㅐ", "ㅖ": "ㅔ"}
"""Letters on a key together with Shift."""


def letters(text: str) -> str:
    """The letters of a text, as compatibility jamo: 휘 → ㅎㅟ."""
    return "".join(letter for sign in text for letter in _letters(sign))


@lru_cache(maxsize=65_536)
def keys(text: str) -> str:
    """The keys that write a text, as compatibility jamo: 휘 → ㅎㅜㅣ."""
    return "".join(TWO_KEYS.get(letter, letter) for sign in text for letter in _letters(sign))


def sound(text: str) -> str:
    """The keys of a text as it sounds: vowels that sound alike are one, and a final consonant moves on.

    한옥 and 하녹 are both ㅎㅏㄴㅗㄱ.
    """
    sounds, final = [], False
    for sign in text:
        letters = _letters(sign)
        if final and letters[0] == "ㅇ" and len(letters) > 1:
            letters = letters[1:]
        final = len(letters) > 1 and letters[-1] not in VOWELS and letters[-1] != "ㅇ"
        sounds += [SOUNDS_LIKE.get(letter) or TWO_KEYS.get(letter, letter) for letter in letters]
    return "".join(sounds)


@lru_cache(maxsize=16_384)
def _letters(sign: str) -> tuple[str, ...]:
    if not FIRST_SYLLABLE <= sign <= LAST_SYLLABLE:
        return (sign,)
    number = ord(sign) - ord(FIRST_SYLLABLE)
    final = FINALS[number % 28]
    return (INITIALS[number // 588], VOWELS[number % 588 // 28], *((final,) if final else ()))


def _key_places() -> dict[str, tuple[float, int]]:
    return {
        letter: (column + row / 2, row)
        for row, letters in enumerate(KEYBOARD)
        for column, letter in enumerate(letters)
    }


KEY_PLACES = _key_places()


@lru_cache(maxsize=4_096)
def are_close(one: str, other: str) -> bool:
    """Whether two letters are easily confused: one or neighbouring keys, or another strength."""
    if any(one in group and other in group for group in STRENGTHS):
        return True
    places = [KEY_PLACES.get(WITH_SHIFT.get(letter, letter)) for letter in (one, other)]
    if places[0] is None or places[1] is None:
        return False
    (x, y), (other_x, other_y) = places[0], places[1]
    return abs(x - other_x) <= 1 and abs(y - other_y) <= 1
