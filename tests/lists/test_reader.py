from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lists.making import FORMS, as_bytes, read
from webmap.errors import ListError
from webmap.lists.formats.encodings import decode
from webmap.lists.layout.context import means_as_above
from webmap.lists.layout.header_rows import may_be_header
from webmap.lists.limits import Limits
from webmap.lists.reader import SchoolList, read_list
from webmap.lists.text import strip_invisible
from webmap.vocabulary.terms import Level, Status

HEADER = ("학교명", "급", "시도", "주소", "날짜", "상태", "출처", "비고")
ROW = ("가상중학교", "중", "경기도", "가상로 1-2", "2024-08-26", "신고", "신문", "글")


def test_a_list_is_read_with_all_its_columns() -> None:
    data = as_bytes([HEADER, ROW], "csv")
    found = read(data, "목록.csv")
    entry = found.entries[0]
    assert (entry.file, entry.row, entry.school) == ("목록.csv", 1, "가상중학교")
    assert (entry.level, entry.status, entry.date) == (
        Level.MIDDLE,
        Status.REPORTED,
        datetime.date(2024, 8, 26),
    )
    assert (entry.region, entry.address) == ("경기도", "가상로 1-2")
    assert (entry.source, entry.note) == ("신문", "글")
    assert (entry.refused, entry.remarks) == (None, ())
    assert found.size == len(data)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.columns["school"] == "학교명"


def test_blank_rows_keep_their_number_and_are_counted() -> None:
    found = read("학교,지역\n가상중,서울\n\n , \n가상고,부산\n")
    assert [(entry.row, entry.school) for entry in found.entries] == [(1, "가상중"), (4, "가상고")]
    assert found.blank_rows == 2


def test_a_row_without_a_name_is_kept() -> None:
    found = read("학교,주소\n,가상시 가상로 1\n")
    assert (found.entries[0].school, found.entries[0].address) == ("", "가상시 가상로 1")


def test_a_file_with_only_a_header_is_an_empty_list() -> None:
    for form in ("csv", "xlsx"):
        assert read(as_bytes([HEADER], form)).entries == ()


def test_too_many_cells_are_reported_and_the_row_is_kept() -> None:
    found = read("학교,지역\n가상중,서울,남는 칸\n가상고,부산,,,\n")
    assert [entry.school for entry in found.entries] == ["가상중", "가상고"]
    assert [len(entry.remarks) for entry in found.entries] == [1, 0]
    assert "3" in found.entries[0].remarks[0].render("en")


def test_a_row_of_a_hundred_thousand_cells_is_kept() -> None:
    found = read("학교,지역\n가상중" + ",x" * 100_000 + "\n가상고,부산\n")
    assert [entry.school for entry in found.entries] == ["가상중", "가상고"]


def test_a_row_with_too_few_cells_is_kept() -> None:
    assert read("학교,지역,비고\n가상중\n").entries[0].region == ""


def test_a_cell_that_is_too_long_refuses_its_row_only() -> None:
    found = read("학교,비고\n가상중," + "가" * 2001 + "\n가상고,글\n")
    first, second = found.entries
    assert first.refused is not None
    assert (first.school, first.note) == ("", "")
    assert "비고" in first.refused.render("en")
    assert second.refused is None


def test_a_cell_longer_than_the_csv_module_allows_refuses_its_row_only() -> None:
    found = read("학교,비고\n가상중," + "가" * 200_000 + "\n가상고,글\n")
    assert [entry.refused is None for entry in found.entries] == [False, True]


def test_personal_data_refuses_its_row_and_leaves_no_trace() -> None:
    secret = "010-1234-5678"
    found = read(f"학교,지역,비고\n가상중,서울,연락처 {secret}\n가상고,부산,글\n")
    refused, kept = found.entries
    assert refused.refused is not None
    assert "비고" in refused.refused.render("en")
    assert (refused.school, refused.region, refused.note) == ("", "", "")
    assert secret not in repr(found)
    assert kept.school == "가상고"


@pytest.mark.parametrize("column", HEADER)
def test_personal_data_is_refused_in_every_column(column: str) -> None:
    row = ["user@example.com" if name == column else cell for name, cell in zip(HEADER, ROW, strict=True)]
    found = read(as_bytes([HEADER, row], "csv"))
    assert found.entries[0].refused is not None
    assert column in found.entries[0].refused.render("en")
    assert "user@example.com" not in repr(found)


def test_personal_data_in_a_header_is_not_shown() -> None:
    found = read("학교,010-1234-5678\n가상중,x\n")
    assert found.unknown_columns == ("(column 2)",)
    with pytest.raises(ListError) as failure:
        read("user@example.com,x\n가상중,x\n")
    assert "user@" not in str(failure.value)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("010-1234-5678 홍길동 hong@example.com.csv", "e-mail"),
        ("홍길동_010-1234-5678.xlsx", "phone"),
        ("가상고_2학년_3반.csv", "class"),
        ("홍길동 990101-1234567", "resident"),
        ("hong@example.com", "e-mail"),
    ],
)
def test_a_file_name_with_personal_data_is_refused_without_being_shown(name: str, kind: str) -> None:
    with pytest.raises(ListError) as failure:
        read("학교\n가상중\n", name)
    said = failure.value.message.render("en")
    assert kind in said
    assert "rename" in said
    assert not any(piece in said + repr(failure.value) for piece in ("홍길동", "5678", "hong@", "2학년"))


@pytest.mark.parametrize(
    "name",
    [
        "list_2024-08-26.csv",
        "텔레그램 제보 20240826.xlsx",
        "instagram_list.csv",
        "목록@2024.csv",
        "명단(1).json",
    ],
)
def test_an_ordinary_file_name_is_kept(name: str) -> None:
    assert read("학교\n가상중\n", name).file == name


@pytest.mark.parametrize("text", ["홍길동,가상고\n김가상,나상고\n", '[{"홍길동": "가상고"}]'])
def test_a_list_without_a_header_shows_none_of_its_cells(text: str) -> None:
    with pytest.raises(ListError) as failure:
        read(text)
    said = failure.value.message.render("en")
    assert "학교명" in said
    assert not any(cell in said for cell in ("홍길동", "가상고", "김가상"))


def test_of_headers_without_a_school_only_known_ones_are_shown() -> None:
    with pytest.raises(ListError) as failure:
        read("지역,홍길동,비고\n서울,가상고,글\n")
    said = failure.value.message.render("en")
    assert "지역, 비고" in said
    assert "3" in said
    assert "홍길동" not in said


def test_what_is_not_understood_is_remarked_with_its_column() -> None:
    found = read("학교,급,신고일,상태\n가상중,별난급,8월 26일,별난상태\n")
    entry = found.entries[0]
    assert (entry.level, entry.date, entry.status) == (None, None, Status.REPORTED)
    said = " ".join(remark.render("en") for remark in entry.remarks)
    assert all(column in said for column in ("급", "신고일", "상태"))
    assert "별난상태" not in said


def test_formulas_stay_plain_text() -> None:
    for form in FORMS:
        found = read(as_bytes([("학교", "비고"), ('=HYPERLINK("x","y")', "+1+1")], form))
        assert (found.entries[0].school, found.entries[0].note) == ('=HYPERLINK("x","y")', "+1+1")


def test_the_row_limit_is_reported() -> None:
    limits = Limits(rows=2)
    assert len(read("학교\na\n\nb\n", limits=limits).entries) == 2
    with pytest.raises(ListError, match="2"):
        read("학교\na\nb\nc\n", limits=limits)


def test_a_file_above_the_size_limit_is_reported() -> None:
    with pytest.raises(ListError, match=r"목록\.csv"):
        read("학교\n" + "a\n" * 100, limits=Limits(file_bytes=100))


def test_a_header_with_too_many_columns_is_reported() -> None:
    with pytest.raises(ListError, match="11"):
        read("학교" + ",x" * 10 + "\n", limits=Limits(columns=10))


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_reported(data: bytes) -> None:
    with pytest.raises(ListError, match=r"목록\.csv"):
        read(data)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\x1f\x8b\x08", "archive"),
    ],
)
def test_a_file_of_another_kind_is_named_as_what_it_is(start: bytes, kind: str) -> None:
    with pytest.raises(ListError) as failure:
        read(start + bytes(100), "목록.xlsx")
    said = failure.value.message.render("en")
    assert kind in said
    assert "목록.xlsx" in said


def test_a_folder_and_a_missing_file_are_reported(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "없음.csv", Path("a\0b")):
        with pytest.raises(ListError):
            read_list(path, Limits())


def test_the_shown_name_has_no_folders() -> None:
    assert read("학교\n가상중\n", "../몰래/C:\\목록.csv").entries[0].file == "목록.csv"


def test_the_content_decides_the_format_before_the_name() -> None:
    table = [HEADER, ROW]
    assert read(as_bytes(table, "xlsx"), "a.csv").format == "xlsx"
    assert read(as_bytes(table, "json"), "a.csv").format == "json"
    assert read(as_bytes(table, "csv"), "a.xlsx").format == "csv"
    assert read(as_bytes(table, "tsv"), "a.json").format == "tsv"


_OPENINGS = (
    b"",
    b"PK\x03\x04",
    b"[",
    b'[{"',
    "학교,지역\n".encode(),
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"name\n",
)


@given(opening=st.sampled_from(_OPENINGS), data=st.binary(max_size=300), name=st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_list_or_a_reported_failure(opening: bytes, data: bytes, name: str) -> None:
    assert _list_or_failure(opening + data, name)


def _list_or_failure(data: bytes, name: str) -> SchoolList | str:
    try:
        return read(data, name)
    except ListError as failure:
        return failure.message.render("en")


_DECOMPOSED = "\u1112\u1161\u11ab"
_PIECES = [*'가각힣고중학교abcUVW ,;|\t"\n·-()=+<>&${}', _DECOMPOSED]
_CELLS = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
_TABLES = st.lists(
    # A row with one filled cell may be a heading; a mark alone in its cell means “as above”, and marks around
    # nothing but a separator may be two of these.
    st.tuples(_CELLS, _CELLS, _CELLS).filter(
        lambda row: (
            all(map(strip_invisible, row[:2]))
            and not any(map(means_as_above, map(strip_invisible, row)))
            and not any(cell and not cell.strip(' ,;|\t\n"') for cell in row)
            and not may_be_header(row)
        )
    ),
    max_size=8,
)
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949")


@given(rows=_TABLES, form=st.sampled_from(FORMS), encoding=st.sampled_from(_ENCODINGS))
@settings(max_examples=200, deadline=None)
def test_a_table_reads_back_the_same_from_every_form_and_encoding(
    rows: list[tuple[str, str, str]], form: str, encoding: str
) -> None:
    if not rows and form in ("json", "jsonl", "wrapped"):
        return
    composed = [tuple(map(strip_invisible, row)) for row in rows] if encoding == "cp949" else rows
    found = read(as_bytes([("학교 이름", "지역", "비고"), *composed], form, encoding))
    # Lines of a cell that each end like a school are kept apart.
    assert [(entry.school.replace(" / ", " "), entry.region, entry.note) for entry in found.entries] == [
        tuple(map(strip_invisible, row)) for row in rows
    ]
    assert [entry.row for entry in found.entries] == list(range(1, len(rows) + 1))


def test_the_same_bytes_are_always_read_in_the_same_encoding() -> None:
    data = "학교\n가\n".encode("cp949")
    assert {decode(data, "a").encoding for _ in range(3)} == {"cp949"}
