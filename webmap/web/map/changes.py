"""What has changed in the last days and since the last edition, as one audience may see both states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from webmap.errors import SnapshotError
from webmap.exports.tables.older_snapshot import comparable
from webmap.snapshot.pointer import Pointer
from webmap.snapshot.snapshot import Snapshot, open_schools, open_snapshot
from webmap.view.filters import EVERYTHING
from webmap.view.view import View
from webmap.vocabulary.terms import Status

DAYS = (7, 14, 30)
EDITION = "edition"

STATUSES_SHOWN = (Status.CONFIRMED, Status.REFUTED, Status.WITHDRAWN)
"""Statuses whose arrival is a change that is shown."""

Statuses = pd.Series
"""Status of each school by key."""


def changes_payload(view: View, folder: Path) -> dict[str, Any]:
    """By period: its first day, the date of the older snapshot, and the keys of schools by kind of change.

    In a number of days, new schools are those first reported in them, and changes of status are those since
    the newest kept snapshot from before (`base`; None where there is none, and then they are unknown). Since
    the last edition, new schools are those that it does not have; it is None where no older one is kept.
    """
    kept = comparable(view, folder)
    statuses_of = cache(lambda version: _statuses_then(view, folder, version))
    today = date.fromisoformat(view.as_of)
    periods: dict[str, Any] = {}
    for days in DAYS:
        before = (today - timedelta(days=days)).isoformat()
        base = next((each for each in kept if each[1] <= before), None)
        compared = _compare(view, base, statuses_of) or {"base": None}
        periods[str(days)] = {**compared, **_reported_after(view, before)}
    periods[EDITION] = _compare(view, kept[0] if kept else None, statuses_of)
    return {"periods": periods}


def _compare(
    view: View, base: tuple[str, str] | None, statuses_of: Callable[[str], Statuses | None]
) -> dict[str, Any] | None:
    """The changes since a kept snapshot (version and as-of date); None where it cannot be compared."""
    then = statuses_of(base[0]) if base else None
    if base is None or then is None:
        return None
    now = _statuses(view)
    was = then.reindex(now.index)
    changed = {
        str(status): list(now.index[(now == status.value) & (was != status.value)])
        for status in STATUSES_SHOWN
        if status in view.audience.statuses
    }
    return {"since": base[1], "base": base[1], "new": list(now.index[was.isna()]), **changed}


def _reported_after(view: View, day: str) -> dict[str, Any]:
    schools = view.schools(EVERYTHING)
    first = date.fromisoformat(day) + timedelta(days=1)
    return {
        "since": first.isoformat(),
        "new": list(schools["key"][schools["first_reported"].fillna("") > day]),
    }


def _statuses(view: View) -> Statuses:
    statuses: Statuses = view.schools(EVERYTHING).set_index("key")["status"]
    return statuses


def _statuses_then(view: View, folder: Path, version: str) -> Statuses | None:
    """The statuses in an older snapshot that the same audience may see; None where it is gone or damaged."""
    try:
        return _statuses(View(_snapshot_then(view, folder, version), view.table, view.audience))
    except SnapshotError:
        return None


def _snapshot_then(view: View, folder: Path, version: str) -> Snapshot:
    """An older snapshot, of which only the schools are read where no row decides what is seen of them."""
    if not view.audience.sees_every_row:
        return open_snapshot(folder, Pointer(version), notes=False)
    manifest, schools = open_schools(folder, Pointer(version))
    return replace(view.snapshot, manifest=manifest, schools=schools)
