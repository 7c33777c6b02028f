"""The content of an export: one value made from a view, of which each format writes what it can hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from webmap.exports.about import About, about
from webmap.exports.request import ExportRequest, Subject
from webmap.exports.tables.compare import compared_regions, compared_schools, comparison_remarks, refuse_names
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
from webmap.view.left_out import left_out
from webmap.view.view import View


class TableContent(Protocol):
    """What the writers of tables read of an export."""

    @property
    def request(self) -> ExportRequest:
        """What was asked for."""

    @property
    def about(self) -> About:
        """Its metadata."""

    @property
    def main(self) -> ExportTable:
        """The requested table."""

    def tables(self) -> Iterator[ExportTable]:
        """Every table, the main one first."""

    def further(self) -> Iterator[ExportTable]:
        """The tables that were requested besides the main one."""


@dataclass(frozen=True)
class Content:
    """An export.

    `view` is its source, for maps that show more than the filtered schools. `main` is the requested table (by
    region, or school by school; its frame has `geometry`), `by_region` the table by region in either case.
    `totals` are the view's figures of all filtered schools. `not_placed` is None unless requested.
    """

    view: View
    request: ExportRequest
    about: About
    main: ExportTable
    by_region: ExportTable
    by_level_and_status: ExportTable
    by_week: ExportTable
    not_placed: ExportTable | None
    totals: dict[str, Any]

    def tables(self) -> Iterator[ExportTable]:
        """Every table, the main one first."""
        yield self.main
        if self.request.what is not Subject.REGIONS:
            yield self.by_region
        yield self.by_level_and_status
        yield self.by_week
        yield from self.further()

    def further(self) -> Iterator[ExportTable]:
        """The tables that were requested besides the main one."""
        if self.not_placed is not None:
            yield self.not_placed


def make_content(
    view: View, request: ExportRequest, older: View | None = None, base_url: str = ""
) -> Content:
    """Make an export of a view; `older` is the view of the snapshot to compare with.

    `base_url` is the map's own address, '' where the operator states none.
    """
    schools, totals = view.schools(request.filters), _totals(view, request)
    if totals["schools"] != len(schools):
        raise ValueError("the totals do not count every school that the filter lets in")
    regions = region_table(view, request, totals)
    schools_table = school_table(view, request, schools) if request.what is Subject.SCHOOLS else None
    if older is not None:
        refuse_names(request)
        regions = compared_regions(regions, view, older, request)
        if schools_table is not None:
            schools_table = compared_schools(schools_table, older, request)
    without = left_out(request.filters, view.audience)
    remarks = (
        *(comparison_remarks(view, older, request) if older else ()),
        *without.remarks(request.language),
    )
    return Content(
        view=view,
        request=request,
        about=about(view, request, totals, remarks, base_url),
        main=regions if schools_table is None else schools_table,
        by_region=regions,
        by_level_and_status=level_status_table(schools, request.language, without),
        by_week=week_table(schools, request.language, without),
        not_placed=unplaced_table(view, request.language) if request.unplaced else None,
        totals=totals,
    )


def _totals(view: View, request: ExportRequest) -> dict[str, Any]:
    """The view's totals, those left out excepted; zeros where contradictory filters match no region."""
    zeros = {column.name: 0 if column.kind is Kind.COUNT else None for column in FIGURES}
    totals = view.totals(request.filters) or zeros
    without = left_out(request.filters, view.audience)
    return {name: value for name, value in totals.items() if name not in without.codes}
