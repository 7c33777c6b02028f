"""Writing the newspaper's list as an Excel workbook, the same bytes each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from random import Random

from xlsxwriter import Workbook

from .row import Row
from .target import Target
from .write import status_word

COLUMNS = ("date", "school", "level", "region", "address", "status", "source", "note")
CREATED = datetime(2024, 11, 8)  # noqa: DTZ001 (times in XLSX have no zone)
WITH_ADDRESS = 0.25
"""Share of rows that state an address."""


def write_workbook(path: Path, rows: Sequence[Row], targets: Mapping[str, Target], random: Random) -> None:
    """Write the rows under English headers, their dates as date cells."""
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": CREATED, "title": "가상의 예시 자료 (fictional sample data)"})
        sheet = book.add_worksheet("목록")
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, COLUMNS)
        for number, row in enumerate(rows, 1):
            if row.day is not None and not row.undated:
                sheet.write_datetime(number, 0, datetime.combine(row.day, time()), day_format)
            sheet.write_row(number, 1, _cells(row, targets, random))


def _cells(row: Row, targets: Mapping[str, Target], random: Random) -> tuple[str, ...]:
    target = targets.get(row.parts[0][1])
    address = target.address if target and random.random() < WITH_ADDRESS else row.address
    return (
        row.school, row.level_word, row.region, address, status_word(row, random), row.source, row.note,
    )  # fmt: skip
