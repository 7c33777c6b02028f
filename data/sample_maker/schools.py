"""The fictional register of schools, in the form of the national standard data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from .ground import Ground, LegalDong
from .names import (
    PREFIX,
    SHARED_GIRLS_HIGH,
    SHARED_HIGH,
    SHARED_IN_ONE_SIDO,
    SHARED_MIDDLE,
    SPECIAL_HIGH,
    SPECIAL_MIDDLE,
    STEMS,
)
from .naming import Name, Recipe, deal_names
from .offices import Office
from .quota import share
from .target import Target

HIGH_SCHOOLS, MIDDLE_SCHOOLS, ELEMENTARY_SCHOOLS = 565, 370, 36
SAME_POINT = 32
"""Middle schools that share the grounds, and mostly the name, of a high school."""

COLUMNS = (
    "학교ID", "학교명", "학교급구분", "설립일자", "설립형태", "본교분교구분", "운영상태", "소재지지번주소",
    "소재지도로명주소", "시도교육청코드", "시도교육청명",
    "교육지원청코드", "교육지원청명", "생성일자", "변경일자",
    "위도", "경도", "데이터기준일자", "제공기관코드", "제공기관명",
)  # fmt: skip
LEVELS = {"초등학교": "elementary", "중학교": "middle", "고등학교": "high"}

HIGH = Recipe(
    "고등학교",
    SPECIAL_HIGH,
    [(stem, "고등학교", count) for stem, count in SHARED_HIGH.items()]
    + [(stem, "여자고등학교", count) for stem, count in SHARED_GIRLS_HIGH.items()],
    SHARED_IN_ONE_SIDO["고등학교"],
)
MIDDLE = Recipe(
    "중학교",
    SPECIAL_MIDDLE,
    [(stem, "중학교", count) for stem, count in SHARED_MIDDLE.items()],
    SHARED_IN_ONE_SIDO["중학교"],
)


@dataclass(frozen=True)
class School:
    """One row of the register; degrees in EPSG:4326."""

    sigungu: str
    stem: str
    kind: str
    grade: str
    dong: LegalDong
    lot: str
    road_number: int
    lat: float
    lon: float
    founded: int
    owner: str
    suffix: str = ""
    """Behind the kind: a branch's own name ("솔내분교장")."""

    @property
    def name(self) -> str:
        """Official name."""
        return f"{PREFIX}{self.stem}{self.kind}{self.suffix}"

    @property
    def road_address(self) -> str:
        """Address on a road that exists nowhere, with the legal-dong in brackets."""
        return f"{self.dong.before} {PREFIX}로 {self.road_number} ({self.dong.name})"


def make_schools(
    counts: Mapping[str, Mapping[str, int]], bulk: str, ground: Ground, seed: str
) -> list[School]:
    """Return the schools: as many in each sigungu as its real number requires, in `bulk` all of them."""
    random = Random(f"{seed}/schools")  # noqa: S311 (a sample, not a secret)
    high = deal_names(HIGH, _slots(counts["high"], HIGH_SCHOOLS, bulk, at_least=1), random)
    middle = deal_names(MIDDLE, _slots(counts["middle"], MIDDLE_SCHOOLS, bulk, at_least=0), random)
    schools = [_school(sigungu, name, "고등학교", ground, random) for sigungu, name in high]
    schools += [_school(sigungu, name, "중학교", ground, random) for sigungu, name in middle]
    schools = _with_branches(_with_same_points(schools), random)
    places = random.sample(sorted(counts["high"]), ELEMENTARY_SCHOOLS)
    stems = random.sample(STEMS, ELEMENTARY_SCHOOLS)
    return schools + [
        _school(sigungu, (stem, "초등학교"), "초등학교", ground, random)
        for sigungu, stem in zip(sorted(places), stems, strict=True)
    ]


def _slots(weights: Mapping[str, int], total: int, bulk: str, at_least: int) -> list[str]:
    others = {sigungu: count for sigungu, count in weights.items() if sigungu != bulk}
    given = share(total - weights[bulk], others, at_least) | {bulk: weights[bulk]}
    return [sigungu for sigungu, count in sorted(given.items()) for _ in range(count)]


def _school(sigungu: str, name: Name, grade: str, ground: Ground, random: Random) -> School:
    dong = ground.choose(sigungu, random)
    lat, lon = dong.point(random)
    lot = f"{random.randint(1, 1400)}" + (f"-{random.randint(1, 40)}" if random.random() < 0.5 else "")
    owner = random.choices(["공립", "사립", "국립"], [74, 24, 2])[0]
    if "부설" in name[1]:
        owner = "국립"
    return School(
        sigungu, *name, grade, dong, lot, random.randint(1, 400), lat, lon, random.randint(1946, 2018), owner
    )


def _with_same_points(schools: Sequence[School]) -> list[School]:
    """Move some middle schools onto the grounds, and mostly under the name, of a high school."""
    hosts = {school.sigungu: school for school in schools if school.grade == "고등학교"}
    bearers = Counter((school.stem, school.kind) for school in schools)
    moved = {}
    for place, school in enumerate(schools):
        name = (school.stem, school.kind)
        is_plain = school.kind == "중학교" and bearers[name] == 1 and school.stem in STEMS
        if is_plain and school.sigungu in hosts and len(moved) < SAME_POINT:
            host = hosts.pop(school.sigungu)
            stem = host.stem if (host.stem, "중학교") not in bearers else school.stem
            moved[place] = _on_grounds_of(host, replace(school, stem=stem))
    return [moved.get(place, school) for place, school in enumerate(schools)]


def _on_grounds_of(host: School, school: School) -> School:
    return replace(
        school, dong=host.dong, lot=host.lot, road_number=host.road_number, lat=host.lat, lon=host.lon
    )


def _with_branches(schools: Sequence[School], random: Random) -> list[School]:
    """Turn a few schools into branches of another one of their sido."""
    branches = {"중학교": ("솔내분교장", "새길분교장", "봄내분교장"), "고등학교": (" 누리캠퍼스",)}
    result = list(schools)
    for grade, suffixes in branches.items():
        plain = [i for i, school in enumerate(result) if school.grade == school.kind == grade]
        for place, suffix in zip(random.sample(plain, len(suffixes)), suffixes, strict=True):
            main = next(
                school
                for school in result
                if school.kind == grade
                and school.dong.sido == result[place].dong.sido
                and school != result[place]
            )
            result[place] = replace(result[place], stem=main.stem, suffix=suffix, owner="공립")
    return result


def school_id(position: int) -> str:
    """ID in the form of the official ones, with a first letter that none of them has."""
    return f"V{position:09d}"


def register_rows(schools: Sequence[School], offices: Mapping[str, Office]) -> list[tuple[str, ...]]:
    """Return the rows of the register file, in `COLUMNS`."""
    return [
        _row(school_id(position), school, offices[school.sigungu])
        for position, school in enumerate(schools, 1)
    ]


def _row(identifier: str, school: School, office: Office) -> tuple[str, ...]:
    return (
        identifier,
        school.name,
        school.grade,
        f"{school.founded}-03-01",
        school.owner,
        "분교" if school.suffix else "본교",
        "운영",
        f"{school.dong.before} {school.dong.name} {school.lot}",
        school.road_address,
        office.provincial_code,
        office.provincial_name,
        office.code,
        office.name,
        "2024-08-01",
        "2024-08-01",
        str(school.lat),
        str(school.lon),
        "2024-08-01",
        "V000000",
        f"{PREFIX}자료제공기관",
    )


def targets(schools: Sequence[School], sigungu_names: Mapping[str, str]) -> list[Target]:
    """Return the schools as a list's rows know them."""
    return [
        Target(
            school_id(position),
            school.name,
            school.stem,
            school.kind + school.suffix,
            LEVELS[school.grade],
            school.dong.sido,
            school.dong.sido_name,
            school.sigungu,
            sigungu_names[school.sigungu],
            school.road_address,
        )
        for position, school in enumerate(schools, 1)
    ]
