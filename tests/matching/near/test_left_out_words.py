"""What a typed name leaves out in front, and from which region on that is safe."""

import pytest

from tests.matching.making import school
from webmap.matching.near.left_out import (
    COMMON_IN_A_CITY,
    COMMON_IN_A_SIGUNGU,
    COMMON_NAME,
    NO_KIND,
    OTHER_PLACE,
    WIDE_REGION,
    doubt_of,
    is_glued_to_a_place,
    place_in_front,
    word_left_out,
)
from webmap.matching.query import Query, Reading
from webmap.matching.variants import Fit
from webmap.places.addresses.addresses import read_region
from webmap.vocabulary.terms import Level

SUWON = school("수원가상솔내고등학교", Level.HIGH, "41110")
BUSAN = school("부산가상솔내고등학교", Level.HIGH, "26230")
OF_A_QUARTER = school("조원가상솔내고등학교", Level.HIGH, "41110")
NATIONAL = school("국립가상솔내고등학교", Level.HIGH, "41110")
KOREAN = school("한국가상솔내고등학교", Level.HIGH, "41110")


def doubt(meant, name="가상솔내고", text="", beside="", within="", fit=Fit.WITHOUT_PLACE, sidos=1):
    reading = Reading(name, (read_region(within),) if within else ())
    query = Query(text or name, (reading,), (read_region(beside),) if beside else (), None)
    return doubt_of(query, reading, meant, fit, sidos)


@pytest.mark.parametrize(
    ("meant", "stated", "expected"),
    [
        (SUWON, {"beside": "수원시"}, ""), (SUWON, {"within": "수원"}, ""), (SUWON, {"beside": "경기"}, WIDE_REGION), (SUWON, {}, WIDE_REGION),
        (SUWON, {"beside": "경기", "within": "수원"}, ""), (SUWON, {"beside": "성남시"}, WIDE_REGION), (BUSAN, {"beside": "부산"}, ""),
        (BUSAN, {"beside": "부산 부산진구"}, ""), (BUSAN, {}, WIDE_REGION), (BUSAN, {"beside": "부산", "within": "부산진구"}, ""),
    ],
)  # fmt: skip
def test_a_place_may_be_left_out_where_the_region_is_as_narrow(meant, stated, expected):
    assert doubt(meant, **stated) == expected


def test_a_district_of_another_city_is_no_part_of_the_city_left_out():
    in_a_province = school("부산가상솔내고등학교", Level.HIGH, "41110")
    assert doubt(in_a_province, beside="경기") == WIDE_REGION
    another_word = school("전포가상솔내고등학교", Level.HIGH, "26230")
    assert doubt(another_word, beside="부산") == WIDE_REGION


@pytest.mark.parametrize(
    ("meant", "region", "bound"),
    [
        (BUSAN, "부산", COMMON_IN_A_CITY), (OF_A_QUARTER, "수원시", COMMON_IN_A_SIGUNGU), (OF_A_QUARTER, "경기 수원시", COMMON_IN_A_SIGUNGU),
    ],
)  # fmt: skip
def test_a_name_that_schools_of_many_sido_have_is_in_doubt_from_the_bound_on(meant, region, bound):
    assert doubt(meant, beside=region, sidos=bound - 1) == ""
    assert doubt(meant, beside=region, sidos=bound) == COMMON_NAME


def test_the_kind_must_be_there():
    assert doubt(SUWON, "가상솔내", beside="수원시") == NO_KIND


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("창원 가상솔내고", OTHER_PLACE), ("창원가상솔내고", OTHER_PLACE), ("수원 가상솔내고", ""), ("경기 수원 가상솔내고", ""),
        ("창원시 가상솔내고", ""), ("창원: 가상솔내고", ""), ("수원: 가상솔내고", ""), ("(창원) 가상솔내고", ""), ("가상솔내고 창원", ""), ("별무리 가상솔내고", ""),
    ],
)  # fmt: skip
def test_another_bare_place_in_front_of_the_name_is_a_doubt(text, expected):
    assert doubt(SUWON, text=text, beside="수원시") == expected


@pytest.mark.parametrize(
    ("meant", "beside", "sidos", "expected"),
    [
        (NATIONAL, "", 1, ""), (NATIONAL, "", 99, ""), (KOREAN, "", 1, WIDE_REGION), (KOREAN, "경기", COMMON_IN_A_CITY - 1, ""),
        (KOREAN, "경기", COMMON_IN_A_CITY, COMMON_NAME), (school("가상솔내고등학교", Level.HIGH), "", 99, ""),
    ],
)  # fmt: skip
def test_a_word_that_tells_no_schools_apart_needs_no_region_and_another_one_does(
    meant, beside, sidos, expected
):
    assert doubt(meant, beside=beside, sidos=sidos, fit=Fit.NICKNAME) == expected


@pytest.mark.parametrize(
    ("name", "form", "fit", "expected"),
    [
        ("수원가상솔내고등학교", "가상솔내고", Fit.WITHOUT_PLACE, "수원"), ("수원가상솔내고등학교(본교)", "가상솔내고", Fit.SHORT, "수원"),
        ("가상솔내고등학교", "가상솔내고", Fit.SHORT, ""), ("부산소프트웨어마이스터고등학교", "소마고", Fit.WITHOUT_PLACE, "부산"),
        ("부산소프트웨어마이스터고등학교", "소마고", Fit.NICKNAME, ""), ("수원소프트웨어마이스터고등학교", "소마고", Fit.WITHOUT_PLACE, ""),
    ],
)  # fmt: skip
def test_the_word_left_out_is_what_stands_in_front_of_the_form(name, form, fit, expected):
    assert word_left_out(school(name, Level.HIGH, "26230"), form, fit) == expected


@pytest.mark.parametrize(
    ("text", "name", "place", "glued"),
    [
        ("창원 공고", "공고", "창원", False), ("창원공고", "공고", "창원", True), ("서울 강남 공고", "공고", "서울 강남", False), ("창원, 공고", "공고", "", False),
        ("창원(공고)", "공고", "", False), ("[창원]공고", "공고", "", False), ("창원시 공고", "공고", "", False), ("강남구 공고", "공고", "", False),
        ("경상남도 공고", "공고", "", False), ("창원교육지원청 공고", "공고", "", False), ("공고", "공고", "", False), ("별무리 공고", "공고", "", False),
        ("창원 가상 공고", "가상공고", "창원", False), ("공고 창원 공고", "공고", "공고 창원", False), ("창원 공고", "없는고", "", False), ("창원 공고", "", "", False),
        ("창원　ＡＢ고", "ab고", "창원", False), ("창원-공고", "공고", "", False), ("창원: 공고", "공고", "", False),
        ("창원|공고", "공고", "", False), ("창원 → 공고", "공고", "", False), ("창원;공고", "공고", "", False), ("창원=공고", "공고", "", False),
    ],
)  # fmt: skip
def test_only_a_bare_place_right_in_front_may_be_part_of_the_name(text, name, place, glued):
    assert place_in_front(text, name) == place
    assert is_glued_to_a_place(text, name) is glued
