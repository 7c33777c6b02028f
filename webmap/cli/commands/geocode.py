"""`webmap geocode`: every entry of lists with its outcome, as a file."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from webmap.build import Geocoded, geocode
from webmap.cli.commands.prepare import check_geocoder_settings, ready_places, refiner_of
from webmap.cli.files.geocoded import WRITERS, write_geocoded
from webmap.cli.inputs import Inputs
from webmap.cli.reports.account import about_lists, about_online, account_lines, row_remarks
from webmap.cli.reports.registers import about_register, register_paths
from webmap.cli.terminal import echo
from webmap.decisions.ledgers import check_decisions
from webmap.decisions.open_rows import far_rows, open_questions
from webmap.decisions.report import report as report_decisions
from webmap.decisions.sheet_writer import check_open_rows_path, write_open_rows
from webmap.findings.report import report as report_findings
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.settings.settings import Settings
from webmap.system.atomic_file import check_output
from webmap.system.progress import ProgressBars
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say


def geocode_to_file(
    settings: Settings,
    inputs: Inputs,
    output: Path | None,
    open_rows: Path | None = None,
    choice: Choice = NO_CHOICE,
) -> None:
    """Geocode lists and write every entry to `output`, and those that wait for a person to `open_rows`."""
    check_decisions(None if inputs.project else inputs.decisions)
    if output is not None:
        check_output(output, WRITERS)
    if open_rows is not None:
        check_open_rows_path(open_rows)
    registers = register_paths(settings, inputs.registers, inputs.lists)
    check_geocoder_settings(settings)
    places, bars = ready_places(settings), ProgressBars(settings.language)
    refine = refiner_of(settings, places, bars)
    geocoded = geocode(
        inputs.lists,
        registers,
        places,
        settings.limits,
        bars.over,
        refine,
        inputs.decisions,
        choice,
        identities=inputs.identities,
        findings=inputs.findings,
    )
    about = [*about_register(geocoded.register), *about_lists(geocoded)]
    lines = account_lines(geocoded.rows, geocoded.account)
    lines += [*report_decisions(geocoded.replayed), *report_findings(geocoded.findings)]
    lines += [*about_online(settings, geocoded)]
    if output is not None:
        write_geocoded(geocoded.matches, output, settings.language, geocoded.fictional)
    if open_rows is not None:
        lines.append(_write_open_rows(geocoded, open_rows, settings.language))
    for line in chain(about, row_remarks(geocoded), lines):
        echo(line, settings.language)
    if geocoded.fictional:
        echo(FICTIONAL, settings.language)


def _write_open_rows(geocoded: Geocoded, path: Path, language: str) -> Message:
    notice = FICTIONAL.render(language) if geocoded.fictional else ""
    count = write_open_rows(open_questions(geocoded.replayed), path, language, notice)
    return say(
        "Open rows written to %(file)s: %(count)s. Rows that are not in it, as they name no school of the "
        "register nor one that is near: %(far)s.",
        file=path.name,
        count=count,
        far=sum(1 for _ in far_rows(geocoded.replayed)),
    )
