"""The tables of an export, as declared in `columns`, made from a view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import geopandas as gpd
import pandas as pd

from webmap.exports.geojson import DECIMALS
from webmap.exports.request import ExportRequest, Subject
from webmap.exports.tables.table import ExportTable, StreamedTable
from webmap.places.regions.region_table import RegionTable
from webmap.view.column import Column
from webmap.view.columns import LEVEL_STATUS_COLUMNS, WEEK_COLUMNS
from webmap.view.columns_regions import REGION_COLUMNS
from webmap.view.columns_schools import NOTES, SCHOOL_COLUMNS
from webmap.view.columns_unplaced import UNPLACED_COLUMNS
from webmap.view.left_out import LeftOut, left_out
from webmap.view.view import View
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel

TITLES = {
    RegionLevel.SIDO: say("By province"),
    RegionLevel.SIGUNGU: say("By city or county"),
    RegionLevel.OFFICE: say("By office of education"),
}


def region_table(view: View, request: ExportRequest, totals: Mapping[str, Any]) -> ExportTable:
    """One line per region that matches the filter, in official order, with its geometry."""
    regions = view.regions(request.filters, request.by)
    sido = names_of(view.table, RegionLevel.SIDO)
    frame = _with_table_names(regions.reset_index(names="code"), REGION_COLUMNS)
    frame = frame.assign(sido_name=frame["sido_code"].map(sido))
    columns = left_out(request.filters, view.audience).columns(REGION_COLUMNS)
    return ExportTable("regions", TITLES[request.by].render(request.language), columns, frame, totals)


def school_table(view: View, request: ExportRequest, schools: gpd.GeoDataFrame) -> ExportTable:
    """One line per listed school, in the order of regions and names, with its point."""
    columns = (*SCHOOL_COLUMNS, NOTES) if view.audience.notes else SCHOOL_COLUMNS
    frame = school_frame(view.table, schools)
    title = say("School by school").render(request.language)
    totals = {"schools": len(frame), "reports": int(frame["reports"].sum())}
    return ExportTable(str(Subject.SCHOOLS), title, columns, frame, totals)


def school_frame(table: RegionTable, schools: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Schools with the columns of `SCHOOL_COLUMNS`, in official order of the regions, then by name."""
    names = {
        f"{level}_name": schools[level.value].map(names_of(table, level)).fillna("") for level in RegionLevel
    }
    frame = _with_table_names(schools, SCHOOL_COLUMNS).assign(
        **names, lat=schools.geometry.y.round(DECIMALS), lon=schools.geometry.x.round(DECIMALS)
    )
    order = {region.code: place for place, region in enumerate(table.regions(RegionLevel.SIGUNGU))}
    frame = frame.assign(_place=frame["sigungu_code"].map(order).fillna(len(order)))
    return frame.sort_values(["_place", "name", "key"]).drop(columns="_place").reset_index(drop=True)


def _with_table_names(frame: gpd.GeoDataFrame, columns: tuple[Column, ...]) -> gpd.GeoDataFrame:
    """The frame with the names of exported tables for those of the API."""
    return frame.rename(columns={each.api_name: each.name for each in columns if each.api_name})


def level_status_table(schools: pd.DataFrame, language: str, without: LeftOut) -> ExportTable:
    """Numbers of listed schools by level and status, those that are left out excepted."""
    levels = [str(level) for level in LEVELS if level not in without.codes]
    counts = pd.crosstab(schools["level"], schools["status"]).reindex(
        index=levels, columns=[str(status) for status in STATUSES], fill_value=0
    )
    frame = counts.assign(schools=counts.sum(axis=1)).rename_axis("level").reset_index()
    title, columns = say("By level and status").render(language), without.columns(LEVEL_STATUS_COLUMNS)
    return ExportTable("by_level_and_status", title, columns, frame, sums(frame, columns))


def week_table(schools: pd.DataFrame, language: str, without: LeftOut) -> ExportTable:
    """Listed schools by the week of their first report, every week of the span; those without a date last."""
    days = pd.to_datetime(schools["first_reported"])
    weeks = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    counts = pd.crosstab(weeks, schools["status"]).reindex(
        columns=[str(status) for status in STATUSES], fill_value=0
    )
    if len(counts):
        counts = counts.reindex(pd.date_range(counts.index[0], counts.index[-1], freq="7D"), fill_value=0)
    counts = counts.assign(schools=counts.sum(axis=1))
    frame = counts.assign(
        week=[day.date().isoformat() for day in counts.index],
        schools_so_far=counts["schools"].cumsum().astype(object),
    )
    if days.isna().any():
        undated = schools.loc[days.isna(), "status"].value_counts().to_dict()
        line = {
            **{str(status): undated.get(status, 0) for status in STATUSES},
            "schools": int(days.isna().sum()),
            "week": None,
            "schools_so_far": None,
        }
        frame = pd.concat([frame.astype(object), pd.DataFrame([line], dtype=object)])
    title, columns = say("By week of the first report").render(language), without.columns(WEEK_COLUMNS)
    return ExportTable("by_week", title, columns, frame.reset_index(drop=True), sums(frame, columns))


def unplaced_table(view: View, language: str) -> ExportTable:
    """Entries that are not on the map, by outcome, as far as the audience may read them."""
    groups = view.unplaced_rows()

    def lines() -> Iterator[dict[str, Any]]:
        for row in chain.from_iterable(groups.values()):
            yield {
                **row,
                "reason": view.message(row["reason"]).render(language),
                "candidates": list(dict.fromkeys(each["id"] for each in row["candidates"])),
            }

    frame = pd.DataFrame(columns=[column.name for column in UNPLACED_COLUMNS])
    title = say("Not on the map").render(language)
    count = sum(map(len, groups.values()))
    return StreamedTable("not_placed", title, UNPLACED_COLUMNS, frame, make=lines, count=count)


def sums(frame: pd.DataFrame, columns: tuple[Column, ...]) -> dict[str, Any]:
    """Sums of the columns that add up."""
    return {column.name: int(frame[column.name].sum()) for column in columns if column.adds_up}


def names_of(table: RegionTable, level: RegionLevel) -> dict[str, str]:
    """Korean names of the regions of a level, by code."""
    return {region.code: region.name for region in table.regions(level)}
