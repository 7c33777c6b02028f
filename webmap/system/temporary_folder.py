"""A temporary folder of the system for files that are made only to be sent."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from webmap.errors import NoRoomError, WebmapError
from webmap.system.disk import OF_THE_DISK, disk_failure
from webmap.vocabulary.messages import Message, say

log = logging.getLogger(__name__)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give an empty folder, removed afterwards. Raises NoRoomError where its disk is full or read-only."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="webmap-"))
    except OSError as error:
        raise no_room(disk_failure(error)) from error
    try:
        yield folder
    except WebmapError:
        raise
    except OSError as error:
        if error.errno not in OF_THE_DISK:
            raise
        raise no_room(disk_failure(error)) from error
    except Exception as error:
        reason = disk_failure(error, folder)
        if reason is None:
            raise
        raise no_room(reason) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def no_room(reason: Message | None) -> NoRoomError:
    """The failure for readers; its reason goes to the log only."""
    words = reason.render("en") if reason else ""
    log.error("the folder for temporary files cannot be written to: %s", words)
    return NoRoomError(
        say(
            "This file cannot be made right now because the server has no space to write it. "
            "The map itself still works; please try again later."
        )
    )
