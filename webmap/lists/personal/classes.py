"""School classes, which could identify pupils, and pupils named beside their class."""

from __future__ import annotations

import re

_GRADE = r"[1-6일이삼사오육]\s*학년\s*,?\s*제?\s*"
_SPOKEN_GRADE = r"[일이삼사오육]\s*학년\s*,?\s*제?\s*"
_SPOKEN = r"(?!일\s*반)[일이삼사오육칠팔구십]{1,3}"
_END = r"\s*반(?:[이의에은도을과]|에서)?(?![가-힣])"
# “2학년 절반” and “1학년 일반” name no class.
_NO_CLASS = (
    r"(?<![일전후절초중각옆몇]반)(?<!모든반)(?<!여러반)(?<!전체반)(?<!같은반)(?<!다른반)(?<![\s년]과반)"
)
_CLASS = re.compile(
    rf"{_GRADE}(?:\d{{1,2}}|[a-h]|[가나다라마바]|{_SPOKEN}){_END}"
    rf"|{_SPOKEN_GRADE}일\s*반(?![가-힣])"
    rf"|{_GRADE}\d{{1,2}}\s*반"
    rf"|{_GRADE}[가-힣]{{1,4}}반{_NO_CLASS}(?![가-힣])"
    rf"|[초중고]\s?[1-6]\s*[,·-]?\s*\d{{1,2}}{_END}"
    rf"|(?<![\d/.-])[1-6]\s*[-/]\s*\d{{1,2}}{_END}"
    r"|(?<!\d)\d{1,2}\s*반\s*,?\s*\d{1,2}\s*번(?![가-힣])"
    r"|\bgrade\s*\d{1,2}\W{0,3}class\s*\w{1,2}\b",
    re.IGNORECASE,
)

_COUNT = re.compile(r"\s*(?:학생|남학생|여학생)?\s*(?:[2-9]|\d{2,})\s*명(?![가-힣]{3})")

_SURNAME = (
    "[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진"
    "지엄채원천방공현함변염여추도소석선설]"
)
_NOT_A_NAME = (
    r"(?:이[상하내후전번날것곳들외용야]|정[도보리문상]|주[일간말민소변]|차례|차이|조사|조치"
    r"|공[지개문식]|지[역난금원]"
    r"|전[화체학달교국]|신고|신문|최[근초종대소]|안[내전]|강[의당좌남북]|임시|홍보|인원|유포|유형"
    r"|고[등교지]|문[의제]|성[별인]"
    r"|여[학자러]|남[학자녀]|선[생배]|하[루교]|나머|진[행위]|방[송학]|현[재황장]|추[가정]|도[교서]"
    r"|소[재문식]|구[역간]|우[리선]"
    r"|서울|오[전후늘]|한[번곳]|장[소면]|설[명문]|배포|원[본래]|민원|노출)"
)
# Behind a lot number comes a school or another place; behind a class may come a pupil.
_PUPIL = re.compile(
    rf"(?<![\d./:,-])(?<![동리로길가읍면번지층])(?<![동리로길가읍면번지층] )[1-6]\s?-\s?\d{{1,2}}\s+"
    rf"(?!{_NOT_A_NAME}){_SURNAME}[가-힣]?(?![고중대초시군읍로](?![가-힣]))[가-힣]"
    r"(?:[이은는을의군양님씨가])?(?![가-힣])"
)


def has_class(text: str) -> bool:
    """Tell whether a text names a class of a school; how many pupils of a class are concerned is no name."""
    return any(not _COUNT.match(text, match.end()) for match in _CLASS.finditer(text))


def has_pupil(text: str) -> bool:
    """Tell whether a remark holds a class followed by a likely name: “2-3 홍길동”.

    Only for remarks: in other columns “2-3” is a lot number, and a school's name follows it.
    """
    return bool(_PUPIL.search(text))
