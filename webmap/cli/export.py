"""The command line under `webmap export`: tables of the published snapshot, by region or school by school."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from webmap.cli.help import TranslatedCommand, TranslatedGroup
from webmap.exports.formats import FORMATS
from webmap.exports.request import CHOICES, Subject
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel

MAP_HELP = {
    "show": N_("Map in pictures and reports: number of schools, or rate per 100 schools."),
    "classes": N_("Map in pictures and reports: how values are divided into colours."),
    "points": N_("Map in pictures and reports: with the schools as points, or without."),
}
"""Help for the choices that concern the map alone."""

OPTIONS = (
    click.option(
        "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help=N_("File to write; its extension says the format."),
    ),
    click.option(
        "--format", "format_name", type=click.Choice(list(FORMATS)), default=None,
        help=N_("Format, where the extension does not say it."),
    ),
    click.option("--level", metavar=",".join(LEVELS), help=N_("Only these levels, as a comma list.")),
    click.option(
        "--status", metavar=",".join(STATUSES),
        help=N_("Only these statuses, as a comma list (default: those that stand)."),
    ),
    click.option("--sido", metavar="CODES", help=N_("Only these provinces, by code, as a comma list.")),
    click.option("--sigungu", metavar="CODES", help=N_("Only these cities and counties, by code.")),
    click.option("--office", metavar="CODES", help=N_("Only these offices of education, by code.")),
    click.option("--from", "since", metavar="DATE", help=N_("Only schools first reported from this day on.")),
    click.option("--to", "until", metavar="DATE", help=N_("Only schools first reported up to this day.")),
    click.option("-q", "--name", "q", metavar="TEXT", help=N_("Only schools whose name contains this.")),
    click.option("--unplaced", is_flag=True, help=N_("Add the table of entries that are not on the map.")),
    click.option(
        "--compare", metavar="SNAPSHOT",
        help=N_("Add what changed since an older snapshot: its version, or its folder."),
    ),
    *(
        click.option(f"--{name}", type=click.Choice([str(term) for term in terms]), help=MAP_HELP[name])
        for name, terms in CHOICES.items()
    ),
    click.option("--no-bom", is_flag=True, help=N_("CSV without the mark by which Excel recognises UTF-8.")),
    click.option("--zip", "zipped", is_flag=True, help=N_("CSV of all tables in one ZIP, explained.")),
    click.option("--lang", type=click.Choice(["ko", "en"]), help=N_("Language of headings and texts.")),
    click.option("--force", is_flag=True, help=N_("Replace a file that exists.")),
)  # fmt: skip
"""Options of both commands; the filters are those of the page."""


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.group(
    cls=TranslatedGroup,
    help=N_(
        "Write tables of the published snapshot to a file: by region, or school by school.\n\n"
        "The numbers are those of the map. Each file says its date, version and filter, and what its words "
        "mean.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap export regions --by sido --level high -o summary.xlsx\n"
        "  webmap export schools --sido 41 -o gyeonggi.csv"
    ),
)
def export() -> None:
    """Group of the commands that write tables."""


@export.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Write one line per region: listed schools, by level and status, rate per 100 schools, dates, "
        "cautions.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap export regions --by sido -o summary.xlsx\n"
        "  webmap export regions --by office --status confirmed -o offices.csv\n"
        "  webmap export regions --by sigungu -o map.gpkg\n"
        "  webmap export regions --by sido --compare 20240901T000000Z-1a2b3c4d -o september.xlsx"
    ),
)
@click.option(
    "--by", type=click.Choice([level.value for level in RegionLevel]), default=RegionLevel.SIDO.value,
    show_default=True, help=N_("Level of the regions: provinces, cities and counties, or education offices."),
)  # fmt: skip
@_with_options
def regions(**options: Any) -> None:
    """Export by region."""
    _export(Subject.REGIONS, options)


@export.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Write one line per listed school, with its place, level, status, dates and sources.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap export schools --sido 41 --level high -o gyeonggi.xlsx\n"
        "  webmap export schools --from 2024-09-01 --to 2024-09-30 -o september.geojson\n"
        "  webmap export schools --unplaced --zip -o all.zip"
    ),
)
@_with_options
def schools(**options: Any) -> None:
    """Export school by school."""
    _export(Subject.SCHOOLS, options)


def _export(what: Subject, options: dict[str, Any]) -> None:
    from webmap.cli.commands.export import export_to_file

    settings = load_settings()
    if options["lang"]:
        settings = settings.model_copy(update={"language": options["lang"]})
    switches = {"unplaced": options["unplaced"], "zip": options["zipped"], "bom": not options["no_bom"]}
    named = {"from": options["since"], "to": options["until"]}
    plain = ("by", "level", "status", "sido", "sigungu", "office", "q", "compare", *CHOICES)
    named |= {name: options.get(name) for name in plain}
    arguments = {name: value for name, value in named.items() if value}
    arguments |= {name: str(int(switch)) for name, switch in switches.items()}
    export_to_file(
        settings, what, arguments, options["output"], options["format_name"] or "", options["force"]
    )
