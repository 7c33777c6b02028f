"""The command `webmap build`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from webmap.cli.decide import decide
from webmap.cli.help import TranslatedCommand
from webmap.cli.inputs import inputs_of
from webmap.cli.options import HOW_LISTS_ARE_READ, LENIENT, MANNER, SOURCES, choice_of
from webmap.lists.formats.list_kinds import kinds_in_words
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_


@click.command(
    cls=TranslatedCommand,
    help_values={"kinds": kinds_in_words()},
    help=N_(
        "Build a snapshot of the map from lists and the official register, and publish it.\n\n"
        "In a project folder (webmap init) the newest version of each of its lists is built. Elsewhere, "
        "without a list, the fictional sample is built. Lists are files with a column for the school and, "
        "if there are, level, region, address, date, status, source, note: %(kinds)s. Register "
        "files are the published ones, unchanged: national standard school locations, NEIS school basics, "
        "national standard universities.\n\n"
        "Afterwards it tells what changed on the map and which rows a person has to decide. Before a "
        "school disappears, becomes confirmed, or comes back against its correction it asks; where there "
        "is no terminal to ask in, nothing is published then, unless --yes is given. It also stops where "
        "entries or schools fall by more than a tenth, or schools become more than twice as many. The "
        "same input is not published twice. With WEBMAP_DISCLOSURE=regions it publishes protected numbers "
        "of regions and no schools.\n\n"
        "\b\n"
        "Exit codes: 0 published, or nothing has changed; 16 a person has to agree;\n"
        "17 stopped, as too much would change; 3 to 9 a list, the register, the\n"
        "settings, decisions or findings cannot be used; 19 the project cannot be\n"
        "used; 20 the next edition of protected numbers may not be published yet.\n"
        "After any but 0, the old map stays.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap build\n"
        "  webmap build monday.csv tuesday.xlsx --register schools.csv --register universities.csv\n"
        "  webmap build list.csv --register schools.csv --quiet\n"
        "  webmap build --list union=monday.csv --register schools.csv\n"
        "  webmap build --project my-map"
    ),
)
@SOURCES
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help=N_("Folder of snapshots (default: the setting WEBMAP_SNAPSHOTS, var/snapshots)."),
)  # fmt: skip
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help=N_("As-of date of the lists (default: their latest date)."),
)  # fmt: skip
@HOW_LISTS_ARE_READ
@LENIENT
@MANNER
def build(
    lists: tuple[Path, ...],
    named_lists: tuple[str, ...],
    registers: tuple[Path, ...],
    project_folder: Path | None,
    out: Path | None,
    as_of: Any,
    decisions: Path | None,
    columns: tuple[str, ...],
    sheet_name: str | None,
    lenient: bool,
    **manner: bool,
) -> None:
    """Build and publish a snapshot."""
    from webmap.cli.commands.build import build_and_publish
    from webmap.cli.commands.consent import Manner
    from webmap.cli.next_command import decide_command

    day = as_of.date() if as_of else None
    settings = load_settings(project_folder)
    inputs = inputs_of(lists, named_lists, registers, decisions, project_folder)
    how = Manner(**manner, decide=decide_command(click.get_current_context(), decide, inputs))
    build_and_publish(settings, inputs, out, day, choice_of(columns, sheet_name), lenient, how)
