from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lists.making import read
from webmap.lists.personal.cells import find_split

MOBILE, RESIDENT = "01000001234", "0801013000000"


@given(
    number=st.sampled_from([MOBILE, RESIDENT]),
    cuts=st.lists(st.integers(2, 10), min_size=1, max_size=2, unique=True),
)
def test_a_number_cut_anywhere_into_neighbouring_cells_is_found(number: str, cuts: list[int]) -> None:
    bounds = [0, *sorted(cuts), len(number)]
    parts = [number[start:end] for start, end in pairwise(bounds)]
    assert find_split(["가상고", *parts])


@pytest.mark.parametrize(
    "cells",
    [
        ("인스타", "gasang_00"), ("텔레그램 아이디", "gasang00"), ("학번", "20431"), ("피해자", "홍길동"), ("이름:", "김가상"),
        ("20315", "이나루"), ("2학년", "3반"), ("101동", "1203호"), ("12가", "0001"), ("국민은행", "000000-00-000000"),
        ("gasang", "@example.com"), ("생년월일", "2008.01.01"), ("닉네임", "가상곰"),
    ],
)  # fmt: skip
def test_a_label_and_what_it_names_are_read_together(cells: tuple[str, str]) -> None:
    assert find_split(["가상고", *cells])
    assert find_split(["가상고", "", *cells, "서울"])


@pytest.mark.parametrize(
    "cells",
    [
        ("2024", "0831"), ("37.5665", "126.9780"), ("인스타그램", "신고"), ("트위터", "2024-08-26"), ("피해자", "3명"), ("담당자", "확인중"),
        ("06236", "강남구"), ("2학년", "5명"), ("접수번호", "20240831"), ("240826", "3"), ("가상로 12", "2"), ("112", "117"), ("1366", "1377"),
        ("Telegram", "channel"), ("20240826", "20240831"),
    ],
)  # fmt: skip
def test_neighbouring_cells_without_personal_data_are_kept(cells: tuple[str, str]) -> None:
    assert find_split(["가상고", *cells]) is None


def test_a_row_whose_cells_hold_a_number_together_is_refused_without_the_number() -> None:
    split, kept = read("학교,출처,비고\n가상중,010,00001234\n나상고,교육청,접수\n").entries
    assert split.refused is not None
    assert split.school == split.source == split.note == ""
    assert "0000" not in split.refused.render("en")
    assert kept.refused is None
