"""`webmap decisions` on the command line: the files of decisions themselves."""

from __future__ import annotations

from pathlib import Path

import click

from webmap.cli.help import TranslatedCommand, TranslatedGroup
from webmap.cli.options import output
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_


@click.group(
    cls=TranslatedGroup,
    help=N_(
        "Work with files of decisions.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap decisions merge decisions.csv theirs.csv -o decisions.csv"
    ),
)
def decisions() -> None:
    """Group of the commands on files of decisions."""


@decisions.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Join the decisions of two people into one file.\n\n"
        "Every decision of both files is kept, once. Where one person had seen the other's decision and "
        "changed it, the change counts. Where both decided on their own and differ, both are named and "
        "neither counts: the rows stay open until somebody decides with webmap decide. Without -o nothing is "
        "written.\n\n"
        "\b\n"
        "Exit codes: 0 joined; 15 joined, and contradictions are left open; 9 a file\n"
        "cannot be used, nothing was written.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap decisions merge decisions.csv theirs.csv\n"
        "  webmap decisions merge decisions.csv theirs.csv -o decisions.csv"
    ),
)
@click.argument("first", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.argument("second", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@output(N_("File to write; it may be one of the two."))
def merge(first: Path, second: Path, output: Path | None) -> None:
    """Join two files."""
    from webmap.cli.commands.deciding.decisions import merge_files

    merge_files(load_settings(), first, second, output)
