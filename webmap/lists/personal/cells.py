"""Personal data split over neighbouring cells of a row: a number in two parts, a label and what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from webmap.lists.personal import numbers
from webmap.lists.personal.contacts import has_called_account
from webmap.lists.personal.detect import (
    EMAIL,
    HANDLE,
    PHONE_NUMBER,
    RESIDENT_NUMBER,
    find_personal,
    undisguise,
)
from webmap.lists.personal.names import ROLE

_MAX_LENGTH = 40
"""Characters of a part; a longer cell is a text of its own."""
_DIGITS = re.compile(r"[+(]?\d[\d\s()*x○●ㅇ-]*")
_DAY = re.compile(r"(?:(?:19|20)\d{2})?\d{4}|(?:19|20)\d{2}(?:-\d{1,2}){0,2}")
_COUNTED = re.compile(
    r"\d{1,3}\s?(?:학년(?:\s?\d{1,2}\s?반)?|반|번|동|호)|(?:\d{1,3}\s?동\s?)?\d{1,4}\s?호"
    r"|\d{2,3}\s?[가-힣]|\d{4}"
)
_CODE = re.compile(r"\d{4,10}")
_WORD = re.compile(r"[가-힣]{2,5}")
_NETWORK = re.compile(
    r"(?:인스타(?:그램)?|인별(?:그램)?|텔레(?:그램)?|텔그|카톡|카카오톡|트위터|디스코드|디코|페이스북"
    r"|페북|페메|스냅챗?|틱톡|에스크|라인|위챗|유튜브|블로그"
    r"|insta(?:gram)?|ig|telegram|kakao(?:talk)?|twitter|x|discord|facebook|fb|snapchat|tiktok|line"
    r"|아이디|계정|id|닉네임|디엠|dm)"
    r"\s?(?:아이디|계정|id|닉네임)?\s?:?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"(?:{ROLE}|학\s?번|학생\s?번호|수험\s?번호|계좌(?:\s?번호)?|통장|[가-힣A-Za-z]{{0,4}}(?:은행"
    r"|뱅크)|농협|신한|국민|우리|하나|기업|수협|신협|카뱅|토스|우체국|새마을금고"
    r"|생년월일|생일|출생일?|연락처|전화(?:번호)?|휴대폰|핸드폰|폰|주민(?:등록)?번호|차량\s?번호"
    r"|차\s?번호|집\s?주소|자택|거주지|이?메일|e-?mail)\s?:?",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"[a-z][\w.+-]{2,40}@?", re.IGNORECASE)
_DOMAIN = re.compile(r"@?[a-z][\w-]{1,30}(?:\.[\w-]{2,20}){1,3}", re.IGNORECASE)
_MAIL_DOMAIN = re.compile(
    r"@|(?:naver|gmail|daum|hanmail|kakao|nate|hotmail|outlook|icloud)\.(?:com|net)", re.IGNORECASE
)


_BEGINNING = re.compile(
    "|".join(f"(?:{each.pattern})" for each in (_DIGITS, _COUNTED, _NETWORK, _LABEL, _LOCAL)), re.IGNORECASE
)


def find_split(cells: Sequence[str]) -> str | None:
    """Return the kind of personal data that neighbouring cells of a row hold together, or None.

    `cells`: the stored cells in the order of their columns, each harmless by itself.
    """
    parts = [undisguise(cell).strip() if len(cell) <= _MAX_LENGTH else "" for cell in cells if cell]
    return next(filter(None, map(_find_together, _neighbours(parts))), None)


def _neighbours(parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Two or three neighbouring parts of which the first can be the beginning of something."""
    for place, part in enumerate(parts[:-1]):
        if part and _BEGINNING.fullmatch(part):
            yield tuple(parts[place : place + 2])
            if place + 2 < len(parts):
                yield tuple(parts[place : place + 3])


def _find_together(parts: tuple[str, ...]) -> str | None:
    first, second = parts[0], parts[1]
    if all(_DIGITS.fullmatch(part) for part in parts):
        return _in_digits(parts)
    if all(_COUNTED.fullmatch(part) for part in parts):
        return find_personal(" ".join(parts), remark=True)
    if len(parts) > 2:
        return None
    if _NETWORK.fullmatch(first):
        return HANDLE if has_called_account(f"{first} {second}") else None
    if _LABEL.fullmatch(first) or (_CODE.fullmatch(first) and _WORD.fullmatch(second)):
        return find_personal(f"{first.rstrip(': ')} {second}", remark=True)
    return EMAIL if _is_email(first, second) else None


def _in_digits(parts: tuple[str, ...]) -> str | None:
    if all(_DAY.fullmatch(part) for part in parts):
        return None
    for between in ("-", ""):
        number = between.join(part.strip("- ") for part in parts)
        if numbers.has_resident_number(number):
            return RESIDENT_NUMBER
        if numbers.has_phone_number(number):
            return PHONE_NUMBER
    return None


def _is_email(first: str, second: str) -> bool:
    if not (_LOCAL.fullmatch(first) and _DOMAIN.fullmatch(second)):
        return False
    return first.endswith("@") or bool(_MAIL_DOMAIN.match(second)) or bool(re.search(r"[\d_]", first))
