"""Tables in XLSX workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from webmap.errors import ListError
from webmap.language import say
from webmap.lists.columns import shown_header
from webmap.lists.limits import Limits
from webmap.lists.table import HEADER_ROWS, Row, Table, known_columns, no_school_column, split_header
from webmap.lists.workbook_safety import check_workbook

_T = TypeVar("_T")


def read_workbook(data: bytes, limits: Limits, file: str) -> Table:
    """Read the first sheet that has a school column.

    Raises ListError if the workbook is damaged, unsafe to unpack, or has no such sheet.
    """
    check_workbook(data, limits, file)
    try:
        return _first_list(CalamineWorkbook.from_filelike(BytesIO(data)), limits, file)
    except ListError:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(file) from error
    except BaseException as error:
        # A fault inside the library arrives as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(file) from None


def damaged(file: str) -> ListError:
    """Failure of a workbook that can not be opened."""
    return ListError(
        say(
            "%(file)s is damaged, or not a real XLSX workbook. Open it in a spreadsheet, save it again as "
            "XLSX and try once more.",
            file=file,
        )
    )


def _first_list(book: CalamineWorkbook, limits: Limits, file: str) -> Table:
    names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    tops: list[Row] = []
    for place, name in enumerate(names):
        sheet = book.get_sheet_by_name(name)
        top = _top(sheet)
        tops += top
        if any(known_columns(row) for row in top):
            header, rows = split_header(_rows(sheet), limits, file)
            return Table("xlsx", header, rows, True, _more_lists(book, names[place + 1 :]))
    raise no_school_column(tops, file)


def _more_lists(book: CalamineWorkbook, names: list[str]) -> tuple[str, ...]:
    """Names of further sheets that have a school column and are not read."""
    return tuple(
        shown_header(name, place)
        for place, name in enumerate(names, 1)
        if any(known_columns(row) for row in _top(book.get_sheet_by_name(name)))
    )


def _top(sheet: CalamineSheet) -> list[Row]:
    return [] if sheet.start is None else list(sheet.to_python(nrows=HEADER_ROWS))


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    yield from sheet.iter_rows()
