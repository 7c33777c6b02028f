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
    first: int
    """Position of its first entry."""
    above: Above = field(init=False)
    headings: Headings = field(default_factory=Headings)
    runs: dict[int, Runs] = field(default_factory=dict)
    """Position of a column of regions, levels or statuses → how it is filled."""
    blanks: dict[int, _Blanks] = field(default_factory=dict)
    """Row of an entry → what is blank in it."""

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

    def entry(self, number: int, row: Row, heading: Heading | None) -> Entry:
        """The entry of a row; `heading`: what it may be instead."""
        if heading is not None:
            self.begin(heading)
        if row is UNREADABLE:
            return self.reader.read(number, row)
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
        self._count(number, filled, context)
        return entry

    def _count(self, number: int, row: Row, context: RowContext) -> None:
        texts = {place: self._text(row, place) for place in self.runs}
        above = {place: self.runs[place].last for place, text in texts.items() if not text}
        regions = self.columns.places.get(Column.REGION, ())
        for place in regions:
            # A heading states the region for certain; a province ends what stands above in that of cities.
            if context.region or any(texts[left] for left in regions if left < place):
                above.pop(place, None)
        if any(above.values()):
            self.blanks[number] = _Blanks(above, {place: texts[place] for place in regions})
        now = {place: text or self.runs[place].last for place, text in texts.items()}
        statuses = self.columns.places.get(Column.STATUS, ())
        for place, text in texts.items():
            others = tuple(value for other, value in now.items() if other != place and other not in statuses)
            self.runs[place].add(text, None if place in statuses else others)

    @staticmethod
    def _text(row: Row, place: int) -> str:
        text = as_text(row[place]) if place < len(row) else ""
        return text if text.isalnum() else strip_invisible(text)

    def completed(self, entries: list[Entry]) -> Iterator[tuple[int, Entry]]:
        """Entries with what may hold for them from the rows above: position → entry."""
        merged = {place for place, runs in self.runs.items() if runs.are_of_merged_cells}
        if not merged:
            return
        for place in range(self.first, len(entries)):
            entry = entries[place]
            if entry.refused is None and (blanks := self.blanks.get(entry.row)):
                yield place, self._with_above(entry, blanks, merged)

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
