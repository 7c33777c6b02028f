"""The responses of a snapshot, made by one process of a server and read by the others.

Each would otherwise render and compress the same pages at the same time, just when a new snapshot is there
and readers need the processors. The folder is the server's own (`webmap.serve`), and ends with it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import marshal
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from webmap import __version__
from webmap.system.lock import HeldError, locked_folder
from webmap.view.view import View
from webmap.web.serving.cached_responses import CachedResponse, Key

log = logging.getLogger(__name__)

FOLDER = "WEBMAP_SHARED_FOLDER"
"""Environment variable by which the first process of a server names the folder to the others."""
MAX_WAIT_S = 300.0
"""Seconds that a process waits for another one to make the responses, before it makes them itself."""
ENDING = ".responses"

Responses = Mapping[Key, CachedResponse]


class Digested(Protocol):
    """What names everything that its responses depend on by itself."""

    @property
    def digest(self) -> str:
        """That name."""


def shared_responses(view: View | Digested, make: Callable[[], Responses]) -> Responses:
    """The responses of a view: those of the process that was first, else from `make`, for the others, too."""
    folder = os.environ.get(FOLDER, "")
    if not folder:
        return make()
    path = Path(folder) / f"{_name_of(view)}{ENDING}"
    try:
        with locked_folder(Path(folder), MAX_WAIT_S):
            kept = _read(path)
            if kept is None:
                kept = make()
                _write(path, kept)
            return kept
    except HeldError:
        log.warning("another process is making the responses for longer than %s s", MAX_WAIT_S)
    except OSError as error:
        log.warning("responses are not shared between processes: %s", error)
    return make()


def _name_of(view: View | Digested) -> str:
    """Everything that the responses of one server depend on."""
    parts = [__version__, *(_stated(view) if isinstance(view, View) else [view.digest])]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _stated(view: View) -> list[str]:
    return [view.snapshot.version, repr(view.audience), json.dumps(view.snapshot.manifest)]


def _read(path: Path) -> Responses | None:
    try:
        rows = marshal.loads(path.read_bytes())  # noqa: S302 # nosec B302 - a file of this server's own folder
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return {tuple(key): CachedResponse(*fields) for key, fields in rows}


def _write(path: Path, responses: Responses) -> None:
    """Write the responses, and give up those of other snapshots."""
    rows = [
        (key, (each.route, each.headers, each.body, each.etag, each.headers_304))
        for key, each in responses.items()
    ]
    fresh = path.with_suffix(".new")
    fresh.write_bytes(marshal.dumps(rows))
    fresh.replace(path)
    for other in path.parent.glob(f"*{ENDING}"):
        if other != path:
            with suppress(OSError):
                other.unlink()
