"""The command line of `webmap publish`: the public map as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from webmap.cli.help import TranslatedCommand
from webmap.cli.options import filter_arguments, filters, with_options
from webmap.cli.usage import SentenceError
from webmap.exports.formats import FORMATS
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_, say


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Write the whole public map as files, for any web host, without Python or a database there.\n\n"
        "Map, embed, all pages, data, boundaries, exports and the data set, in Korean and English; every "
        "filter works in the browser. Publishing again changes only what differs, and readers see the old "
        "copy until the new one is complete. A filter narrows what is written.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap publish public\n"
        "  webmap publish public --base-url https://example.org/map\n"
        "  webmap publish gyeonggi --sido 41 --formats xlsx,csv"
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--base-url",
    metavar="URL",
    help=N_("Public address of the copy, for link previews, the sitemap and the feed."),
)
@with_options(*filters(status=N_("Only these statuses, as a comma list (default: all).")))
@click.option(
    "--formats",
    metavar=",".join(FORMATS),
    help=N_("Formats of the exports, as a comma list, or none (default: all of them)."),
)
@click.option(
    "--forget",
    is_flag=True,
    help=N_(
        "Remove the previous copy's scripts and styles as well, which pages that are still open may use. Its "
        "data never stays."
    ),
)
@click.option(
    "--tiles",
    is_flag=True,
    help=N_(
        "Show the tiles of WEBMAP_TILES in the copy, too (default: it loads nothing from other servers)."
    ),
)
@click.option(
    "--processes", type=click.IntRange(1, 64),
    help=N_("Number of processes that write exports at once (default: one per processor)."),
)  # fmt: skip
def publish(folder: Path, **options: Any) -> None:
    """Publish the map as files."""
    from webmap.cli.commands.publish import publish_copy

    formats = options["formats"]
    publish_copy(
        load_settings(),
        folder,
        filter_arguments(options),
        options["base_url"],
        None if formats is None else _formats(formats),
        options["processes"] or 0,
        options["forget"],
        options["tiles"],
    )


def _formats(text: str) -> tuple[str, ...]:
    if text == "none":
        return ()
    names = [part.strip() for part in text.split(",") if part.strip()]
    for name in names:
        if name not in FORMATS:
            raise SentenceError(
                say(
                    "There is no format %(name)s. --formats takes none, or %(known)s.",
                    name=name,
                    known=", ".join(FORMATS),
                )
            )
    return tuple(names)
