"""Changes since an older snapshot, under the same filter and for the same audience."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd

from webmap.errors import ExportError
from webmap.exports.request import ExportRequest
from webmap.exports.tables.comparison_columns import REGION_CHANGES, SCHOOL_CHANGES
from webmap.exports.tables.table import ExportTable
from webmap.exports.tables.tables import sums
from webmap.places.regions.region_table import RegionTable, ancestors
from webmap.view.left_out import left_out
from webmap.view.view import View
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import STATUSES


def compared_regions(table: ExportTable, view: View, older: View, request: ExportRequest) -> ExportTable:
    """The table by region with `REGION_CHANGES`, as far as stated; regions are today's in both snapshots."""
    now = table.frame.set_index("region_code")
    before = older.region_figures(request.filters, request.by).reindex(now.index)
    new, gone = _new_and_gone(view, older, request)
    changes: dict[str, Any] = {
        "schools_before": before["schools"].fillna(0).astype(int),
        "schools_new": _by_region(new, view.table, request, now.index),
        "schools_gone": _by_region(gone, view.table, request, now.index),
        "rate_before": before["rate_per_100"],
        "rate_change": (now["rate_per_100"] - before["rate_per_100"]).round(1),
    }
    changes["schools_change"] = now["schools"] - changes["schools_before"]
    for status in STATUSES:
        changes[f"{status}_change"] = now[status.value] - before[status.value].fillna(0).astype(int)
    frame = now.assign(**changes).reset_index()
    rates = _total_rates(table, older, request)
    columns = left_out(request.filters, view.audience).columns(REGION_CHANGES)
    return replace(
        table,
        columns=(*table.columns, *columns),
        frame=frame,
        totals={**table.totals, **sums(frame, columns), **rates},
    )


def compared_schools(table: ExportTable, older: View, request: ExportRequest) -> ExportTable:
    """The table of schools with `SCHOOL_CHANGES`."""
    before = older.schools(request.filters).set_index("key")["status"]
    was = table.frame["key"].map(before)
    change = pd.Series("status", table.frame.index).mask(was.eq(table.frame["status"]), "same")
    frame = table.frame.assign(change=change.mask(was.isna(), "new"), status_before=was)
    return replace(table, columns=(*table.columns, *SCHOOL_CHANGES), frame=frame)


def refuse_names(request: ExportRequest) -> None:
    """Raise ExportError for a comparison of one name, or of some lists: it would tell what was taken back."""
    if request.filters.lists:
        raise ExportError(
            say(
                "A comparison with an older snapshot cannot be narrowed by lists: it would say who named "
                "what was taken back. Leave out one of the two."
            )
        )
    if request.filters.q:
        raise ExportError(
            say(
                "A comparison cannot be narrowed to the name of a school (q): it would name what was taken "
                "back. Leave out one of the two."
            )
        )


def comparison_remarks(view: View, older: View, request: ExportRequest) -> tuple[str, ...]:
    """Notes for a reader of the comparison; schools that are gone are counted, and never named."""
    _, gone = _new_and_gone(view, older, request)
    remarks = [
        say(
            "Compared with snapshot %(version)s, as of %(as_of)s, under the same filter.",
            version=older.snapshot.version,
            as_of=older.as_of,
        )
    ]
    if len(gone):
        remarks.append(
            say(
                "Schools that were listed then and are not now: %(count)s. They are counted and not named: a "
                "claim may have been taken back.",
                count=len(gone),
            )
        )
    if not view.existing_schools().equals(older.existing_schools()):
        remarks.append(
            say("The number of existing schools differs between the two, so rates may change by that alone.")
        )
    return tuple(remark.render(request.language) for remark in remarks)


def _new_and_gone(
    view: View, older: View, request: ExportRequest
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    now, before = view.schools(request.filters), older.schools(request.filters)
    return now[~now["key"].isin(before["key"])], before[~before["key"].isin(now["key"])]


def _by_region(
    schools: pd.DataFrame, table: RegionTable, request: ExportRequest, codes: pd.Index
) -> pd.Series:
    region = schools["sigungu"].map(ancestors(table, request.by))
    return region.value_counts().reindex(codes, fill_value=0)


def _total_rates(table: ExportTable, older: View, request: ExportRequest) -> dict[str, Any]:
    now, before = table.totals["rate_per_100"], older.totals(request.filters).get("rate_per_100")
    is_known = pd.notna(now) and pd.notna(before)
    return {"rate_before": before, "rate_change": round(now - before, 1) if is_known else None}
