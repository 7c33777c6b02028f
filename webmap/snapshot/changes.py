"""What changes on the map from the published snapshot to the next one, school by school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
from pyproj import Geod

from webmap.snapshot.published import Totals
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Status

MOVED_M = 1000
"""Metres from which on a school has moved, as in `webmap register diff`."""
TAKEN_BACK = (Status.REFUTED, Status.WITHDRAWN)

BRAKE_SHARE = 10
"""The brake holds where a figure falls by more than one in ten."""
TAKEN_BACK_MINIMUM = 5
"""Of the schools shown by default, so many must go at least: a refuted claim never waits for a person."""
RISE_FACTOR, RISE_MINIMUM = 2, 20
"""The brake holds where schools become more than twice as many, and at least twenty more."""

_WGS84 = Geod(ellps="WGS84")


@dataclass(frozen=True)
class School:
    """A school on the map; region codes as in the region table, degrees in EPSG:4326."""

    key: str
    name: str
    level: str
    status: Status
    sido: str
    sigungu: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Change:
    """A school with its former state; `before` is None for a new one, `now` for one that is gone."""

    before: School | None
    now: School | None

    @property
    def school(self) -> School:
        """The school as it is now, or as it was last."""
        school = self.now or self.before
        if school is None:
            raise ValueError("a change is that of a school")
        return school


@dataclass(frozen=True)
class Changes:
    """The changes by kind, each ordered by region and name; a school may stand under several.

    `confirmed`: confirmed now and not before, new ones among them; `taken_back`: refuted or withdrawn now;
    `other_status`: any other new status; `moved`: another region, or at least `MOVED_M` away; `renamed`:
    another name or ID for the same school.
    """

    new: tuple[Change, ...]
    gone: tuple[Change, ...]
    confirmed: tuple[Change, ...]
    taken_back: tuple[Change, ...]
    other_status: tuple[Change, ...]
    moved: tuple[Change, ...]
    renamed: tuple[Change, ...]

    @property
    def any(self) -> bool:
        """Whether anything has changed."""
        return any(vars(self).values())


def changes_between(before: gpd.GeoDataFrame, now: gpd.GeoDataFrame) -> Changes:
    """The changes between two frames of schools, as `figures.regions.school_frame` makes them."""
    old, today = _schools(before), _schools(now)
    renewed = _with_new_ids(old, today)
    pairs = [(old[key], today[key]) for key in old.keys() & today.keys()]
    pairs += [(old[former], today[key]) for former, key in renewed.items()]
    new = [each for key, each in today.items() if key not in old and key not in renewed.values()]
    gone = [each for key, each in old.items() if key not in today and key not in renewed]
    changed = [Change(a, b) for a, b in pairs if a.status != b.status]
    new_ones = [Change(None, each) for each in new]
    confirmed = [each for each in (*changed, *new_ones) if _status(each) is Status.CONFIRMED]
    taken_back = [each for each in changed if _status(each) in TAKEN_BACK]
    return Changes(
        new=_ordered(new_ones),
        gone=_ordered(Change(each, None) for each in gone),
        confirmed=_ordered(confirmed),
        taken_back=_ordered(taken_back),
        other_status=_ordered(
            each for each in changed if _status(each) not in (Status.CONFIRMED, *TAKEN_BACK)
        ),
        moved=_ordered(Change(a, b) for a, b in pairs if _has_moved(a, b)),
        renamed=_ordered(Change(a, b) for a, b in pairs if (a.name, a.key) != (b.name, b.key)),
    )


NONE = Totals(0, 0, 0)


def brake(before: Totals, now: Totals, explained: Totals = NONE) -> Message | None:
    """Why a build is stopped unless a person wants it: a figure falls by more than a tenth, or jumps.

    `explained`: by how much each figure falls for a reason that a person wrote down.
    """
    figures = (
        (say("entries matched to a school"), before.matched, now.matched, explained.matched, 1),
        (say("schools on the map"), before.schools, now.schools, explained.schools, 1),
        (say("schools shown by default"), before.counted, now.counted, explained.counted, TAKEN_BACK_MINIMUM),
    )
    for name, old, new, known, least in figures:
        if old is None or new is None:
            continue
        fall = old - new - (known or 0)
        if fall * BRAKE_SHARE > old and fall >= least:
            return say(
                "%(figure)s would fall from %(before)s to %(now)s, by more than a tenth",
                figure=name, before=old, now=new,
            )  # fmt: skip
    old, new = before.schools, now.schools
    if old and new and new > RISE_FACTOR * old and new - old >= RISE_MINIMUM:
        return say(
            "%(figure)s would rise from %(before)s to %(now)s, to more than twice as many",
            figure=figures[1][0], before=old, now=new,
        )  # fmt: skip
    return None


def _schools(frame: gpd.GeoDataFrame) -> dict[str, School]:
    points = frame.geometry
    rows: Iterable[tuple[Any, ...]] = zip(
        *(frame[name] for name in ("key", "name", "level", "status", "sido", "sigungu")),
        points.x,
        points.y,
        strict=True,
    )
    return {
        key: School(key, name, level, Status(status), sido, sigungu, lon, lat)
        for key, name, level, status, sido, sigungu, lon, lat in rows
    }


def _with_new_ids(old: Mapping[str, School], today: Mapping[str, School]) -> dict[str, str]:
    """Former key → key of today, of schools that are the same by name, level and region."""
    gone = _by_description(each for key, each in old.items() if key not in today)
    new = _by_description(each for key, each in today.items() if key not in old)
    return {
        keys[0]: new[description][0]
        for description, keys in gone.items()
        if len(keys) == 1 and len(new.get(description, ())) == 1
    }


def _by_description(schools: Iterable[School]) -> dict[tuple[str, str, str], list[str]]:
    keys: dict[tuple[str, str, str], list[str]] = {}
    for each in schools:
        keys.setdefault((each.name, each.level, each.sigungu), []).append(each.key)
    return keys


def _status(change: Change) -> Status:
    return change.school.status


def _has_moved(before: School, now: School) -> bool:
    if (before.sido, before.sigungu) != (now.sido, now.sigungu):
        return True
    if (before.lon, before.lat) == (now.lon, now.lat):
        return False
    return bool(_WGS84.inv(before.lon, before.lat, now.lon, now.lat)[2] >= MOVED_M)


def _ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    def place(change: Change) -> tuple[str, str, str, str]:
        school = change.school
        return school.sido, school.sigungu, school.name, school.key

    return tuple(sorted(changes, key=place))
