"""The last sheet of a workbook: title, filter, date, notice, meanings of words, sources."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any

from webmap.exports.about_text import definitions_of, facts, heading_of, source_line, vocabularies_of
from webmap.exports.content import TableContent
from webmap.exports.xlsx.book import Book, cell_text, width_of
from webmap.exports.xlsx.print_setup import set_up
from webmap.vocabulary.messages import say

WIDTHS = (24, 92)
"""Widths of the two columns, in characters."""
LINE_HEIGHT = 16
HEIGHTS = {"title": 26, "sentence": 18, "notice": 20}
"""Height of a line in points, by look."""


class Cover:
    """Writes the cover from top to bottom."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self._book, self._sheet, self._row = book, sheet, 0

    def line(self, text: str, look: str) -> None:
        """A text across both columns; an empty one leaves no gap."""
        if text:
            self._sheet.merge_range(self._row, 0, self._row, 1, "", self._book.look(look))
            self._sheet.write_string(self._row, 0, cell_text(text), self._book.look(look))
            lines = ceil(width_of(text) / (sum(WIDTHS) - 8))
            self._sheet.set_row(self._row, HEIGHTS.get(look, LINE_HEIGHT) * lines)
            self._row += 1

    def section(self, title: str, pairs: Iterable[tuple[str, str]]) -> None:
        """A heading, and under it terms with their meanings."""
        self._row += 1
        self._sheet.write_string(self._row, 0, title, self._book.look("section"))
        self._sheet.write_blank(self._row, 1, None, self._book.look("section"))
        self._row += 1
        for term, text in pairs:
            # Not every program fits the row height to a wrapped text.
            lines = max(ceil(width_of(text) / (WIDTHS[1] - 4)), ceil(width_of(term) / (WIDTHS[0] - 2)))
            self._sheet.set_row(self._row, LINE_HEIGHT * lines)
            self._sheet.write_string(self._row, 0, cell_text(term), self._book.look("term"))
            self._sheet.write_string(self._row, 1, cell_text(text), self._book.look("text"))
            self._row += 1

    def links(self, title: str, names: Iterable[str]) -> None:
        """A heading, and under it links to the sheets."""
        self.section(title, ())
        for name in names:
            address = "internal:'{}'!A1".format(name.replace("'", "''"))
            self._sheet.write_url(self._row, 0, address, self._book.look("link"), name)
            self._row += 1


def write_cover(book: Book, sheet: Any, content: TableContent, sheets: list[str]) -> None:
    """Write the cover; `sheets` are the names of the others."""
    about, language = content.about, book.language
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    cover = Cover(book, sheet)
    cover.line(about.title, "title")
    cover.line(about.sentence, "sentence")
    cover.line(about.notice, "notice")
    cover.line(about.listed_note, "text")
    cover.line(about.disclosure_note, "text")
    for remark in about.remarks:
        cover.line(remark, "text")
    cover.section(say("About this file").render(language), facts(about, language))
    cover.links(say("Sheets").render(language), sheets)
    for vocabulary in vocabularies_of(about):
        words = [(each.name, each.meaning) for each in definitions_of(about, vocabulary)]
        cover.section(heading_of(vocabulary, language), words)
    columns = [
        (column.heading.render(language), column.meaning.render(language)) for column in content.main.columns
    ]
    cover.section(say("Columns").render(language), columns)
    sources = [(str(source["role_name"]), source_line(source)) for source in about.sources]
    if sources:
        cover.section(say("Sources").render(language), sources)
    set_up(sheet, about, language)
