"""`webmap run`: serve the published snapshot."""

from __future__ import annotations

from webmap.cli.terminal import echo, echo_text
from webmap.settings.production import check_production
from webmap.settings.settings import Settings
from webmap.snapshot.protected.snapshot import open_protected
from webmap.snapshot.snapshot import open_snapshot
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import say


def serve_published(settings: Settings) -> None:
    """Serve the published snapshot; fail at once where there is none, or private data would be exposed."""
    from flask.helpers import get_debug_flag

    from webmap.serve import check_free, log_line, serve
    from webmap.web.guard.limits_store import check_store

    check_production(settings, debug=get_debug_flag())
    is_fictional = _is_fictional(settings)
    check_free(settings.host, settings.port)
    if warning := check_store(settings):
        echo_text(log_line(settings, warning), error=True)
    address = f"http://{settings.host}:{settings.port}"
    if is_fictional:
        echo(FICTIONAL, settings.language)
    echo(say("The map is served at %(address)s (stop with Ctrl+C).", address=address), settings.language)
    serve(settings)


def _is_fictional(settings: Settings) -> bool:
    """Whether what is published is fictional. Raises SnapshotError where nothing is there to be served."""
    if settings.disclosure == "regions":
        return open_protected(settings.snapshots).fictional
    return open_snapshot(settings.snapshots, notes=False).fictional
