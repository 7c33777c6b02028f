"""`webmap decide` on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from webmap.cli.help import TranslatedCommand
from webmap.cli.inputs import inputs_of, needed_lists
from webmap.cli.options import HOW_LISTS_ARE_READ, SOURCES, choice_of
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Decide the rows that the rules leave open; decisions are kept in decisions.csv beside the "
        "list, or in the project folder.\n\n"
        "Rows that ask the same are decided by one answer. Decisions are only ever added; every build "
        "replays them, and they win over the rules. With --from, the answers of a spreadsheet are taken "
        "instead; write it with: webmap geocode LIST --register FILE --open-rows FILE.xlsx\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap decide list.csv --register schools.csv\n"
        "  webmap decide list.csv --register schools.csv --from open-rows.xlsx"
    ),
)
@SOURCES
@click.option(
    "--from", "sheet", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.xlsx",
    help=N_("Take the answers from a spreadsheet of open rows."),
)  # fmt: skip
@click.option("--who", metavar="WHO", help=N_("Who decides: a role or initials, not a name."))
@click.option("--again", is_flag=True, help=N_("Ask about the rows that were decided before."))
@HOW_LISTS_ARE_READ
def decide(
    lists: tuple[Path, ...],
    named_lists: tuple[str, ...],
    registers: tuple[Path, ...],
    project_folder: Path | None,
    decisions: Path | None,
    sheet: Path | None,
    who: str | None,
    again: bool,
    columns: tuple[str, ...],
    sheet_name: str | None,
) -> None:
    """Decide open rows."""
    from webmap.cli.commands.deciding.decide import DecideOptions, decide_from_sheet, decide_in_terminal

    settings = load_settings(project_folder)
    inputs = inputs_of(lists, named_lists, registers, decisions, project_folder)
    needed_lists(inputs)
    options = DecideOptions(inputs, who, choice_of(columns, sheet_name))
    if sheet is not None:
        decide_from_sheet(settings, options, sheet)
    else:
        decide_in_terminal(settings, options, again)
