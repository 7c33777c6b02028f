"""The schools that an audience may see, each as the rows say that the audience may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from webmap.figures.statements import FINDING, Statement, Summary, summarise
from webmap.matching.result import DecisionNote
from webmap.places.regions.region_table import RegionTable, ancestors
from webmap.snapshot.snapshot import Snapshot
from webmap.snapshot.statements import statements_of
from webmap.view.audience import Audience
from webmap.view.filter_masks import matches_filter
from webmap.view.filters import Filters
from webmap.view.search import list_key
from webmap.vocabulary.terms import Status

FROM_ROWS = ("disputed", "first_reported", "last_reported", "reports", "sources", "rules")
"""Columns of a school that follow from its rows. Its status follows from all of them: a claim that is taken
back must not stand because the row that takes it back is withheld."""


class ListedName(NamedTuple):
    """A school as the page lists it."""

    key: str
    name: str
    status: str
    level: str
    sigungu: str
    outcome: str


def allowed_schools(snapshot: Snapshot, audience: Audience) -> gpd.GeoDataFrame:
    """The schools in the snapshot's order, with a column `decisions`; notes only where they may be read.

    A school is among them where its status may be seen, and at least one of its rows.
    """
    statuses = [status.value for status in audience.statuses]
    schools = snapshot.schools[snapshot.schools["status"].isin(statuses)]
    if not audience.notes:
        schools = schools.drop(columns="notes", errors="ignore")
    if not audience.statuses >= frozenset(Status):
        schools = _from_allowed_rows(schools, _summaries(snapshot, audience))
    schools = schools.assign(decisions=_decisions(schools, snapshot, audience))
    return schools if audience.within is None else schools[matches_filter(schools, audience.within)]


def sorted_by_name(schools: gpd.GeoDataFrame) -> tuple[list[ListedName], npt.NDArray[np.int64]]:
    """The schools in the order in which the page lists them, and the row of each."""
    columns = (schools[name].to_list() for name in ListedName._fields)
    names = [ListedName(*values) for values in zip(*columns, strict=True)]
    order = sorted(
        range(len(names)), key=lambda row: (list_key(names[row].name), names[row].name, names[row].key)
    )
    return [names[row] for row in order], np.array(order, dtype=np.int64)


def names_in(names: pd.DataFrame, within: Filters, table: RegionTable) -> pd.DataFrame:
    """The names of a register's schools (`figures.regions.register_names`) in a part of the map."""
    names = names[names["level"].isin([level.value for level in within.level])]
    for level, codes in within.regions().items():
        names = names[names["sigungu"].map(ancestors(table, level)).isin(codes)]
    return names.reset_index(drop=True)


def count_findings(snapshot: Snapshot, audience: Audience, keys: Iterable[str]) -> int:
    """Number of findings that the audience may see, on schools with these keys."""
    found = statements_of(snapshot.statements, audience.statuses, only_decided=True)
    return sum(each.file == FINDING for key in keys for each in found.get(key, ()))


def decision_in_words(note: DecisionNote, with_reason: bool, found_by: str = "") -> str:
    """Role, day and reason of a decision in the form of every interface: `role, 2026-03-04: reason`.

    Of a finding also who found it: `office (role, 2026-03-04): reason`.
    """
    reason = f": {note.why}" if with_reason and note.why else ""
    written = f"{note.who}, {note.day}"
    return f"{found_by} ({written}){reason}" if found_by else f"{written}{reason}"


def _summaries(snapshot: Snapshot, audience: Audience) -> Mapping[str, Summary]:
    found = statements_of(snapshot.statements, audience.statuses)
    return {key: summarise(statements) for key, statements in found.items()}


def _from_allowed_rows(schools: gpd.GeoDataFrame, summaries: Mapping[str, Summary]) -> gpd.GeoDataFrame:
    schools = schools[schools["key"].isin(list(summaries))]
    found = [vars(summaries[key]) for key in schools["key"]]
    return schools.assign(
        **{name: _column(schools, name, [_plain(each[name]) for each in found]) for name in FROM_ROWS}
    )


def _column(schools: gpd.GeoDataFrame, name: str, values: list[Any]) -> Any:
    """The values as a column of the type that the snapshot's has."""
    column = schools[name].astype(object)
    column[:] = values
    return column if schools[name].dtype == object else column.astype(schools[name].dtype)


def _plain(value: Any) -> Any:
    return (
        list(value)
        if isinstance(value, tuple)
        else value.isoformat()
        if hasattr(value, "isoformat")
        else value
    )


def _decisions(schools: gpd.GeoDataFrame, snapshot: Snapshot, audience: Audience) -> list[list[str]]:
    decided = statements_of(snapshot.statements, audience.statuses, only_decided=True)
    notes = {
        key: sorted({(each.decision, _found_by(each)) for each in statements if each.decision})
        for key, statements in decided.items()
    }
    return [
        [decision_in_words(note, audience.row_texts, found_by) for note, found_by in notes.get(key, ())]
        for key in schools["key"]
    ]


def _found_by(statement: Statement) -> str:
    return statement.source if statement.file == FINDING else ""
