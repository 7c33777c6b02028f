"""`webmap desk questions`: derive the open rows of the desk's project anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from webmap.cli.terminal import echo
from webmap.review.files.export import export_project
from webmap.review.queue.refresh import refresh
from webmap.settings.desk import load_desk_settings
from webmap.settings.settings import load_settings
from webmap.system.progress import ProgressBars
from webmap.vocabulary.messages import say


def renew_questions() -> None:
    """Export the project to a temporary folder, and bring the queue to what it asks."""
    from webmap.desk import open_desk

    settings = load_desk_settings()
    desk = open_desk(settings, load_settings())
    with tempfile.TemporaryDirectory(prefix="webmap-questions-") as name:
        folder = Path(name) / "project"
        with desk.database.read() as connection:
            export_project(connection, folder)
        bars = ProgressBars(settings.language)
        done = refresh(desk.database, folder, desk.map_settings, progress=bars.over)
    echo(
        say(
            "Questions of the desk: %(open)s open (new: %(new)s, changed: %(changed)s, gone: %(gone)s).",
            open=done.open,
            new=done.new,
            changed=done.changed,
            gone=done.gone,
        ),
        settings.language,
    )
