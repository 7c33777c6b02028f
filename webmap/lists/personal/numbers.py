"""Numbers that belong to one person, in the forms in which people write them.

Texts come undisguised (`webmap.lists.personal.detect`). All repetitions in patterns are bounded, so that no
hostile cell can make the search slow.
"""

from __future__ import annotations

import re

from phonenumbers import Leniency, PhoneNumberMatcher

from webmap.lists.personal.help_lines import is_help_line

_GAP = r"[^0-9a-z가-힣]{0,3}"
_HYPHEN = r"\s?[-\u2010-\u2015\u2212]\s?"

_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_BIRTH = rf"\d{{2}}{_DAY}"
# The seventh digit tells the century: a pupil or teacher was born in 1930 to 2019. This keeps a number
# made of a day of the 2020s, such as 240826-1, apart from a birthday.
_BIRTH_AND_CENTURY = rf"(?:[3-9]\d{_DAY}SEP[1256]|[01]\d{_DAY}SEP[3478])"
_RESIDENT = re.compile(
    rf"(?<!\d){_BIRTH}{_GAP}(?:\d(?:\d{{6}}(?!\d)|\d{{0,5}}[*x●○◯〇•·ㅇo□■]{{1,6}})|[*●○•ㅇ□■]{{6,7}})"
    rf"|(?<![\d-]){_BIRTH_AND_CENTURY.replace('SEP', _HYPHEN)}(?![\w-])"
    r"|(?<!\d)\d{2}(?P<dot>[.\s/])(?:0?[1-9]|1[0-2])(?P=dot)(?:0?[1-9]|[12]\d"
    r"|3[01])\s?[-.\s\u2010-\u2015]\s?\d{7}(?!\d)"
    r"|주민(?:등록)?\s?(?:번호)?\s?(?:앞|뒷?)\s?자리?[^0-9]{0,6}\d{6,7}(?!\d)"
    r"|(?:주민(?:등록)?\s?번호|주번)[^0-9]{0,6}\d{6}(?!\d)",
    re.IGNORECASE,
)
_RESIDENT_IN_URL = re.compile(
    rf"(?<!\d)(?:{_BIRTH}-\d{{7}}|{_BIRTH_AND_CENTURY.replace('SEP', '')}\d{{6}})(?!\d)"
)

_MOBILE = re.compile(
    r"(?<![0-9a-z])(?:[0o]\s?[1il|]\s?[016789o]|(?:\+"
    rf"|00)?82{_GAP}0?{_GAP}1[016789])(?:{_GAP}\d){{7,8}}(?!\d)"
    r"|(?<![0-9a-z])010[^0-9]{0,7}\d{4}[^0-9]{0,7}\d{4}(?!\d)"
    r"|(?<![\w.,-])10([-.\s])\d{4}\1\d{4}(?![\w-])",
    re.IGNORECASE,
)
_MOBILE_IN_URL = re.compile(r"(?<!\d)(?:010-?\d{4}-?\d{4}|01[16789]-\d{3,4}-\d{4})(?!\d)")
_SEVEN_DIGITS = re.compile(r"(?:\d[\W_]{0,4}){6}\d")
# Dates and coordinates in degrees have as many digits as a phone number.
_NO_PHONE = re.compile(
    r"(?<![\d.])(?:3[3-9]|12[4-9]|13[0-2])\.\d{4,}(?![\d.])|(?<![\d./-])(?:19|20)\d\d([-./])(?:0?[1-9]"
    r"|1[0-2])\1(?:[0-2]?[1-9]|[1-3]0|31)(?![\d./-])"
)
# Spreadsheets drop the leading zero of a number typed without hyphens.
_MOBILE_AS_NUMBER = re.compile(r"(?<![\w.,-])[17]0\d{8}(?![\w.,-])")

_CARD = re.compile(r"(?<![\w-])(?:[3-69]\d{3}|2[2-7]\d{2})([\s.-]?)\d{4}\1\d{4}\1\d{4}(?![\w-])")
_AMEX = re.compile(r"(?<![\w-])3[47]\d{2}([\s.-]?)\d{6}\1\d{5}(?![\w-])")
_PASSPORT = re.compile(
    r"(?<![a-z0-9])[msrod][\s-]?(?:\d{3}[a-z][\s-]?\d{4}|(?!(?:19|20)\d{2}[\s-]?\d{4})\d{4}[\s-]?\d{4})"
    r"(?![a-z0-9])",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"(?<![\d-])(?:1[1-9]|2[0-8])-\d{2}-\d{6}-\d{2}(?![\d-])")

# Korean banks write 11 to 14 digits in three or four groups; two groups are a lot number, ten digits
# a business registration, and a day in front a number of a document.
_ACCOUNT = re.compile(
    r"(?<![0-9a-z./제-])(?!(?:19|20)\d\d-(?:0?[1-9]|1[0-2]))(?=(?:\d-?){11,14}(?![\d-]))"
    r"\d{3,6}-\d{2,6}-\d{2,7}(?:-\d{1,3})?(?![\d-])",
    re.IGNORECASE,
)
_OF_A_DOCUMENT = re.compile(
    r"(?:접수|사건|민원|문서|관리|공문|등록|신청|처리|일련|고유|신고|제보)\s?(?:번호)?\s?[:.#(]?\s?$"
)
_NAMED_ACCOUNT = re.compile(
    r"(?:계좌(?:번호)?|은행|뱅크|농협|카뱅|케뱅|토스|신협|우체국|새마을금고"
    r"|통장)[^0-9]{0,8}\d(?:[\s-]?\d){9,13}(?![\d-])"
    r"|(?<![가-힣a-z])(?:국민|신한|우리|하나|기업|수협|카카오|케이|씨티|산업|대구|부산|경남|광주|전북"
    r"|제주|sc제일|제일|(?:kb|nh|ibk|sc|im)(?![a-z]))"
    r"[^0-9가-힣]{0,3}(?!0\d{1,2}[-\s)])(?!(?:19|20)\d\d[-./])\d(?:[\s-]?\d){10,13}(?![\d-])",
    re.IGNORECASE,
)

_DATE = r"(?:(?:(?:19|20)?\d{2}\s*[년./-]\s*)?\d{1,2}\s*[월./-]\s*\d{1,2}\s*[일.]?|(?:19|20)?" + _BIRTH + ")"
_YEAR = r"(?:19[3-9]\d|20[01]\d|[3-9]\d|[01]\d)"
_BIRTH_DATE = (
    rf"{_YEAR}(?:\s?[년./-]\s?(?:0?[1-9]|1[0-2])\s?[월./-]\s?(?:[12]\d|3[01]|0?[1-9])\s?[일.]?|{_DAY})(?!\d)"
)
_SEX = r"(?:남학생|여학생|남성?|여성?|男|女|남자|여자|[mf]|male|female)(?![a-z가-힣])"
# A day of birth beside the sex. A pupil or teacher was born before 2020, a list is of the 2020s.
_BIRTH_AND_SEX = re.compile(rf"(?<![\d.-]){_BIRTH_DATE}\s?(?:생\s?)?[(\[,/·|]?\s?{_SEX}", re.IGNORECASE)
_SEX_AND_BIRTH = re.compile(
    r"(?:남학생|여학생|남성?|여성?|男|女|남자|여자|[mMfF]|male|female)(?:\s?[(\[,/·|:]\s?"
    rf"|\s){_BIRTH_DATE}(?![\d-])"
)
_BIRTH_WORD = re.compile(r"생|출생|태어|birth|born|d\.?o\.?b", re.IGNORECASE)
_BIRTHDAY = re.compile(
    rf"(?<!\d){_DATE}\s*생(?:일|입|임|인|으로|이[고며다])?(?![가-힣])"
    r"|(?:생년월일|생일|출생일?|birth\s?(?:day|date)|date\s?of\s?birth|born"
    rf"|d\.?o\.?b\.?)[은는이]?[^0-9가-힣]{{0,6}}{_DATE}(?!\d)"
    rf"|{_DATE}\s?(?:에\s?)?(?:출생|태어)|\d{{2,4}}\s?년\s?\d{{1,2}}\s?월\s?생(?![가-힣])"
    r"|\d\d\s?년\s?생\s?\d{1,2}\s?월\s?\d{1,2}\s?일"
    rf"|생일\s?:?\s?{_DAY}(?!\d)",
    re.IGNORECASE,
)


def has_resident_number(text: str) -> bool:
    """Tell whether a text holds a resident registration number, whole, masked or cut off."""
    return bool(_RESIDENT.search(text))


def has_resident_number_in_url(text: str) -> bool:
    """Tell whether web addresses hold a resident number in its full form: articles have long numbers."""
    return bool(_RESIDENT_IN_URL.search(text))


def has_mobile_number_in_url(text: str) -> bool:
    """Tell whether web addresses hold a mobile number in its full form."""
    return bool(_MOBILE_IN_URL.search(text))


def has_phone_number(text: str) -> bool:
    """Tell whether a text holds a phone number that is in use in Korea, or one from abroad.

    The lines of help centres and offices belong to no person.
    """
    if _MOBILE.search(text) or _MOBILE_AS_NUMBER.search(text):
        return True
    # The matcher is slow, and every number that it accepts has at least seven digits in a row.
    undated = _NO_PHONE.sub(" ", text)
    if not _SEVEN_DIGITS.search(undated):
        return False
    return any(
        not is_help_line(match.raw_string, undated)
        for match in PhoneNumberMatcher(undated, "KR", leniency=Leniency.VALID)
    )


def has_card_number(text: str) -> bool:
    """Tell whether a text holds a payment card number with a right check digit."""
    return any(
        _check_digit_is_right(re.sub(r"\D", "", match[0]))
        for pattern in (_CARD, _AMEX)
        for match in pattern.finditer(text)
    )


def _check_digit_is_right(number: str) -> bool:
    """Luhn's rule (ISO/IEC 7812-1): each second digit from the right counts double, the sum ends in 0."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def has_passport_number(text: str) -> bool:
    """Tell whether a text holds the number of a Korean passport."""
    return bool(_PASSPORT.search(text))


def has_driver_licence(text: str) -> bool:
    """Tell whether a text holds the number of a Korean driver's licence."""
    return bool(_LICENCE.search(text))


def has_birthday(text: str) -> bool:
    """Tell whether a text calls a day someone's day of birth, or has one beside a sex."""
    if _BIRTH_WORD.search(text) and _BIRTHDAY.search(text):
        return True
    return bool(_BIRTH_AND_SEX.search(text) or _is_behind_sex(text))


def _is_behind_sex(text: str) -> bool:
    match = _SEX_AND_BIRTH.search(text)
    return match is not None and not text[match.start() - 1 : match.start()].isalpha()


def has_bank_account(text: str) -> bool:
    """Tell whether a text holds a bank account number."""
    return bool(_NAMED_ACCOUNT.search(text)) or any(
        not _OF_A_DOCUMENT.search(text, 0, match.start()) for match in _ACCOUNT.finditer(text)
    )


_STUDENT_LABEL = (
    r"(?:학\s?번|학생\s?번호|학적\s?번호|수험\s?번호|출석\s?번호|student\s?(?:no|id|number)\b\.?)"
)
_STUDENT = re.compile(
    rf"{_STUDENT_LABEL}\s?(?:은|는"
    r"|이)?\s?(?:[1-6]\s?학년\s?)?[^0-9가-힣\n]{0,4}(?:\d[\s-]?){3,12}(?!\s?[명건])"
    rf"|{_STUDENT_LABEL}\s?(?:은|는|이)?[^0-9가-힣\n]{{0,4}}(?:\d-\d{{1,2}}-\d{{1,2}}|\d{{1,3}}\s?번"
    r"|[일이삼사오육칠팔구공영만천백십]{4,9}(?![가-힣]))"
    r"|[1-6]\s?학년\s?\d{4,5}\s?번|출석\s?번호\s?:?\s?\d{1,2}(?!\d)",
    re.IGNORECASE,
)


def has_student_number(text: str) -> bool:
    """Tell whether a text holds a pupil's number, called so."""
    return bool(_STUDENT.search(text))
