"""XLSX in the reader's language: the requested table, the others, charts, and what the words mean."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from webmap.exports.content import Content
from webmap.exports.xlsx.book import OPTIONS, make_book, sheet_names
from webmap.exports.xlsx.charts import write_charts
from webmap.exports.xlsx.columns import for_people
from webmap.exports.xlsx.cover import write_cover
from webmap.exports.xlsx.print_setup import set_up
from webmap.exports.xlsx.table import write_table
from webmap.vocabulary.messages import say


def write(content: Content, path: Path) -> None:
    """Write a workbook: no formula comes from data, and the same export gives the same bytes."""
    about, language = content.about, content.request.language
    # A temporary folder of its own for the parts: XlsxWriter does not delete them when the disk is full.
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
        charts, words = say("Charts").render(language), say("About this file").render(language)
        names = sheet_names([*(table.title for table in tables), charts, words])
        sheets = {name: workbook.add_worksheet(name) for name in names}
        for name, table in zip(names, tables, strict=False):
            write_table(book, sheets[name], table, about, content.request)
        by_table = {table.name: name for name, table in zip(names, tables, strict=False)}
        *_, charts, words = names
        write_charts(book, sheets[charts], tables, by_table)
        set_up(sheets[charts], about, language)
        write_cover(book, sheets[words], content, names[:-1])
