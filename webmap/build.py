"""The build: list files and a register in, a snapshot out. Reads like the flow of the data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from webmap import __version__
from webmap.decisions.ledgers import AppliedLedger, ledgers_of, replay
from webmap.decisions.report import describe_decisions, sources_of
from webmap.errors import ListError
from webmap.figures.listed_schools import listed_schools, mark_duplicates, outcome_counts
from webmap.figures.regions import register_counts, school_frame
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.file_names import names_of_lists
from webmap.lists.limits import Limits
from webmap.lists.reader import SchoolList, check_chosen, read_list
from webmap.matching.explain import candidates_as_json
from webmap.matching.matcher import Matcher, build_matcher
from webmap.matching.online.report import OnlineReport, Refined
from webmap.matching.result import Match
from webmap.matching.rules import rules_in_force
from webmap.places.addresses.region_hints import is_region
from webmap.places.gazetteer import Places
from webmap.places.regions.boundaries import boundaries
from webmap.places.regions.region_table import ancestors
from webmap.places.regions.source_polygons import source_version
from webmap.places.regions.topology import cached_topology
from webmap.places.register.place_check import PlaceCheck, check_places
from webmap.places.register.register import Register, describe, load_register
from webmap.snapshot.snapshot import Snapshot
from webmap.system.fictional_files import is_fictional
from webmap.system.progress import Progress
from webmap.system.shipped_files import data_path
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import COUNTED_LEVELS, UNPLACED_OUTCOMES, Outcome, RegionLevel

BOUNDARY_SOURCE = {
    "file": source_version(),
    "role": "boundaries",
    "kind": "National Geographic Information Institute (국토지리정보원), base date 2023-09-15",
}

SAMPLE_LISTS = ("sample/list_community.csv", "sample/list_press.xlsx")
SAMPLE_REGISTER = ("sample/register_schools.csv", "sample/register_universities.csv")

Refine = Callable[[Sequence[Match]], Refined]
"""The optional step of online geocoding after matching."""


@dataclass(frozen=True)
class Geocoded:
    """All entries of the lists with their outcomes, and the sources."""

    lists: tuple[SchoolList, ...]
    register: Register
    matches: tuple[Match, ...]
    fictional: bool
    """Whether a list or a register file is marked as fictional."""
    online: OnlineReport | None = None
    """The report of online geocoding; None where it is off."""
    replayed: tuple[AppliedLedger, ...] = ()
    """Decisions by people, each file with its effect on the entries of its lists."""

    @property
    def account(self) -> dict[Outcome, int]:
        """Entries by outcome."""
        return outcome_counts(self.matches)

    @property
    def rows(self) -> int:
        """Rows of the lists, except blank ones."""
        return sum(len(each.entries) for each in self.lists)


def geocode(
    lists: Sequence[Path],
    registers: Sequence[Path],
    places: Places,
    limits: Limits,
    progress: Progress[Any],
    refine: Refine | None = None,
    decisions: Path | None = None,
    choice: Choice = NO_CHOICE,
) -> Geocoded:
    """Read lists and register, match every entry, and replay people's decisions.

    `refine` is not called for fictional data: no provider is asked about schools that do not exist.
    `decisions` applies to all lists; without it, each list has those in its folder. `choice`: what the
    operator says of the lists' columns and sheets.
    Raises ListError, RegisterError or DecisionsError.
    """
    school_lists = _read_lists(lists, limits, choice)
    if not any(each.entries for each in school_lists):
        raise ListError(
            say("The lists hold no rows. Nothing is published; check that the right files were given.")
        )
    ledgers = ledgers_of(lists, decisions)
    register = load_register(registers, places.read_address, places.table)
    matcher = matcher_of(register, places)
    entries = [entry for each in school_lists for entry in each.entries]
    matches = [
        match
        for entry in progress(entries, say("Matching"), len(entries))
        for match in matcher.match_entry(entry)
    ]
    fictional = register.fictional or any(is_fictional(path) for path in lists)
    entries_of = [(path, each.entries) for path, each in zip(lists, school_lists, strict=True)]
    decided_matches, replayed = replay(entries_of, matches, register, ledgers, decisions)
    if refine is None or fictional:
        return Geocoded(school_lists, register, decided_matches, fictional, replayed=replayed)
    refined = refine(decided_matches)
    return Geocoded(school_lists, register, refined.matches, fictional, refined.report, replayed)


def make_snapshot(geocoded: Geocoded, places: Places, as_of: date | None = None) -> Snapshot:
    """Aggregate the geocoded entries into a snapshot."""
    matches = mark_duplicates(geocoded.matches)
    listed = listed_schools(matches)
    schools = school_frame(listed)
    counts = register_counts(geocoded.register, school_count_facts(), places.table)
    check = check_places(geocoded.register, boundaries(RegionLevel.SIGUNGU, "full", places.cache))
    created = datetime.now(UTC).replace(microsecond=0)
    rows = [row_of(match) for match in matches]
    content = {
        "as_of": (as_of or _last_day(geocoded) or created.date()).isoformat(),
        "fictional": geocoded.fictional,
        "software": __version__,
        "rows": geocoded.rows,
        "entries": len(matches),
        "account": {outcome.value: count for outcome, count in outcome_counts(matches).items()},
        "sources": [
            *map(_describe_list, geocoded.lists),
            *sources_of(geocoded.replayed),
            *describe(geocoded.register),
            BOUNDARY_SOURCE,
            *([geocoded.online.source()] if geocoded.online and geocoded.online.refined else []),
        ],
        "decisions": describe_decisions(geocoded.replayed),
        "place_check": _describe_check(check),
        "matching": rules_in_force(),
    }
    layers = {level: _region_layer(level, places) for level in RegionLevel}
    return Snapshot(
        manifest={
            "version": _version(created, content, rows, schools),
            "created": created.isoformat(),
            **content,
        },
        schools=schools,
        regions=layers,
        topologies={level: cached_topology(level, places.cache) for level in layers},
        counts=counts,
        rows=rows,
    )


def school_count_facts() -> pd.DataFrame:
    """Number of schools of each sigungu, from the fact table: index = code, columns = counted levels."""
    facts = pd.read_csv(data_path("school_counts.csv"), dtype={"sigungu": str})
    return facts.set_index("sigungu")[[level.value for level in COUNTED_LEVELS]]


def row_of(match: Match) -> dict[str, Any]:
    """One entry as stored in the snapshot: its query, outcome, reason and candidates."""
    return {
        "file": match.entry.file,
        "row": match.entry.row,
        "part": match.part,
        "query": match.query,
        "level": match.entry.level.value if match.entry.level else None,
        "region": match.entry.region,
        "status": match.entry.status.value,
        "outcome": match.outcome.value,
        "school": match.school.key if match.school else None,
        "score": match.score,
        "reason": match.reason.as_json(),
        "remarks": [remark.as_json() for remark in match.entry.remarks],
        "candidates": [
            {"key": school.key, "id": school.id, "name": school.name, "address": school.address}
            for school in match.candidates
        ],
        "weighed": candidates_as_json(match.scored_candidates) if match.outcome in UNPLACED_OUTCOMES else [],
    }


def matcher_of(register: Register, places: Places) -> Matcher:
    """A matcher for a register."""
    return build_matcher(register, places.read_region, places.read_address, places.table)


def _read_lists(paths: Sequence[Path], limits: Limits, choice: Choice) -> tuple[SchoolList, ...]:
    names = names_of_lists(paths)
    lists = tuple(
        read_list(path, limits, name=name, choice=choice, is_region=is_region)
        for path, name in zip(paths, names, strict=True)
    )
    check_chosen(choice, lists)
    return lists


def _region_layer(level: RegionLevel, places: Places) -> Any:
    layer = boundaries(level, "web", places.cache)
    regions = [places.table.region(level, code) for code in layer["code"]]
    covered: dict[str, list[str]] = {}
    for code, parent in ancestors(places.table, level).items():
        covered.setdefault(parent, []).append(code)
    return layer.assign(
        name=[region.name for region in regions],
        name_en=[region.name_en for region in regions],
        sido=[region.sido for region in regions],
        sigungu=[covered[region.code] for region in regions],
    )


def _version(
    created: datetime,
    content: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    schools: gpd.GeoDataFrame,
) -> str:
    """Time of the build, so that versions sort by age, and a digest of all that is published.

    `content`: the manifest without its version and time.
    """
    content_bytes = json.dumps([content, rows], ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    digest = hashlib.sha256(content_bytes)
    for place in schools.geometry.to_wkb():
        digest.update(place or b"")
    return f"{created:%Y%m%dT%H%M%SZ}-{digest.hexdigest()[:8]}"


def _last_day(geocoded: Geocoded) -> date | None:
    days = [entry.date for each in geocoded.lists for entry in each.entries if entry.date]
    return max(days, default=None)


def _describe_list(each: SchoolList) -> dict[str, Any]:
    days = sorted(entry.date for entry in each.entries if entry.date)
    return {
        "file": each.file,
        "role": "list",
        "kind": each.format,
        "encoding": each.encoding,
        "sha256": each.sha256,
        "rows": len(each.entries),
        "blank_rows": each.blank_rows,
        "unknown_columns": list(each.unknown_columns),
        "unread_sheets": list(each.unread_sheets),
        "skipped_rows": len(each.skipped),
        "cautions": [caution.as_json() for caution in each.cautions],
        "remarks": sum(bool(entry.remarks) for entry in each.entries),
        "first_day": days[0].isoformat() if days else "",
        "last_day": days[-1].isoformat() if days else "",
    }


def _describe_check(check: PlaceCheck) -> Mapping[str, Any]:
    return {
        "compared": check.compared,
        "agreeing": round(check.share_agreeing, 5),
        "nearest": check.nearest,
        "disagreeing": [
            {"school": key, "by_address": address, "by_polygon": polygon}
            for key, address, polygon in check.disagreeing
        ],
    }
