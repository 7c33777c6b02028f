from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lists.making import as_bytes, read, workbook
from webmap.errors import ListError
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import Status

FIRST = [("학교명", "지역"), ("가상가람고", "서울"), ("가상나루고", "서울")]
SECOND = [("번호", "날짜", "지역", "학교명(필수)", "상태"), ("1", "2024-08-26", "경기", "가상라온고", "확인")]


@pytest.mark.parametrize(
    "between", [[], [("",)], [("2차",)], [("",), ("2차 접수 목록",), ("",)], [("합계", "2")]]
)
@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
def test_tables_below_each_other_are_all_read_each_by_its_own_header(between, form) -> None:
    rows = [*FIRST, *between, *SECOND]
    data = workbook(rows) if form == "xlsx" else as_bytes(rows, form)
    found = read(data, f"a.{form}")
    entries = [entry for entry in found.entries if "합계" not in entry.school]
    assert [(entry.school, entry.region) for entry in entries] == [
        ("가상가람고", "서울"),
        ("가상나루고", "서울"),
        ("가상라온고", "경기"),
    ]
    assert entries[2].status is Status.CONFIRMED
    assert found.columns == {"school": "학교명", "region": "지역", "date": "날짜", "status": "상태"}
    assert found.unknown_columns == ("번호",)
    assert found.skipped[-1].row == len(FIRST) + len(between)


def test_a_table_above_a_wider_one_is_read_though_both_headers_stand_near_the_top() -> None:
    found = read("1차\n학교\n가상고\n2차\n학교,지역,날짜,상태\n나상고,서울,2024-08-26,확인\n")
    assert [entry.school for entry in found.entries] == ["가상고", "나상고"]


def test_a_header_that_is_repeated_on_each_page_is_no_row() -> None:
    found = read("학교명,지역\n가상고,서울\n학교명,지역\n나상고,부산\n학교명,지역\n")
    assert [(entry.row, entry.school) for entry in found.entries] == [(1, "가상고"), (3, "나상고")]
    assert [each.row for each in found.skipped] == [2, 4]


def test_names_of_people_in_a_further_table_are_neither_read_nor_shown() -> None:
    for header in ("번호,이름,재학 중인 학교", "성명,연락처,소속학교(필수)", "이름,학교명,지역"):
        row = {"번호": "1,홍길동,나상고", "성명": "홍길동,,나상고", "이름": "홍길동,나상고,부산"}[
            header.split(",")[0]
        ]
        found = read(f"연번,학교,지역\n1,가상고,서울\n\n{header}\n{row}\n")
        assert [entry.school for entry in found.entries] == ["가상고", "나상고"]
        assert "홍길동" not in repr(found)


@pytest.mark.parametrize("header", ["소속,지역,날짜", "지역,날짜,상태", "번호,주소,신고일"])
def test_a_further_table_without_a_school_column_is_refused_with_its_line(header) -> None:
    with pytest.raises(ListError) as failure:
        read(f"학교,지역\n가상고,서울\n\n{header}\n나상고,부산,2024-08-26\n")
    for language in LANGUAGES:
        text = failure.value.message.render(language)
        assert "3" in text
        assert "나상고" not in text


@pytest.mark.parametrize(
    "row",
    [
        "가상고,고등학교,확인,기타",
        "대학,대학교,확인,기타",
        "가상여자고등학교,고,확인,학교",
        "가상고,학교,확인,학교명",
        "휘문,고,확인,기타",
    ],
)
def test_a_row_whose_values_are_also_words_of_headers_stays_a_row(row) -> None:
    found = read(f"학교,학교급,상태,비고\n가상중,중,확인,글\n{row}\n")
    assert [entry.row for entry in found.entries] == [1, 2]
    assert found.skipped == ()


def test_a_header_of_two_lines_names_the_columns_by_both() -> None:
    found = read("학교명,지역,,비고\n,시도,시군구,\n가상고,서울,강남구,글\n")
    (entry,) = found.entries
    assert (entry.school, entry.region, entry.note) == ("가상고", "서울 강남구", "글")


def test_headings_and_totals_are_reported_with_their_row_and_counted_as_no_row() -> None:
    found = read("학교,비고\n가상고,\n합계 1,\n[추가 제보],\n나상고,\n")
    assert [(entry.row, entry.school) for entry in found.entries] == [(1, "가상고"), (4, "나상고")]
    assert [each.row for each in found.skipped] == [2, 3]
    for language in LANGUAGES:
        assert "[추가 제보]" in found.skipped[1].reason.render(language)


NAMES = st.sampled_from(["가상고", "나상여중", "다상대학교", "라상초등학교"])
HEADERS = st.sampled_from(
    [
        ("학교", "지역"), ("지역", "학교명"), ("연번", "학교명(필수)", "지역"), ("이름", "소속학교", "지역"), ("학교 이름", "비고", "지역"),
        ("타임스탬프", "재학 중인 학교", "지역"), ("School name", "Region"), ("날짜", "지역", "학교"),
    ]
)  # fmt: skip


@st.composite
def _stacks(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], list[tuple[str, str]]]:
    """Tables below each other, and all their rows as (school, region)."""
    lines: list[tuple[str, ...]] = []
    rows: list[tuple[str, str]] = []
    for number in range(draw(st.integers(1, 4))):
        lines += [draw(st.sampled_from([("",), (f"{number}차 목록",), (f"<{number}차 접수>",)]))]
        header = draw(HEADERS)
        lines.append(header)
        for _ in range(draw(st.integers(1, 4))):
            school, region = draw(NAMES), draw(st.sampled_from(["서울", "부산"]))
            rows.append((school, region))
            lines.append(tuple(_cell(column, school, region) for column in header))
    return lines, rows


def _cell(header: str, school: str, region: str) -> str:
    if "학교" in header or "School" in header:
        return school
    return region if header in ("지역", "Region") else ""


@given(made=_stacks())
@settings(max_examples=150, deadline=None)
def test_no_row_of_tables_below_each_other_is_ever_lost(made) -> None:
    lines, rows = made
    found = read(as_bytes(lines, "csv"))
    assert [(entry.school, entry.region) for entry in found.entries] == rows


@pytest.mark.parametrize("total", ["합계,,5", "계,2교,", "총계,12개교,100%", ",소계,3", "Total,,3"])
def test_a_total_beside_numbers_is_no_row(total) -> None:
    found = read(f"학교명,지역,건수\n가상가람고,서울,3\n{total}\n")
    assert [entry.school for entry in found.entries] == ["가상가람고"]
    assert [each.row for each in found.skipped] == [2]


@pytest.mark.parametrize("row", ["중계,서울,3", "합계고,,5", "가상고,,합계"])
def test_a_row_that_only_looks_like_a_total_stays_a_row(row) -> None:
    assert len(read(f"학교명,지역,건수\n가상가람고,서울,3\n{row}\n").entries) == 2


@pytest.mark.parametrize("header", ["학교명,지역,,학교명,지역", "번호,학교,지역,,번호,학교,지역"])
def test_tables_side_by_side_are_refused_with_the_column(header) -> None:
    cells = ",".join("" if not name else "가" for name in header.split(","))
    with pytest.raises(ListError) as refused:
        read(f"{header}\n{cells}\n")
    place = len(header.split(",")) - header.split(",")[::-1].index(
        header.split(",")[1 if "번호" in header else 0]
    )
    sentence = refused.value.message.render("en")
    assert "side by side" in sentence
    assert f"column {place}." in sentence


@pytest.mark.parametrize("level", ["university", "대학", "대학교", "college", "고등학교"])
def test_a_word_of_a_level_makes_no_row_a_header(level) -> None:
    found = read(
        f"school,level,region\n가상가람고,high,서울\n가상빈 캠퍼스,{level},\n칼빛대,{level},부산\n가상나루고,high,서울\n"
    )
    assert [entry.row for entry in found.entries] == [1, 2, 3, 4]
    assert found.unknown_columns == ()


@pytest.mark.parametrize(
    ("lines", "stated"),
    [
        (["부산광역시", "학교명,비고", "가상고,"], [("가상고", "부산광역시", None)]),
        (["■ 부산 지역 학교 명단", "", "학교명,비고", "가상고,"], [("가상고", "부산", None)]),
        (
            ["[고등학교]", "번호,학교명", "1,가상", "[중학교]", "번호,학교명", "1,나상"],
            [("가상", "", "high"), ("나상", "", "middle")],
        ),
        (
            ["학교명,비고", "가상고,", "[부산]", "학교명,비고", "나상고,"],
            [("가상고", "", None), ("나상고", "부산", None)],
        ),
        (
            ["학교명,비고", "[부산]", "가상고,", "", "학교명,비고", "나상고,"],
            [("가상고", "부산", None), ("나상고", "", None)],
        ),
        (["2024 학교 목록", "학교명,비고", "가상고,"], [("가상고", "", None)]),
    ],
)
def test_a_heading_right_above_a_header_holds_for_the_table_below(lines, stated) -> None:
    entries = read("\n".join(lines) + "\n").entries
    assert [(each.school, each.region, each.level and each.level.value) for each in entries] == stated


def test_a_heading_above_the_first_header_is_told() -> None:
    (caution,) = read("부산광역시\n학교명,비고\n가상고,\n").cautions
    assert "부산광역시" in caution.render("ko")


def test_a_header_that_comes_again_is_no_row_whatever_it_says() -> None:
    found = read("학교,비고\n가상고,x\n학교,비고\n나상고,y\n")
    assert [(each.row, each.school) for each in found.entries] == [(1, "가상고"), (3, "나상고")]
