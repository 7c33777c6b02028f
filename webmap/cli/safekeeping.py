"""On the command line: `webmap check`, `webmap backup` and `webmap restore`."""

from __future__ import annotations

from pathlib import Path

import click

from webmap.cli.help import TranslatedCommand
from webmap.cli.options import FORCE
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_

FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help=N_(
        "Folder of the map, with lists/, register/ and snapshots/ in it (default: the one that holds the "
        "folder of WEBMAP_SNAPSHOTS)."
    ),
)  # fmt: skip


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Check every file of the published snapshot: its size and digest against those that were written "
        "when it was built. Nothing is changed.\n\n"
        "DIR is a folder of snapshots (default: the setting WEBMAP_SNAPSHOTS). Exit code 5, with the first "
        "file that differs, where it is not whole.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap check\n"
        "  webmap check /srv/webmap/snapshots --quiet"
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.option("--quiet", is_flag=True, help=N_("Print nothing where it is whole."))
def check(folder: Path | None, quiet: bool) -> None:
    """Check the published snapshot."""
    from webmap.cli.commands.safekeeping import check_current

    check_current(load_settings(), folder, quiet)


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Write everything that the map is made of to one file: lists, decisions, findings and corrections, "
        "registers with their former editions, the settings of the environment without keys, and the kept "
        "snapshots.\n\n"
        "The file holds what is withheld from the public. Only its owner may read it; keep it as you keep "
        "the lists. Keys are not in it. The same contents give the same bytes.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap backup map.zip --lists list.csv\n"
        "  webmap --env-file /etc/webmap/webmap.env backup /root/map.zip"
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@FOLDER
@click.option(
    "--lists", multiple=True, type=click.Path(path_type=Path, exists=True), metavar="LIST",
    help=N_("A list, or a folder of lists and decisions, that lies elsewhere; can be given several times."),
)  # fmt: skip
@FORCE
def backup(file: Path, folder: Path | None, lists: tuple[Path, ...], force: bool) -> None:
    """Write a backup."""
    from webmap.cli.commands.safekeeping import write_backup_of

    write_backup_of(load_settings(), file, folder, lists, force)


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Put a backup of webmap backup back into the folder of a map.\n\n"
        "All of it is unpacked and checked first. Files with another content are replaced only with --yes; "
        "what the backup does not hold stays. The snapshot that was published then is published again, also "
        "what was withdrawn since.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap restore map.zip --folder /root/try\n"
        "  webmap restore map.zip --folder /srv/webmap --yes"
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@FOLDER
@click.option("--yes", "agreed", is_flag=True, help=N_("Replace files that are there with another content."))
def restore(file: Path, folder: Path | None, agreed: bool) -> None:
    """Put a backup back."""
    from webmap.cli.commands.safekeeping import restore_from

    restore_from(load_settings(), file, folder, agreed)
