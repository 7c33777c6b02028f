"""Reading an uploaded list in a process of its own, which is bounded in time, memory and output."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from threading import BoundedSemaphore
from typing import Any

from webmap.errors import DeskBusyError
from webmap.lists.limits import MEBIBYTE, Limits
from webmap.review.uploads.reading import Reading
from webmap.system.temporary_folder import scratch_folder
from webmap.vocabulary.messages import Message, say

log = logging.getLogger(__name__)

WAIT_S = 180
"""Seconds after which a list counts as one that cannot be read."""
AT_ONCE = BoundedSemaphore(2)
"""Each list may take 2 GiB of memory (`child.MAX_MEMORY_BYTES`)."""
KEPT_VARIABLES = ("PATH", "PYTHONPATH", "LANG", "SYSTEMROOT", "TMPDIR")

TOO_MUCH = say(
    "The list was not read: it took more memory or time than a list may take. Is it a list? Save it as CSV, "
    "or split it into several files."
)


def read_in_process(
    content: bytes, former: bytes | None, slug: str, columns: Sequence[str], limits: Limits
) -> Reading:
    """What the bytes of a list say, as `reading.read_upload` gives it. Raises DeskBusyError, NoRoomError."""
    if len(content) > limits.file_bytes:
        return {"fault": _too_large(limits).as_json()}
    if not AT_ONCE.acquire(timeout=WAIT_S):
        raise DeskBusyError(say("Other lists are being read. Try again in a minute."))
    try:
        return _read(content, former, {"slug": slug, "columns": list(columns), "limits": asdict(limits)})
    finally:
        AT_ONCE.release()


def _read(content: bytes, former: bytes | None, request: dict[str, Any]) -> Reading:
    with scratch_folder() as folder:
        (folder / "content").write_bytes(content)
        if former is not None:
            (folder / "former").write_bytes(former)
        (folder / "request.json").write_text(json.dumps(request, ensure_ascii=False), "utf-8")
        command = [sys.executable, "-m", f"{__package__}.child", str(folder)]
        environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        try:
            subprocess.run(  # noqa: S603 (no shell, our own words)
                command, check=True, capture_output=True, timeout=WAIT_S, stdin=subprocess.DEVNULL,
                env=environment,
            )  # fmt: skip
            reading: Reading = json.loads((folder / "reading.json").read_text("utf-8"))
        except (subprocess.SubprocessError, OSError, ValueError) as error:
            log.warning("a list was not read: %s", _words(error))
            return {"fault": TOO_MUCH.as_json()}
    return reading


def _words(error: Exception) -> str:
    """The last line of what the process said: without its lines of code, and without the list's texts."""
    said = getattr(error, "stderr", None) or b""
    last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"{type(error).__name__} {last.partition(':')[0][:100]}"


def _too_large(limits: Limits) -> Message:
    return say(
        "The file is larger than %(limit)s MB. Split it into several files.",
        limit=limits.file_bytes // MEBIBYTE,
    )
