"""Cells that name several schools."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from webmap.matching.forms import ending_of, names_no_school, short_form
from webmap.matching.query import LEVEL_WORD
from webmap.matching.scope import OUT_OF_SCOPE_ENDINGS
from webmap.matching.text import REMARK, fold, fold_width, name_key, take_brackets

SEPARATORS = re.compile(r"\s*(?:[/,;&+、|\n]|·|ㆍ|・|\s및\s|\s그리고\s|\s와\s|\s과\s)\s*")

SHARED_STEM = re.compile(
    r"(?P<stem>.{2,}?)(?P<first>여?중|중학교|여?고|고등학교)[·ㆍ・/,&]\s*(?P<second>여?중|중학교|여?고|고등학교)"
)
"""One stem with two endings: "한빛중·고", "한빛여중/여고"."""

JOINED = re.compile(r"(?P<stem>.{2,}?)(?P<girls>여?)중고(?:등학교)?")
"""Two endings without anything between: "초은중고", "신광여중고등학교"."""

FURTHER_ONES = re.compile(
    r"^(?:외|등|이하|포함)(?:\s|\d|$)|\d\s*(?:여\s*)?(?:개\s*)?(?:학교|교|곳|군데)(?:\s|$)"
    r"|(?:주변|인근|근처|다른|여러|나머지)\s*(?:\S*\s*)?학교"
)
"""Words that announce further schools without naming them: "외 2교"."""

MAX_NAME_WORDS = 4
"""Most words of a school's name."""

FACULTY = re.compile(
    r"(?:의|치|약|공|법|상|이|문|음|미|농|단|본|수의|한의|간호|사범|교육|자연|인문|사회|경영|경상|경제|상경|정경|예술|체육|공과"
    r"|의과|치과|법과|문과|이과|약학|공학|미술|음악|조형|디자인|보건|행정|신학|국제|정보|융합|생명|해양|수산|산림|단과|자유전공"
    r"|생활과학|자연과학|인문과학|사회과학|생명과학)대(?:학)?|\S*대학원"
)
"""Parts of a university, which are no schools of their own."""

NO_SCHOOL = re.compile(
    r"(?:확인|조사|수사|내사|검토|심의|진행|처리|파악|논의|대응|접수|제보|신고|의심|대기|준비|요청|취재|감사|상담|치료|재판|징계|운영|모집"
    r"|재학|재직|근무|휴학|수업|등교|방학|학기|통학|연락|추적|공사|[월년는던])중"
    r"|\S*[하되라으있없않받했됐]고|(?:추가|중복|허위|익명)?신고|[사보광경권참창]고|(?:일반|특성화|특목|자사|자공|자율)고"
    r"|(?:\d+|수십|[군부세시무절최확반])대|\S*(?:수사|기동|순찰)대|(?:\d*[월년]|[연당최기]|신?학기)초"
)
"""Words that end like a school but are none, unless the register has one of that name: 조사중, 10대."""


def schools_behind(words: str, kind: str, is_known: Callable[[str], bool]) -> list[str]:
    """The words behind a name that name, or hint at, a further school.

    `kind`: last syllable of the name in front; `is_known`: whether a word fits a school of the register.
    """
    if FURTHER_ONES.search(words):
        return [words]
    plain = [word for word in map(_plain, words.split()) if word]
    single = [word for word in plain if _names_a_school(word, kind, is_known)]
    return single or [name for name in _runs(plain) if is_known(name)]


def _runs(words: Sequence[str]) -> Iterator[str]:
    """Names of several words: Branksome Hall Asia."""
    for start in range(len(words)):
        for end in range(start + 2, min(start + MAX_NAME_WORDS, len(words)) + 1):
            yield "".join(words[start:end])


def _plain(word: str) -> str:
    return name_key("".join(take_brackets(word)[0].split()))


def _names_a_school(word: str, kind: str, is_known: Callable[[str], bool]) -> bool:
    if kind == "대" and FACULTY.fullmatch(word):
        return False
    if is_known(word) or LEVEL_WORD.fullmatch(word):
        return True
    if REMARK.fullmatch(word) or NO_SCHOOL.fullmatch(word):
        return False
    form = short_form(word)
    return bool(ending_of(form) and (len(form) > 2 or names_no_school(form))) or (
        word.endswith(OUT_OF_SCOPE_ENDINGS) and word not in OUT_OF_SCOPE_ENDINGS
    )


def split_schools(text: str) -> list[str]:
    """Split a cell into the schools it names; a cell that names one (이화·금란중) stays whole.

    A cell is split only where every part by itself ends like the name of a school.
    """
    match = SHARED_STEM.fullmatch(fold_width(text))
    if match:
        stem = text[: match.end("stem")]
        return [stem + match["first"], stem + match["second"]]
    parts = [part for part in _split_outside_brackets(text) if part]
    if len(parts) > 1 and all(_ends_like_a_school(part) for part in parts):
        return parts
    return [text]


def joined_schools(text: str) -> list[str]:
    """The middle and the high school that one glued name may mean; empty for any other name."""
    match = JOINED.fullmatch("".join(fold_width(text).split()))
    if match is None:
        return []
    stem = match["stem"] + match["girls"]
    return [f"{stem}중", f"{stem}고"]


def _split_outside_brackets(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"[(\[{{<【]|[)\]}}>】]|{SEPARATORS.pattern}", fold_width(text)):
        mark = match.group()
        if mark in "([{<【":
            depth += 1
        elif mark in ")]}>】":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [*parts, text[start:].strip()]


def _ends_like_a_school(part: str) -> bool:
    words = take_brackets(fold(part))[0].split()
    while len(words) > 1 and REMARK.fullmatch(words[-1]):
        words.pop()
    key = name_key("".join(words))
    return len(key) >= 2 and (bool(ending_of(short_form(key))) or key.endswith(OUT_OF_SCOPE_ENDINGS))
