"""What a list states once for several rows: by marks for “as above”, by headings, and by blank cells.

Stated once for certain (a mark, a heading), it holds for each row. A blank cell below a filled one may
mean “as above”, as in an export of merged cells, or nothing: there the row keeps both, and a person decides
where they differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from webmap.lists.column_map import ColumnMap
from webmap.lists.columns import Column
from webmap.lists.layout.headings import Heading
from webmap.lists.table import MarkedRow, Row
from webmap.lists.text import UnreadCell, as_text, strip_invisible
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Level

_SIGNS = re.compile(r"[\"'`´″〃′“”„‟〞〝＂゛〟]{1,4}|/{2}|[↑⇡⬆]|々")
_WORDS = re.compile(
    r"(?:상동|동상|동일|위와?(?:같음|동일)(?:함)?|위(?:와)?같다|상기(?:와)?(?:같음|동일)(?:함)?|앞과?(?:같음|동일)|이하동일"
    r"|同上|同|仝|ditto|do\.|idem|id\.|same(?:asabove)?|asabove)"
)
_FIRST_LETTERS = frozenset("상동위앞이同仝々dDiIsSaA")
_AROUND = re.compile(r"^[\s(\[<{.·~\-–]+|[\s)\]>}.,·~\-–]+$")
_A_NEIGHBOURHOOD = re.compile(r"[가-힣](?:동|읍|면|리)$")
NAME_OF_A_PLACE = "상동"
"""A mark for “as above” that is also the name of a neighbourhood, and of schools there."""


def means_as_above(text: str) -> bool:
    """Whether a cell only says that it is like the one above it: 〃, 상동, (위와 같음)."""
    # Asked of every cell: most are known not to be one by their first letter.
    if not text or len(text) > 20 or (text[0] not in _FIRST_LETTERS and text[0].isalnum()):
        return False
    plain = "".join(text.split()).casefold()
    return any(_SIGNS.fullmatch(each) or _WORDS.fullmatch(each) for each in (plain, _AROUND.sub("", plain)))


@dataclass(frozen=True)
class RowContext:
    """What holds for a row besides its own cells.

    `region` and `level`: of the headings above it; `doubts`: reasons for which no rule may place the row;
    `region_assumed`, `level_assumed`: whether they may not hold for it.
    """

    region: str = ""
    level: Level | None = None
    region_assumed: bool = False
    level_assumed: bool = False
    doubts: tuple[Message, ...] = ()


NO_CONTEXT = RowContext()


@dataclass
class Above:
    """The last row of a table, by which marks for “as above” are filled in."""

    columns: ColumnMap
    _cells: dict[int, object] = field(default_factory=dict)
    _struck: frozenset[int] = frozenset()
    """Positions of cells of the last row that are struck out: what repeats them is, too."""
    _headed: bool = False
    """Whether a heading of a region stands between the last row and the next."""

    def begin_section(self) -> None:
        """Forget the last row: a heading stands below it."""
        self._cells, self._struck = {}, frozenset()
        self._headed = True

    def fill(self, row: Row) -> tuple[Row, list[Message]]:
        """The row with what its marks stand for, and the doubts where that is not clear."""
        doubts: list[Message] = []
        filled = self._with_hints_of_its_school(row)
        for column, places in self.columns.places.items():
            for place in places:
                cells = row if filled is None else filled
                cell = cells[place] if place < len(cells) else None
                if isinstance(cell, str) and means_as_above(cell):
                    filled = filled if filled is not None else _copy(row)
                    filled[place] = self._value(column, place, strip_invisible(cell), doubts)
                    cell = filled[place]
                self._cells[place] = cell
        self._headed = False
        result = row if filled is None else filled
        return self._with_struck(row, result), doubts

    def _with_struck(self, row: Row, filled: Row) -> Row:
        """The row, struck out also where it repeats a cell that is."""
        own = row if isinstance(row, MarkedRow) else MarkedRow(row)
        repeated = {
            place
            for place in self._struck
            if place in own.merged
            or (place < len(filled) and place < len(row) and filled[place] != row[place])
        }
        self._struck = own.struck | repeated
        if not repeated:
            return filled
        return MarkedRow(filled, own.merged, own.spread, self._struck, own.hidden)

    def _with_hints_of_its_school(self, row: Row) -> list[object] | None:
        """A row about the school of the row above, with that one's hints for blank cells; else None."""
        schools = self.columns.places.get(Column.SCHOOL, ())
        merged = row.merged if isinstance(row, MarkedRow) else frozenset()
        cells = [row[place] if place < len(row) else None for place in schools]
        is_same = bool(merged.intersection(schools)) or any(
            isinstance(cell, str) and means_as_above(cell) and cell.strip() != NAME_OF_A_PLACE
            for cell in cells
        )
        if not is_same or self._headed:
            return None
        filled = _copy(row)
        for column in (Column.REGION, Column.LEVEL, Column.ADDRESS):
            for place in self.columns.places.get(column, ()):
                if place < len(filled) and not strip_invisible(as_text(filled[place])):
                    filled[place] = self._cells.get(place)
        return filled

    def _value(self, column: Column, place: int, mark: str, doubts: list[Message]) -> object:
        header, above = self.columns.headers[place], self._cells.get(place)
        text = strip_invisible(as_text(above))
        if mark == NAME_OF_A_PLACE and (column is Column.SCHOOL or _A_NEIGHBOURHOOD.search(text)):
            doubts.append(
                say(
                    "The cell in column %(column)s may mean “as above”, or the place %(mark)s.",
                    column=header,
                    mark=mark,
                )
            )
            return mark
        if text and not means_as_above(text):
            return above
        if isinstance(above, UnreadCell):
            return above
        if column is Column.REGION and self._headed:
            return None
        doubts.append(
            say("The cell in column %(column)s says “as above”, but nothing stands above it.", column=header)
        )
        return mark


def _copy(row: Row) -> list[object]:
    if isinstance(row, MarkedRow):
        return MarkedRow(row, row.merged, row.spread, row.struck, row.hidden)
    return list(row)


@dataclass
class Headings:
    """The headings that hold for the next row, outermost first."""

    _held: list[Heading] = field(default_factory=list)
    _doubtful: bool = False
    """Whether a heading that is not understood stands below those that hold."""

    def add(self, heading: Heading) -> None:
        """Take a heading over: it ends those of its kind, and those inside of them."""
        if heading.holds_nothing:
            return
        if not heading.region and not heading.level:
            self._doubtful = bool(self._held)
            return
        self._doubtful = False
        kinds = [kind for kind in ("region", "level") if getattr(heading, kind)]
        for number, each in enumerate(self._held):
            if any(getattr(each, kind) for kind in kinds):
                self._held = self._held[:number]
                break
        self._held.append(heading)

    def context(self) -> RowContext:
        """What the headings state for the next row."""
        region = next((each for each in reversed(self._held) if each.region), None)
        level = next((each for each in reversed(self._held) if each.level), None)
        return RowContext(
            region.region if region else "",
            level.level if level else None,
            region is not None and (self._doubtful or not region.certain),
            level is not None and self._doubtful,
        )


@dataclass
class Runs:
    """Whether a column is filled like an export of cells merged over rows: a value, blanks, a value …"""

    _rows: int = 0
    _blanks: int = 0
    _repeats: int = 0
    _begins_blank: bool = False
    _previous: str = ""
    _seen: set[tuple[str, ...]] = field(default_factory=set)
    _recurs: bool = False
    last: str = ""
    """The last value."""

    def add(self, text: str, beside: tuple[str, ...] | None = None) -> None:
        """Count the cell of the next row; `beside`: what holds in other such columns, None if that is open.

        A value that comes again beside the same ones was not written once for all of its rows.
        """
        if text and text != self.last and beside is not None and not self._repeats and not self._recurs:
            self._recurs = (text, *beside) in self._seen
            self._seen.add((text, *beside))
        self._begins_blank |= not self._rows and not text
        self._rows += 1
        self._blanks += not text
        self._repeats += bool(text) and text == self._previous
        self._previous = text
        if text:
            self.last = text

    @property
    def are_of_merged_cells(self) -> bool:
        """A list that writes the value in every row repeats it in rows that follow each other."""
        return bool(self._blanks) and not (self._begins_blank or self._repeats or self._recurs)


def lone_place(row: Row) -> int | None:
    """The position of the only filled cell of a row, or None."""
    merged = row.merged if isinstance(row, MarkedRow) else frozenset()
    found: int | None = None
    for place, cell in enumerate(row):
        if place not in merged and (isinstance(cell, UnreadCell) or strip_invisible(as_text(cell))):
            if found is not None or isinstance(cell, UnreadCell):
                return None
            found = place
    return found
