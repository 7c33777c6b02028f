"""`webmap run`: serve the published snapshot."""

from __future__ import annotations

from webmap.cli.terminal import echo, echo_text
from webmap.settings.production import check_production
from webmap.settings.settings import Settings
from webmap.snapshot.snapshot import open_snapshot
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import say


def serve_published(settings: Settings) -> None:
    """Serve the published snapshot; fail at once where there is none, or private data would be exposed."""
    from flask.helpers import get_debug_flag

    from webmap.serve import check_free, log_line, serve
    from webmap.web.guard.limits_store import check_store

    check_production(settings, debug=get_debug_flag())
    snapshot = open_snapshot(settings.snapshots, notes=False)
    check_free(settings.host, settings.port)
    if warning := check_store(settings):
        echo_text(log_line(settings, warning), error=True)
    address = f"http://{settings.host}:{settings.port}"
    if snapshot.fictional:
        echo(FICTIONAL, settings.language)
    echo(say("The map is served at %(address)s (stop with Ctrl+C).", address=address), settings.language)
    serve(settings)
