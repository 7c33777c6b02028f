"""What an export is: one value made from a view, of which every format writes what it can hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from webmap.exports.about import About, about
from webmap.exports.request import ExportRequest, Subject
from webmap.exports.tables.compare import compared_regions, compared_schools, comparison_remarks, gone_schools
from webmap.exports.tables.table import ExportTable
from webmap.exports.tables.tables import (
    level_status_table,
    region_table,
    school_table,
    unplaced_table,
    week_table,
)
from webmap.view.column import Kind
from webmap.view.columns_regions import FIGURES
from webmap.view.view import View


@dataclass(frozen=True)
class Content:
    """An export.

    `view` is what it was made from, for maps that show more than the filtered. `main` is what was asked
    for (by region, or school by school; its frame has `geometry`), `by_region` the table by region in either
    case. `totals` are the view's figures of all filtered schools. `not_placed` and
    `gone` are None unless asked for.
    """

    view: View
    request: ExportRequest
    about: About
    main: ExportTable
    by_region: ExportTable
    by_level_and_status: ExportTable
    by_week: ExportTable
    not_placed: ExportTable | None
    gone: ExportTable | None
    totals: dict[str, Any]

    def tables(self) -> Iterator[ExportTable]:
        """Every table, the one that was asked for first."""
        yield self.main
        if self.request.what is not Subject.REGIONS:
            yield self.by_region
        yield self.by_level_and_status
        yield self.by_week
        yield from self.further()

    def further(self) -> Iterator[ExportTable]:
        """The tables that were asked for besides the main one."""
        yield from (table for table in (self.not_placed, self.gone) if table is not None)


def make_content(view: View, asked: ExportRequest, older: View | None = None) -> Content:
    """Make an export of what the view lets see; `older` is the view of the snapshot to compare with."""
    schools, totals = view.schools(asked.filters), _totals(view, asked)
    if totals["schools"] != len(schools):
        raise ValueError("the totals do not count every school that the filter lets in")
    regions = region_table(view, asked, totals)
    listed = school_table(view, asked, schools) if asked.what is Subject.SCHOOLS else None
    gone = None
    if older is not None:
        regions = compared_regions(regions, view, older, asked)
        if listed is not None:
            listed = compared_schools(listed, older, asked)
            gone = gone_schools(view, older, asked)
    remarks = comparison_remarks(view, older, asked) if older else ()
    return Content(
        view=view,
        request=asked,
        about=about(view, asked, len(schools), remarks),
        main=regions if listed is None else listed,
        by_region=regions,
        by_level_and_status=level_status_table(schools, asked.language),
        by_week=week_table(schools, asked.language),
        not_placed=unplaced_table(view, asked.language) if asked.unplaced else None,
        gone=gone,
        totals=totals,
    )


def _totals(view: View, asked: ExportRequest) -> dict[str, Any]:
    """The view's totals; where contradictory filters touch no region at all, nothing is nought."""
    nought = {column.name: 0 if column.kind is Kind.COUNT else None for column in FIGURES}
    return view.totals(asked.filters) or nought
