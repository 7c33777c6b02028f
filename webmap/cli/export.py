"""The command line under `webmap export`: tables of the published snapshot, and the map as one file."""

from __future__ import annotations

from typing import Any

import click

from webmap.cli.help import TranslatedCommand, TranslatedGroup
from webmap.cli.options import FORCE, LANGUAGE, Option, filter_arguments, filters, output, with_options
from webmap.exports.formats import FORMATS
from webmap.exports.request import CHOICES, Subject
from webmap.settings.settings import Settings, load_settings
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import RegionLevel

MAP_HELP = {
    "show": N_("Map in pictures and reports: number of schools, or rate per 100 schools."),
    "classes": N_("Map in pictures and reports: how values are divided into colours."),
    "points": N_("Map in pictures and reports: with the schools as points, or without."),
}
"""Help for the choices that concern the map alone."""

OPTIONS: tuple[Option, ...] = (
    output(N_("File to write; its extension says the format."), required=True),
    click.option(
        "--format", "format_name", type=click.Choice(list(FORMATS)), default=None,
        help=N_("Format, where the extension does not say it."),
    ),
    *filters(),
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
    LANGUAGE,
    FORCE,
)  # fmt: skip
"""Options of the commands that write tables; the filters are those of the page."""


@click.group(
    cls=TranslatedGroup,
    help=N_(
        "Write the published snapshot to a file: tables by region or school by school, or the whole map.\n\n"
        "The numbers are those of the map. Each file says its date, version and filter, and what its words "
        "mean.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap export regions --by sido --level high -o summary.xlsx\n"
        "  webmap export schools --sido 41 -o gyeonggi.csv\n"
        "  webmap export map -o map.html"
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
@with_options(*OPTIONS)
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
@with_options(*OPTIONS)
def schools(**options: Any) -> None:
    """Export school by school."""
    _export(Subject.SCHOOLS, options)


def _export(what: Subject, options: dict[str, Any]) -> None:
    from webmap.cli.commands.export import export_to_file

    settings = _settings(options["lang"])
    switches = {"unplaced": options["unplaced"], "zip": options["zipped"], "bom": not options["no_bom"]}
    named = {name: options.get(name) for name in ("by", "compare", *CHOICES)}
    arguments = filter_arguments(options) | {name: value for name, value in named.items() if value}
    arguments |= {name: str(int(switch)) for name, switch in switches.items()}
    export_to_file(
        settings, what, arguments, options["output"], options["format_name"] or "", options["force"]
    )


@export.command(  # type: ignore[untyped-decorator]
    "map",
    cls=TranslatedCommand,
    help=N_(
        "Write the map as one HTML file that opens without a network and asks nothing of any server.\n\n"
        "It holds what the filters leave, and can be narrowed further in the browser.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap export map -o map.html\n"
        "  webmap export map --sido 41 --level high -o gyeonggi.html"
    ),
)
@with_options(
    output(N_("File to write, with the extension .html."), required=True), *filters(), LANGUAGE, FORCE
)
def one_file(**options: Any) -> None:
    """Export the map as one file."""
    from webmap.cli.commands.map_file import export_map

    settings = _settings(options["lang"])
    export_map(settings, filter_arguments(options), options["output"], options["force"])


def _settings(language: str | None) -> Settings:
    settings = load_settings()
    return settings.model_copy(update={"language": language}) if language else settings
