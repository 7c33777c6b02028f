"""On the command line: `webmap correction`, what was wrong on the map and was put right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webmap.cli.help import TranslatedCommand, TranslatedGroup
from webmap.cli.inputs import corrections_file, registers_of
from webmap.cli.options import PROJECT, REGISTERS, with_options
from webmap.settings.settings import load_settings
from webmap.vocabulary.corrections import Cause, Gravity
from webmap.vocabulary.messages import N_

if TYPE_CHECKING:
    from webmap.snapshot.publishing.correction_of_finding import Grounds

GROUNDS = with_options(
    click.option(
        "--cause", type=click.Choice([each.value for each in Cause]), default=Cause.OTHER.value,
        metavar="CAUSE",
        help=N_(
            "Why the map was wrong: wrong_school, not_affected, no_source, wrong_status, wrong_place, "
            "personal_data, lists, other (default); it is published. Of personal_data only a number per "
            "month is."
        ),
    ),
    click.option(
        "--gravity", type=click.Choice([each.value for each in Gravity]),
        help=N_("How much it matters (default: major where a school no longer stands)."),
    ),
    click.option(
        "--objection", default="", metavar="NUMBER",
        help=N_("Number of the objection, as its author knows it; it is published."),
    ),
)  # fmt: skip
"""What a person says of a correction."""

_FILE = click.option(
    "--corrections", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help=N_("File of corrections (default: corrections.csv of the project, or of this folder)."),
)  # fmt: skip


def grounds_of(cause: str, gravity: str | None, objection: str) -> Grounds:
    """What the options of `GROUNDS` say."""
    from webmap.snapshot.publishing.correction_of_finding import Grounds

    return Grounds(Cause(cause), Gravity(gravity) if gravity else None, objection)


@click.group(
    cls=TranslatedGroup,
    help=N_(
        "Write down what was wrong on the map and was put right; readers see it on the page of corrections."
        "\n\n"
        "webmap withdraw and webmap finding add write such an entry themselves, and webmap build in a "
        "project asks for those that are missing.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap correction add 가상한빛고 --region 서울 --was Mapo --now Jongno --cause wrong_place\n"
        "  webmap correction list"
    ),
)
def correction() -> None:
    """Group of the commands on corrections."""


@correction.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Add a correction of a school, or without SCHOOL one of the map itself, such as a wrong number.\n\n"
        "It is public with the next webmap build, without the name of a school that is not on the map. Never "
        "write a person's name.\n\n"
        "\b\n"
        "Example:\n"
        '  webmap correction add --was "1,024 schools" --now "1,012 schools" --why "12 were counted twice"'
    ),
)
@click.argument("school", metavar="[SCHOOL]", default="")
@click.option("--was", default="", metavar="TEXT", help=N_("What the map said: a status, or a text."))
@click.option("--now", default="", metavar="TEXT", help=N_("What it says now: a status, or a text."))
@click.option("--why", default="", metavar="TEXT", help=N_("The reason; it is published."))
@GROUNDS
@click.option("--region", default="", metavar="TEXT", help=N_("Region of a school given by name."))
@with_options(REGISTERS, _FILE, PROJECT)
def add(
    school: str,
    was: str,
    now: str,
    why: str,
    cause: str,
    gravity: str | None,
    objection: str,
    region: str,
    registers: tuple[Path, ...],
    file: Path | None,
    project_folder: Path | None,
) -> None:
    """Add a correction."""
    from webmap.cli.commands.corrections.correction import NewCorrection, write_correction

    write_correction(
        load_settings(project_folder),
        NewCorrection(school, region, was, now, why, grounds_of(cause, gravity, objection)),
        corrections_file(file, project_folder),
        registers_of(registers, project_folder),
    )


@correction.command(  # type: ignore[untyped-decorator]
    "list",
    cls=TranslatedCommand,
    help=N_(
        "Show the corrections with their numbers, and the lines that are damaged.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap correction list"
    ),
)
@with_options(_FILE, PROJECT)
def list_corrections(file: Path | None, project_folder: Path | None) -> None:
    """Show the corrections."""
    from webmap.cli.commands.corrections.correction import show_corrections

    show_corrections(load_settings(project_folder), corrections_file(file, project_folder))
