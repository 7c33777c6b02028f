"""The fictional register of universities and colleges, in the form of the national standard data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from .ground import Ground, LegalDong
from .names import BRANCH_CAMPUSES, PREFIX, UNIVERSITY_STEMS
from .quota import share
from .romanise import romanise
from .target import Target

CAMPUSES = 138
SECOND_CAMPUSES = 14
COLLEGES = {"과학대학교": 11, "보건대학교": 10, "대학교": 19, "대학": 5}
"""Two-year colleges (전문대학), by what their names end in."""
SPECIAL_UNIVERSITIES = {"교육대학교": 4, "여자대학교": 4, "과학기술대학교": 4, "예술대학교": 3}
GRADUATE_SCHOOLS = {
    "대학원": ("일반대학원", "Graduate School"),
    "교육대학원": ("특수대학원", "Graduate School of Education"),
}
WITH_GRADUATE_SCHOOLS = 24
SAME_STEM = 4
"""Pairs of a university and a college that shorten to the same word (한들대학교, 한들대학: 한들대)."""

COLUMNS = (
    "학교명", "학교 영문명", "본분교구분명", "대학구분명",
    "학교구분명", "설립형태구분명", "시도코드", "시도명",
    "소재지도로명주소", "소재지지번주소", "도로명우편번호", "소재지우편번호", "홈페이지주소", "대표전화번호",
    "대표팩스번호", "설립일자", "기준연도", "데이터기준일자", "제공기관코드", "제공기관명",
)  # fmt: skip
ENGLISH = {
    "교육대학교": "National University of Education",
    "여자대학교": "Women's University",
    "과학기술대학교": "University of Science and Technology",
    "예술대학교": "University of the Arts",
    "과학대학교": "Science College",
    "보건대학교": "Health College",
    "대학교": "University",
    "대학": "College",
}


@dataclass(frozen=True)
class Campus:
    """One campus: a row of the register."""

    stem: str
    kind: str
    college: bool
    campus: str
    """본교, 제2캠퍼 or 분교, as the real file writes them."""
    bracket: str
    dong: LegalDong
    road_number: int
    founded: int

    @property
    def name(self) -> str:
        """Official name."""
        return f"{PREFIX}{self.stem}{self.kind}" + (f"({self.bracket})" if self.bracket else "")

    @property
    def address(self) -> str:
        """Road address, with the legal-dong and the name in brackets as the real file has them."""
        return f"{self.dong.before} {PREFIX}대학로 {self.road_number} ({self.dong.name}, {self.name})"

    @property
    def id(self) -> str:
        """Key of a university: its name and its sido."""
        return f"{self.name}@{self.dong.sido_name}"


def make_campuses(counts: Mapping[str, int], ground: Ground, seed: str) -> list[Campus]:
    """Return the campuses, spread like the real ones; second campuses and branches lie in another sido."""
    random = Random(f"{seed}/universities")  # noqa: S311 (a sample, not a secret)
    places = [sigungu for sigungu, count in sorted(share(CAMPUSES, counts).items()) for _ in range(count)]
    random.shuffle(places)
    others = SECOND_CAMPUSES + len(BRANCH_CAMPUSES)
    names = _names(CAMPUSES - others, random)
    mains = [
        _campus(place, name, "본교", "", ground, random)
        for place, name in zip(places[others:], names, strict=True)
    ]
    return mains + list(_other_campuses(mains, places[:others], ground, random))


def _names(count: int, random: Random) -> list[tuple[str, str, bool]]:
    """Stem, kind and whether it is a two-year college, for each main campus."""
    kinds = [(kind, True) for kind, number in COLLEGES.items() for _ in range(number)]
    kinds += [(kind, False) for kind, number in SPECIAL_UNIVERSITIES.items() for _ in range(number)]
    kinds += [("대학교", False)] * (count - len(kinds))
    stems = random.sample(UNIVERSITY_STEMS, count)
    names = [(stem, kind, college) for stem, (kind, college) in zip(stems, kinds, strict=True)]
    twins = [place for place, (_, kind, _) in enumerate(names) if kind == "대학"][:SAME_STEM]
    for back, place in enumerate(twins, 1):
        names[place] = (names[-back][0], "대학", True)
    return names


def _other_campuses(
    mains: Sequence[Campus], places: Sequence[str], ground: Ground, random: Random
) -> Iterator[Campus]:
    # The last ones have a college of the same stem; they keep a single campus.
    universities = [each for each in mains if each.kind == "대학교" and not each.college][:-SAME_STEM]
    campuses = [("제2캠퍼", "")] * SECOND_CAMPUSES + [("분교", bracket) for bracket in BRANCH_CAMPUSES]
    for place, (campus, bracket) in zip(places, campuses, strict=True):
        main = next(each for each in universities if each.dong.sido != place[:2])
        universities.remove(main)
        yield _campus(place, (main.stem, main.kind, False), campus, bracket, ground, random)


def _campus(
    place: str, name: tuple[str, str, bool], campus: str, bracket: str, ground: Ground, random: Random
) -> Campus:
    return Campus(
        *name,
        campus,
        bracket,
        ground.choose(place, random),
        random.randint(1, 300),
        random.randint(1946, 2010),
    )


def register_rows(campuses: Sequence[Campus]) -> list[tuple[str, ...]]:
    """Return the rows of the register, in `COLUMNS`; graduate schools are rows of their own."""
    rows = [_row(campus) for campus in campuses]
    universities = [campus for campus in campuses if not campus.college and campus.campus == "본교"]
    for campus in universities[:WITH_GRADUATE_SCHOOLS]:
        rows += [_graduate_row(campus, name, *facts) for name, facts in GRADUATE_SCHOOLS.items()]
    return rows


def _row(campus: Campus) -> tuple[str, ...]:
    english = f"Gasang {romanise(campus.stem)} {ENGLISH[campus.kind]}"
    if campus.college:
        return _fields(campus, campus.name, english, "전문대학", "전문대학")
    return _fields(
        campus, campus.name, english, "대학", "교육대학" if campus.kind == "교육대학교" else "대학교"
    )


def _graduate_row(campus: Campus, name: str, sort: str, english: str) -> tuple[str, ...]:
    return _fields(campus, f"{campus.name} {name}", english, "대학원", sort)


def _fields(campus: Campus, name: str, english: str, tier: str, sort: str) -> tuple[str, ...]:
    owner = "국립" if campus.kind == "교육대학교" else "사립"
    return (
        name, english, campus.campus, tier, sort, owner, campus.dong.sido, campus.dong.sido_name,
        campus.address, *[""] * 6, f"{campus.founded}-03-01", "2024", "2024-08-01", "V000001",
        f"{PREFIX}대학자료제공기관",
    )  # fmt: skip


def targets(campuses: Sequence[Campus], sigungu_names: Mapping[str, str]) -> list[Target]:
    """Return the campuses as a list's rows know them."""
    return [
        Target(
            campus.id,
            campus.name,
            campus.stem,
            campus.kind + (f"({campus.bracket})" if campus.bracket else ""),
            "university",
            campus.dong.sido,
            campus.dong.sido_name,
            campus.dong.sigungu,
            sigungu_names[campus.dong.sigungu],
            campus.address,
        )
        for campus in campuses
    ]
