"""E-mail addresses and accounts of messengers and social networks, as people write them.

Texts come undisguised (`webmap.lists.personal.detect`). All repetitions in patterns are bounded, so that no
hostile cell can make the search slow.
"""

from __future__ import annotations

import re

_DOT_WORD = re.compile(
    r"\s?(?:[(\[{<]\s?dot\s?[)\]}>]|(?<![a-z])dot(?![a-z])|[닷쩜]|점(?=\s?(?:컴|콤|넷|com|net|kr)))\s?",
    re.IGNORECASE,
)
_AT_WORD = re.compile(
    r"\s?[(\[{<]\s?(?:at?|골뱅이|앳)\s?[)\]}>]\s?|\s?골뱅이\s?|(?<=[a-z0-9])\s?(?:앳|엣)\s?(?=[a-z])",
    re.IGNORECASE,
)
_BARE_AT = re.compile(r"(?<![a-z])at(?![a-z])", re.IGNORECASE)
_EMAIL = re.compile(
    r"[\w.%+-]\s*@\s*(?:[\w-]{1,63}(?:\s*\.\s*[\w-]{1,63}){0,5}\s*\.\s*(?:[a-z]{2}|한국|컴|콤|넷)"
    r"|(?:네이버|지메일|한메일|핫메일|네이트)(?![가-힣]))"
    r"|\w\s+at\s+(?:gmail|hanmail|hotmail|outlook|icloud|protonmail)\.[a-z]{2}"
    r"|(?<![\w.])(?=[a-z_.]{0,30}\d)[a-z][\w.]{2,30}\s{1,3}(?:at\s{1,3})?(?:naver|daum|kakao|nate"
    r"|hanmail|gmail)\.(?:com|net)"
    r"|\w\s*@\s*(?:naver|daum|kakao|nate|hanmail|gmail)(?![a-z])"
    r"|[\w.%+-]\s*@\s*[\w-]{2,63}\s*,\s*(?:com|net|kr|co)(?![a-z])"
    r"|(?:메일|e?-?mail)[^\n]{0,12}?(?<![\w.])[a-z][\w.]{2,40}\s?(?:[(#]|at\s|@)?\s?(?:네이버|지메일"
    r"|구글|다음|한메일|카카오|네이트|naver|gmail|daum|hanmail)"
    r"|(?<![\w.])[a-z][\w.]{2,40}\s?#\s?[\w-]{2,40}\.(?:com|net|kr)(?![a-z])"
    r"|(?<![\w.])[a-z][\w.]{2,40}\s?[(]\s?(?:네이버|지메일|구글|다음|한메일|카카오|네이트)\s?메일",
    re.IGNORECASE,
)

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
    *(
        r"youtube\.com\s*/\s*@",
        r"blog\.[\w.-]{1,30}\.(?:com|net|kr)",
        r"tistory\.com",
        r"brunch\.co\.kr",
        r"velog\.io",
    ),
    *(
        r"(?:section\.)?blog\.(?:naver|daum)\.(?:com|net)",
        r"pinterest\.com",
        r"twitch\.tv",
        r"reddit\.com/u(?:ser)?",
    ),
    *(r"whatsapp\.com", r"signal\.(?:me|group)", r"linktr\.ee", r"vk\.com", r"weibo\.com", r"asked\.kr"),
)
_LINK = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_NETWORKS)})\s*/\s*(?!search|hashtag|explore)\S"
    r"|(?<![\w.-])(?!www\.)[\w-]{2,30}\.(?:tumblr|tistory|blogspot)\.com",
    re.IGNORECASE,
)
_AT_HANDLE = re.compile(r"@(?=[\w.]{0,30}[a-z_])[a-z0-9_][a-z0-9_.]{3,}", re.IGNORECASE)

_KOREAN_NETWORK = (
    r"(?:인스타(?:그램)?|인별(?:그램)?|텔레(?:그램)?|텔방|텔그방?|(?<![가-힣])텔|카톡|카카오톡"
    r"|오픈채팅|오픈카톡|트위터|트윗|디스코드|디코"
    r"|페이스북|페북|페메|스냅챗?|틱톡|에스크|쓰레드|스레드|위챗|왓츠앱|와츠앱|텀블러|유튜브|블로그"
    r"|에타|에브리타임|디엠|시그널|제페토|위버스"
    r"|(?<![가-힣ㄱ-ㅎ])(?:ㅌㄹ|ㅌㄱ|ㅋㅌ|ㅇㅅㅌ|ㅍㅁ|ㅌㅇㅌ|ㄷㅋ|ㅍㅂ)(?![ㄱ-ㅎ])|(?<![가-힣])라인)"
)
_ENGLISH_NETWORK = (
    r"\b(?:insta(?:gram)?|telegram|kakao(?:talk)?|twitter|discord|facebook|snapchat|tiktok)(?![a-z])"
)
_SHORT_NETWORK = r"(?<![a-z0-9])(?:ig|fb|tg|snap|wechat|whatsapp|threads|line|dm|asked|ask\.?fm|kt)(?![a-z])"
"""Names that are ordinary words, too: an account behind them has a figure or a line."""
_NETWORK = rf"(?:{_KOREAN_NETWORK}|{_ENGLISH_NETWORK})"
_ACCOUNT = r"(?:아이디|아뒤|계정명?|부계|본계|닉네임|닉|프로필|핸들|주소|링크|유저명?|(?<![a-z])id(?![a-z]))"
_NO_SITE = r"(?!https?:|[a-z0-9.-]{1,60}\.(?:com|net|org|kr|io)(?![a-z]))"
_NAMED_HANDLE = re.compile(
    rf"(?:{_NETWORK}\s*{_ACCOUNT}?\s*[:=]|(?:아이디|계정)\s*(?:는|은)?\s*[:=]?|\bid\s*[:=])"
    rf"\s*{_NO_SITE}(?=[\w.]{{0,30}}[a-z])[a-z0-9_][a-z0-9_.]{{3,}}"
    rf"|{_NETWORK}\s*{_ACCOUNT}\s*(?:는|은)?\s*[:=]?\s*{_NO_SITE}[a-z0-9_][a-z0-9_.]{{2,}}"
    rf"|{_NETWORK}\s*{_ACCOUNT}?\s*[:=]?\s*@\s?\w{{2,}}",
    re.IGNORECASE,
)
_ENGLISH_WORDS = (
    r"(?:story|stories|posts?|reels?|channels?|server|groups?|chat|rooms?|links?|lists?|news|feed|page"
    r"|notice|"
    r"account|direct|messages?|dms?|online|website|open|official|deepfakes?|talk|screenshots?|capture"
    r"|reports?|video|photos?)"
)
_BARE_HANDLE = re.compile(
    rf"{_KOREAN_NETWORK}\s+{_NO_SITE}(?!{_ENGLISH_WORDS}(?![\w.]))(?=[a-z0-9_.]{{0,30}}[a-z])[a-z0-9_]["
    r"a-z0-9_.]{3,}"
    rf"|{_ENGLISH_NETWORK}\s+{_NO_SITE}(?=[a-z0-9_.]{{0,30}}[a-z])(?=[a-z0-9.]{{1,30}}[_\d]"
    r"|_)[a-z0-9_][a-z0-9_.]{3,}",
    re.IGNORECASE,
)
_NICKNAME = re.compile(
    r"(?:닉네임|대화명|(?<![가-힣])닉(?!네임))\s?(?:은|는|이)?\s?[:=]?\s?['‘“「]?"
    r"(?!비공개|미상|없|삭제|변경|공개|확인|불명|미기재|동일|유사|노출|사용|도용|가림|익명|모름|다수"
    r"|목록|언급|기재|추정|포함|이용|검색|으로|을|를|이|은|만)[가-힣a-z0-9_]{2,16}(?![가-힣])",
    re.IGNORECASE,
)
_HANDLE = r"(?=[a-z0-9_.]{0,30}(?:[\d_]|[a-z]\.[a-z]))(?=[a-z0-9_.]{0,30}[a-z])[a-z0-9_][a-z0-9_.]{3,29}"
_NO_WORD = rf"(?!_|(?:{_ENGLISH_WORDS[3:-1]}|schools?|ver|v|map|data)[\d_.-]*(?![a-z]))"
_CALLED_HANDLE = re.compile(
    rf"(?:{_NETWORK}|{_SHORT_NETWORK})\s?(?:{_ACCOUNT})?(?:은|는"
    rf"|이)?\s?[:=(-]?\s?{_NO_SITE}{_NO_WORD}{_HANDLE}"
    r"|(?<![a-z0-9_.가-힣])(?:계정명?|부계정?|본계정?|아이디|아뒤|id)(?:은|는"
    rf"|이)?\s?[:=(]?\s?{_NO_SITE}(?![sb]\d{{6,}}){_HANDLE}"
    rf"|{_NETWORK}\s?[:=]\s?[가-힣]{{1,8}}_"
    rf"|[ㄱ-ㅎ]{{2,6}}\s?(?:{_ACCOUNT})?\s?:?\s?{_NO_SITE}{_NO_WORD}{_HANDLE}"
    rf"|(?<![\w.@/-]){_NO_WORD}{_HANDLE}(?:\s|\s?[(]\s?){_NETWORK}\s?(?:{_ACCOUNT})?[)]?(?![가-힣])",
    re.IGNORECASE,
)
_DISCORD_TAG = re.compile(
    rf"(?:(?<![\w/.])[a-z0-9_.]{{2,32}}|{_NETWORK}\W{{1,3}}\w{{1,32}})\s?#\s?\d{{4}}(?!\w)", re.IGNORECASE
)
# Cheap and wide: every text that another pattern of this file matches must match here.
_LATIN = re.compile(r"[@_#a-zA-Z]")
_HINT = re.compile(
    rf"[@_#]|[ㄱ-ㅎ]{{2}}|골뱅이|앳|엣|메일|대화명|(?<![a-z])mail|\.com|{_ACCOUNT}|{_SHORT_NETWORK}"
    r"|[a-z]\s*[./:=]"
    rf"|(?<![a-z])at(?![a-z])|{_NETWORK}",
    re.IGNORECASE,
)
_HANGUL_HINT = re.compile("골뱅이|닉|대화명|디코|디스코드|텔레")
"""For texts without Latin letters: only these are followed by a contact in Hangul."""


def may_hold_contact(text: str) -> bool:
    """Tell whether a text may hold a contact; cheap, and never False where it does."""
    return bool((_HINT if _LATIN.search(text) else _HANGUL_HINT).search(text))


def has_email(text: str) -> bool:
    """Tell whether a text holds an e-mail address, in signs or in words."""
    return bool(_EMAIL.search(text) or _EMAIL.search(_in_signs(text)))


def has_account(text: str) -> bool:
    """Tell whether a text holds an account, or a link to one; also inside web addresses."""
    return bool(_LINK.search(text) or _AT_HANDLE.search(text) or _NAMED_HANDLE.search(text))


def has_bare_account(text: str) -> bool:
    """Tell whether a text without web addresses names a network and, with no sign between, an account."""
    return any(pattern.search(text) for pattern in (_BARE_HANDLE, _CALLED_HANDLE, _NICKNAME, _DISCORD_TAG))


def has_called_account(text: str) -> bool:
    """Tell whether a text calls a network or a name in it, and then an account that can be no other word."""
    return bool(_CALLED_HANDLE.search(text) or _NICKNAME.search(text) or _AT_HANDLE.search(text))


def _in_signs(text: str) -> str:
    """“hong AT example DOT com” with its signs; a bare “at” counts only beside a dot in words."""
    dotted = _DOT_WORD.sub(".", text)
    signed = _AT_WORD.sub("@", dotted)
    return signed if dotted == text else _BARE_AT.sub("@", signed)
