"""Spellings of the statuses of a claim, each declared once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from webmap.lists.text import spelling_key, strip_invisible, words
from webmap.vocabulary.terms import Status

SPELLINGS: dict[Status, tuple[str, ...]] = {
    # "Not confirmed" means that nobody has checked, not that the claim is false.
    Status.REPORTED: words(
        "신고, 신고됨, 신고접수, 신고 완료, 제보, 제보됨, 제보접수, 접수, 접수됨, 접수완료, 의심, "
        "의심됨, 의혹, 주장, 추정, 언급, 언급됨, 피해 의심, 피해 주장, 등재, 미확인, 확인 안됨, "
        "확인 안 됨, 확인되지 않음, 미상, 불명, 확인 필요, 확인 불가, 확인 전, claimed, alleged, "
        "unconfirmed, unverified, suspected, received, claim, open, new"
    ),
    Status.UNDER_REVIEW: words(
        "조사중, 조사, 조사 진행중, 확인중, 확인 진행중, 수사중, 수사, 수사의뢰, 수사 진행중, 검토, "
        "검토중, 심의, 심의중, 조사 예정, 진행중, 내사, 내사중, 처리중, 파악중, review, in review, "
        "investigating, under investigation, pending, checking"
    ),
    Status.CONFIRMED: words(
        "확인, 확인됨, 확인 완료, 사실, 사실로 확인, 사실 확인, 사실 확인됨, 피해 확인, 피해 확인됨, "
        "확정, 확정됨, 인정, 인정됨, 검증, 검증됨, 검증 완료, 실제 피해, verified, true, yes, y, o, "
        "factual"
    ),
    Status.REFUTED: words(
        "사실무근, 사실 아님, 사실이 아님, 허위, 허위 사실, 허위 신고, 허위 제보, 오보, 오인, 거짓, "
        "해당없음, 해당 없음 확인, 피해 없음, 피해 사실 없음, 이상 없음, 무혐의, 아님, 루머, 반박, "
        "false, denied, debunked, unfounded, no case, not true"
    ),
    Status.WITHDRAWN: words(
        "철회, 철회됨, 신고 철회, 제보 철회, 취하, 취하됨, 신고 취하, 제보 취하, 고소 취하, 취소, 취소됨, "
        "신고 취소, 제보 취소, 삭제, 삭제됨, 삭제 요청, 정정, "
        "retracted, cancelled, canceled, removed, deleted"
    ),
}

_BY_SPELLING = {
    spelling_key(spelling): status for status in Status for spelling in (status.value, *SPELLINGS[status])
}
_IN_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_BETWEEN_PARTS = re.compile(r"[^\w\s?×✕✖✗✘❌]+|_+")
_NEGATIVE_SIGN = re.compile(r"[×✕✖✗✘❌]")
_DENIAL = re.compile(
    r"허위|거짓|가짜|장난|오보|오인|오해|무근|무혐의|루머|아님|아닌|아니|없음|없었|없다|취소|철회|번복|정정|반박|부인|기각"
    r"|무효|착오|착각|잘못|해프닝|불송치|불기소|각하|날조|헛소문|무고|반려"
    # “취하” takes a complaint back, but “조치를 취하다” is to act on it.
    r"|(?<!조치)(?<!조치\s)(?<!조치를\s)취하"
    r"|삭제|내림|내려|(?:^|[\s가-힣])(?:x|n|no)$"
    r"|(?<![a-z])(?:not|false|fake|hoax|den(?:y|ied)|debunked|unfounded|refuted|retracted|withdrawn"
    r"|cancell?ed|removed|deleted|wrong|untrue)(?![a-z])"
)
"""Words that deny or take back a claim."""
_DOUBT = re.compile(
    r"미확인|미상|불가|불명|불확실|의심|의혹|추정|주장|필요|예정|못|않|안\s?[되됨]|[조수내]사\s?중"
    r"|(?:확인|검토|심의|진행|파악)\s?중|\?|(?<![a-z])un"
)
"""Words that weaken a confirmation."""


@dataclass(frozen=True)
class StatusReading:
    """The status in a cell, None where it is not understood.

    `contradictory`: the cell denies its own status, or names two.
    """

    status: Status | None
    contradictory: bool = False


def read_status(text: str) -> StatusReading:
    """Read the status in a cell, by the spellings above.

    Of words that contradict each other (“확인(사실무근)”, “확인 → 조사중”) the stronger claim never wins:
    the row is under review until a person has checked it. A denial counts, whatever other words there are.
    """
    plain = unicodedata.normalize("NFKC", strip_invisible(text)).casefold()
    parts = [part for part in map(str.strip, _BETWEEN_PARTS.split(plain)) if part]
    status = _named_status(plain, parts)
    if status not in (Status.REFUTED, Status.WITHDRAWN) and _contradicts(status, plain, parts):
        return StatusReading(Status.UNDER_REVIEW, contradictory=True)
    return StatusReading(status)


def _named_status(plain: str, parts: Sequence[str]) -> Status | None:
    """The status of the text as a whole, outside of its brackets, or in each of its parts."""
    whole = _BY_SPELLING.get(spelling_key(plain)) or _BY_SPELLING.get(
        spelling_key(_IN_BRACKETS.sub("", plain))
    )
    in_parts = {_BY_SPELLING.get(spelling_key(part)) for part in parts}
    return whole or (in_parts.pop() if len(in_parts) == 1 else None)


def _contradicts(status: Status | None, plain: str, parts: Sequence[str]) -> bool:
    if _NEGATIVE_SIGN.search(plain) or (status is Status.CONFIRMED and "?" in plain):
        return True
    if spelling_key(plain) in _BY_SPELLING:
        return False  # “미확인”, “확인 (안됨)”: one spelling, whatever words are in it
    statuses = {each for part in parts if (each := _BY_SPELLING.get(spelling_key(part)))}
    if status:
        statuses.add(status)
    is_doubtful = status is Status.CONFIRMED and any(map(_DOUBT.search, parts))
    return len(statuses) > 1 or is_doubtful or any(map(_DENIAL.search, parts))
