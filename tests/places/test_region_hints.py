"""Regions as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.places.addresses.region_hints import read_region
from webmap.places.regions.region_table import RegionTable
from webmap.vocabulary.terms import RegionLevel

ONE_SIGUNGU = {
    "서울 강남구": "11680",
    "강남": "11680",
    "서울강남구": "11680",
    "서울특별시 강남구": "11680",
    "인천>부평구": "28237",
    "강원/동해": "51170",
    "충남/예산": "44810",
    "부산-동래": "26260",
    "(부산 동래)": "26260",
    "전북 익산시": "52140",
    "전라북도 익산": "52140",
    "강원도 고성군": "51820",
    "경남 고성": "48820",
    "경기 광주": "41610",
    "광주시 북구": "29170",
    "세종": "36110",
    "세종시": "36110",
    "창원": "48120",
    "마산": "48120",
    "창원 마산합포구": "48120",
    "창원시 마산합포": "48120",
    "진해시": "48120",
    "청원군": "43110",
    "여주군": "41670",
    "경북 군위군": "27720",
    "대구 군위군": "27720",
    "인천 남구": "28177",
    "충남 연기군": "36110",
    "북제주군": "50110",
    "분당": "41130",
    "성남 분당": "41130",
    "경기성남시분당구": "41130",
    "화성시 동탄구": "41590",
    "포항 남구": "47110",
    "부산진구": "26230",
    "제주시": "50110",
    "성남교육지원청": "41130",
    "경기도성남교육지원청": "41130",
    "Suwon-si": "41110",
    "gangnam-gu": "11680",
}

SEVERAL_SIGUNGU = {
    "중구": {"11140", "26110", "27110", "28110", "30140", "31110"},
    "고성": {"51820", "48820"},
    "강서구": {"11500", "26440"},
    "남구": {"26290", "27200", "28177", "29155", "31140", "47110"},
    "위례": {"11710", "41130", "41450"},
    "제주": {"50110", "50130"},
    "서울특별시동부교육지원청": {"11230", "11260"},
    "인천 제물포구": {"28110", "28140"},
    "경남 울산": {"31110", "31140", "31170", "31200", "31710"},
}

WHOLE_SIDO = {
    "경기": "41",
    "경기도": "41",
    "부산": "26",
    "부산광역시": "26",
    "전라북도": "52",
    "강원특별자치도": "51",
    "서울시교육청": "11",
    "경상북도": "47",
    "Seoul": "11",
    "Gyeonggi": "41",
}


@pytest.mark.parametrize("text", ONE_SIGUNGU)
def test_a_hint_that_fits_one_sigungu_names_it(text: str) -> None:
    hint = read_region(text)
    assert hint.sigungu == {ONE_SIGUNGU[text]}
    assert hint.leftover == ""


@pytest.mark.parametrize("text", SEVERAL_SIGUNGU)
def test_a_hint_that_fits_several_sigungu_names_them_all(text: str) -> None:
    assert read_region(text).sigungu == SEVERAL_SIGUNGU[text]


@pytest.mark.parametrize("text", WHOLE_SIDO)
def test_the_name_of_a_sido_means_all_its_sigungu(text: str, table: RegionTable) -> None:
    hint = read_region(text)
    assert hint.sido == {WHOLE_SIDO[text]}
    assert hint.sigungu == {region.code for region in table.sigungu_of_sido(WHOLE_SIDO[text])}


def test_gwangju_alone_is_the_metropolis_and_the_city_in_gyeonggi(table: RegionTable) -> None:
    hint = read_region("광주")
    assert hint.sido == {"29", "41"}
    assert hint.sigungu == {"41610"} | {region.code for region in table.sigungu_of_sido("29")}


def test_the_eastern_office_of_education_exists_in_five_cities() -> None:
    assert read_region("동부교육지원청").sido == {"11", "27", "28", "29", "30"}


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("서울 강남구 역삼동", "역삼동"),
        ("경기 북부", "북부"),
        ("대전 둔산", "둔산"),
        ("서울 강남구 대구", "대구"),
        ("서울시 종로구 종로 1가", "종로 1가"),
    ],
)
def test_what_names_no_region_is_left_over(text: str, leftover: str) -> None:
    hint = read_region(text)
    assert hint.is_understood
    assert hint.leftover == leftover


@pytest.mark.parametrize("text", ["서울 성남시", "서울 성남", "부산 강남구", "경기 해운대구"])
def test_a_hint_that_contradicts_itself_fits_nothing(text: str) -> None:
    hint = read_region(text)
    assert hint.contradictory
    assert not hint.is_understood
    assert hint.leftover == text


@pytest.mark.parametrize(
    "text", ["", "  ", "전국", "한빛중", "강남대학교", "동구밖", "ㅁㄴㅇ", "<b>서울</b>x", "서 울"]
)
def test_what_is_no_region_is_not_understood(text: str) -> None:
    hint = read_region(text)
    assert not hint.is_understood
    assert not hint.covers("11", "11680")


def test_a_hint_covers_a_place_by_its_sigungu_or_by_its_sido_if_that_is_all_that_is_known() -> None:
    hint = read_region("경남 고성")
    assert hint.covers("48", "48820")
    assert not hint.covers("51", "51820")
    assert hint.covers("48", "")
    assert not hint.covers("51", "")


def test_decomposed_hangul_and_invisible_characters_make_no_difference() -> None:
    decomposed = "\u1109\u1165\u110b\u116e\u11af \u1100\u1161\u11bc\u1102\u1161\u11b7\u1100\u116e"
    assert read_region(decomposed).sigungu == {"11680"}
    assert read_region("\ufeff서울\u200b 강남\u202e구").sigungu == {"11680"}


@given(st.text(max_size=400))
def test_any_text_can_be_asked(text: str) -> None:
    hint = read_region(text)
    assert hint.is_understood == bool(hint.sido) == bool(hint.office)


@given(st.lists(st.sampled_from([*ONE_SIGUNGU, *SEVERAL_SIGUNGU, *WHOLE_SIDO, "역삼동", "12"]), max_size=5))
def test_more_words_never_widen_a_hint(words: list[str]) -> None:
    shorter, longer = read_region(" ".join(words[:-1])), read_region(" ".join(words))
    if shorter.is_understood:
        former_members = {"27720", "36110", "31110", "31140", "31170", "31200", "31710"}
        assert longer.sigungu - former_members <= shorter.sigungu


def test_regions_are_known_by_their_official_names(table: RegionTable) -> None:
    for region in table.regions(RegionLevel.SIGUNGU):
        sido = table.region(RegionLevel.SIDO, region.sido).name
        name = region.name if region.name == sido else f"{sido} {region.name}"
        assert read_region(name).sigungu == {region.code}
    for office in table.regions(RegionLevel.OFFICE):
        assert read_region(office.name).sigungu == set(table.sigungu_of_office(office.code))
