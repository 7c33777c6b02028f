"""What a release would change on the map: by province and by school, as JSON for the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from webmap.figures.regions import cautions
from webmap.places.regions.region_table import RegionTable
from webmap.snapshot.changes import Change, Changes, changes_between
from webmap.snapshot.manifest import COUNTS, ROWS
from webmap.snapshot.pointer import Pointer
from webmap.snapshot.published import Published
from webmap.snapshot.snapshot import open_schools
from webmap.vocabulary.messages import N_, Message
from webmap.vocabulary.terms import PLACED, UNPLACED_OUTCOMES, Outcome, RegionLevel, Status

KINDS = {
    "new": N_("New on the map"),
    "gone": N_("No longer on the map"),
    "status": N_("Another status"),
    "moved": N_("Moved"),
    "renamed": N_("Another name or ID"),
    "unplaced": N_("Row newly off the map"),
}
"""Kinds of changes, in the order in which the page shows them; a school may stand under several."""

WEAKER = (Status.REFUTED, Status.WITHDRAWN)


Texts = Counter[tuple[str, str]]
"""How often each text stands in rows with its region."""


@dataclass(frozen=True)
class Side:
    """One of the two snapshots: its folder, manifest and schools (as `Snapshot.schools`)."""

    folder: Path
    manifest: Mapping[str, Any]
    schools: gpd.GeoDataFrame

    def warned(self, table: RegionTable) -> frozenset[str]:
        """Codes of the regions that are listed in bulk: provinces, cities and counties."""
        counts = pq.read_table(self.folder / COUNTS).to_pandas()
        found: set[str] = set()
        for level in (RegionLevel.SIDO, RegionLevel.SIGUNGU):
            parents = {
                region.code: table.ancestor(region.code, level)
                for region in table.regions(RegionLevel.SIGUNGU)
            }
            by_code = cautions(self.schools, counts, parents)
            found.update(code for code, codes in by_code.items() if "bulk_listing" in codes)
        return frozenset(found)

    def rows(self) -> tuple[Texts, Texts]:
        """Texts and regions of the rows that have a place on the map, and of those without one, counted."""
        rows = pq.read_table(self.folder / ROWS, columns=["query", "region", "outcome"])
        shown = [each for each in UNPLACED_OUTCOMES if each is not Outcome.REFUSED]
        return _texts(rows, PLACED), _texts(rows, shown)


@dataclass(frozen=True)
class Difference:
    """What changes. `changes` is None where nothing can be compared, and `why_not` says why."""

    before: Side | None
    now: Side
    changes: Changes | None
    why_not: Message | None = None
    unplaced: tuple[tuple[str, str, bool], ...] = ()
    """Rows newly off the map: text, region, and whether the same row had a place before."""
    published: Published = field(default_factory=lambda: Published(None))

    def lines(self) -> Iterator[dict[str, Any]]:
        """Every change of a school, and every row, one after the other."""
        if self.changes is None:
            for school in self.now.schools[
                ["key", "name", "level", "status", "sido", "sigungu"]
            ].itertuples():
                yield {
                    "kind": "new", "key": school.key, "name": school.name, "level": school.level,
                    "sido": school.sido, "sigungu": school.sigungu, "before": "", "now": school.status,
                }  # fmt: skip
            return
        for kind, changes in self._kinds():
            yield from (_line(kind, change) for change in changes)
        for text, region, was_placed in self.unplaced:
            yield {"kind": "unplaced", "name": text, "place": region, "was_placed": was_placed}

    def _kinds(self) -> Iterator[tuple[str, list[Change]]]:
        if self.changes is None:
            return
        changes = self.changes
        yield "new", list(changes.new)
        yield "gone", list(changes.gone)
        yield "status", self.other_statuses
        yield "moved", list(changes.moved)
        yield "renamed", list(changes.renamed)

    @property
    def other_statuses(self) -> list[Change]:
        """Schools that were and are on the map, with another status."""
        if self.changes is None:
            return []
        found = (*self.changes.confirmed, *self.changes.taken_back, *self.changes.other_status)
        return [each for each in found if each.before is not None]

    @property
    def weakens_only(self) -> bool:
        """Whether the map says nothing more than before: schools go, or their claims are weaker."""
        changes, before = self.changes, self.before
        if changes is None or before is None or changes.new or changes.moved or changes.renamed:
            return False
        if any(not was_placed for _, _, was_placed in self.unplaced):
            return False
        if not (changes.gone or self.other_statuses):
            return False
        weaker = {each.school.key for each in self.other_statuses}
        return all(map(_is_weaker, self.other_statuses)) and not _more_reports(before, self.now, weaker)

    def by_sido(self, table: RegionTable) -> list[dict[str, Any]]:
        """Numbers by province, in the official order: schools before and now, and changes by kind."""
        codes = [region.code for region in table.regions(RegionLevel.SIDO)]
        numbers: dict[str, dict[str, Any]] = {
            code: {"sido": code, "before": 0, "now": 0, **dict.fromkeys(KINDS, 0)} for code in codes
        }
        for name, side in (("before", self.before), ("now", self.now)):
            counted = {} if side is None else side.schools["sido"].value_counts().to_dict()
            for code, number in counted.items():
                numbers[code][name] = int(number)
        for line in self.lines():
            if line.get("sido") in numbers:
                numbers[line["sido"]][line["kind"]] += 1
        return list(numbers.values())


def compare(snapshots: Path, published: Published, base: str, version: str) -> Difference:
    """The difference of two snapshots in one folder, the first of which is or was served.

    `published`: what stands there of the base. Raises SnapshotError where the new one is damaged.
    """
    manifest, schools = open_schools(snapshots, Pointer(version))
    now = Side(snapshots / version, manifest, schools)
    if published.schools is None:
        return Difference(None, now, None, published.not_compared, published=published)
    before = Side(snapshots / base, published.manifest, published.schools)
    changes = changes_between(published.schools, schools)
    placed_before, off_before = before.rows()
    _, off_now = now.rows()
    return Difference(
        before, now, changes, None, tuple(newly_off(off_now - off_before, placed_before)), published
    )


def newly_off(new: Texts, placed_before: Texts) -> Iterator[tuple[str, str, bool]]:
    """Each row newly off the map, and whether it had a place: no more rows than had one come from there."""
    for (text, region), count in sorted(new.items()):
        for number in range(count):
            yield text, region, number < placed_before[text, region]


def as_json(found: Difference, table: RegionTable, alarms: list[dict[str, Any]]) -> dict[str, Any]:
    """The form in which a release keeps it."""
    return {
        "compared": found.changes is not None,
        "why_not": found.why_not.as_json() if found.why_not else None,
        "before": 0 if found.before is None else len(found.before.schools),
        "now": len(found.now.schools),
        "sido": found.by_sido(table),
        "lines": list(found.lines()),
        "alarms": alarms,
    }


def _more_reports(before: Side, now: Side, weaker: Collection[str]) -> bool:
    """Whether a school has more reports than before; the finding that weakens one is itself a report."""
    former, reports = (side.schools.set_index("key")["reports"] for side in (before, now))
    allowed = former.reindex(reports.index).fillna(0) + reports.index.isin(list(weaker))
    return bool((reports > allowed).any())


def _is_weaker(change: Change) -> bool:
    before, now = change.before, change.now
    if before is None or now is None:
        return now is None
    return now.status in WEAKER or (now.status is Status.UNDER_REVIEW and before.status not in WEAKER)


def _line(kind: str, change: Change) -> dict[str, Any]:
    school, before, now = change.school, change.before, change.now
    line = {
        "kind": kind, "key": school.key, "name": school.name, "level": school.level, "sido": school.sido,
        "sigungu": school.sigungu, "before": before.status.value if before else "",
        "now": now.status.value if now else "",
    }  # fmt: skip
    if kind in ("moved", "renamed") and before:
        line |= {"former_name": before.name, "former_sigungu": before.sigungu}
    return line


def _texts(rows: Any, outcomes: Any) -> Texts:
    chosen = rows.filter(pc.is_in(rows["outcome"], pa.array([str(each) for each in outcomes])))
    return Counter(zip(chosen["query"].to_pylist(), chosen["region"].to_pylist(), strict=True))
