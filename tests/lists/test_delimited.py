from __future__ import annotations

import pytest

from tests.lists.making import read
from webmap.errors import ListError


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_delimiter_is_found(delimiter: str) -> None:
    found = read(f"번호{delimiter}학교명{delimiter}시도\n1{delimiter}가상중{delimiter}서울\n")
    assert (found.entries[0].school, found.entries[0].region) == ("가상중", "서울")
    assert found.unknown_columns == ("번호",)


def test_commas_inside_a_tab_separated_title_do_not_win() -> None:
    found = read("학교\t메모, 내용, 그리고, 더\n가상중\t글, 글\n")
    assert found.format == "tsv"
    assert found.entries[0].school == "가상중"


def test_title_lines_may_stand_above_the_header() -> None:
    found = read("우리 목록\n2024년 8월\n\n학교,지역\n가상중,서울\n")
    assert [(entry.row, entry.school) for entry in found.entries] == [(1, "가상중")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(ending: str) -> None:
    found = read(ending.join(["학교,지역", "가상중,서울", "가상고,부산"]))
    assert [entry.school for entry in found.entries] == ["가상중", "가상고"]


def test_a_line_break_inside_quotation_marks_stays_in_its_cell() -> None:
    found = read('학교,비고\n가상중,"첫째, 줄\n둘째, 줄"\n가상고,글\n')
    assert [(entry.row, entry.note) for entry in found.entries] == [(1, "첫째, 줄 둘째, 줄"), (2, "글")]


def test_a_quotation_mark_that_is_never_closed_is_reported_with_its_line() -> None:
    with pytest.raises(ListError) as failure:
        read('학교,비고\n가상중,글\n"가상고,글\n가상여중,글\n')
    assert failure.value.message.values["line"] == 3


def test_a_quotation_mark_closed_some_rows_later_is_reported_with_its_line() -> None:
    with pytest.raises(ListError) as failure:
        read('학교,지역,비고\n"가상고,서울,글\n가상중,서울,글\n가상여중,서울,글"\n가상여고,서울,글\n')
    assert failure.value.message.values["line"] == 2


def test_a_table_without_a_school_column_counts_its_cells_and_names_what_is_accepted() -> None:
    with pytest.raises(ListError) as failure:
        read("번호,메뉴\n1,국수\n")
    said = failure.value.message.render("en")
    assert "2 cells" in said
    assert "학교명" in said


def test_a_percent_sign_in_a_file_name_is_no_placeholder() -> None:
    with pytest.raises(ListError, match=r"100%s\.csv"):
        read("번호\n", "100%s.csv")
