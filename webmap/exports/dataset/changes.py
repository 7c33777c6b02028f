"""Changes from one snapshot to the next, as one audience may see both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from webmap.errors import SnapshotError
from webmap.places.regions.region_table import RegionTable
from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.pointer import VERSION, Pointer
from webmap.snapshot.snapshot import open_snapshot
from webmap.view.audience import Audience
from webmap.view.filters import EVERYTHING, NO_FILTER
from webmap.view.view import View
from webmap.vocabulary.terms import STATUSES, RegionLevel, Status


@dataclass(frozen=True)
class Figures:
    """The compared figures: schools by status, counted schools by province, keys of all schools."""

    version: str
    as_of: str
    created: str
    fictional: bool
    schools: int
    statuses: dict[Status, int]
    provinces: dict[str, int]
    keys: frozenset[str]


@dataclass(frozen=True)
class Changes:
    """A snapshot and its changes since the previous one; `before` is None for the oldest stored one.

    `added`, `removed`: schools; `statuses`: schools more or fewer, by status; `provinces`: by name, before
    and now, where they differ.
    """

    now: Figures
    before: Figures | None
    added: int
    removed: int
    statuses: dict[Status, int]
    provinces: dict[str, tuple[int, int]]


def figures_of(view: View, sido: str = "") -> Figures:
    """The figures of a snapshot, or of one province (code) in it, that are compared."""
    places = frozenset({sido} if sido else ())
    standing = replace(NO_FILTER, sido=places)
    schools = view.schools(replace(EVERYTHING, sido=places))
    status_counts = schools["status"].value_counts()
    provinces = view.regions(standing, RegionLevel.SIDO)
    manifest = view.snapshot.manifest
    return Figures(
        version=view.snapshot.version,
        as_of=view.as_of,
        created=str(manifest["created"]),
        fictional=view.snapshot.fictional,
        schools=len(view.schools(standing)),
        statuses={status: int(status_counts.get(status.value, 0)) for status in STATUSES},
        provinces=dict(zip(provinces["name"], map(int, provinces["schools"]), strict=True)),
        keys=frozenset(schools["key"]),
    )


def compare(now: Figures, before: Figures | None) -> Changes:
    """The changes; zero where there is no earlier snapshot."""
    if before is None:
        return Changes(now, None, 0, 0, {}, {})
    names = dict.fromkeys([*now.provinces, *before.provinces])
    provinces = {name: (before.provinces.get(name, 0), now.provinces.get(name, 0)) for name in names}
    differences = {status: now.statuses[status] - before.statuses[status] for status in STATUSES}
    return Changes(
        now,
        before,
        added=len(now.keys - before.keys),
        removed=len(before.keys - now.keys),
        statuses={status: number for status, number in differences.items() if number},
        provinces={name: pair for name, pair in provinces.items() if pair[0] != pair[1]},
    )


def history(snapshots: Iterable[Figures]) -> list[Changes]:
    """Changes of snapshots in the order of their dates, the newest first."""
    by_date = sorted(snapshots, key=lambda each: (each.created, each.version))
    earlier: list[Figures | None] = [None, *by_date[:-1]]
    return [compare(now, before) for now, before in zip(by_date, earlier, strict=True)][::-1]


def kept_versions(folder: Path, current: str) -> list[str]:
    """Stored versions up to the served one: a later version was withdrawn and is not named."""
    try:
        names = [
            path.name
            for path in folder.iterdir()
            if VERSION.fullmatch(path.name) and (path / MANIFEST).is_file()
        ]
    except OSError:
        names = []
    return sorted({name for name in names if name <= current} | {current})


def kept_figures(
    folder: Path, version: str, table: RegionTable, audience: Audience, places: Iterable[str]
) -> dict[str, Figures]:
    """Figures of a stored snapshot, by province (code), or '' for all.

    None for a damaged snapshot, or one of another format.
    """
    try:
        view = View(open_snapshot(folder, Pointer(version)), table, audience)
    except SnapshotError:
        return {}
    return {sido: figures_of(view, sido) for sido in places}
