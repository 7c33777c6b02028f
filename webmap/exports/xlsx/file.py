"""XLSX in the reader's language: the requested table, the others, charts, and what the words mean."""

from __future__ import annotations

from pathlib import Path

from webmap.exports.content import Content
from webmap.exports.xlsx.book import new_book, sheet_names
from webmap.exports.xlsx.charts import write_charts
from webmap.exports.xlsx.columns import for_people
from webmap.exports.xlsx.cover import write_cover
from webmap.exports.xlsx.print_setup import set_up
from webmap.exports.xlsx.table import write_table
from webmap.vocabulary.messages import say


def write(content: Content, path: Path) -> None:
    """Write a workbook: no formula comes from data, and the same export gives the same bytes."""
    about, language = content.about, content.request.language
    with new_book(path, about, language) as book:
        tables = [for_people(table, content.request) for table in content.tables()]
        charts, words = say("Charts").render(language), say("About this file").render(language)
        names = sheet_names([*(table.title for table in tables), charts, words])
        sheets = {name: book.workbook.add_worksheet(name) for name in names}
        for name, table in zip(names, tables, strict=False):
            write_table(book, sheets[name], table, about, content.request)
        by_table = {table.name: name for name, table in zip(names, tables, strict=False)}
        *_, charts, words = names
        write_charts(book, sheets[charts], tables, by_table)
        set_up(sheets[charts], about, language)
        write_cover(book, sheets[words], content, names[:-1])
