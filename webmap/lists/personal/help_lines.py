"""Phone numbers that belong to no person: the lines of help centres, and those of offices called so."""

from __future__ import annotations

import csv
import re
from functools import cache

from webmap.system.shipped_files import data_path

_NOT_A_DIGIT = re.compile(r"\D")
# Only companies and offices can have these.
_REPRESENTATIVE = re.compile(
    r"1(?:[58]\d\d|6\d\d)\d{4}|080\d{7}|0(?:2|[3-6]\d)(?:112|117|119|120|129|1366|1388)"
)
_MORE_LINES = ("02-735-8994", "02-815-0382", "02-3672-0365", "02-2100-6000", "02-6222-6060")
"""Lines of national help centres and the ministry that notes quote, besides those on every page."""
_OFFICE = re.compile(
    r"교육(?:지원)?청|교육부|여가부|여성가족부|학교\s?(?:대표|전화|측|로|번호)|교무실|교장실|행정실"
    r"|보건실|상담실|상담\s?센터|센터|대표\s?(?:번호|전화)?|안내\s?(?:번호|전화)"
    r"|경찰서|경찰청|파출소|지구대|민원|지원단|위원회|기관|쉼터|해바라기|디성센|콜센터|핫라인"
    r"|상담\s?(?:전화|번호)?|(?<![a-z])wee(?![a-z])|위클래스|시청|구청|군청|도청|병원|보건소"
    r"|변호사회|법률\s?(?:구조|상담)|노조|전교조|교총|사무실|사무국|신고\s?(?:전화|번호|처)|office"
    r"|helpline|hotline|center|centre",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"(?<![가-힣])집|자택|어머니|아버지|엄마|아빠|보호자|개인|휴대|핸드폰|학생\s?(?:집|연락|전화|번호)|부모"
)


@cache
def _lines() -> frozenset[str]:
    with data_path("help_lines.csv").open(encoding="utf-8", newline="") as source:
        phones = [row["phone"] for row in csv.DictReader(source)]
    return frozenset(_NOT_A_DIGIT.sub("", phone) for phone in (*phones, *_MORE_LINES))


def is_help_line(number: str, text: str) -> bool:
    """Tell whether a phone number in a text is that of a help centre, an office or a company.

    A number of a landline is an office's where the text says so and does not speak of a home.
    """
    digits = _NOT_A_DIGIT.sub("", number)
    if digits in _lines() or _REPRESENTATIVE.fullmatch(digits):
        return True
    landline = digits.startswith("0") and not digits.startswith(("01", "070"))
    return landline and bool(_OFFICE.search(text)) and not _PRIVATE.search(text)
