"""Where one person lives, and the car that one person drives.

Texts come undisguised (`webmap.lists.personal.detect`). All repetitions in patterns are bounded.
"""

from __future__ import annotations

import re

_HOUSE = (
    r"(?:아파트|APT|(?<=[가-힣])빌(?!딩|라|리)|빌라|오피스텔|맨션|연립(?:주택)?|다세대|원룸|고시원"
    r"|고시텔|타운|하이츠|자이"
    r"|푸르지오|래미안|힐스테이트|아이파크|롯데캐슬|더샵|e편한세상|센트럴|휴먼시아"
    r"|주공|빌리지|파크|캐슬|레지던스|생활관)"
)
_ROOM = r"(?:지하\s?|B|비)?\d{1,4}\s?호"
_INSTITUTION = re.compile(
    r"대학|캠퍼스|본관|별관|신관|학관|호관|도서관|체육관|청사|행정실|교무실|교실|센터|연구[동소원]"
    r"|빌딩|상가|사무실|사무국|과학실|상담실"
)
_HOME_WORD = r"(?:자택|집\s?주소|거주지|거주|주거지|집은|집이|(?<![가-힣])집(?=[\s:]))"
_FLAT = re.compile(
    rf"(?<!\d)\d{{3,4}}\s?동\s?,?\s?(?:제\s?)?{_ROOM}"
    rf"|(?<![\d-])[1-9]\d{{2}}\s?-\s?\d{{3,4}}\s?호"
    r"|[로길동리]\s?\d{1,4}(?:-\d{1,4})?\s?(?:번지)?,?\s{1,2}(?:지하\s?)?\d{2,4}\s?호(?!관|선)"
    rf"|(?<![가-힣A-Za-z])[A-Fa-f가나다라마바]동\s?{_ROOM}"
    rf"|[로길]\s?\d{{1,4}}(?:-\d{{1,4}})?\s?,?\s(?<![\d-])[1-9]\d{{2}}-\d{{3,4}}(?![\d-])"
)
_NAMED_FLAT = re.compile(
    rf"{_HOUSE}\s?(?:제?\d{{1,2}}차\s?|\d단지\s?)?,?\s?(?:(?:[A-Za-z가-라]|\d{{1,4}})\s?동(?![가-힣])"
    rf"|{_ROOM}(?!관|선))|기숙사\s?(?:\d{{1,3}}동\s?)?{_ROOM}",
    re.IGNORECASE,
)
_HOME = re.compile(
    rf"(?:{_HOME_WORD}\s?(?:은|는|이)?\s?[:=]?\s?(?!불명|미상)"
    r"|학생\s?집\s?)[^\n]{0,30}?(?:[로길동리]\s?\d{1,4}(?:번길)?|\d{1,4}\s?(?:동|호|번지))"
    rf"|[로길동리]\s?\d{{1,4}}(?:-\d{{1,4}})?\s?(?:에\s)?(?:거주|사는|자택)"
)

_LIVES_IN = re.compile(rf"(?:{_HOME_WORD}|사는\s?곳)(?:은|는)?\s?:?\s?[가-힣A-Za-z0-9 ]{{0,20}}{_HOUSE}")

_PLATE_LETTER = "[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배허하호]"
_REGION = "(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)"
_PLATE = re.compile(
    rf"(?<![\d.,제-]){_REGION}?\s?\d{{2,3}}(?:{_PLATE_LETTER}\s?-?|\s{_PLATE_LETTER}\s)\d{{4}}(?![\d-]"
    r"|\s?[억만원명건개년월회세권쪽])"
)
_NAMED_PLATE = re.compile(
    r"(?:차량?\s?(?:번호판?|뒷\s?번호|넘버)|번호판|뒷\s?번호|차번호?)\s?(?:는"
    r"|은)?\s?[:=]?\s?[^\n\d]{0,6}\d{2,4}"
)


def has_home(text: str) -> bool:
    """Tell whether a text states a flat, or calls an address someone's home."""
    if _NAMED_FLAT.search(text) or _HOME.search(text) or _LIVES_IN.search(text):
        return True
    return bool(_FLAT.search(text)) and not _INSTITUTION.search(text)


def has_plate(text: str) -> bool:
    """Tell whether a text holds the number plate of a car."""
    if _NAMED_PLATE.search(text):
        return True
    return any(not _is_road(text, match) for match in _PLATE.finditer(text))


def _is_road(text: str, match: re.Match[str]) -> bool:
    """Whether digits and a letter are those of a road or a district: “516로 2596”, “을지로 12가 1234”."""
    return bool(
        re.search(r"(?:로|길|동)\s?$", text[: match.start()])
        or re.search(r"\d(?:로|길)\s?\d|\d\s(?:주|부|조|도|호|수)\s", match[0])
    )
