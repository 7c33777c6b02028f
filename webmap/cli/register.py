"""The command line under `webmap register`: fetching the official register, and comparing two of them."""

from __future__ import annotations

from pathlib import Path

import click

from webmap.cli.help import TranslatedCommand, TranslatedGroup
from webmap.cli.options import output
from webmap.places.register.file import RegisterKind
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_

SOURCES = (RegisterKind.STANDARD.value, RegisterKind.NEIS.value)
"""Kinds of register file that an open interface gives."""


@click.group(
    cls=TranslatedGroup,
    help=N_(
        "Fetch the official register of schools, and see what has changed in it.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap register update\n"
        "  webmap register diff var/register/older/schools_standard_20250325.csv "
        "var/register/schools_standard.csv"
    ),
)
def register() -> None:
    """Group of the commands on the register."""


@register.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Fetch the official register from its publishers, in the form in which they publish it.\n\n"
        "Sources are standard (national standard school locations, public data portal) and neis (NEIS "
        "school basics); without --source both are fetched. Each needs a key, given as "
        "WEBMAP_DATA_GO_KR_KEY and WEBMAP_NEIS_KEY. A file is replaced only when the new one is whole and "
        "plausible; the old one is kept in the folder “older”. A run that stops continues from there on "
        "the same day.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap register update\n"
        "  webmap register update --source standard --into registers\n"
        "  webmap build list.csv --register var/register/schools_standard.csv"
    ),
)
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help=N_("Folder to write to (default: the setting WEBMAP_REGISTER_FOLDER, var/register)."),
)  # fmt: skip
@click.option(
    "--source", "sources", multiple=True, type=click.Choice(SOURCES),
    help=N_("What to fetch; can be given several times (default: all)."),
)  # fmt: skip
def update(into: Path | None, sources: tuple[str, ...]) -> None:
    """Fetch the register."""
    from webmap.cli.commands.register import update_register

    update_register(load_settings(), into, sources)


@register.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Compare two registers: schools that opened, closed, continue under a new ID, were renamed, moved "
        "(more than 1 km, or to another city or county) or changed their level.\n\n"
        "OLD and NEW are register files, or folders of such files; only kinds of file that both sides have "
        "are compared. With --published, changes of schools on the published map are marked.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap register diff schools_2024.csv schools_2025.csv\n"
        "  webmap register diff registers/2024 registers/2025 --published -o changes.csv"
    ),
)
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW")
@click.option(
    "--published", is_flag=True, help=N_("Mark changes that touch schools on the published map.")
)  # fmt: skip
@output(N_("CSV file for all changes."))
def diff(old: Path, new: Path, published: bool, output: Path | None) -> None:
    """Compare two registers."""
    from webmap.cli.commands.register import diff_registers

    diff_registers(load_settings(), old, new, output, published)
