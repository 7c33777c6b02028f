"""The ways in which people type the name of a school and its region."""

from __future__ import annotations

from random import Random

from .target import Target

ENDINGS = {
    "여자상업고등학교": "여상",
    "여자고등학교": "여고",
    "공업고등학교": "공고",
    "상업고등학교": "상고",
    "과학고등학교": "과고",
    "외국어고등학교": "외고",
    "예술고등학교": "예고",
    "체육고등학교": "체고",
    "고등학교": "고",
    "여자중학교": "여중",
    "체육중학교": "체중",
    "중학교": "중",
    "여자대학교": "여대",
    "교육대학교": "교대",
    "대학교": "대",
    "대학": "대",
}
"""Endings and the plain abbreviation of each; the longest that fits is used."""

SHORT_SIDO = {
    "서울특별시": "서울", "부산광역시": "부산",
    "대구광역시": "대구", "인천광역시": "인천", "광주광역시": "광주",
    "대전광역시": "대전", "울산광역시": "울산",
    "세종특별자치시": "세종", "경기도": "경기", "강원특별자치도": "강원",
    "충청북도": "충북", "충청남도": "충남", "전북특별자치도": "전북", "전라남도": "전남", "경상북도": "경북",
    "경상남도": "경남", "제주특별자치도": "제주",
}  # fmt: skip
OLD_SIDO = {"강원특별자치도": "강원도", "전북특별자치도": "전라북도"}

STYLES = {"plain": 58, "full": 13, "in_front": 9, "remark": 6, "bracket": 6, "numbered": 5, "spaced": 3}
"""How a name is typed, and how often."""

REMARKS = ("(확인)", "(확인 필요)", "제보", "(추가)", "(제보)", "?")
LEVEL_WORDS = {
    "middle": ("중학교", "중", "중등"),
    "high": ("고등학교", "고", "고교"),
    "university": ("대학교", "대학"),
}


def shorten(name: str) -> str:
    """Return a name with its ending shortened: 가상한빛여자고등학교 → 가상한빛여고; branches stay whole."""
    ending = next((ending for ending in ENDINGS if name.endswith(ending)), "")
    return name.removesuffix(ending) + ENDINGS.get(ending, "")


def type_name(target: Target, random: Random) -> str:
    """Return a school's name as somebody types it."""
    style = random.choices(list(STYLES), list(STYLES.values()))[0]
    short, sido = shorten(target.name), SHORT_SIDO[target.sido_name]
    if style == "full":
        return target.name
    if style == "in_front":
        return f"{sido} {short}"
    if style == "remark":
        return f"{short} {random.choice(REMARKS)}"
    if style == "bracket":
        return random.choice((f"{short}({sido})", f"[{sido}] {short}", f"{short} ({sido})"))
    if style == "numbered":
        return random.choice((f"{random.randint(1, 500)}. {short}", f"{random.randint(1, 99)}) {short}"))
    return _spaced(target, random) if style == "spaced" else short


def _spaced(target: Target, random: Random) -> str:
    short = shorten(target.name)
    parted = target.name.replace(target.stem, f" {target.stem} ", 1)
    return random.choice((f" {short} ", " ".join(parted.split()), f"\u3000{short}"))


def type_region(target: Target, random: Random) -> str:
    """Return a school's region as somebody types it, exact enough to distinguish it from every namesake."""
    sido, short = target.sido_name, SHORT_SIDO[target.sido_name]
    if sido.startswith("세종"):
        return random.choice((sido, short, "세종시"))
    return random.choice((f"{short} {target.sigungu_name}", f"{sido} {target.sigungu_name}"))


def type_sido(target: Target, random: Random) -> str:
    """Return only the sido, sometimes by its name of before 2023 and 2024."""
    sido = target.sido_name
    return random.choice((sido, SHORT_SIDO[sido], SHORT_SIDO[sido], OLD_SIDO.get(sido, sido)))
