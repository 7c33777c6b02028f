"""Tables in XLSX workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from webmap.errors import ListError
from webmap.lists.columns import display_header
from webmap.lists.formats.workbook_safety import check_sheets, check_workbook
from webmap.lists.limits import Limits
from webmap.lists.table import (
    HEADER_ROWS,
    UNREADABLE,
    Row,
    Table,
    known_columns,
    no_school_column,
    split_header,
)
from webmap.vocabulary.messages import say

_T = TypeVar("_T")


def read_workbook(data: bytes, limits: Limits, file: str) -> Table:
    """Read the first sheet that has a school column.

    Raises ListError if the workbook is damaged, unsafe to unpack, or has no such sheet.
    """
    largest_part = check_workbook(data, limits, file)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        check_sheets(len(names), largest_part, limits, file)
        return _first_list(book, names, limits, file)
    except ListError:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(file) from error
    except BaseException as error:
        if not _is_panic(error):
            raise
        raise damaged(file) from None


def damaged(file: str) -> ListError:
    """The error for a workbook that cannot be opened."""
    return ListError(
        say(
            "%(file)s is damaged, or not a real XLSX workbook. Open it in a spreadsheet, save "
            "it again as XLSX and try again.",
            file=file,
        )
    )


def _first_list(book: CalamineWorkbook, names: list[str], limits: Limits, file: str) -> Table:
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
        display_header(name, place)
        for place, name in enumerate(names, 1)
        if any(known_columns(row) for row in _top(book.get_sheet_by_name(name)))
    )


def _top(sheet: CalamineSheet) -> list[Row]:
    return list(islice(_rows(sheet), HEADER_ROWS))


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """Rows of a sheet; a row that the library cannot read is `UNREADABLE`, and the rows below it are read."""
    if sheet.start is None:
        return
    cells = sheet.iter_rows()
    for _ in range(sheet.total_height + 1):
        try:
            row: Row = next(cells)
        except StopIteration:
            return
        except BaseException as error:
            if not _is_panic(error):
                raise
            row = UNREADABLE
        yield row


def _is_panic(error: BaseException) -> bool:
    """Whether an error is a panic of the library (written in Rust), which is no `Exception`."""
    return type(error).__name__ == "PanicException"
