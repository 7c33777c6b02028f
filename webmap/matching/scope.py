"""Institutions that this map does not show: elementary schools, kindergartens, academies and the like."""

from __future__ import annotations

from webmap.matching.forms import short_form
from webmap.matching.text import name_key

OUT_OF_SCOPE_ENDINGS = (
    "유치원", "어린이집", "학원", "교습소", "공부방", "독서실", "과외", "놀이방", "스터디카페", "문화센터",
    "학습지", "대학원", "kindergarten", "academy", "아동센터", "청소년센터", "복지관", "복지센터",
    "수련관", "수련원", "문화의집", "돌봄센터", "키즈카페", "교회", "성당", "사찰", "도서관", "체육관",
    "태권도장", "태권도", "도장", "병원", "의원", "한의원", "약국", "경찰서", "파출소", "지구대", "소방서",
    "교육청", "교육지원청", "시청", "구청", "군청", "도청", "주민센터", "행정복지센터", "우체국", "은행",
    "부대", "사단", "여단", "군단", "사령부", "신병교육대", "훈련소", "전자", "건설", "그룹", "주식회사",
    "물산", "중공업", "제약", "회사", "공사", "공단", "재단", "협회", "연맹", "아파트", "빌라", "마트",
    "백화점", "카페", "편의점", "피시방", "pc방", "노래방", "방송국", "신문사", "연구소", "보육원", "쉼터",
    "위탁센터", "교도소", "소년원", "어학당", "평생교육원", "직업훈련원", "요양원",
)  # fmt: skip
"""Institutions that this map does not show. Graduate schools belong to their university and are not rows."""


def looks_out_of_scope(name: str) -> bool:
    """Whether a name ends like an elementary school, kindergarten, academy or the like."""
    return is_elementary(name) or name_key(name).endswith(OUT_OF_SCOPE_ENDINGS)


def is_elementary(name: str) -> bool:
    """Whether a name ends like an elementary school."""
    return short_form(name).endswith("초")
