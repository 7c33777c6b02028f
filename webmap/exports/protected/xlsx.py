"""XLSX of protected numbers: the regions, the whole country, and what the words mean."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from webmap.exports.protected.content import ProtectedContent
from webmap.exports.xlsx.book import OPTIONS, make_book, sheet_names
from webmap.exports.xlsx.columns import for_people
from webmap.exports.xlsx.cover import write_cover
from webmap.exports.xlsx.table import write_table
from webmap.vocabulary.messages import say


def write(content: ProtectedContent, path: Path) -> None:
    """Write a workbook; the same export gives the same bytes."""
    about, language = content.about, content.request.language
    with (
        TemporaryDirectory(prefix="webmap-") as parts,
        xlsxwriter.Workbook(path, {**OPTIONS, "tmpdir": parts}) as workbook,
    ):
        workbook.set_properties(
            {
                "title": about.title,
                "subject": about.filter[:255],
                "comments": about.notice,
                "keywords": about.version,
                "created": datetime.fromisoformat(about.created).replace(tzinfo=None),
            }
        )
        book = make_book(workbook, language)
        tables = [for_people(table, content.request) for table in content.tables()]
        names = sheet_names([*(table.title for table in tables), say("About this file").render(language)])
        sheets = [workbook.add_worksheet(name) for name in names]
        for sheet, table in zip(sheets, tables, strict=False):
            write_table(book, sheet, table, about, content.request)
        write_cover(book, sheets[-1], content, names[:-1])
