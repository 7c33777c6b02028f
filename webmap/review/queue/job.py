"""The job `questions`: the open rows derived anew, in a process of its own, as matching takes much memory."""

from __future__ import annotations

from webmap.review.releases.command import run_command
from webmap.review.releases.worker import HANDLERS, JobFailedError, Work
from webmap.settings.desk import desk_variable
from webmap.vocabulary.messages import Message, say

MATCHING = 10, 90
"""Percent of the whole while the rows are matched."""


def renew(work: Work) -> str:
    """Run `webmap desk questions`; the result is what it said. Raises JobFailedError."""
    map_settings, settings = work.map_settings, work.settings
    environment = {
        "WEBMAP_CACHE": str(map_settings.cache.absolute()),
        "WEBMAP_REGISTER_FOLDER": str(map_settings.register_folder.absolute()),
        "WEBMAP_LANGUAGE": settings.language,
        desk_variable("folder"): str(settings.folder.absolute()),
        desk_variable("database"): settings.database.get_secret_value(),
        desk_variable("language"): settings.language,
    }

    def on_progress(step: Message, done: int, of: int) -> None:
        first, last = MATCHING
        work.note(step, first + (last - first) * done // of if of else first)

    work.note(say("Renewing the open rows"), 5)
    try:
        finished = run_command(["desk", "questions"], environment, on_progress, settings.folder)
    except OSError as error:
        raise JobFailedError(say("The open rows were not renewed.")) from error
    if finished.code != 0:
        sentence = finished.sentence or f"({finished.code})"
        raise JobFailedError(
            say("The open rows were not renewed: %(sentence)s", sentence=sentence), finished.log
        )
    return finished.log


HANDLERS["questions"] = renew
