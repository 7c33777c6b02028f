"""Revised Romanisation of Hangul, syllable by syllable (without the changes between syllables)."""

from __future__ import annotations

INITIALS = "g-kk-n-d-tt-r-m-b-pp-s-ss--j-jj-ch-k-t-p-h"
VOWELS = "a-ae-ya-yae-eo-e-yeo-ye-o-wa-wae-oe-yo-u-wo-we-wi-yu-eu-ui-i"
FINALS = "-k-k-k-n-n-n-t-l-k-m-l-l-l-p-l-m-p-p-t-t-ng-t-t-k-t-p-t"


def romanise(word: str) -> str:
    """Return a word of Hangul in Latin letters: "한들" → "Handeul"."""
    return "".join(map(_syllable, word)).capitalize()


def _syllable(letter: str) -> str:
    place = ord(letter) - ord("가")
    if not 0 <= place < 11172:
        return letter
    letters = ((INITIALS, place // 588), (VOWELS, place % 588 // 28), (FINALS, place % 28))
    return "".join(table.split("-")[index] for table, index in letters)
