"""The command `webmap compare`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from webmap.cli.help import TranslatedCommand
from webmap.cli.options import HOW_LISTS_ARE_READ, SOURCES, choice_of, output
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Hold lists against each other: what each adds, what was dropped from one version to the next, how "
        "they overlap, where their statuses differ, and signs that one follows another.\n\n"
        "In a project folder, all versions of all its lists are compared. Elsewhere each file is a list, and "
        "a short name that is given several times (--list union=FILE) makes its files versions of one list, "
        "the oldest first. All are matched with the same register, rules, decisions and findings, so that "
        "what differs is the lists.\n\n"
        "Lists that follow each other confirm nothing. A school that a list does not name is not cleared; of "
        "a school that it has dropped it gives no reason.\n\n"
        "The output's extension says its format: .json (comparison/1, the same bytes for the same lists), "
        ".csv (one line per school), .xlsx (schools, lists, pairs and changes) or .html (a page to read). It "
        "holds what the lists say, so it is for those who may read the lists.\n\n"
        "\b\n"
        "Exit codes: 0 compared; 1 --fail-on found something; 2 to 9 a list, the\n"
        "register, the settings or the decisions cannot be used.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap compare a.csv b.xlsx --register schools.csv\n"
        "  webmap compare --list union=monday.csv --list union=friday.csv --register schools.csv\n"
        "  webmap compare -o comparison.xlsx\n"
        "  webmap compare --fail-on removed"
    ),
)
@SOURCES
@output(N_("File to write: .json, .csv, .xlsx or .html."))
@click.option(
    "--fail-on", "failing", multiple=True, type=click.Choice(["removed", "refuted"]),
    help=N_(
        "End with exit code 1 where the newest version of a list drops a school (removed) or states a "
        "refutation that the version before did not (refuted); can be given twice."
    ),
)  # fmt: skip
@HOW_LISTS_ARE_READ
def compare(
    lists: tuple[Path, ...],
    named_lists: tuple[str, ...],
    registers: tuple[Path, ...],
    project_folder: Path | None,
    output: Path | None,
    failing: tuple[str, ...],
    decisions: Path | None,
    columns: tuple[str, ...],
    sheet_name: str | None,
) -> None:
    """Compare lists."""
    from webmap.cli.commands.comparison.compare import compare_lists
    from webmap.cli.inputs import compared_inputs

    settings = load_settings(project_folder)
    inputs = compared_inputs(lists, named_lists, registers, decisions, project_folder)
    found = compare_lists(settings, inputs, output, failing, choice_of(columns, sheet_name))
    sys.exit(1 if found else 0)
