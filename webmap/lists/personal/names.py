"""Names of people beside a word that says so: a role, a title, an age, or a mask in the name itself.

Texts come undisguised (`webmap.lists.personal.detect`). All repetitions in patterns are bounded.
"""

from __future__ import annotations

import re

from webmap.lists.personal.name_words import DOUBLE_SURNAMES, SURNAMES, is_given_name, is_name

_SURNAME = f"(?:{'|'.join(sorted(DOUBLE_SURNAMES))}|[{''.join(sorted(SURNAMES))}])"
_WORD = "[가-힣]{2,8}"

_CALLED = r"(?:이름|성명|성함|실명|본명|학생명|피해자명|가해자명|예금주)"
_PARTY = (
    r"(?:피해|가해)\s?(?:자|학생|아동|청소년|교사|여학생|남학생|선생님?|교직원|여성|남성)"
    r"|피해를\s?(?:입은|당한)|지목된|학생"
    r"|(?:신고|제보|담당|작성|보호|목격|유포|운영|관리|제작|공유|연락|책임|게시|피고소|고소)자|피의자"
    r"|용의자|참고인|신고인|제보인|(?:작성|제보|신고|담당)(?=\s?:)|같은\s?반|고소인|고발인|피고인"
    r"|피해\s?호소인|이웃|계좌(?=\s)|입금자?|방장|총책|공범|주범|범인|가담자|촬영자|참여자|당사자"
)
_FAMILY = (
    r"아버지|어머니|아버님|어머님|아빠|엄마|학부모|부모|누나|언니|오빠|(?<![가-힣])형|동생|할머니"
    r"|할아버지|조부모?|조모|짝꿍|이모|고모|삼촌|사촌|친구|남친|여친|선배|후배"
    r"|아들|딸|자녀|아이|(?<![가-힣])[부모](?=[\s:])"
)
_OFFICE = (
    r"담임(?:\s?교사|\s?선생님)?|(?:상담|보건|체육|음악|미술|국어|영어|수학|과학|사회|전문상담|수석"
    r"|기간제)\s?교사|쌤|선생|과외|경찰관|SPO|교장|교감|교사|선생님|교수|강사|조교|부장|학생부장"
    r"|(?:학생|전교|학급)?\s?(?:회장|부회장)|반장|실장|팀장|과장|조사관|수사관|형사|경위|경감|경사"
    r"|순경|경장|변호사|주무관|장학사|장학관|상담사|코치|감독"
)
_NETWORK = r"페이스북|페북|인스타(?:그램)?|카톡|카카오톡|텔레그램|틱톡|트위터"
ROLE = rf"(?:{_CALLED}|{_PARTY}|{_FAMILY}|{_OFFICE})"
"""A word with which a name goes, as a pattern."""
_BEFORE = re.compile(
    rf"(?:(?P<called>{_CALLED})|(?:{_PARTY}|{_FAMILY}|{_OFFICE}|{_NETWORK}))(?:들|님|\s?측|로\s?지목된)?"
    rf"\s{{0,3}}(?:{_CALLED})?(?:(?:은|는|이|가|인"
    rf"|의)(?=[\s:]))?\s{{0,3}}[:(\[=/·,-]?\s{{0,3}}(?=(?P<name>{_WORD})(?![가-힣]))"
)
_TITLE = (
    r"(?:학생|어린이|양|군|씨|님|선생님?|쌤|샘|교사|교수|강사|교장|교감|담임|어머니|어머님|아버지"
    r"|아버님|엄마|아빠|학부모|보호자|부장|주무관|장학사|경위|경감|경사|변호사|상담사|누나"
    r"|언니|오빠|형|동생|남매|자매|선배|후배|피해자?|가해자?|신고자|제보자)"
)
_BEHIND = re.compile(
    rf"(?<![가-힣])(?P<name>[가-힣]{{2,4}}?)(?:이?라는|이?란)?(?:\s?[(\[,·/]\s?|\s?)(?:{_TITLE}"
    r"|외\s?\d{1,2}\s?[명인])"
    r"(?:이|가|은|는|을|를|의|도|님|께서|에게|한테|와|과|측|본인|입니다|임)?(?![가-힣])"
)
_AGE = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4})\s?(?:[(\[]\s?(?:(?:남"
    r"|여)[자성]?\s?[,·/]?\s?)?(?:만\s?)?(?:[1-7]\d|[6-9])\s?(?:세|살)?\s?(?:[,·/]?\s?(?:남"
    r"|여)[자성]?\s?)?[)\]]"
    r"|[(\[]\s?(?:[초중고]\s?[1-6]|(?:\d{4}|\d{2})\s?년\s?생?)\s?[)\]]"
    r"|\s?[,/·]?\s?(?:만\s?)?(?:[1-7]\d|[6-9])\s?(?:세|살)(?!\s?(?:이하|미만|이상))"
    r"|\s?[/,·]\s?[1-7]\d\s?[/,·]\s?[남여]|\s?[/,·]?\s?\d{2,4}\s?년\s?생"
    r"|\s?[,·/]\s?[남여]\s?[,·/]\s?[1-7]\d(?!\d))"
)
_MASK = "[○◯〇◌●◎ㅇㅁOo0*×xX□■◇◆☆★△▲]"
_MASKED = re.compile(
    rf"(?<![가-힣])(?:{_SURNAME}(?:{_MASK}[가-힣]|[○◯〇●◎□■]{{1,3}}|{_MASK}{{2,3}}|\*(?=\s"
    rf"|$))(?![고중초대여남]?(?:등|학|교)?[고중초대]|{_MASK})"
    r"|[가-힣][○◯〇●*×□■][가-힣](?![가-힣])|(?!ㅎㅎ|.ㅎㅎ"
    r"|.ㄷㄷ)[ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅌㅍㅎ]{3}\s?(?:학생|양|군|쌤|씨|선생|교사))"
)
_SPACED_MASK = re.compile(rf"(?<![가-힣]){_SURNAME}\s[○◯〇ㅇO*]\s?[○◯〇ㅇO*](?!\s?[고중초대여남가나다])")
_SOMEBODY = re.compile(
    rf"(?<![가-힣]){_SURNAME}\s?모\s?(?:[(\[]\s?(?:\d{{1,2}}|남|여|만)[^()\[\]]{{0,8}}[)\]]\s?(?:양|군"
    r"|씨|학생|교사|교수)?"
    r"|(?:군|씨|학생|교사|교수|교장|교감|부장)|(?<!이모)(?<!이\s모)\s?양|(?<=이모)양)(?![가-힣]{2})"
)
_NUMBERED = re.compile(
    r"(?<![\d.,/:-])#?(?:(?<=[초중고])[1-6](?=\s)|[1-6](?:0[1-9]|[12]\d)(?:0[1-9]|[1-4]\d)|(?!(?:19"
    r"|20)\d\d)[1-6]\d{3}"
    r"|20[0-3]\d{5,7}|19\d{6,8}|[1-6]-\d{1,2}-\d{1,2}|[1-6]\s?학년"
    rf"|[1-6]\d\s?[세살])\s?[/,:-]?\s?(?P<name>{_WORD})(?![가-힣])"
)
_ROMAN_SURNAME = (
    "(?:Kim|Gim|Lee|Yi|Rhee|Park|Pak|Bak|Choi|Choe|Jung|Jeong|Chung|Kang|Gang|Cho|Jo|Yoon|Yun|Jang"
    "|Chang|Im|Lim|Rim|Han|Oh|Seo|Suh|Shin|Sin|Kwon"
    "|Hwang|An|Ahn|Song|Jeon|Jun|Yoo|Yu|Ryu|Hong|Ko|Go|Moon|Mun|Yang|Son|Sohn|Bae|Baek|Paik|Heo|Hur"
    "|Nam|Sim|Shim|Noh|No|Ha|Kwak|Sung|Cha|Joo|Ju|Woo|Koo|Gu|Min|Na|Jin|Ji)"
)
_ROMAN = re.compile(
    r"(?i:name|victim|suspect|student|teacher|reporter|mother|father|parent|offender"
    r"|homeroom)(?i:'s)?\s?(?i:name)?\s?(?i:is)?\s?[:=]?\s{0,2}"
    rf"(?:{_ROMAN_SURNAME}[ ,-]{{1,2}}[A-Z][a-z]{{1,11}}"
    rf"|[A-Z][a-z]{{1,11}}(?:[ -][A-Z]?[a-z]{{1,11}})?\s{_ROMAN_SURNAME})(?![a-z])"
    rf"|(?<![A-Za-z])[A-Z][a-z]{{1,11}}(?:[ -][A-Za-z][a-z]{{1,11}})?\s{_ROMAN_SURNAME}\s?[(,]\s?[1-7]"
    r"\d\s?[),]"
)
_GIVEN_NAME = re.compile(
    r"(?<!학교)(?<!학교 )(?<!방)(?<!방 )(?:이름|성명|실명|본명)\s?[:=]\s?(?P<name>[가-힣]{2})(?![가-힣])"
)
_PUBLIC = re.compile(r"\s?(?:기자|의원|교육감|장관|총리|대통령|시장|도지사|앵커|PD|감독|작가|위원장|대변인)")
"""Roles in which a person speaks in public, with the name printed."""

# Literals only, so that the search skips from one possible first letter to the next.
_ROLE_SAID = re.compile(
    "이름|같은|짝꿍|조부|조모|신고|제보|작성|담당|성명|성함|실명|본명|학생|예금주|피해|가해|지목"
    "|신고자|제보자|담당자|작성자|보호자|목격자"
    "|유포자|운영자|관리자|제작자|공유자|연락자|책임자"
    "|게시자|고소|고발|피의자|용의자|참고인|피고인|방장|총책|공범|주범|범인|가담자|촬영자|참여자"
    "|당사자|아버|어머|아빠|엄마|부모|누나|언니|오빠|형|동생"
    "|할머니|할아버지|이모|고모|삼촌|사촌|친구|남친|여친|선배|후배|아들|딸|자녀|아이|부 |모 |부:|모:"
    "|담임|교사|교장|교감|선생|교수|강사|조교|부장|회장"
    "|반장|실장|팀장|과장|조사관|수사관|경위|경감|경사|순경|경장|변호사|주무관|장학|상담사|코치|감독"
    "|페이스북|페북|쌤|과외|경찰관|SPO|이웃|계좌|입금|인스타|카톡|카카오톡|텔레그램|틱톡|트위터"
)
_TITLE_SAID = re.compile(
    "학생|어린이|양(?![가-힣]{3})|군(?![가-힣]{3})|씨|님|선생|쌤|샘|교사|교수|강사|교장|교감|담임"
    "|어머|아버|엄마|아빠|학부모|보호자|부장|주무관|장학사|경위|경감|외 ?[0-9]"
    "|경사|변호사|상담사|누나|언니|오빠|형|동생|남매|자매|선배|후배|피해|가해|신고자|제보자"
)
_AGED = re.compile(
    r"[남여]\s?[,·/]\s?\d|[세살생]|[(\[][^()\[\]]{0,6}\d{1,2}[^()\[\]]{0,6}[)\]]|[(\[]\s?[초중고]"
    r"|[/,·]\s?\d\d\s?[/,·]"
)
_NUMBER_FIRST = re.compile(r"(?:\d{4}|-\d{1,2}|학년|[초중고]\s?\d|\d\s?[세살])\s?[/,:-]?\s?[가-힣]")
_BESIDE = ((_TITLE_SAID, _BEHIND), (_AGED, _AGE), (_NUMBER_FIRST, _NUMBERED))
"""A cheap sign of each pattern, and the pattern."""
_CAPITAL = re.compile("[A-Z][a-z]")


def may_hold_name(text: str) -> bool:
    """Tell whether a text of Hangul alone may name a person; cheap, and never False where it does."""
    return bool(_ROLE_SAID.search(text) or _TITLE_SAID.search(text) or "모" in text)


def has_name(text: str) -> bool:
    """Tell whether a text names a person beside a role, a title, an age or a number, or with a mask."""
    return (
        _is_hidden(text)
        or (_ROLE_SAID.search(text) is not None and any(map(_is_called, _BEFORE.finditer(text))))
        or any(
            is_name(match["name"])
            for sign, pattern in _BESIDE
            if sign.search(text)
            for match in pattern.finditer(text)
        )
        or (_CAPITAL.search(text) is not None and _ROMAN.search(text) is not None)
    )


def _is_hidden(text: str) -> bool:
    """Whether a name is masked: 김○○, 이모 군."""
    return bool(
        any(is_given_name(match["name"]) for match in _GIVEN_NAME.finditer(text))
        or _MASKED.search(text)
        or _SPACED_MASK.search(text)
        or ("모" in text and _SOMEBODY.search(text))
    )


def _is_called(match: re.Match[str]) -> bool:
    if _PUBLIC.match(match.string, match.end()):
        return False
    begins_a_word = not match.string[match.start("name") - 1].isalpha()
    return is_name(match["name"], short=match["called"] is not None and begins_a_word)
