"""`webmap desk run`: serve the review desk."""

from __future__ import annotations

from webmap.cli.commands.desk_people import print_first_invitation
from webmap.cli.commands.desk_work.worker import worker_beside
from webmap.cli.terminal import echo
from webmap.errors import DeskError
from webmap.settings.desk import DeskSettings, load_desk_settings
from webmap.settings.serving import LOCAL_HOSTS
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import say


def serve_desk(host: str | None, port: int | None, without_worker: bool = False) -> None:
    """Serve the desk until stopped, with a worker beside it unless one runs elsewhere."""
    from webmap.desk import open_desk, serve
    from webmap.serve import check_free

    address = {name: value for name, value in {"host": host, "port": port}.items() if value is not None}
    settings = load_desk_settings().model_copy(update=address)
    check_reachable(settings)
    check_free(settings.host, settings.port)
    echo(
        say(
            "The desk is served at %(address)s (stop with Ctrl+C).",
            address=settings.own_address,
        ),
        settings.language,
    )
    print_first_invitation(settings)
    open_desk(
        settings, load_settings()
    ).database.dispose()  # one process makes the tables, before two use them
    if without_worker:
        serve(settings)
        return
    with worker_beside():
        serve(settings)


def check_reachable(settings: DeskSettings) -> None:
    """Raise DeskError for a desk that other machines would reach without TLS."""
    if settings.host not in LOCAL_HOSTS and not settings.is_behind_tls:
        raise DeskError(
            say(
                "The desk is served on this computer alone (127.0.0.1) unless it is reached by https. Set "
                "WEBMAP_DESK_BASE_URL to its https:// address, and a proxy with a certificate in front of it."
            )
        )
