"""Personal data that must not be stored, in any column.

The personal text itself never leaves this room: a finding is only its kind. A row refused by mistake
is reported and can be corrected; a published number cannot be recalled, so in doubt the row is
refused.
"""

from __future__ import annotations

import re
import unicodedata

from webmap.lists.personal import numbers
from webmap.lists.personal.classes import has_class, has_pupil
from webmap.lists.personal.contacts import has_account, has_bare_account, has_email, may_hold_contact
from webmap.lists.personal.homes import has_home, has_plate
from webmap.lists.personal.names import has_name, may_hold_name
from webmap.lists.text import strip_invisible
from webmap.vocabulary.messages import N_

_OTHER_DIGIT = re.compile(r"[^\D0-9]")

_SPACED_DIGITS = re.compile(r"(?<!\d)(?:\d\s(?:-\s)?){4,}\d(?!\d)")

_JAMO = str.maketrans("ᄀᄂᄃᄅᄆᄇᄉᄋᄌᄎᄏᄐᄑᄒ", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ")
"""NFKC turns a consonant typed by itself (“ㅋㅌ”, “김ㅇㅇ”) into the first part of a syllable."""
_SPOKEN_DIGITS = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")


# A mobile number may mix figures and words: 010-일이삼사-5678.
_SPOKEN = re.compile(
    r"(?<![0-9가-힣])[0공영][1일][0공영](?:(?:[\s.,·/_-]|에|다시){0,3}[0-9공영일이삼사오육륙칠팔구]){8}(?!\d)"
)


_SPOKEN_START = re.compile("[0공영][1일][0공영]")
_UNDISGUISED = re.compile(r"[가-힣 -~·\n\t]*")
_HANGUL_ONLY = re.compile(r"[가-힣 ()·,]*")
# Spoken numbers and classes, and all that `may_hold_name` and `may_hold_contact` do not look for.
_SPOKEN_WORD = re.compile("공일공|영일영|사는|거주|자택|주소|학년|학번|번호|[초중고][1-6일이삼]")


def _is_plain(text: str) -> bool:
    """Whether a text of Hangul has no word with which personal data begins; most cells are such."""
    return bool(
        _HANGUL_ONLY.fullmatch(text)
        and not may_hold_name(text)
        and not _SPOKEN_WORD.search(text)
        and not may_hold_contact(text)
    )


def undisguise(text: str) -> str:
    """Return text in plain width and Western digits, with spaced or spoken digits written as figures."""
    plain = text
    if not _UNDISGUISED.fullmatch(text):
        plain = unicodedata.normalize("NFKC", strip_invisible(text)).translate(_JAMO)
        plain = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), plain)
    if _SPOKEN_START.search(plain):
        plain = _SPOKEN.sub(lambda match: match[0].translate(_SPOKEN_DIGITS), plain)
    return _SPACED_DIGITS.sub(lambda match: "".join(match[0].split()), plain)


RESIDENT_NUMBER = N_("a resident registration number")
PHONE_NUMBER = N_("a phone number")
EMAIL = N_("an e-mail address")
CARD_NUMBER = N_("a payment card number")
BANK_ACCOUNT = N_("a bank account number")
PASSPORT = N_("a passport number")
DRIVER_LICENCE = N_("a driver's licence number")
BIRTHDAY = N_("a date of birth")
HANDLE = N_("an account of a messenger or social network")
CLASS = N_("a school class, which narrows down who is meant")
PUPIL = N_("a class with what looks like a person's name")
STUDENT_NUMBER = N_("a pupil's number")
NAME = N_("what looks like a person's name")
HOME = N_("what looks like a person's home")
NUMBER_PLATE = N_("the number plate of a car")

_URL = re.compile(r"\bhttps?://\S+", re.IGNORECASE)
_NUMBER_OR_CLASS = re.compile(r"\d|학년|학번|사는|거주|자택|주소")

_ANYWHERE = (
    (RESIDENT_NUMBER, 6, numbers.has_resident_number),
    (DRIVER_LICENCE, 12, numbers.has_driver_licence),
    (PASSPORT, 7, numbers.has_passport_number),
    (BIRTHDAY, 2, numbers.has_birthday),
    (CLASS, 0, has_class),
    (CARD_NUMBER, 15, numbers.has_card_number),
    (PHONE_NUMBER, 7, numbers.has_phone_number),
    (STUDENT_NUMBER, 0, numbers.has_student_number),
    (BANK_ACCOUNT, 10, numbers.has_bank_account),
    (HOME, 0, has_home),
    (NUMBER_PLATE, 2, has_plate),
)
"""Kind, the fewest digits that it has, and the search for it."""
_IN_REMARKS = ((PUPIL, 2, has_pupil),)
_NOT_A_DIGIT = re.compile(r"\D+")


def is_personal(text: str) -> bool:
    """Tell whether a text holds personal data of any kind."""
    return find_personal(text) is not None


def find_personal(text: str, *, remark: bool = False) -> str | None:
    """Return the kind of personal data in a text, as a phrase of the catalogue, or None.

    A `remark` is free text (notes, sources, file names), in which a number cannot be one of an address.
    """
    if _is_plain(text):
        return None
    plain = undisguise(text)
    without_urls = _URL.sub(" ", plain) if "://" in plain else plain
    if may_hold_contact(plain) and (kind := _in_contacts(plain, without_urls)):
        return kind
    if has_name(without_urls):
        return NAME
    if not _NUMBER_OR_CLASS.search(plain):
        return None
    return _in_text(without_urls, remark) or (_in_urls(plain) if "://" in plain else None)


def _in_contacts(text: str, without_urls: str) -> str | None:
    """E-mail addresses, accounts and links; signs of them count inside web addresses too."""
    if has_email(text):
        return EMAIL
    return HANDLE if has_account(text) or has_bare_account(without_urls) else None


def _in_text(text: str, remark: bool) -> str | None:
    kinds = _ANYWHERE + _IN_REMARKS if remark else _ANYWHERE
    digits = len(_NOT_A_DIGIT.sub("", text))
    return next((kind for kind, fewest, has_kind in kinds if digits >= fewest and has_kind(text)), None)


def _in_urls(text: str) -> str | None:
    if numbers.has_resident_number_in_url(text):
        return RESIDENT_NUMBER
    return PHONE_NUMBER if numbers.has_mobile_number_in_url(text) else None
