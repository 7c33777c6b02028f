"""The command line under `webmap disclosure`: numbers of regions of which no single school can be told."""

from __future__ import annotations

from pathlib import Path

import click

from webmap.cli.help import TranslatedCommand, TranslatedGroup
from webmap.cli.options import PROJECT, REGISTERS
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_


@click.group(
    cls=TranslatedGroup,
    help=N_(
        "Numbers of regions from which nobody can conclude whether a single school is listed: see what would "
        "be shown, and check what was written. With WEBMAP_DISCLOSURE=regions, webmap build publishes them "
        "and nothing else.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap disclosure preview\n"
        "  webmap disclosure preview list.csv --register schools.csv\n"
        "  webmap disclosure audit"
    ),
)
def disclosure() -> None:
    """Group of the commands on protected numbers."""


@disclosure.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Show how many numbers of regions would be shown exactly, in ranges, or not at all.\n\n"
        "SNAPSHOT is the folder or the version of a snapshot that shows schools (default: the served one). "
        "In its place there may be lists: a map is made of them in memory. Counts from 1 to k-1 are ranges, "
        "groups of fewer than Nmin existing schools are not shown, and nobody can conclude that more than "
        "the share alpha of a group is listed. A second table compares other values of k and Nmin. "
        "With -o, the numbers are written to a folder as they would be published, audited, and protected "
        "together with the editions that the folder already holds.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap disclosure preview\n"
        "  webmap disclosure preview --k 3 --nmin 20 -o protected"
    ),
)
@click.argument("names", nargs=-1, metavar="[SNAPSHOT|LIST...]")
@REGISTERS
@PROJECT
@click.option(
    "--k", type=click.IntRange(1, 1000),
    help=N_("Counts from 1 to k-1 are small (default: the setting WEBMAP_DISCLOSURE_K, 5)."),
)  # fmt: skip
@click.option(
    "--nmin", type=click.IntRange(1, 1000),
    help=N_("Groups of fewer existing schools are small (default: the setting WEBMAP_DISCLOSURE_NMIN, 10)."),
)  # fmt: skip
@click.option(
    "--alpha", metavar="TEXT",
    help=N_(
        "Share of a group that nobody may prove to be exceeded, such as 1/2 or 0.4 (default: the setting "
        "WEBMAP_DISCLOSURE_ALPHA, 1/2)."
    ),
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help=N_("Folder of all editions; the next one is written to it."),
)  # fmt: skip
def preview(
    names: tuple[str, ...],
    registers: tuple[Path, ...],
    project_folder: Path | None,
    k: int | None,
    nmin: int | None,
    alpha: str | None,
    output: Path | None,
) -> None:
    """Show how much would be shown."""
    from webmap.cli.commands.disclosure import map_to_preview, preview_disclosure, read_parameters

    settings = load_settings(project_folder)
    parameters = read_parameters(settings, k, nmin, alpha)
    snapshot = map_to_preview(settings, names, registers, project_folder)
    preview_disclosure(settings, snapshot, parameters, output)


@disclosure.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Check protected numbers from their files alone: whether anything can be concluded that must not "
        "be.\n\n"
        "SNAPSHOT is the folder or the version of a protected snapshot (default: the served one); in its "
        "place there may be files of editions. The newest edition is audited alone, and together with those "
        "before it, as anybody may have kept them, as if lists only grew.\n\n"
        "\b\n"
        "Exit codes: 0 nothing can be concluded; 1 something can be, or a file\n"
        "cannot be used.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap disclosure audit\n"
        "  webmap disclosure audit var/snapshots/ledger/*.json --releases 3"
    ),
)
@click.argument("names", nargs=-1, metavar="[SNAPSHOT|FILE...]")
@click.option(
    "--releases", type=click.IntRange(1, 3), default=3,
    help=N_("How many editions are audited together (default 3)."),
)  # fmt: skip
def audit(names: tuple[str, ...], releases: int) -> None:
    """Check protected numbers."""
    from webmap.cli.commands.disclosure import audit_published

    audit_published(load_settings(), names, releases)
