"""Lines of a list that are no rows: headings that hold for the rows below, and totals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from webmap.lists.levels import read_level
from webmap.lists.text import strip_invisible
from webmap.vocabulary.terms import Level

IsRegion = Callable[[str], bool]
"""Tells whether a text is the name of a region and nothing else."""

_SIDO = (
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|"
    r"충청북|충청남|전라북|전라남|경상북|경상남|전남광주)(?:통합특별시|특별자치시|특별자치도|광역시|특별시|시|도)?"
)
_REGION_WORD = re.compile(rf"{_SIDO}|[가-힣]{{2,4}}[시군]|[가-힣]{{2,10}}교육(?:지원)?청")
_INNER_WORD = re.compile(r"[가-힣]{1,6}[시군구]")
_WITH_A_TOWN = re.compile(r"(?:[가-힣]+\s+)*[가-힣]{1,6}[동읍면]")
_SIGNS = r"[\s■□▣▤◆◇●○◎▶▷►▸▹★☆※#*•·▪◾◼⬛❖❏◈♦⊙→☞✔✓=~_+\-–—]"
_MARK = re.compile(rf"^{_SIGNS}+|{_SIGNS}+$")
_NUMBERING = re.compile(
    r"^(?:제?\s*\d{1,3}\s*[장절.)]|[가-하]\s*[.)]|[Ⅰ-Ⅻ]+\s*[.)]?|[IVX]{1,4}\s*[.)]|[①-⑳])\s*"
)
_ENCLOSED = re.compile(r"[\[(<{【〔〈《「『（［＜]\s*([^\[\](){}<>]*?)\s*[\])>}】〕〉》」』）］＞]")
_COUNT = re.compile(
    r"\s*[\s:(\[\-–·/,]*(?:총|계|합계)?\s*\d[\d,]*\s*(?:개\s*)?(?:교|개교|학교|곳|건|명|개소|개|schools?)?\s*[)\]]*$"
)
_AROUND = re.compile(
    r"\s*(?:지역|관내|일대|권|\s(?:소재|관할|소속)?\s*(?:학교들?|명단|목록|현황|리스트|제보|신고|부분|편))$"
)
_TOTAL = re.compile(
    r"(?:합|소|총|누|이상\s*)?계(?:\s*[:\d(].*)?|(?:총|합계|소계|총계|누계|이상|전체)\s*[:=]?\s*\d.*|총\s*학교\s*수.*"
    r"|(?:sub|grand)?\s*total\b.*|이하\s*여백|끝\.?|-+\s*끝\s*-+",
    re.IGNORECASE,
)
_NO_SCHOOL = re.compile(
    r"^제?\s*\d+\s*(?:차|회|부|장|절|분기|주차|월|일|년|번|권역|조|단계|페이지)|명단|목록|현황|리스트|접수|제보|신고|기준"
    r"|권역?$|(?:^|\s)(?:추가|이하|출처|자료|페이지|업데이트|최종)|(?:작성|수정|갱신)\s*(?:일|:|\d)"
    r"|^\d{2,4}\s*[-./년]\s*\d{1,2}|\b(?:list|page|updated?|source)\b",
    re.IGNORECASE,
)
_LEVEL_BEHIND = re.compile(
    r"(?P<region>.+?)(?P<between>[\s/·,:>-]+)(?P<level>초등(?:학교)?|중(?:학교)?|고등(?:학교)?|고교|고|대학교?|대)$"
)
_ENDS_LIKE_A_SCHOOL = re.compile(
    r"(?:[고중초대]|학교|고교|대학원?|(?:유치|학)원|분교장?|교정|캠퍼스|캠|어린이집|school|university|college)(?:\s*\(.*\))?$",
    re.IGNORECASE,
)
# Each word is atomic (`(?>…)`): "4차" is one word or two, and a long line must not be tried in all ways.
_HEADING_WORD = re.compile(
    r"(?>[가-힣]{2}권|제?\d+(?:차|회|부|장|절|분기|주차|번|조|단계|페이지|쪽|월|일|년|시|분)?|\d+(?:\.\d+)+\.?|명단|목록|현황|리스트|접수|제보|신고|기준|권역"
    r"|추가|이하|이상|출처|자료|페이지|업데이트|최종|최신|작성|수정|갱신|참고|전체|기타|미상|미분류|학교들?|피해|대상|관련|지역|관내|현재|까지|분"
    r"|표|명부|본|차|일|자|월|년|의|및|별|수|급|부분|list|page|updated?|source|schools?|of|the|new|and|as|by|part)+",
    re.IGNORECASE,
)
_KIND = re.compile(r"(?:초등?|중등?|고등?|대)(?:학교|교)?|대학")
_NAMES_A_SCHOOL = re.compile(
    r"[가-힣A-Za-z0-9]{2,}(?:[고중초대]|고교|(?:고등|중|초등|대)학교|여학교)(?![가-힣A-Za-z0-9])"
)
"""A word that may be a school's name: “총 2건 가상고” is no total alone."""
_ABOUT_THE_LIST = re.compile(
    r"(?:출처|자료|작성(?:자|일)?|기준일?|수정일?|source|updated?)\s*[:=]", re.IGNORECASE
)
_WITHHELD_NAME = re.compile(r"[○◯〇△▲□◇☆*×xXOo]+(?=[가-힣])")
"""Signs in place of a name, glued to a kind: “○○고등학교” is no heading of high schools."""
_PLAIN_NAME = re.compile(r"[가-힣]{2,12}(?:[고중초대]|(?:고등|중|초등|대)학교)")


@dataclass(frozen=True)
class Heading:
    """A line that is no row. `region` and `level` hold for the rows below.

    Without either it is a total (`holds_nothing`), or a heading that is not understood.
    """

    text: str
    region: str = ""
    level: Level | None = None
    holds_nothing: bool = False
    certain: bool = True
    """False where the text may be the name of a school, too."""


def looks_like_a_region(text: str) -> bool:
    """Whether a text has the shape of a region (서울 강남구), for readers without a gazetteer."""
    first, *others = re.split(r"[\s/,·>]+", text.strip())
    return bool(_REGION_WORD.fullmatch(first)) and all(
        _REGION_WORD.fullmatch(word) or _INNER_WORD.fullmatch(word) for word in others
    )


def read_heading(text: str, is_region: IsRegion, *, of_schools: bool, spread: bool = False) -> Heading | None:
    """Read the only text of a line, or return None where it is data.

    `of_schools`: it stands in the column of schools; `spread`: in a cell merged over several columns.
    """
    whole = strip_invisible(text)
    if _is_data(whole, of_schools=of_schools):
        return None
    core, enclosed = _core(whole)
    marked = enclosed or bool(_MARK.match(whole)) or spread
    if not core:
        return None
    if is_total(core) or is_total(_MARK.sub("", whole)):
        return Heading(whole, holds_nothing=True)
    if level := _level(core):
        return Heading(whole, level=level)
    if heading := _of_region(whole, core, is_region, marked=marked, of_schools=of_schools):
        return heading
    if (both := _LEVEL_BEHIND.fullmatch(core)) and (enclosed or not of_schools or "/" in both["between"]):
        place = _without_ends(both["region"])
        if is_region(place):
            return Heading(whole, region=place, level=_level(both["level"]))
    if _ENDS_LIKE_A_SCHOOL.search(core):
        return None
    is_heading = _only_heading_words(core, is_region) if of_schools else _NO_SCHOOL.search(core)
    return Heading(whole) if spread or is_heading else None


def _only_heading_words(text: str, is_region: IsRegion) -> bool:
    """Whether no word is left that may be a school's name: “고등학교 추가 명단”, but not “가상고 추가”.

    In doubt a line is a row: one that means no school is shown as such, a school taken for a heading is lost.
    """
    if _ABOUT_THE_LIST.match(text):
        return True
    words = re.findall(r"[^\s\[\](){}<>:,.·/~\-–]+", text)
    return all(_HEADING_WORD.fullmatch(word) or _KIND.fullmatch(word) or is_region(word) for word in words)


def _is_data(whole: str, *, of_schools: bool) -> bool:
    """Whether a text is a plain name, or the withheld one of a school, and so no heading."""
    if of_schools and _WITHHELD_NAME.match(whole):
        return True
    return bool(_PLAIN_NAME.fullmatch(whole)) and not read_level(whole)


def is_total(text: str) -> bool:
    """Whether a text is the word of a total and nothing else: 합계, 총계, total."""
    return bool(_TOTAL.fullmatch(text)) and not _NAMES_A_SCHOOL.search(text)


def _of_region(
    whole: str, core: str, is_region: IsRegion, *, marked: bool, of_schools: bool
) -> Heading | None:
    for candidate in dict.fromkeys((core, _without_ends(core))):
        if marked and _WITH_A_TOWN.fullmatch(candidate):
            return Heading(whole, region=candidate)
        if is_region(candidate) and (marked or not _ENDS_LIKE_A_SCHOOL.search(candidate)):
            # A bare word such as 수원 may be a region, and a school's name without its kind.
            is_clear = marked or candidate != whole or looks_like_a_region(candidate)
            return Heading(whole, region=candidate, certain=is_clear or not of_schools)
    return None


def _core(text: str) -> tuple[str, bool]:
    """A text without marks, numbering, count and brackets around it, and whether it stood in brackets."""
    core = unicodedata.normalize("NFKC", _NUMBERING.sub("", _MARK.sub("", text)))
    enclosed = False
    while True:
        match = _ENCLOSED.fullmatch(_COUNT.sub("", core) or core)
        if match is None:
            break
        core, enclosed = _MARK.sub("", match[1]), True
    core = _MARK.sub("", _NUMBERING.sub("", core))
    return (_COUNT.sub("", core).strip(" :") or core), enclosed


def _without_ends(text: str) -> str:
    """A text without the words that only say what kind of list follows: “부산 지역 학교 명단”."""
    before = ""
    while before != text:
        before, text = text, _AROUND.sub("", text).strip(" :,")
    return text


def _level(text: str) -> Level | None:
    """The level that a text names, with “명단” or “부” behind it at most."""
    word = re.sub(r"\s*(?:명단|목록|현황|리스트|부|급)$", "", text)
    level = read_level(word) if len(word) > 1 else None
    # “기타” in a list by regions means other regions, in one by levels other levels.
    return None if level is Level.OTHER and not word.endswith("학교") else level
