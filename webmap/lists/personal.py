"""Personal data that must not be stored, whatever column it stands in.

The text that was found never leaves this module: a finding is a kind, no more. A row wrongly refused
is told and can be corrected; a number that got through can not be called back, so in doubt the row
is refused.
"""

from __future__ import annotations

import re
import unicodedata

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum import luhn

from webmap.language import N_
from webmap.lists.text import clean

RESIDENT_NUMBER = N_("a resident registration number")
PHONE_NUMBER = N_("a phone number")
EMAIL = N_("an e-mail address")
CARD_NUMBER = N_("a payment card number")
PASSPORT = N_("a passport number")
DRIVER_LICENCE = N_("a driver's licence number")
HANDLE = N_("an account of a messenger or social network")
CLASS = N_("a school class, which narrows down who is meant")

_WORTH_A_LOOK = re.compile(r"[0-9@]|공일공|골뱅이|아이디|계정|id\b|[a-z]\s*[./:=]", re.IGNORECASE)
_URL = re.compile(r"\bhttps?://\S+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_SPACED_DIGITS = re.compile(r"(?<!\d)(?:\d\s){6,}\d(?!\d)")
_SPOKEN_DIGITS = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")
_SPOKEN = re.compile(r"공일공[공영일이삼사오육륙칠팔구\s.\-]{8,}")
_GAP = r"[^0-9a-z가-힣]{0,3}"

_BIRTH = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_RESIDENT = re.compile(
    rf"(?<!\d){_BIRTH}{_GAP}[1-8](?:\d{{6}}(?!\d)|\d{{0,5}}[*x●○•·]{{1,6}})", re.IGNORECASE
)
_RESIDENT_IN_URL = re.compile(rf"(?<!\d){_BIRTH}-[1-8]\d{{6}}(?!\d)")
_MOBILE = re.compile(
    rf"(?<![0-9a-z])(?:[0o]\s?[1il|]\s?[016789o]|\+?82{_GAP}0?1[016789])(?:{_GAP}\d){{7,8}}(?!\d)",
    re.IGNORECASE,
)
_MOBILE_IN_URL = re.compile(r"(?<!\d)(?:010-?\d{4}-?\d{4}|01[16789]-\d{3,4}-\d{4})(?!\d)")
_SEVEN_DIGITS = re.compile(r"(?:\d[\W_]{0,4}){6}\d")
# Spreadsheets drop the leading zero of a number typed without hyphens.
_MOBILE_AS_NUMBER = re.compile(r"(?<![\w.,-])[17]0\d{8}(?![\w.,-])")
_DOT = r"\s*(?:\.|\(dot\)|\[dot\])\s*"
# Lengths are bounded throughout, so that no cell takes long to look through.
_EMAIL = re.compile(
    rf"[\w.%+-]\s*(?:@|\(at\)|\[at\]|골뱅이)\s*[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,5}}{_DOT}(?:[a-z]{{2}}|한국)",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\w-])(?:[3-69]\d{3}|2[2-7]\d{2})([\s.-]?)\d{4}\1\d{4}\1\d{4}(?![\w-])")
_AMEX = re.compile(r"(?<![\w-])3[47]\d{2}([\s.-]?)\d{6}\1\d{5}(?![\w-])")
_PASSPORT = re.compile(
    r"(?<![a-z0-9])[msrod](?:\d{3}[a-z]\d{4}|(?!(?:19|20)\d{6})\d{8})(?![a-z0-9])", re.IGNORECASE
)
_LICENCE = re.compile(r"(?<![\d-])(?:1[1-9]|2[0-8])-\d{2}-\d{6}-\d{2}(?![\d-])")

_NETWORKS = (
    *(r"t\s*\.\s*me", r"telegram\s*\.\s*(?:me|dog|org)", r"open\s*\.\s*kakao\s*\.\s*com", r"qr\.kakao\.com"),
    *(
        r"pf\.kakao\.com",
        r"kakaotalk\.com",
        r"instagram\.com",
        r"instagr\.am",
        r"ig\.me",
        r"threads\.(?:net|com)",
    ),
    *(r"facebook\.com", r"fb\.(?:com|me)", r"m\.me", r"twitter\.com", r"(?<![\w.-])x\.com", r"tiktok\.com"),
    *(r"discord\.(?:gg|com|me)", r"discordapp\.com", r"line\.me", r"snapchat\.com", r"band\.us", r"wa\.me"),
    *(r"whatsapp\.com", r"signal\.(?:me|group)", r"linktr\.ee", r"vk\.com", r"weibo\.com", r"asked\.kr"),
)
_LINK = re.compile(rf"(?<![\w-])(?:{'|'.join(_NETWORKS)})\s*/\s*\S", re.IGNORECASE)
_AT_HANDLE = re.compile(r"@(?=[\w.]{0,30}[a-z_])[a-z0-9_][a-z0-9_.]{3,}", re.IGNORECASE)
_NAMED_HANDLE = re.compile(
    r"(?:(?:인스타(?:그램)?|텔레(?:그램)?|텔방|카톡|카카오톡|트위터|디스코드|디코|페이스북|페북|스냅챗|틱톡|라인"
    r"|insta(?:gram)?|telegram|kakao(?:talk)?|twitter|discord|facebook|snapchat|tiktok)\s*(?:아이디|id|계정)?\s*[:=]"
    r"|(?:아이디|계정)\s*(?:는|은)?\s*[:=]?|\bid\s*[:=])\s*(?=[\w.]{0,30}[a-z])[a-z0-9_][a-z0-9_.]{3,}",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"[1-6]\s*학년\s*,?\s*제?\s*(?:\d{1,2}|[a-h]|[가나다라마바])\s*반(?![가-힣])"
    r"|[1-6]\s*학년\s*,?\s*제?\s*\d{1,2}\s*반"
    r"|(?<![\d-])[1-6]\s*-\s*\d{1,2}\s*반(?![가-힣])"
    r"|\bgrade\s*\d{1,2}\W{0,3}class\s*\w{1,2}\b",
    re.IGNORECASE,
)


def is_personal(text: str) -> bool:
    """Tell whether a text holds personal data of any kind."""
    return find_personal(text) is not None


def find_personal(text: str) -> str | None:
    """Return the kind of personal data in a text, as a phrase of the catalogue, or None."""
    plain = _plain(text)
    if not _WORTH_A_LOOK.search(plain):
        return None
    without_urls = _URL.sub(" ", plain)
    return _in_addresses(plain) or _in_text(without_urls) or (_in_urls(plain) if "://" in plain else None)


def _plain(text: str) -> str:
    """Text without the disguises of width, digits of other scripts, spacing, and spoken digits."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", clean(text))
    if not plain.isascii():
        plain = _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), plain)
        plain = _SPOKEN.sub(lambda found: found[0].translate(_SPOKEN_DIGITS), plain)
    return _SPACED_DIGITS.sub(lambda found: "".join(found[0].split()), plain)


def _in_addresses(text: str) -> str | None:
    """E-mail addresses, accounts and links; they are looked for inside web addresses too."""
    if _EMAIL.search(text):
        return EMAIL
    if _LINK.search(text) or _AT_HANDLE.search(text) or _NAMED_HANDLE.search(text):
        return HANDLE
    return None


def _in_urls(text: str) -> str | None:
    """Numbers in web addresses count in their unmistakable form only: articles have long numbers."""
    if _RESIDENT_IN_URL.search(text):
        return RESIDENT_NUMBER
    return PHONE_NUMBER if _MOBILE_IN_URL.search(text) else None


def _in_text(text: str) -> str | None:
    if not _DIGIT.search(text):
        return CLASS if _CLASS.search(text) else None
    for kind, pattern in (
        (RESIDENT_NUMBER, _RESIDENT),
        (DRIVER_LICENCE, _LICENCE),
        (PASSPORT, _PASSPORT),
        (CLASS, _CLASS),
    ):
        if pattern.search(text):
            return kind
    return CARD_NUMBER if _has_card(text) else PHONE_NUMBER if _has_phone(text) else None


def _has_card(text: str) -> bool:
    return any(
        luhn.is_valid(re.sub(r"\D", "", found[0]))
        for pattern in (_CARD, _AMEX)
        for found in pattern.finditer(text)
    )


def _has_phone(text: str) -> bool:
    if _MOBILE.search(text) or _MOBILE_AS_NUMBER.search(text):
        return True
    # The matcher is slow, and every number that it accepts has at least seven digits in a row.
    if not _SEVEN_DIGITS.search(text):
        return False
    return PhoneNumberMatcher(text, "KR", leniency=Leniency.VALID).has_next()
