"""Spellings of the statuses of a claim, each declared once."""

from __future__ import annotations

import re

from webmap.lists.text import fold, words
from webmap.vocabulary.terms import Status

SPELLINGS: dict[Status, tuple[str, ...]] = {
    # "Not confirmed" says that nobody has looked, not that there was nothing.
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
        "철회, 철회됨, 신고 철회, 제보 철회, 취소, 취소됨, 신고 취소, 제보 취소, 삭제, 삭제됨, "
        "삭제 요청, 정정, retracted, cancelled, canceled, removed, deleted"
    ),
}

_BY_SPELLING = {
    fold(spelling): status for status in Status for spelling in (status.value, *SPELLINGS[status])
}
_IN_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")


def read_status(text: str) -> Status | None:
    """Return the status that a cell names, or None where it is not one of the spellings above."""
    return _BY_SPELLING.get(fold(text)) or _BY_SPELLING.get(fold(_IN_BRACKETS.sub("", text)))
