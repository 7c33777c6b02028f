"""A small fictional register to match against."""

from __future__ import annotations

from webmap.lists.entry import Entry
from webmap.matching.matcher import Matcher, build_matcher
from webmap.matching.result import Match
from webmap.places.addresses.addresses import read_region
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.vocabulary.terms import Level

SIGUNGU = {
    "11680": "서울특별시 강남구 역삼동",
    "41130": "경기도 성남시 분당구 정자동",
    "26230": "부산광역시 부산진구 전포동",
    "51210": "강원특별자치도 속초시 교동",
    "41110": "경기도 수원시 장안구 조원동",
    "11110": "서울특별시 종로구 청운동",
}


def school(name: str, level: Level, sigungu: str = "11680", **more: object) -> School:
    identifier = str(more.pop("id", f"V-{name}-{sigungu}"))
    values: dict[str, object] = {"lat": 37.5, "lon": 127.0, "key": identifier, **more}
    return School(
        id=identifier,
        name=name,
        level=level,
        address=f"{SIGUNGU[sigungu]} 1-1",
        sido=sigungu[:2],
        sigungu=sigungu,
        office=load_region_table().office_of_sigungu(sigungu),
        **values,  # type: ignore[arg-type]
    )


def matcher_of(*schools: School) -> Matcher:
    register = Register(tuple(schools), (), fictional=True)
    return build_matcher(register, read_region, lambda _text: None, load_region_table())


def match(matcher: Matcher, name: str, **hints: object) -> Match:
    (only,) = matcher.match_entry(Entry("list.csv", 1, name, **hints))  # type: ignore[arg-type]
    return only
