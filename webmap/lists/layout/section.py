"""One table of a list: the rows below its header, and what is stated once for several of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from webmap.lists.column_map import ColumnMap
from webmap.lists.columns import Column
from webmap.lists.entry import Entry
from webmap.lists.layout.context import Above, Headings, RowContext, Runs
from webmap.lists.layout.headings import Heading
from webmap.lists.personal.detect import is_personal
from webmap.lists.rows import RowReader
from webmap.lists.statuses import read_status
from webmap.lists.table import UNREADABLE, Row
from webmap.lists.text import as_text, shorten, strip_invisible
from webmap.system.packed import Growing
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Status


@dataclass(frozen=True)
class _Blanks:
    """Blank cells of a row: position → the value above; and the row's own regions by position."""

    above: dict[int, str]
    regions: dict[int, str]


@dataclass
class Section:
    """The rows of one table, and what is stated once for several of them."""

    columns: ColumnMap
    reader: RowReader
    above: Above = field(init=False)
    headings: Headings = field(default_factory=Headings)
    runs: dict[int, Runs] = field(default_factory=dict)
    """Position of a column of regions, levels or statuses → how it is filled."""
    _waiting: Growing[tuple[Entry, _Blanks | None]] = field(default_factory=Growing)
    """Entries that are not final: whether a column is filled like merged cells is seen further down only."""

    def __post_init__(self) -> None:
        self.above = Above(self.columns)
        places = self.columns.places
        shared = (Column.REGION, Column.LEVEL, Column.STATUS)
        self.runs = {place: Runs() for column in shared for place in places.get(column, ())}

    def begin(self, heading: Heading) -> None:
        """Take over a heading."""
        self.headings.add(heading)
        if heading.region:
            self.above.begin_section()

    def entries(self, number: int, row: Row, heading: Heading | None) -> Iterator[Entry]:
        """Read a row, and give the entries that are final with it; `heading`: what it may be instead.

        As soon as no column can be one of merged cells, each entry is final; until then they wait.
        """
        read = self._entry(number, row, heading)
        if any(runs.are_of_merged_cells for runs in self.runs.values()):
            self._waiting.append(read)
            return
        if self._waiting:
            yield from self.rest()
        yield read[0]

    def rest(self) -> Iterator[Entry]:
        """Give the entries that wait, with what holds for them by all rows so far."""
        merged = {place for place, runs in self.runs.items() if runs.are_of_merged_cells}
        waiting, self._waiting = self._waiting, Growing()
        for entry, blanks in waiting.items():
            if merged and blanks is not None and entry.refused is None:
                yield self._with_above(entry, blanks, merged)
            else:
                yield entry

    def _entry(self, number: int, row: Row, heading: Heading | None) -> tuple[Entry, _Blanks | None]:
        if heading is not None:
            self.begin(heading)
        if row is UNREADABLE:
            return self.reader.read(number, row), None
        filled, doubts = self.above.fill(row)
        if heading is not None:
            doubts.append(
                say(
                    "The line may be a heading (%(text)s) or the name of a school.",
                    text=shorten(heading.text),
                )
            )
        context = self.headings.context()
        entry = self.reader.read(number, filled, replace(context, doubts=tuple(doubts)))
        return entry, self._counted(filled, context)

    def _counted(self, row: Row, context: RowContext) -> _Blanks | None:
        """Count the cells of a row, and give what may hold for it from above."""
        texts = {place: self._text(row, place) for place in self.runs}
        above = {place: self.runs[place].last for place, text in texts.items() if not text}
        regions = self.columns.places.get(Column.REGION, ())
        for place in regions:
            # A heading states the region for certain; a province ends what stands above in that of cities.
            if context.region or any(texts[left] for left in regions if left < place):
                above.pop(place, None)
        now = {place: text or self.runs[place].last for place, text in texts.items()}
        statuses = self.columns.places.get(Column.STATUS, ())
        for place, text in texts.items():
            others = tuple(value for other, value in now.items() if other != place and other not in statuses)
            self.runs[place].add(text, None if place in statuses else others)
        return _Blanks(above, {place: texts[place] for place in regions}) if any(above.values()) else None

    @staticmethod
    def _text(row: Row, place: int) -> str:
        text = as_text(row[place]) if place < len(row) else ""
        return text if text.isalnum() else strip_invisible(text)

    def _with_above(self, entry: Entry, blanks: _Blanks, merged: set[int]) -> Entry:
        above = {
            place: text
            for place, text in blanks.above.items()
            if place in merged and text and not is_personal(text)
        }
        places = self.columns.places
        if above.keys() & set(places.get(Column.REGION, ())):
            region = " ".join(
                filter(None, (above.get(place, text) for place, text in blanks.regions.items()))
            )
            entry = self.reader.with_assumed_region(entry, region)
        for place in above.keys() & set(places.get(Column.LEVEL, ())):
            entry = self.reader.with_assumed_level(entry, above[place])
        for place in above.keys() & set(places.get(Column.STATUS, ())):
            if len(merged) > 1:
                entry = self._with_status(entry, above[place])
        return entry

    @staticmethod
    def _with_status(entry: Entry, text: str) -> Entry:
        """An entry without a status below one that weakens the claim: it never counts as more than that."""
        status = read_status(text).status
        if status in (None, Status.REPORTED, Status.CONFIRMED):
            return entry
        remark = say(
            "The status is blank below “%(status)s”, which may hold for this row, too; the row counts as "
            "under review.",
            status=shorten(text),
        )
        return replace(entry, status=Status.UNDER_REVIEW, remarks=(*entry.remarks, remark))
