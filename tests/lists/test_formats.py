from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lists import making, writing
from tests.lists.making import read
from webmap.lists.formats.list_kinds import FORMATS
from webmap.lists.text import strip_invisible

JSON_FORMS = (
    *(
        "arrays",
        "sheets",
        "batch",
        "data",
        "nested",
        "columns",
        "split",
        "geojson",
        "features",
        "array_lines",
    ),
)
WRITERS: dict[str, Callable[[writing.Table], bytes]] = {
    **{form: (lambda table, form=form: making.as_bytes(table, form)) for form in making.FORMS},
    **{form: (lambda table, form=form: writing.as_json(table, form).encode()) for form in JSON_FORMS},
    "xls": writing.xls,
    "xlsb": writing.xlsb,
    "ods": writing.ods,
    "hwpx": writing.hwpx,
    "html": lambda table: writing.page(table).encode(),
    "html cp949": lambda table: writing.page(table).encode("cp949", "xmlcharrefreplace"),
    "html utf-16": lambda table: writing.page(table).encode("utf-16"),
    "parquet": writing.parquet,
}
HEADER = ("학교 이름", "지역", "비고")
_PIECES = [
    # No X: between syllables it masks a name (고X가), whose row is refused.
    *"가각힣고중학교abcQYZ ,;|\t\"\n·-()=+<>&${}[]#'\\",
    "\u1112\u1161\u11ab",
    "&amp;",
    "]]>",
    "<!--",
    "%s",
    "\U0001f3eb",
]
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map(lambda pieces: "글 " + "".join(pieces))
_SCHOOLS = st.text("가나다라", min_size=2, max_size=4).map(lambda text: f"{text}중")
_ROWS = st.lists(
    st.tuples(_SCHOOLS, st.sampled_from(["서울", "부산", "경기"]), _TEXTS), min_size=1, max_size=8
)


@pytest.mark.parametrize("form", WRITERS)
@given(rows=_ROWS)
@settings(max_examples=25, deadline=None)
def test_the_same_table_gives_the_same_rows_in_every_format(
    form: str, rows: list[tuple[str, str, str]]
) -> None:
    found = read(WRITERS[form]([HEADER, *rows]))
    assert [(entry.row, entry.school, entry.region, entry.note) for entry in found.entries] == [
        (number, school, region, strip_invisible(note))
        for number, (school, region, note) in enumerate(rows, 1)
    ]
    assert found.format in FORMATS


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", ["목록.xlsx", "목록.csv", "목록.hwp", "목록"])
def test_the_content_decides_the_kind_whatever_the_name(form: str, name: str) -> None:
    found = read(WRITERS[form]([HEADER, ("가상중", "서울", "글")]), name)
    assert [entry.school for entry in found.entries] == ["가상중"]


@pytest.mark.parametrize("form", WRITERS)
def test_the_number_of_a_row_counts_blank_ones_in_every_format_that_has_them(form: str) -> None:
    if form in ("columns", "split"):
        pytest.skip("a column has no blank rows")
    found = read(WRITERS[form]([HEADER, ("가상중", "서울", "글"), ("", "", ""), ("가상고", "부산", "글")]))
    assert [entry.row for entry in found.entries] == [1, 3]
