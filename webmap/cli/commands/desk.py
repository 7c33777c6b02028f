"""`webmap desk run`: serve the review desk."""

from __future__ import annotations

from webmap.cli.terminal import echo
from webmap.settings.desk import load_desk_settings
from webmap.vocabulary.messages import say


def serve_desk(host: str | None, port: int | None) -> None:
    """Serve the desk until stopped."""
    from webmap.desk import serve
    from webmap.serve import check_free

    address = {name: value for name, value in {"host": host, "port": port}.items() if value is not None}
    settings = load_desk_settings().model_copy(update=address)
    check_free(settings.host, settings.port)
    echo(
        say(
            "The desk is served at %(address)s (stop with Ctrl+C).",
            address=settings.base_url or f"http://{settings.host}:{settings.port}",
        ),
        settings.language,
    )
    serve(settings)
