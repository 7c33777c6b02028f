"""On the command line: `webmap desk`, the review desk, its people, files and releases."""

from __future__ import annotations

import click

from webmap.cli.help import TranslatedCommand, TranslatedGroup
from webmap.vocabulary.messages import N_


@click.group(
    cls=TranslatedGroup,
    help=N_(
        "The review desk: colleagues decide, correct and publish together in a browser.\n\n"
        "It is an application of its own, with a port of its own; the public map knows nothing of it.\n\n"
        "\b\n"
        "First steps:\n"
        "  webmap desk run"
    ),
)
def desk() -> None:
    """Group of commands."""


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Serve the desk. At its first start it prints a link, for one use, by which the first administrator "
        "sets a password.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap desk run"
    ),
)
@click.option("--host", help=N_("Address to serve on (default 127.0.0.1)."))
@click.option("--port", type=click.IntRange(1, 65535), help=N_("Port to serve on (default 8100)."))
@click.option(
    "--without-worker", is_flag=True,
    help=N_("Start no worker beside it: webmap desk worker runs elsewhere, such as by systemd."),
)  # fmt: skip
def run(host: str | None, port: int | None, without_worker: bool) -> None:
    """Serve the desk."""
    from webmap.cli.commands.desk import serve_desk

    serve_desk(host, port, without_worker)
