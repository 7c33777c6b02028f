"""What the commands do, in plain values; `cli.py` only reads the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from webmap.build import (
    SAMPLE_LISTS,
    SAMPLE_REGISTER,
    Geocoded,
    Places,
    Refine,
    geocode,
    load_places,
    make_snapshot,
    matcher_of,
)
from webmap.cli.files.geocoded import check_output, write_geocoded
from webmap.decisions.folders import check_decisions
from webmap.decisions.open_rows import open_questions
from webmap.decisions.report import report as report_decisions
from webmap.decisions.sheet_writer import check_open_rows_path, write_open_rows
from webmap.figures.listed_schools import account_of, mark_duplicates
from webmap.lists.entry import Entry
from webmap.matching.explain import explain
from webmap.matching.result import Match
from webmap.places.region_table import load_region_table
from webmap.places.register import load_register
from webmap.settings.production import check_production
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import current_version
from webmap.snapshot.snapshot import Snapshot, open_snapshot, write_snapshot
from webmap.system.clock import about_clock, check_as_of
from webmap.system.progress import Bars
from webmap.system.shipped_files import data_path
from webmap.tell import tell
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import OUTCOMES, Level, RegionLevel


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
    _check_geocoder(settings)
    places, bars = ready_places(settings), Bars(settings.language)
    refine = _refine(settings, places, bars)
    geocoded = geocode(lists, registers, places, settings.limits, bars.over, refine, decisions)
    served = current_version(folder)
    with bars.steps(2) as steps:
        steps.begin(say("Counting by region"))
        snapshot = make_snapshot(geocoded, places, as_of)
        steps.begin(say("Writing the snapshot"))
        written = write_snapshot(snapshot, folder, settings.keep_snapshots)
    lines = [*_about_online(settings, geocoded), *_report(geocoded, snapshot, written)]
    for line in [*lines, *about_clock(served, snapshot.version)]:
        tell(line, settings.language)


def geocode_to_file(
    settings: Settings,
    lists: Sequence[Path],
    registers: Sequence[Path],
    output: Path | None,
    decisions: Path | None = None,
    open_rows: Path | None = None,
) -> None:
    """Geocode lists and write every entry to `output`, and those that wait for a person to `open_rows`."""
    check_decisions(decisions)
    if output is not None:
        check_output(output)
    if open_rows is not None:
        check_open_rows_path(open_rows)
    _check_geocoder(settings)
    places, bars = ready_places(settings), Bars(settings.language)
    refine = _refine(settings, places, bars)
    geocoded = geocode(lists, registers, places, settings.limits, bars.over, refine, decisions)
    lines = [*_about_lists(geocoded), *_account(geocoded.rows, geocoded.matches)]
    lines += [*report_decisions(geocoded.replayed), *_about_online(settings, geocoded)]
    if output is not None:
        write_geocoded(geocoded.matches, output, settings.language, geocoded.fictional)
    if open_rows is not None:
        lines.append(_write_open_rows(geocoded, open_rows, settings.language))
    for line in lines:
        tell(line, settings.language)
    if geocoded.fictional:
        tell(FICTIONAL, settings.language)


def _write_open_rows(geocoded: Geocoded, path: Path, language: str) -> Message:
    notice = FICTIONAL.render(language) if geocoded.fictional else ""
    count = write_open_rows(open_questions(geocoded.replayed), path, language, notice)
    return say("Open rows written to %(file)s: %(count)s.", file=path.name, count=count)


def explain_name(
    settings: Settings, name: str, region: str, level: str, registers: Sequence[Path], address: str = ""
) -> None:
    """Print step by step how one name is matched."""
    places = ready_places(settings)
    sample = [data_path(each) for each in SAMPLE_REGISTER]
    register = load_register(registers or sample, places.read_address, places.table)
    entry = Entry("-", 1, name, Level(level) if level else None, region, address)
    for line in explain(matcher_of(register, places), entry):
        tell(line, settings.language)
    if register.fictional:
        tell(FICTIONAL, settings.language)


def show_place(settings: Settings, name: str, registers: Sequence[Path]) -> None:
    """Show what the register and the online geocoder know of one school's place; nothing is kept."""
    from webmap.cli.commands.locate import locate

    for line in locate(settings, name, registers, ready_places(settings), Bars(settings.language).over):
        tell(line, settings.language)


def serve_published(settings: Settings) -> None:
    """Serve the published snapshot; fails at once where there is none, or where it would expose something."""
    from flask.helpers import get_debug_flag

    from webmap.serve import check_free, serve

    check_production(settings, debug=get_debug_flag())
    snapshot = open_snapshot(settings.snapshots)
    check_free(settings.host, settings.port)
    address = f"http://{settings.host}:{settings.port}"
    if snapshot.fictional:
        tell(FICTIONAL, settings.language)
    tell(say("The map is served at %(address)s (stop with Ctrl+C).", address=address), settings.language)
    serve(settings)


def ready_places(settings: Settings) -> Places:
    """Make boundaries and addresses ready, with a bar where that takes long."""
    with Bars(settings.language).steps(1) as steps:
        return load_places(settings.cache, steps.begin)


def _check_geocoder(settings: Settings) -> None:
    """Say at once what is wrong with the settings of the online geocoder."""
    if settings.geocoder:
        from webmap.cli.commands.geocoder import check_geocoder

        check_geocoder(settings)


def _refine(settings: Settings, places: Places, bars: Bars) -> Refine | None:
    """The step that asks the online geocoder of the settings; None where none is turned on."""
    if not settings.geocoder:
        return None
    from webmap.cli.commands.geocoder import make_refiner

    return make_refiner(settings, places.cache, bars.over).refine


def _about_online(settings: Settings, geocoded: Geocoded) -> list[Message]:
    if geocoded.online:
        return geocoded.online.lines()
    return [say("The data is fictional, so nothing was asked online.")] if settings.geocoder else []


def _report(geocoded: Geocoded, snapshot: Snapshot, written: Path) -> list[Message]:
    lines = [*_about_lists(geocoded), *_account(geocoded.rows, mark_duplicates(geocoded.matches))]
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
    lines += [_difference(each, geocoded) for each in check["disagreeing"][:MOST_DIFFERENCES]]
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


MOST_DIFFERENCES = 20
"""Differences between address and boundary that are printed; the manifest holds all of them."""


def _about_lists(geocoded: Geocoded) -> list[Message]:
    lines = []
    for each in geocoded.lists:
        if each.unknown_columns:
            lines.append(
                say(
                    "%(file)s: these columns are not known and were not stored: %(columns)s",
                    file=each.file,
                    columns=", ".join(each.unknown_columns),
                )
            )
        if each.unread_sheets:
            lines.append(
                say(
                    "%(file)s: only the first sheet with schools was read, not these: %(sheets)s",
                    file=each.file,
                    sheets=", ".join(each.unread_sheets),
                )
            )
        lines += [
            say("%(file)s, row %(row)s: %(remark)s", file=each.file, row=entry.row, remark=remark)
            for entry in each.entries
            for remark in entry.remarks
        ]
    return lines


def _account(rows: int, matches: Sequence[Match]) -> list[Message]:
    """Rows in = the sum of the outcomes, with the entries that split cells add."""
    account = account_of(matches)
    more = len(matches) - rows
    head = say(
        "Rows: %(rows)s, and %(more)s more schools named in the same cells: %(entries)s entries.",
        rows=rows,
        more=more,
        entries=len(matches),
    )
    return [
        head,
        *(
            say("  %(name)s: %(count)s", name=Message(OUTCOMES[outcome].name), count=count)
            for outcome, count in account.items()
        ),
    ]
