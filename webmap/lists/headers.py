"""Reading a header by what it contains: “피해 학교명 (필수)”, “재학 중인 학교를 적어 주세요”.

A header names a property: the last words say which one (“학교 소재지” is an address, “학교급” a level),
the words before it whose. Words that only ask politely, number the question or mark it as required say
nothing. A header with a word that is not known here names no column, whatever else it contains.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from webmap.lists.text import spelling_key, strip_invisible

_IN_BRACKETS = re.compile(r"[(\[{<（【〔［][^)\]}>）】〕］]*[)\]}>）】〕］]?")
_BRACKET_SIGNS = re.compile(r"[()\[\]{}<>（）【】〔〕［］]")
_NUMBERING = re.compile(
    r"^\s*(?:[qQ]\s*\d*|문항?\s*\d+|질문\s*\d*|\d{1,2}(?:-\d+)?\s*번?|[①-⑳]|[ⓐ-ⓩ]|[가-하])\s*[.):]\s*"
)
_REQUIRED = re.compile(
    r"필수(?:\s*(?:항목|입력|응답|사항))?|선택\s*(?:항목|입력|사항)?$|required|optional|\*|※", re.I
)
_ASKING = re.compile(
    r"(?:을|를|은|는|이|가)?\s*(?:정확(?:히|하게)|모두|꼭|반드시|아래에|간단히|구체적으로|자세히|직접)*\s*"
    r"(?:적어|써|입력|기입|기재|작성|선택|골라|알려|말씀해|고르)\S*(?:\s*(?:주|바랍|세요|주십|주시)\S*)*\s*[.?!]*$"
    r"|(?:은|는|이|가)?\s*(?:어디|무엇|뭐|어느\s*곳|언제|어떤\s*곳)\S*\s*[.?!]*$"
    r"|(?<=[교학명름고급역도군구일시짜태처])(?:입니까|인가요|이에요|예요|은요|는요|은|는)\s*[.?!]*$"
)

_SCHOOL = r"(?:(?:초[·・ㆍ.,/]?)?(?:중[·・ㆍ.,/]?)?(?:고등|고|중|초등|초|대)?학교|고교|모교|대학|교(?=명))"
# Longer words stand first: each word is atomic, so that a long header is not tried in all ways.
_WHOSE = (
    r"(?:(?>재(?=학교)|피해학생|재학중인|재학하는|재학했던|피해자|제보자|신고자|응답자|작성자|신청자|다니는|다니던|"
    r"다녔던|소속된|졸업한|중이신|계시는|피해|해당|대상|소속|재학|출신|재직|근무|졸업|신고|제보|접수|"
    r"의심|확인|관련|발생|사건|언급|등재|거론|지목|유포|현재|최종|당시|우리|자기|본인|자녀|학생|가족|"
    r"지인|다닌|있는|있던|속한|나온|입은|당한|알고|아는|나의|내가|귀하|당신|방문|참여|참가|신청|관내|"
    r"관할|협력|지원|거점|선도|희망|어느|무슨|어떤|전체|정식|공식|목록|명단|중인|하는|하신|하고|계신|"
    r"님의|또는|전|현|본|자|타|이|가|된|한|중|및|와|과)[\s의]*)*"
)
_OF_A_SCHOOL = re.compile(rf"{_WHOSE}{_SCHOOL}의?\s*")
_NAME_PROPERTY = re.compile(
    r"(?:의?\s*)?(?:(?:전체|정식|공식)?\s*)?(?:명|명칭|이름|성명|네임)?(?:은|는|이|가)?"
)
_LIES_IN = re.compile(r"^(?:이|가|을|를)?\s*(?:있는|위치한|소재한|소재하는|속한)\s*")
"""Between a school and its place: “학교가 있는 지역”."""
_BETWEEN_NAMES = re.compile(r"\s*[/|]\s*|(?<=[가-힣])\s+(?=[a-z]{4})|(?<=[a-z]{4})\s+(?=[가-힣])")
"""Between two names of one column: “학교명/School name”, “학교명 School name”."""
_ACCUSED = re.compile(r"가해")
_SCHOOL_WORDS = {"school", "schools", "college", "university", "univ", "highschool", "schoolname"}
_FILLERS = {
    "name", "names", "full", "official", "of", "the", "a", "your", "my", "please", "enter", "attended",
    "attending", "attend", "attends", "you", "current", "currently", "which", "what", "is", "select",
    "choose", "high", "middle", "secondary", "affected", "victim", "victims", "victim's", "reported",
    "where", "student", "student's", "students", "do", "did", "go", "to", "type", "in", "or", "and", "s",
    "no", "number",
}  # fmt: skip
_ENGLISH = re.compile(r"[a-z]+(?:'s)?")
_PROPERTY_OF_SCHOOL = {"type", "no", "number"}
"""Fillers that name a property where they stand behind the school (“School type”, “School no.”)."""
_ONE_OF_A_KIND = re.compile(r"(?:초등|중|고등|대)학교|고교|대학")


@lru_cache(maxsize=4_096)
def core(header: str) -> str:
    """A header without brackets, numbering, marks of a required answer and the words that ask for it."""
    text = unicodedata.normalize("NFKC", strip_invisible(header))
    text = _NUMBERING.sub("", text)
    text = _REQUIRED.sub(" ", _IN_BRACKETS.sub(" ", text))
    return " ".join(_ASKING.sub("", " ".join(text.split())).split()).strip(" :?!.,-_·/")


def bracketed(header: str) -> tuple[str, ...]:
    """The texts in the brackets of a header: “소속 (학교)” → 학교."""
    found = _IN_BRACKETS.findall(unicodedata.normalize("NFKC", header))
    return tuple(strip_invisible(_BRACKET_SIGNS.sub(" ", each)) for each in found)


def names_a_school(header: str) -> bool:
    """Whether a header asks for the name of a school, also in two languages."""
    parts = [part for part in _BETWEEN_NAMES.split(core(header).casefold()) if part]
    return bool(parts) and all(map(_names_a_school, parts))


@lru_cache(maxsize=4_096)
def _names_a_school(text: str) -> bool:
    if not text or _ACCUSED.search(text):
        return False
    if text.isascii():
        return _names_a_school_in_english(text)
    match = _OF_A_SCHOOL.match(text)
    return match is not None and bool(_NAME_PROPERTY.fullmatch(text, match.end()))


def _names_a_school_in_english(text: str) -> bool:
    words = _ENGLISH.findall(text)
    if not _SCHOOL_WORDS & set(words) or words[-1] in _PROPERTY_OF_SCHOOL:
        return False
    return set(words) <= _SCHOOL_WORDS | _FILLERS


@lru_cache(maxsize=4_096)
def property_of_school(header: str) -> str:
    """The property of a school that a header asks for: “재학 중인 학교의 주소” → 주소; '' for none."""
    text = core(header).casefold()
    if text.isascii():
        words = [word for word in _ENGLISH.findall(text) if word not in _SCHOOL_WORDS]
        rest = [word for word in words if word not in _FILLERS or word in _PROPERTY_OF_SCHOOL]
        return "".join(rest) if len(words) < len(_ENGLISH.findall(text)) else ""
    match = _OF_A_SCHOOL.match(text)
    return spelling_key(_LIES_IN.sub("", text[match.end() :])) if match else ""


def ends_like_a_school_column(header: str) -> bool:
    """Whether a header ends in a word for a school, behind words that are not known here: “연계학교”.

    Much weaker than `names_a_school`: names of schools may end so, too.
    """
    text = "".join(core(header).split())
    if _ACCUSED.search(text):
        return False
    ends = re.search(r"(?:학교|고교|대학)(?:명|명칭|이름)?$|교명$", text) or re.search(
        r"\b(?:school|college|university)(?: name)?$", core(header).casefold()
    )
    return bool(ends) and len(text) <= 30


def is_open_data(header: str) -> bool:
    """Whether a text that ends like a school's column is more likely the name of a school: “가상고등학교”."""
    text = "".join(core(header).split())
    kind = _ONE_OF_A_KIND.search(text)
    return kind is not None and kind.start() > 0 and not re.search(r"(?:명|명칭|이름)$", text)
