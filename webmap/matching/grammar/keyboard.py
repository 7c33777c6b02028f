"""Names typed with the keyboard left in English, and Latin letters spelled in Hangul.

On the two-set layout each letter of Hangul has one key; `gnlansrh` is 휘문고.
"""

from __future__ import annotations

import re
from functools import lru_cache

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
KEYS = dict(
    zip(
        "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        strict=True,
    )
)
DOUBLE_VOWELS = {
    "ㅗㅏ": "ㅘ",
    "ㅗㅐ": "ㅙ",
    "ㅗㅣ": "ㅚ",
    "ㅜㅓ": "ㅝ",
    "ㅜㅔ": "ㅞ",
    "ㅜㅣ": "ㅟ",
    "ㅡㅣ": "ㅢ",
}
DOUBLE_FINALS = {
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ",
    "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip

CONSONANT = f"[{''.join(key for key, jamo in KEYS.items() if jamo in INITIALS)}]"
VOWEL = "(?:hk|ho|hl|nj|np|nl|ml|[koiOjpuPhynbml])"
FINAL = "(?:rt|sw|sg|fr|fa|fq|ft|fx|fv|fg|qt|[rRseftTdwczxvgaq])"
SYLLABLE = re.compile(f"({CONSONANT})({VOWEL})((?:{FINAL})(?!{VOWEL})|)")
"""Keys of one syllable; a consonant before a vowel begins the next one."""

SPELLED = (
    ("비즈니스", "business"), ("잉글리시", "english"), ("소프트웨어", "sw"), ("아이씨티", "ict"),
    ("아이시티", "ict"), ("에이아이", "ai"), ("아이티", "it"), ("아이오티", "iot"), ("케이팝", "kpop"),
    ("와이엠씨에이", "ymca"), ("와이엠시에이", "ymca"), ("에이아이디티", "aidt"),
)  # fmt: skip
"""Hangul and Latin spellings of the same word, inside of names."""

WORDS = {
    "software": "소프트웨어", "internet": "인터넷", "media": "미디어", "digital": "디지털",
    "digitech": "디지텍", "bio": "바이오", "techno": "테크노", "beauty": "뷰티", "robot": "로봇",
    "webtoon": "웹툰", "biz": "비즈니스",
}  # fmt: skip
"""English words that names of schools have in Hangul only."""
WORD = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))

LATIN_NAMES = {
    "에이": "a", "비": "b", "씨": "c", "시": "c", "디": "d", "이": "e", "에프": "f", "지": "g", "에이치": "h",
    "아이": "i", "제이": "j", "케이": "k", "엘": "l", "엠": "m", "엔": "n", "오": "o", "피": "p", "큐": "q",
    "알": "r", "아르": "r", "에스": "s", "티": "t", "유": "u", "브이": "v", "더블유": "w", "엑스": "x",
    "와이": "y", "제트": "z",
}  # fmt: skip
LATIN_NAME = re.compile("|".join(sorted(LATIN_NAMES, key=len, reverse=True)))
SPELLED_OUT = re.compile(
    rf"(?P<letters>(?:{LATIN_NAME.pattern}){{3,}})(?P<kind>고등학교|중학교|대학교|[고중대]|)"
)
"""A whole name of three letters or more, each written as it is spoken: 케이아이에스."""

LETTERS = re.compile(
    r"(?<=[가-힣])e(?=[가-힣]|business)|^e(?=[가-힣])|^k(?=[가-힣])|(?<=[가-힣])[1-9](?=[가-힣])"
)
LETTER_NAMES = {
    "e": "이",
    "k": "케이",
    "1": "일",
    "2": "이",
    "3": "삼",
    "4": "사",
    "5": "오",
    "6": "육",
    "7": "칠",
    "8": "팔",
    "9": "구",
}
LATIN_OR_DIGIT = re.compile(r"[a-z0-9]")
FIRST = re.compile(r"(?<=[가-힣])1(?=[가-힣]*[고중]$)")


@lru_cache(maxsize=8_192)
def from_keyboard(text: str) -> str:
    """The Hangul of keys on a two-set keyboard; '' unless every letter belongs to a whole syllable."""
    for keys in dict.fromkeys((text, text.lower())):
        decoded = _decoded(keys)
        if decoded:
            return decoded
    return ""


def _decoded(keys: str) -> str:
    syllables, place = [], 0
    while place < len(keys):
        match = SYLLABLE.match(keys, place)
        if match is None:
            return ""
        syllables.append(_syllable(*match.groups()))
        place = match.end()
    return "".join(syllables)


def _syllable(initial: str, vowel: str, final: str) -> str:
    middle, end = _jamo(vowel, DOUBLE_VOWELS), _jamo(final, DOUBLE_FINALS) or " "
    return chr(0xAC00 + (INITIALS.index(KEYS[initial]) * 21 + VOWELS.index(middle)) * 28 + FINALS.index(end))


def _jamo(keys: str, doubles: dict[str, str]) -> str:
    letters = "".join(KEYS[key] for key in keys)
    return doubles.get(letters, letters)


@lru_cache(maxsize=65_536)
def spellings(key: str) -> tuple[str, ...]:
    """Other spellings of a name's key: Latin for Hangul, Hangul for single letters and digits."""
    found = {key}
    spoken = SPELLED_OUT.fullmatch(key)
    if spoken:
        found.add(LATIN_NAME.sub(lambda name: LATIN_NAMES[name[0]], spoken["letters"]) + spoken["kind"])
    for hangul, latin in SPELLED:
        if hangul in key or latin in key:
            found |= {each.replace(hangul, latin) for each in found} | {
                each.replace(latin, hangul) for each in found
            }
    if LATIN_OR_DIGIT.search(key):
        found |= {WORD.sub(lambda word: WORDS[word[0]], each) for each in found}
        found |= {LETTERS.sub(lambda letter: LETTER_NAMES[letter[0]], each) for each in found}
        found |= {FIRST.sub("제일", each) for each in list(found)}
    if "이비즈" in key:
        found |= {each.replace("이비즈", "e비즈") for each in list(found)}
    return tuple(sorted(found - {key}))
