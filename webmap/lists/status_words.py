"""Cuts the text of a status into words of a small grammar: what is claimed, found, examined or taken back.

Whatever no table knows is `UNKNOWN`: a reading is only as good as the words that it understands.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from webmap.lists.text import strip_invisible


class Kind(enum.Enum):
    """What a word says of a claim."""

    CLAIM = "someone claims it"
    SUSPECTING = "someone thinks that it may be so"
    UNCHECKED = "nobody has checked it"
    FINDING = "it was found to be so"
    REVIEW = "it is being examined"
    REFUTING = "it was found not to be so"
    WITHDRAWING = "the claim was taken back"
    DENYING = "it is denied, or the procedure ended without a finding"
    NEGATING = "the word beside it has not happened, or not yet"
    DOUBTING = "the word beside it is uncertain, or holds in part"
    ONGOING = "the word beside it is happening"
    ENDED = "an examination ended, with no word of its result"
    AGREEING = "a sign for yes"
    TURNING = "what follows came later, or is another answer"
    OPENING = "a bracket opens"
    CLOSING = "a bracket closes"
    NEUTRAL = "says nothing of the status"
    UNKNOWN = "not understood"


class Word(NamedTuple):
    """One word of a status and whether it stands in brackets."""

    kind: Kind
    bracketed: bool


_EXAMINING = "조사|수사|검토|심의|내사|감사|심사|감식|진상\\s?조사|수사\\s?의뢰|재조사|재수사|조회|점검"
_IN_COURSE = "중(?![단지요복학고대부간])(?:에|임|이다|입니다|이에요|인)*"
_GROUP = "학생|교사|학교|학교장|교장|피해자|가해자|신고자|제보자|작성자|당사자|본인|가족|학부모|보호자"

_KOREAN: tuple[tuple[Kind, str], ...] = (
    # Longer and more special readings first: the first that fits is taken.
    (Kind.NEUTRAL, r"(?:신고|제보|고소|고발|접수)(?:자|인)(?:이|가|은|는|의|측)?(?![가-힣])"),
    (
        Kind.NEUTRAL,
        r"조치를?\s?취하\w{0,3}(?:\s?중)?"
        r"|(?:허위|거짓|가짜|오보|장난|사실|조작|진위)(?:\s?신고|\s?제보|\s?정보)?\s?(?:인지|여부|유무)",
    ),
    (
        Kind.NEUTRAL,
        r"사실\s?(?:관계|여부)|진위\s?여부|진위"
        r"|(?:확인|조사|수사|검토|심의|감식|검증|점검)\s?(?:결과|해\s?보니|해본\s?결과)(?!\s?(?:대기|미정))",
    ),
    (
        Kind.NEUTRAL,
        r"(?:조사|수사|재조사|재수사|검토|심의|감사|감식|점검)\s?(?:로|를\s?통해|통해|후)(?![가-힣])",
    ),
    (
        Kind.DENYING,
        r"(?:조사|수사|검토|심의|내사|확인)\s?(?:중단|중지|거부|종결\s?처리|무산)|"
        r"불송치|불기소|기소\s?유예|불입건|미송치|미기소|불인용|불처분|각하|기각|반려|무죄"
        r"|면소|부결|부인|반박|반론|이견|논란|상반",
    ),
    (
        Kind.NEUTRAL,
        r"이의\s?(?:제기|신청)(?:로|에\s?따라|에\s?의해|후)"
        r"|(?:요청|신청|항의)(?:으로|에\s?따라|에\s?의해)",
    ),
    (Kind.DENYING, r"이의"),
    (Kind.REVIEW, r"결과\s?(?:를\s?)?(?:대기|기다림|미정)|(?:재판|공판)\s?(?:진행\s?)?중|압수\s?수색"),
    # Somebody has seen the list, the room or the picture: no office has found the case to be so.
    (
        Kind.DOUBTING,
        r"(?:명단|목록|리스트|방|캡[처쳐]|사진|링크|게시[글물]|글|기사)(?:을|를|에서)?\s?(?=확인)|비공식",
    ),
    (
        Kind.REFUTING,
        r"(?:확인된\s?)?(?:피해|이상|혐의|해당|해당\s?사항|문제|관련|관련성|관계|특이\s?사항|특이점|발생|사례|실체|근거|피해\s?사실|사실)(?:자|학생|교사)?"
        r"(?:이|은|는|가|도)?\s?(?:전혀\s?)?(?:없\w{0,4}|아님|무(?![가-힣]))",
    ),
    (
        Kind.REFUTING,
        r"사실(?:이|은|과는?|과도)?\s?(?:아님|아니\w{0,3}|아닌(?:\s?것(?:으로)?)?|다름|다른|다르\w{0,3}|상이|무관)|"
        r"(?:해당\s?학교|우리\s?학교|본교|이\s?학교|학교|딥페이크)(?:가|는|은)?\s?(?:아님|아니\w{0,3}|아닌)",
    ),
    (
        Kind.REFUTING,
        r"허위|거짓말?|뻥|구라|주작|페이크|가짜|장난|오보|오인|오해|사실\s?무근|무근|낭설|무혐의|루머|헛소문|뜬소문"
        r"|날조|조작|무고|해프닝|착오|착각|잘못|오류|오기(?![가-힣])|엉터리|사칭|와전|무관|동명\s?이교|미해당|비해당"
        r"|미발생|비사실|불사실|음해|모함|자작극"
        r"|(?:다른|타)\s?학교|타교|동명\s?학교|근거\s?부족|과장|왜곡",
    ),
    (
        Kind.WITHDRAWING,
        r"취소|철회|취하|내림|내려\w{0,3}|내렸\w{0,3}|번복|정정|삭제|제외|제거|말소|무효|회수"
        r"|빠짐|뺌|뺐\w{0,2}|해제|비공개\s?처리|폐기",
    ),
    (
        Kind.UNCHECKED,
        r"(?:미|비|불|무)\s?(?:확인|검증|입증|인정|확정|증명|파악|조사|판명)(?!서)|미상|불명"
        r"|불분명|불확실\w{0,2}|모름|모르\w{0,3}|알\s?수\s?없\w{0,3}",
    ),
    (Kind.UNCHECKED, r"카더라|추측"),
    (Kind.DENYING, r"미\s?(?:신고|접수|제보)|미결"),
    (
        Kind.REVIEW,
        rf"(?:{_EXAMINING})\s?(?:가|를|이|을)?\s?(?:진행\s?|착수\s?|하는\s?|받는\s?|계속\s?)?(?:{_IN_COURSE}|착수|개시|시작|진행(?!\s?완료)|계속|예정)",
    ),
    (
        Kind.REVIEW,
        r"(?:수사|조사|감정|심의|감사)\s?(?:를\s?)?(?:의뢰|회부|요청)(?:\s?완료)?|회부|학폭위"
        r"|입건|이첩|이관|송부|재심|항소|항고|상고",
    ),
    (
        Kind.ENDED,
        rf"(?:{_EXAMINING}|처리|진행|조치)\s?(?:가|는|을|를)?\s?(?:모두\s?)?(?:완료|종결|종료|끝\w{{0,2}}|마침|마무리|됨|되었음|함|했음|종료됨)",
    ),
    (Kind.REVIEW, rf"(?:{_EXAMINING})|(?:파악|논의|협의|추적)\s?(?:하는\s?|진행\s?)?{_IN_COURSE}"),
    (Kind.ONGOING, rf"(?:진행|처리|절차|작업)?\s?(?:진행|계속)?\s?{_IN_COURSE}"),
    (
        Kind.FINDING,
        r"확인|사실|인정|확정|검증|입증|증명|적발|검거|구속|체포|송치|기소|유죄|선고|실형|징계"
        r"|처벌|시인|자백|자수|실제|진짜|진실|맞음|맞습니다|맞다|참(?![가-힣])"
        r"|팩트|인증|드러남|드러났\w{0,3}",
    ),
    (Kind.SUSPECTING, r"의심|의혹|추정|주장|소문|우려|가능성|전언|언급|거론|제기"),
    (Kind.CLAIM, r"신고|접수|제보|등재|고소|고발|진정|민원|호소|폭로|고지|올라옴|신규"),
    (
        Kind.DENYING,
        r"아님|아닙\w{0,3}|아닌|아니\w{0,3}|없음|없\w{1,4}|없|(?<![가-힣])무(?![가-힣])"
        r"|(?<![가-힣])부(?![가-힣])|반대",
    ),
    (Kind.NEGATING, r"(?:수|바|적|길|방법|도리)(?:가|는|도|이)?\s?없\w{0,3}"),
    (
        Kind.NEGATING,
        r"불가\w{0,4}|불능|않\w{0,4}|못\w{0,4}"
        r"|안\s?(?:됨|되\w{0,3}|돼\w{0,2}|된|됐\w{0,3}|함|하\w{0,3}|했\w{0,3}|한|할)"
        r"|안(?![가-힣])"
        r"|어려\w{0,3}|어렵\w{0,3}|힘듦|힘들\w{0,3}|곤란|실패|보류|거부|거절|지연|대기|예정"
        r"|계획|필요\w{0,3}|요망|요청|요함|요구|부탁\w{0,5}"
        r"|바랍니다|바람|이전|전(?![가-힣])|미정|미완료?|미비|아직|유보|연기|불응|불발|난항",
    ),
    (
        Kind.DOUBTING,
        r"일부|부분|애매\w{0,2}|글쎄\w{0,2}|듯\w{0,4}|같\w{1,3}|아마\w{0,1}|혹시|불충분|부족"
        r"|증거\s?(?:없\w{0,3}|부족|불충분)|엇갈\w{0,3}|다름|상이|절반|미흡|미약",
    ),
    (Kind.ENDED, r"종결|종료|마무리|끝남|끝"),
    (
        Kind.NEUTRAL,
        r"결과|완료|판명\w{0,3}|밝혀\w{0,3}|드러난|판결|결론|판단|통보|회신|발표|보도|기사"
        r"|뉴스|언론|방송|신문|일보|기자|공문|답변|공지|안내|브리핑|보고"
        r"|경찰(?:서|청)?|검찰(?:청)?|법원|시도청|교육\s?지원청|교육청|교육부|교육감|여가부"
        r"|방심위|방통위|지자체|센터|위원회|사이버\s?수사대|수사대"
        r"|여성\s?청소년과|의원실|의원|국회|노조|전교조|교총"
        rf"|{_GROUP}|남학생|여학생|재학생|졸업생|지인|친구|선생님|담임|커뮤니티|트위터|텔레그램"
        r"|인스타(?:그램)?|카톡|디시|온라인|홈페이지|이메일|전화|유선|대면|폼"
        r"|명단|목록|리스트|게시글|게시물|글|방|단톡방|캡처|캡쳐|사진|영상|증거|딥페이크"
        r"|합성물?|허위영상물|성범죄|디지털|불법|피해|가해|혐의|개최|불구속|피의자|용의자|사건|사안|사례|내용"
        r"|정보|관련|사항|상태|단계|현재|최근|오늘|어제|당시|이후|이미|다시|추가|최초|최종|공식|자체"
        r"|내부|외부|직접|별도|모두|전부|전원|전혀|아예|경위|절차|주체|기관|학교\s?측|측|건|명"
        r"|회|차|건수"
        r"|들어옴|들어온|받음|받은|나옴|나온|있음|있는|있었음|중복|재(?=확인|신고|접수|제보)"
        r"|및|또는|혹은|그러나|하지만|단(?![가-힣])|따라|따른|의해|위해|통해|대해|대한"
        r"|[월화수목금토일]요일",
    ),
    (
        Kind.NEUTRAL,
        r"(?:이|가|은|는|을|를|에|의|도|만|과|와|후|등|것|바|수|자|에서|에게|께서|로서|으로|로|라고|라는|이라|이란|함|됨|임|음|됐|되|된|될|돼|했|하|한|할|해|였|었|았|시|습니다|입니다|니다|어요|에요|아요|요|다|고|며|면|지|서|져|진|짐)++",
    ),
    (Kind.NEUTRAL, r"n번방|[0-9]+(?:\.[0-9]+)?(?:년|월|일|시|분|심|건|명|차|회|호|학년도?|번방|번)?"),
)

_ENGLISH: tuple[tuple[Kind, str], ...] = (
    (
        Kind.REFUTING,
        r"not true|not affected|no case|no victims?|no damage|unrelated|other school"
        r"|wrong school|false|fake|hoax|wrong"
        r"|debunked|unfounded|refuted|untrue|baseless|groundless|mistaken|mistake|error|prank"
        r"|fabricated|rumou?r only|misreport(?:ed)?",
    ),
    (
        Kind.WITHDRAWING,
        r"retract(?:ed|ion)?|withdrawn|withdrew|withdraw|cancell?ed|cancel|removed?|deleted?"
        r"|corrected|correction|dropped|revoked|rescinded|taken down",
    ),
    (
        Kind.UNCHECKED,
        r"unconfirmed|unverified|unproven|unsubstantiated|uncertain|unclear|unknown|unchecked"
        r"|tbc|tbd|to be confirmed|to be verified",
    ),
    (
        Kind.DENYING,
        r"denied|denies|deny|disputed|disputes|contested|dismissed|acquitted|rejected|n|no|x"
        r"|however|but",
    ),
    (
        Kind.NEGATING,
        r"not|never|cannot|can not|can't|isn't|wasn't|hasn't|without|yet|awaiting|to be|needs?"
        r"|required?|unable|un|non|failed",
    ),
    (
        Kind.DOUBTING,
        r"partly|partially|partial|likely|possibly|possible|probably|probable|maybe|perhaps"
        r"|some",
    ),
    (
        Kind.REVIEW,
        r"under review|in review|reviewing|review|under investigation|investigating"
        r"|investigation|investigated|pending|checking|in progress|processing|inquiry",
    ),
    (
        Kind.FINDING,
        r"confirmed|confirms?|confirmation|verified|verification|true|factual|fact|proven"
        r"|substantiated|convicted|indicted|charged|admitted|guilty",
    ),
    (Kind.AGREEING, r"yes|y|o|ok"),
    (
        Kind.CLAIM,
        r"reported|reports?|claimed|claims?|alleged|allegations?|suspected|received|rumou?rs?"
        r"|open|new|submitted",
    ),
    (Kind.ENDED, r"closed|completed?|done|finished|resolved"),
    (
        Kind.NEUTRAL,
        r"by|from|the|an?|of|to|in|at|on|and|as|be|been|has|have|was|is|are|it|police|school"
        r"|office|education|press|media|news|official(?:ly)?|later|case|cases"
        r"|victims?|student|author|board|ministry|court|prosecutors?|deepfake|status|result",
    ),
)

_SIGNS: tuple[tuple[Kind, str], ...] = (
    (Kind.TURNING, r"[-=~]+>|[→⇒➡⟶➔➜▶►»]|[/|\\,;+&·:]|(?<=\s)[-‐-―–—]+(?=\s)"),
    (Kind.DENYING, r"[×✕✖✗✘❌❎⛔🚫👎☓☒]"),
    (Kind.AGREEING, r"[✔✓☑✅○◯⭕👍🆗⚪🟢]"),
    (Kind.DOUBTING, r"[?？❓❔△▲⚠]"),
    (Kind.OPENING, r"[(\[（【{<「『〈《]"),
    (Kind.CLOSING, r"[)\]）】}>」』〉》]"),
)

_SIGN_AGAINST = re.compile("|".join(signs for kind, signs in _SIGNS if kind in (Kind.DENYING, Kind.DOUBTING)))
_ANY_SIGN = re.compile(
    "|".join(signs for kind, signs in _SIGNS if kind in (Kind.DENYING, Kind.DOUBTING, Kind.AGREEING))
)
_TABLE = re.compile(
    "|".join(
        [
            *(f"(?P<{kind.name}_{place}>{words})" for place, (kind, words) in enumerate(_SIGNS)),
            *(f"(?P<{kind.name}_{place}>{words})" for place, (kind, words) in enumerate(_KOREAN, 100)),
            *(
                f"(?P<{kind.name}_{place}>(?<![a-z])(?:{words})(?![a-z]))"
                for place, (kind, words) in enumerate(_ENGLISH, 200)
            ),
            r"(?P<UNKNOWN_300>[^\W_])",
        ]
    )
)
# A jamo by itself is an answer in chats (“ㅇㅇ”, “ㄴㄴ”) or a sigh; NFKC would change it into another letter.
_CHAT = str.maketrans({"ㅇ": "o ", "ㄴ": "x ", "ㅠ": " ", "ㅜ": " ", "ㅋ": " ", "ㅎ": " "})
_SPACED_OUT = re.compile(r"(?<!\S)[가-힣](?: [가-힣]){2,}(?!\S)")
_SPACES = re.compile(r"\s+")


def plain_status(text: str) -> str:
    """Return the text of a status in one width and case, with single spaces."""
    plain = unicodedata.normalize("NFKC", strip_invisible(text).translate(_CHAT)).casefold()
    joined = _SPACES.sub(" ", plain).strip()
    return _SPACED_OUT.sub(lambda match: match[0].replace(" ", ""), joined)


def has_sign_against(plain: str) -> bool:
    """Tell whether a status has a sign of denial or doubt, which no spelling keeps: “확인 ✗”, “확인?”."""
    return bool(_SIGN_AGAINST.search(plain))


def has_sign(plain: str) -> bool:
    """Tell whether a status has a sign that says something by itself: “✔”, “✗”, “?”."""
    return bool(_ANY_SIGN.search(plain))


def words_of(plain: str) -> Iterator[Word]:
    """Yield the words of a status in their order, those of no table as `UNKNOWN`."""
    depth = 0
    for match in _TABLE.finditer(plain):
        kind = Kind[str(match.lastgroup).rsplit("_", 1)[0]]
        if kind is Kind.CLOSING:
            depth = max(0, depth - 1)
        elif kind is Kind.OPENING:
            depth += 1
        yield Word(kind, depth > 0)
