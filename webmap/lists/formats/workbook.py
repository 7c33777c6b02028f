"""Tables in workbooks: XLSX, XLS, XLSB and ODS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from webmap.errors import ListError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.columns import column_of, display_header
from webmap.lists.formats.safety.cell_counts import SoundWorkbook
from webmap.lists.formats.safety.ods import checked_ods
from webmap.lists.formats.safety.xls import checked_xls
from webmap.lists.formats.safety.xlsb import check_xlsb
from webmap.lists.formats.workbook_marks import NO_MARKS, SheetMarks, WorkbookMarks
from webmap.lists.formats.workbook_rows import Range, SheetRows
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
from webmap.lists.text import spelling_key
from webmap.vocabulary.messages import Message, say


def read_workbook(
    data: bytes, limits: Limits, file: str, choice: Choice = NO_CHOICE, kind: str = "xlsx"
) -> Table:
    """Read the first sheet that has a school column, hidden ones last, or the chosen sheet.

    Raises ListError if the workbook is damaged, unsafe to unpack, or has no such sheet.
    """
    sound = _CHECKS[kind](data, limits, file)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sound.data))
        sheets = sum(each.typ is SheetTypeEnum.WorkSheet for each in book.sheets_metadata)
        check_sheets(sheets, sound.largest_part, limits, file)
        marks = WorkbookMarks(data, file) if kind == "xlsx" else None
        return SheetFinder(book, marks, limits, file, choice, kind, sound.merged).table()
    except ListError:
        raise
    except (CalamineError, OSError, ValueError, KeyError, ExpatError, BadZipFile) as error:
        raise damaged(file, kind.upper()) from error
    except BaseException as error:
        if not _is_panic(error):
            raise
        raise damaged(file, kind.upper()) from None


_CHECKS: Mapping[str, Callable[[bytes, Limits, str], SoundWorkbook]] = {
    "xlsx": lambda data, limits, file: SoundWorkbook(data, check_workbook(data, limits, file)),
    "xls": checked_xls,
    "xlsb": lambda data, limits, file: SoundWorkbook(data, check_xlsb(data, limits, file)),
    "ods": checked_ods,
}
"""Kind of workbook → what measures it, and returns what is safe to open."""


def damaged(file: str, kind: str = "XLSX") -> ListError:
    """The error for a workbook that cannot be opened."""
    return ListError(
        say(
            "%(file)s is damaged, or not a real %(kind)s workbook. Open it in a spreadsheet, save "
            "it again as XLSX and try again.",
            file=file,
            kind=kind,
        )
    )


class SheetFinder:
    """Finds the sheet of a workbook that holds the list.

    `marks` is None for forms of workbooks of which only values and merged cells are known.
    """

    def __init__(
        self,
        book: CalamineWorkbook,
        marks: WorkbookMarks | None,
        limits: Limits,
        file: str,
        choice: Choice = NO_CHOICE,
        format_: str = "xlsx",
        merged: Mapping[str, Sequence[Range]] | None = None,
    ) -> None:
        self._book = book
        self._marks = marks
        self._limits = limits
        self._file = file
        self._choice = choice
        self._format = format_
        self._merged = merged or {}
        sheets = [each for each in book.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
        self._hidden = {each.name for each in sheets if each.visible is not SheetVisibleEnum.Visible}
        names = [each.name for each in sheets]
        # A hidden sheet is often a lookup table; it never comes before a visible one.
        self._names = sorted(self._chosen(names), key=lambda name: name in self._hidden)
        self._places = {name: place for place, name in enumerate(names, 1)}

    def table(self) -> Table:
        """The list. Raises ListError if no sheet has a school column."""
        tops: list[Row] = []
        for place, name in enumerate(self._names):
            top = self._top(name)
            tops += top
            if self._has_list(top):
                return self._read(name, self._names[place + 1 :])
        raise no_school_column(tops, self._file, self._choice)

    def _chosen(self, names: list[str]) -> list[str]:
        if not self._choice.sheet:
            return names
        key = spelling_key(self._choice.sheet) or self._choice.sheet
        chosen = [name for name in names if name == self._choice.sheet] or [
            name for name in names if spelling_key(name) == key
        ]
        if not chosen:
            raise ListError(
                say(
                    "%(file)s has no sheet %(sheet)s. Its sheets: %(sheets)s.",
                    file=self._file,
                    sheet=display_header(self._choice.sheet, 1),
                    sheets=", ".join(display_header(name, place) for place, name in enumerate(names, 1)),
                )
            )
        return chosen[:1]

    def _read(self, name: str, others: list[str]) -> Table:
        sheet = self._book.get_sheet_by_name(name)
        marks = self._marks.of_sheet(name) if self._marks else NO_MARKS
        first_column = sheet.start[1] if sheet.start else 0
        rows = SheetRows(self._merged.get(name) or _merged_ranges(sheet), marks, first_column).marked(
            _rows(sheet)
        )
        header, rows = split_header(rows, self._limits, self._file, self._choice)
        return Table(
            self._format,
            header,
            rows,
            True,
            self._more_lists(others),
            self._marks.serial_offset if self._marks else 0,
            tuple(self._cautions(name, header, marks, first_column)),
        )

    def _cautions(self, name: str, header: Row, marks: SheetMarks, first_column: int) -> Iterator[Message]:
        if name in self._hidden:
            sheet = display_header(name, self._places[name])
            if self._choice.sheet:
                yield say("The sheet %(sheet)s is hidden; it was read.", sheet=sheet)
            else:
                yield say("The sheet %(sheet)s is hidden; it was read, as no visible sheet was.", sheet=sheet)
        hidden = [
            display_header(cell, place + 1)
            for place, cell in enumerate(header)
            if place + first_column in marks.hidden_columns and column_of(cell)
        ]
        if hidden:
            yield say(
                "These columns are hidden in the sheet; they were read: %(columns)s",
                columns=", ".join(hidden),
            )

    def _more_lists(self, names: list[str]) -> tuple[str, ...]:
        """Names of further sheets that have a school column and are not read."""
        return tuple(
            display_header(name, self._places[name]) for name in names if self._has_list(self._top(name))
        )

    def _top(self, name: str) -> list[Row]:
        return list(islice(_rows(self._book.get_sheet_by_name(name)), HEADER_ROWS))

    def _has_list(self, top: list[Row]) -> bool:
        return any(known_columns(row, self._choice) for row in top)


def _merged_ranges(sheet: CalamineSheet) -> list[Range]:
    """Ranges of merged cells, as far as the library knows them for this form of workbook."""
    return list(sheet.merged_cell_ranges or ())


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
