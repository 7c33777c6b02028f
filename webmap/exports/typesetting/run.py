"""Typeset a document: data goes to typst as JSON and pictures as files, never as markup."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

from webmap.errors import RenderingError
from webmap.system.disk import OF_THE_DISK, disk_failure
from webmap.system.temporary_folder import no_room, scratch_folder
from webmap.vocabulary.messages import say

log = logging.getLogger(__name__)

WAIT_S = 90
"""Seconds after which a document fails."""
_one_at_a_time = Lock()
"""Each document may take 2 GiB of memory (`child.MAX_MEMORY_BYTES`)."""


def typeset(
    template: str, format_: str, data: Mapping[str, Any], pictures: Mapping[str, str], ppi: float = 144
) -> bytes:
    """A document of a template of this package, as `pdf` or `png`; one at a time in this process.

    The template reads `data` as `data.json` and each picture (SVG) by its name. Raises RenderingError, or
    NoRoomError.
    """
    with scratch_folder() as folder:
        try:
            _lay_out(folder, template, data, pictures)
            _wait_and_run(folder, format_, ppi)
            return (folder / "out").read_bytes()
        except OSError as error:
            if error.errno in OF_THE_DISK:
                raise
            raise _failure(str(error)) from error


def _lay_out(folder: Path, template: str, data: Mapping[str, Any], pictures: Mapping[str, str]) -> None:
    text = files(__package__).joinpath(template).read_text("utf-8")
    (folder / "main.typ").write_text(text, "utf-8")
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    for name, picture in pictures.items():
        (folder / name).write_text(picture, "utf-8")


def _wait_and_run(folder: Path, format_: str, ppi: float) -> None:
    if not _one_at_a_time.acquire(timeout=WAIT_S):
        raise RenderingError(say("Other documents are being made. Please try again in a minute."))
    try:
        _run(folder, format_, ppi)
    finally:
        _one_at_a_time.release()


def _run(folder: Path, format_: str, ppi: float) -> None:
    command = [sys.executable, "-m", f"{__package__}.child", str(folder), format_, str(ppi)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=WAIT_S, stdin=subprocess.DEVNULL)  # noqa: S603 (no shell, our own words)
    except subprocess.TimeoutExpired as error:
        raise _failure(f"more than {WAIT_S} s") from error
    except subprocess.CalledProcessError as error:
        if reason := disk_failure(error, folder):
            raise no_room(reason) from error
        raise _failure(error.stderr.decode("utf-8", "replace")[-2_000:]) from error


def _failure(why: str) -> RenderingError:
    """Log the reason for the operator; the reader's error says what to do."""
    log.error("typesetting failed: %s", why)
    return RenderingError(
        say("The document could not be made. Request fewer schools or regions, or choose XLSX or CSV.")
    )
