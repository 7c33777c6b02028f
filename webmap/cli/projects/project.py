"""The project folder on the command line: `webmap init` and `webmap list`."""

from __future__ import annotations

from pathlib import Path

import click

from webmap.cli.help import TranslatedCommand, TranslatedGroup
from webmap.cli.options import PROJECT
from webmap.lists.naming.identity import ListIdentity
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_
from webmap.vocabulary.source_kinds import PUBLISHERS


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Make a project folder: everything that a map is made of, in files that anybody can read.\n\n"
        "It holds project.toml (settings, registers and what the lists are), lists/ with every version of "
        "each list, decisions.csv and findings.csv. Commands that are run in it need no further arguments. "
        "What is in the folder already stays as it is.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap init my-map --register schools.csv --register universities.csv\n"
        '  webmap list add union list.xlsx --title "Teachers\' union" --kind union --project my-map\n'
        "  webmap build --project my-map"
    ),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option(
    "--register", "registers", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help=N_("A file of the official register to copy into the project; can be given several times."),
)  # fmt: skip
def init(folder: Path, registers: tuple[Path, ...]) -> None:
    """Make a project folder."""
    from webmap.cli.commands.projects.project import init_project

    init_project(load_settings(), folder, registers)


@click.group(
    "list",
    cls=TranslatedGroup,
    help=N_(
        "Add lists and new versions of them to the project, and see which count.\n\n"
        "\b\n"
        "Examples:\n"
        '  webmap list add union monday.xlsx --title "Teachers\' union" --kind union\n'
        "  webmap list add union tuesday.xlsx\n"
        "  webmap list show"
    ),
)
def list_group() -> None:
    """Group of the commands on lists."""


@list_group.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Copy a file into the project as the newest version of a list; the former versions are kept and no "
        "longer count.\n\n"
        "SLUG is the list's short name, such as union: small letters, digits and hyphens. It stays the same "
        "whatever the file is called, so that a list that comes again is no second source. A new list is "
        "written into project.toml. A version is named by today's date, a second one of a day gets .2, or by "
        "the next number where the versions have numbers. Nothing is ever overwritten.\n\n"
        "\b\n"
        "Examples:\n"
        '  webmap list add union monday.xlsx --title "Teachers\' union" --kind union\n'
        "  webmap list add union tuesday.xlsx\n"
        "  webmap list add press old.csv --version 2024-08-31"
    ),
)
@click.argument("slug", metavar="SLUG")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--title", default="", metavar="TEXT", help=N_("Title of a new list; it is published."))
@click.option(
    "--kind", default="", type=click.Choice(["", *PUBLISHERS]), metavar=f"[{'|'.join(PUBLISHERS)}]",
    help=N_("Who keeps a new list (default: unknown)."),
)  # fmt: skip
@click.option("--origin", default="", metavar="SLUG", help=N_("The list of which a new list is a copy."))
@click.option(
    "--version", default="", metavar="VERSION",
    help=N_("Date or number of the version (default: today's date, or the next number)."),
)  # fmt: skip
@PROJECT
def add(
    slug: str, file: Path, title: str, kind: str, origin: str, version: str, project_folder: Path | None
) -> None:
    """Add a version of a list."""
    from webmap.cli.commands.projects.project import add_list

    identity = ListIdentity(slug, title.strip(), kind or "unknown", origin, version)
    add_list(load_settings(project_folder), project_folder, identity, file)


@list_group.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Show the lists of the project with their versions; the newest of each counts.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap list show"
    ),
)
@PROJECT
def show(project_folder: Path | None) -> None:
    """Show the lists."""
    from webmap.cli.commands.projects.project import show_lists

    show_lists(load_settings(project_folder), project_folder)
