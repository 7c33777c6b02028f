"""On the command line: `webmap desk worker`, `webmap desk questions` and `webmap desk log`."""

from __future__ import annotations

from pathlib import Path

import click

from webmap.cli.desk.group import desk
from webmap.cli.help import TranslatedCommand
from webmap.vocabulary.messages import N_


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Do the desk's jobs, one at a time: build previews, publish releases, renew the open rows.\n\n"
        "webmap desk run starts a worker by itself; this command is for a machine where systemd starts both "
        "(with webmap desk run --without-worker). A job whose worker was stopped is taken up again.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap desk worker"
    ),
)
@click.option("--parent", type=click.IntRange(1), hidden=True)
def worker(parent: int | None) -> None:
    """Do the jobs."""
    from webmap.cli.commands.desk_work.worker import work

    work(parent or 0)


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Show the desk's journal, or check that nobody has changed it.\n\n"
        "Each line holds a digest of the one before it, and every published snapshot holds that of its time. "
        "--verify reads all of it, and compares it with the snapshots of the map and with manifests that "
        "others have kept.\n\n"
        "Exit codes: 0 nothing was changed; 1 a line was changed or is missing.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap desk log\n"
        "  webmap desk log --verify\n"
        "  webmap desk log --verify --manifest kept/manifest.json"
    ),
)
@click.option("--verify", is_flag=True, help=N_("Check every line, and the digests in published snapshots."))
@click.option(
    "--manifest", "manifests", multiple=True, type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=N_("A manifest.json, or the answer of /api/manifest.json, that somebody has kept; several times."),
)  # fmt: skip
@click.option("--last", type=click.IntRange(1, 100_000), default=50, help=N_("How many lines to show (50)."))
def log(verify: bool, manifests: tuple[Path, ...], last: int) -> None:
    """Show or check the journal."""
    from webmap.cli.commands.desk_work.log import show_log, verify_log

    if verify or manifests:
        verify_log(manifests)
    else:
        show_log(last)


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Derive the open rows of the desk anew, from its lists, register and decisions. The worker does this "
        "by itself after every release and every new list.\n\n"
        "Answers that people have given stay as they are.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap desk questions"
    ),
)
def questions() -> None:
    """Derive the open rows."""
    from webmap.cli.commands.desk_work.questions import renew_questions

    renew_questions()
