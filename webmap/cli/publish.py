"""On the command line: `webmap publish`, the map as files, and `webmap forget`, for what was taken back."""

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
@with_options(*filters(without=["lists"], status=N_("Only these statuses, as a comma list (default: all).")))
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


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Remove kept snapshots for good: one by its version, or every older one that holds a school, by its "
        "key, official ID or name.\n\n"
        "The served snapshot stays. Withdraw the school and build first; then forget it. What is removed is "
        "noted in the file `forgotten` of the folder, by version alone: machines to which the folder is "
        "pushed, or that pull it, remove it as well, and serve none of it. Backups, web archives, exports "
        "and what readers have saved are not reached.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap forget V000000062\n"
        "  webmap forget 20240901T000000Z-1a2b3c4d"
    ),
)
@click.argument("what", metavar="SCHOOL|VERSION")
def forget(what: str) -> None:
    """Remove kept snapshots."""
    from webmap.cli.commands.forget import forget_kept

    forget_kept(load_settings(), what.strip())


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
