"""`webmap build`: lists and a register in, a published snapshot out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from webmap.build import (
    SAMPLE_LISTS,
    SAMPLE_REGISTER,
    Geocoded,
    geocode,
    make_snapshot,
)
from webmap.cli.commands.account import about_lists, about_online, account_lines
from webmap.cli.commands.prepare import check_geocoder_settings, ready_places, refiner_of
from webmap.cli.terminal import echo
from webmap.decisions.ledgers import check_decisions
from webmap.decisions.report import report as report_decisions
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import current_version
from webmap.snapshot.snapshot import Snapshot, write_snapshot
from webmap.system.clock import about_clock, check_as_of
from webmap.system.progress import ProgressBars
from webmap.system.shipped_files import data_path
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import RegionLevel

MAX_DIFFERENCES = 20
"""Differences between address and boundary that are printed; the manifest holds all of them."""


def build_and_publish(
    settings: Settings,
    lists: Sequence[Path],
    registers: Sequence[Path],
    out: Path | None,
    as_of: date | None,
    decisions: Path | None = None,
) -> None:
    """Build a snapshot and publish it; without lists, that of the fictional sample."""
    check_decisions(decisions)
    check_as_of(as_of)
    if not lists:
        lists = [data_path(name) for name in SAMPLE_LISTS]
        registers = registers or [data_path(name) for name in SAMPLE_REGISTER]
    folder = out or settings.snapshots
    check_geocoder_settings(settings)
    places, bars = ready_places(settings), ProgressBars(settings.language)
    refine = refiner_of(settings, places, bars)
    geocoded = geocode(lists, registers, places, settings.limits, bars.over, refine, decisions)
    served = current_version(folder)
    with bars.steps(2) as steps:
        steps.begin(say("Counting by region"))
        snapshot = make_snapshot(geocoded, places, as_of)
        steps.begin(say("Writing the snapshot"))
        written = write_snapshot(snapshot, folder, settings.keep_snapshots)
    lines = [*about_online(settings, geocoded), *_report(geocoded, snapshot, written)]
    for line in [*lines, *about_clock(served, snapshot.version)]:
        echo(line, settings.language)


def _report(geocoded: Geocoded, snapshot: Snapshot, written: Path) -> list[Message]:
    lines = [*about_lists(geocoded), *account_lines(geocoded.rows, snapshot.rows.account())]
    lines += report_decisions(geocoded.replayed)
    check = snapshot.manifest["place_check"]
    lines.append(
        say(
            "Schools on the map: %(schools)s. Register: address and boundary agree on the city or county for "
            "%(share)s of %(compared)s points; %(nearest)s points were placed by the nearest boundary.",
            schools=len(snapshot.schools),
            share=f"{100 * check['agreeing']:.2f} %",
            compared=check["compared"],
            nearest=check["nearest"],
        )
    )
    lines += [_difference(each, geocoded) for each in check["disagreeing"][:MAX_DIFFERENCES]]
    if snapshot.fictional:
        lines.append(FICTIONAL)
    lines.append(say("Published: %(folder)s", folder=str(written)))
    return lines


def _difference(difference: Mapping[str, Any], geocoded: Geocoded) -> Message:
    table = load_region_table()

    def name(code: str | None) -> str:
        if code is None:
            return "-"
        region = table.region(RegionLevel.SIGUNGU, code)
        return f"{table.region(RegionLevel.SIDO, region.sido).name} {region.name}"

    return say(
        "  differs: %(school)s, address %(address)s, boundary %(polygon)s",
        school=geocoded.register.by_key[difference["school"]].name,
        address=name(difference["by_address"]),
        polygon=name(difference["by_polygon"]),
    )
