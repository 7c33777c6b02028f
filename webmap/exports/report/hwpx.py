"""The report as HWPX (OWPML, KS X 6101) for Hangul: headings, real tables and the map picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hwpx import HwpxDocument
from hwpx.oxml import HwpxOxmlTableCell

from webmap.exports.content import Content
from webmap.exports.picture.labels import text_width
from webmap.exports.picture.legend import wrap
from webmap.exports.picture.picture import PLATE, plate
from webmap.exports.report.grid import Grid, check_length
from webmap.exports.report.hwpx_parts import describe_picture, finish, picture_size
from webmap.exports.report.hwpx_rows import MODEL_ROW, SECTION, Lines, filled_section, model_text
from webmap.exports.report.report import Entry, Report, make_report
from webmap.exports.typesetting.run import typeset
from webmap.system.colours import colour

WIDTHS_MM = {"ko": 170}
LANDSCAPE_MM = 257
"""Width between the margins of A4: upright, and landscape for languages with long words in headings."""
PAGE_MM = 160
"""Height between the margins of A4, landscape: a table that is higher flows over the pages."""
MAP_MM = 130
"""Width of the map: with its heading it fits below the cover's figures."""

MAP_PPI = 150
"""Pixels for an inch of the picture's own size, which make 270 for an inch of paper."""

POINT, MM = 100, 283.46
"""In the units of HWPX (1/7200 inch)."""
CELL_POINTS, LINE_POINTS = 8.0, 10.4
CELL_MARGIN, SIDE_MARGIN = 141, 210
"""Type size and line height in cells; the margins above and beside the text in units."""
WIDEST_FONT = 1.08
"""How much wider than the estimate the fonts are that stand in for a missing one."""

MIN_WIDE_COLUMNS = 9
"""Columns from which on a table counts as wide."""
MIN_NUMBER_POINTS = 26
"""Least share of a column of numbers."""

MIN_RANDOM_ID, FIRST_ID = 1_000, 1_000_000_001
"""The library's random identifiers (31 bits) start at the first; they become numbers from the second on."""

BODY = "바탕글"
"""Hangul's style for plain paragraphs."""

FONT = "맑은 고딕"
"""On every computer with Hangul, which substitutes another font where it is missing."""

MAX_LINES = 1_500
"""Lines of all tables; more take minutes to write, and nobody reads them in a word processor."""


def write(content: Content, path: Path) -> None:
    """Write the report.

    Raises ExportError for too long tables, RenderingError where the map cannot be drawn.
    """
    write_report(make_report(content), plate(content), path)


def write_report(report: Report, the_map: str, path: Path) -> None:
    """Write a report with its map (SVG of the size of `PLATE`). Raises as `write`."""
    check_length(report.grids(), MAX_LINES, "HWPX")
    page = {"width": PLATE.width, "height": PLATE.height, "alt": report.title}
    picture = typeset("picture.typ", "png", page, {"map.svg": the_map}, MAP_PPI)
    _Writer(report, picture).save(path)


class _Writer:
    """Writes a report into a new document, from top to bottom."""

    def __init__(self, report: Report, picture: bytes) -> None:
        self.report, self.picture = report, picture
        self.width = WIDTHS_MM.get(report.language, LANDSCAPE_MM)
        self.lines: list[Lines] = []
        self.document = HwpxDocument.new()
        styles = self.document.styles
        self.body = styles.ensure_run(font=FONT, size=10, color=colour("ink"))
        self.quiet = styles.ensure_run(font=FONT, size=8.5, color=colour("ink-quiet"))
        self.notice = styles.ensure_run(font=FONT, size=10, bold=True, color=colour("notice-ink"))
        self.bold = styles.ensure_run(font=FONT, size=10, bold=True, color=colour("ink"))
        self.cell = styles.ensure_run(font=FONT, size=CELL_POINTS, color=colour("ink"))
        self.cell_bold = styles.ensure_run(font=FONT, size=CELL_POINTS, bold=True, color=colour("ink"))
        self.left, self.right = self._paragraph_shape("LEFT"), self._paragraph_shape("RIGHT")
        self.plain = styles.ensure_border_fill(border_color=colour("line"))
        self.shaded = styles.ensure_border_fill(
            border_color=colour("line"), fill_color=colour("surface-soft")
        )
        self.titles = {
            size: styles.ensure_run(font=FONT, size=size, bold=True, color=colour("ink"))
            for size in (20, 15, 11)
        }

    def _paragraph_shape(self, alignment: str) -> str:
        """Identifier of a paragraph shape, from a temporary paragraph that is removed again."""
        paragraph = self.document.add_paragraph("", style=BODY, inherit_style=False)
        self.document.styles.apply_paragraph_format(
            paragraphs=[paragraph], alignment=alignment, line_spacing_percent=120
        )
        shape = str(paragraph.para_pr_id_ref)
        paragraph.remove()
        return shape

    def save(self, path: Path) -> None:
        """Write all parts, and save the file."""
        self._set_up()
        self._cover()
        self._map_and_tables()
        self._words()
        for grid in self.report.further:
            self._heading(grid.title)
            self._table(grid)
        numbered = self._number()
        self.document.save_to_path(path)
        section = filled_section(path, self.lines, FIRST_ID + numbered)
        finish(path, self.report, self.picture, {SECTION: section})

    def _number(self) -> int:
        """Number paragraphs and objects in order, not at random: the same report gives the same bytes.

        Returns how many there are.
        """
        numbers: dict[str, str] = {}
        for section in self.document.sections:
            for element in section.element.iter():
                for name in ("id", "instid", "idRef"):
                    random_id = element.get(name, "")
                    if random_id.isdigit() and int(random_id) >= MIN_RANDOM_ID:
                        element.set(name, numbers.setdefault(random_id, str(FIRST_ID + len(numbers))))
            section.mark_dirty()
        return len(numbers)

    def _set_up(self) -> None:
        page, report = self.document.page, self.report
        page.setup(
            paper_size="A4",
            orientation="PORTRAIT" if report.language in WIDTHS_MM else "LANDSCAPE",
            margins_mm=dict.fromkeys(("left", "right", "top", "bottom"), 20),
        )
        page.set_header(text=report.notice or report.note)
        page.set_page_number(align="RIGHT", position="BOTTOM_RIGHT")

    def _cover(self) -> None:
        report = self.report
        self._line(" · ".join(filter(None, [report.as_of, report.address])), self.quiet, self.left)
        self._line(report.title, self.titles[20], self.left)
        self._line(report.sentence, self.body)
        if report.notice:
            self._line(report.notice, self.notice)
        headings = tuple(entry.name for entry in report.key_figures)
        values = tuple(entry.text for entry in report.key_figures)
        self._table(Grid("", headings, (True,) * len(headings), (values,)))
        notes = (report.note, report.disclosure_note, report.not_placed_sentence, *report.remarks)
        for text in filter(None, notes):
            self._line(text, self.body)
        self._line(f"{report.words['filter']}: {report.filter}", self.quiet)

    def _map_and_tables(self) -> None:
        report = self.report
        self._heading(report.words["map"])
        self._map()
        self._line(report.words["boundaries"], self.quiet)
        for grid in filter(None, [report.regions, report.changes, report.level_status]):
            self._heading(grid.title)
            self._table(grid)
        if report.weeks:
            self._heading(report.words["schools_by_week"])
            self._table(report.weeks)

    def _map(self) -> None:
        """The picture of the map, whole, with its description for screen readers."""
        added = self.document.add_picture(
            self.picture,
            "png",
            width_mm=MAP_MM,
            height_mm=MAP_MM * PLATE.height / PLATE.width,
            style=BODY,
            para_pr_id_ref=self.left,
        )
        description = f"{self.report.words['map_alt']} {self.report.sentence}"
        describe_picture(added.element, picture_size(self.picture), description)

    def _words(self) -> None:
        report = self.report
        if report.cautions:
            self._heading(report.words["cautions"])
            numbered = enumerate(report.cautions, 1)
            self._entries([Entry(f"{place} {each.name}", each.text) for place, each in numbered])
            self._line(report.words["cautions_note"], self.quiet)
        self._heading(report.words["definitions"])
        for heading, entries in report.definitions:
            self._heading(heading, 2)
            self._entries(entries)
        if report.sources:
            self._heading(report.sources.title)
            self._table(report.sources)

    def _heading(self, text: str, level: int = 1) -> None:
        shape = self.titles[15 if level == 1 else 11]
        heading = self.document.add_heading(text, level, char_pr_id_ref=shape)
        self.document.styles.apply_paragraph_format(
            paragraphs=[heading], spacing_before_pt=14, spacing_after_pt=5, keep_with_next=True
        )

    def _line(self, text: str, shape: str, alignment: str | None = None) -> None:
        self.document.add_paragraph(
            text, char_pr_id_ref=shape, para_pr_id_ref=alignment, style=BODY, inherit_style=False
        )

    def _entries(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            paragraph = self.document.add_paragraph(
                entry.name, char_pr_id_ref=self.bold, style=BODY, inherit_style=False
            )
            paragraph.add_run(f"  {entry.text}", char_pr_id_ref=self.body)

    def _table(self, grid: Grid) -> None:
        """A table with its heading, totals and a model line, in whose place `fill_tables` puts the lines."""
        model = tuple(map(model_text, range(len(grid.headings))))
        lines = [grid.headings, model, *([grid.totals] if grid.totals else [])]
        between = [_height(line, grid, self.width) for line in grid.lines]
        self.lines.append(Lines(grid.lines, between))
        table = self.document.add_table(len(lines), len(grid.headings), width=int(self.width * MM))
        table.element.set("repeatHeader", "1")
        table.set_column_widths(_widths(grid))
        heights = [_height(line, grid, self.width) for line in lines]
        for place, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
            is_bold = place == 0 or (bool(grid.totals) and place == len(lines) - 1)
            for cell, text, numeric in zip(row.cells, line, grid.numeric, strict=True):
                self._cell(cell, text, numeric, is_bold)
                cell.set_size(height=heights[place])
                cell.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN)
                if place == 0:
                    cell.element.set("header", "1")
        whole = sum(heights) - heights[MODEL_ROW] + sum(between)
        table.set_treat_as_char(whole <= PAGE_MM * MM)
        size = table.element.find("{*}sz")
        if size is not None:
            size.set("height", str(whole))

    def _cell(self, cell: HwpxOxmlTableCell, text: str, numeric: bool, is_bold: bool) -> None:
        """Fill a cell, with shapes looked up once: a search for each cell is slow in long tables."""
        cell.set_text(text)
        paragraph = cell.paragraphs[0]
        paragraph.char_pr_id_ref = self.cell_bold if is_bold else self.cell
        paragraph.para_pr_id_ref = self.right if numeric else self.left
        cell.element.set("borderFillIDRef", self.shaded if is_bold else self.plain)


def _widths(grid: Grid) -> list[int]:
    """Shares of the columns in points: numbers get what their headings' words need, names more."""
    names, words = (56, 26) if len(grid.headings) > MIN_WIDE_COLUMNS else (90, 90)
    return [
        max(MIN_NUMBER_POINTS, _longest_word(heading)) if numeric else names if place < 2 else words
        for place, (heading, numeric) in enumerate(zip(grid.headings, grid.numeric, strict=True))
    ]


def _longest_word(heading: str) -> int:
    """Width in points of a heading's longest word in bold type, and the margins beside it."""
    longest = max((text_width(word, CELL_POINTS) for word in heading.split()), default=0.0)
    return int(longest * 1.06 + 2 * SIDE_MARGIN / POINT + 1)


def _height(line: Sequence[str], grid: Grid, width: float) -> int:
    """Height of a row in units: readers other than Hangul do not stretch a row to its text."""
    shares = _widths(grid)
    widths = [(width * MM * share / sum(shares) - 2 * SIDE_MARGIN) / POINT for share in shares]
    size = CELL_POINTS * WIDEST_FONT
    lines = max(len(wrap(text, size, width)) for text, width in zip(line, widths, strict=True))
    return int(max(1, lines) * LINE_POINTS * POINT + 2 * CELL_MARGIN)
