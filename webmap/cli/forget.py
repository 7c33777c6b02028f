"""The command line of `webmap forget`: what was taken back leaves the kept snapshots, too."""

from __future__ import annotations

import click

from webmap.cli.help import TranslatedCommand
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Remove kept snapshots for good: one by its version, or every older one that holds a school, by its "
        "key, official ID or name.\n\n"
        "The served snapshot stays. Take the school out of the lists and build first; then forget it. Copies "
        "of the snapshots on other machines, backups, published copies, exports and what readers have saved "
        "are not reached.\n\n"
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
