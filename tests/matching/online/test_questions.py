"""The questions about a school."""

from dataclasses import replace

import pytest

from tests.matching.online.making import BY_ADDRESS, BY_NAME, UNIVERSITY
from webmap.matching.online.refine import questions_about
from webmap.places.regions.region_table import load_region_table

TABLE = load_region_table()


def test_the_address_is_asked_for_without_what_stands_in_brackets_and_then_the_name():
    assert questions_about(UNIVERSITY, TABLE) == [BY_ADDRESS, BY_NAME]


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("서울특별시 종로구 가상로1길 23 (가상동)", "23"),
        ("서울특별시 종로구 종로1가 24", "24"),
        ("대전광역시 유성구 대학로99", "99"),
        ("대전광역시 유성구 궁동 220-1번지", "220-1"),
        ("경기도 가상시 가상면 가상길 46-8, 본관 3층", "46-8"),
    ],
)
def test_the_house_number_is_the_one_behind_the_street_or_the_legal_dong(address, number):
    asked, _ = questions_about(replace(UNIVERSITY, address=address), TABLE)
    assert asked.number == number


def test_an_address_without_a_house_number_is_not_asked_for():
    assert questions_about(replace(UNIVERSITY, address="대전광역시 유성구 궁동"), TABLE) == [BY_NAME]


def test_a_second_campus_is_never_asked_for_by_the_name_that_it_shares():
    assert questions_about(replace(UNIVERSITY, campus="제2캠퍼"), TABLE) == [BY_ADDRESS]
