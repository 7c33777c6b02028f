"""XLSX of protected numbers: the regions, the whole country, and what the words mean."""

from __future__ import annotations

from pathlib import Path

from webmap.exports.protected.content import ProtectedContent
from webmap.exports.xlsx.book import new_book, sheet_names
from webmap.exports.xlsx.columns import for_people
from webmap.exports.xlsx.cover import write_cover
from webmap.exports.xlsx.table import write_table
from webmap.vocabulary.messages import say


def write(content: ProtectedContent, path: Path) -> None:
    """Write a workbook; the same export gives the same bytes."""
    about, language = content.about, content.request.language
    with new_book(path, about, language) as book:
        tables = [for_people(table, content.request) for table in content.tables()]
        names = sheet_names([*(table.title for table in tables), say("About this file").render(language)])
        sheets = [book.workbook.add_worksheet(name) for name in names]
        for sheet, table in zip(sheets, tables, strict=False):
            write_table(book, sheet, table, about, content.request)
        write_cover(book, sheets[-1], content, names[:-1])
