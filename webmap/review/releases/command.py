"""Running the program's own command line for the worker: behind everything else, and never longer than it.

The worker runs this file as `python -m webmap.review.releases.command PARENT PRIORITY ARGUMENT…`, which
lowers its own priority and becomes the command. What the command says is kept; what Python says of a failure
is not.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webmap.system.progress import VARIABLE as PROGRESS
from webmap.vocabulary.messages import Message

NICENESS = 10
IDLE = "idle"
"""Priority of a command that gets a processor only while nobody else wants it; any other one is only nice."""
LOOK_S = 0.3
MAX_S = 6 * 3600
"""After so long a command is ended: it hangs."""
MAX_LINE = 400
PR_SET_PDEATHSIG = 1
IOPRIO_CLASS_IDLE, IOPRIO_WHO_PROCESS, CLASS_SHIFT = 3, 1, 13
IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
"""Number of the system call by machine; the C library has no function for it."""
UNEXPECTED, KILLED = 70, -9
PREFIX = "webmap: "

OnProgress = Callable[[Message, int, int], None]
"""Gets the step, how much of it is done, and of how much (0: not known)."""


@dataclass(frozen=True)
class Finished:
    """How a command ended; `sentence` is what it said of its failure, `log` all that it said."""

    code: int
    sentence: str
    log: str


def run_command(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    on_progress: OnProgress,
    hidden: Path,
    priority: str = IDLE,
) -> Finished:
    """Run `webmap ARGUMENTS`. The path `hidden` is left out of what it said. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix="webmap-") as name:
        out, errors, progress = (Path(name) / part for part in ("out", "errors", "progress"))
        progress.touch()
        command = [sys.executable, "-m", __name__, str(os.getpid()), priority, *arguments]
        env = {**own_environment(), **environment, PROGRESS: str(progress)}
        with out.open("wb") as out_file, errors.open("wb") as error_file:
            process = subprocess.Popen(  # noqa: S603 (no shell, our own words)
                command, stdin=subprocess.DEVNULL, stdout=out_file, stderr=error_file, env=env
            )
            _wait(process, progress, on_progress)
        said = [line for line in _lines(errors) if line.startswith(PREFIX)]
        log = "\n".join([*_lines(out), *said]).replace(str(hidden), "…")
        sentence = said[-1].removeprefix(PREFIX).replace(str(hidden), "…") if said else ""
        known = process.returncode not in (UNEXPECTED, 1) or bool(said)
        return Finished(process.returncode, sentence if known else "", log)


def own_environment() -> dict[str, str]:
    """This process's environment without the desk's settings, which hold secrets, and without debugging."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("WEBMAP_DESK_") and name.upper() != "WEBMAP_DEBUG"
    }


def _wait(process: subprocess.Popen[bytes], progress: Path, on_progress: OnProgress) -> None:
    until, last = time.monotonic() + MAX_S, ""
    try:
        while process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_S)
            lines = progress.read_text("utf-8", "replace").split("\n")
            if len(lines) > 1 and lines[-2] != last:
                last = lines[-2]
                _tell(last, on_progress)
            if time.monotonic() > until:
                process.kill()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _tell(line: str, on_progress: OnProgress) -> None:
    try:
        found: Any = json.loads(line)
        step = Message.from_json(found["step"])
    except (ValueError, KeyError, TypeError):
        return
    on_progress(step, int(found["done"]), int(found["of"]))


def _lines(path: Path) -> list[str]:
    """Lines that a person may read; from a report of Python's on, none."""
    lines = []
    for line in path.read_text("utf-8", "replace").splitlines():
        if line.startswith("Traceback "):
            break
        lines.append(line[:MAX_LINE])
    return lines


def main(arguments: Sequence[str]) -> None:
    """Lower this process's priority, end with the worker, and become the command."""
    parent, priority, *rest = arguments
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)
    if sys.platform == "linux":
        if priority == IDLE:
            with contextlib.suppress(OSError):
                os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        system = ctypes.CDLL(None)
        system.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if number := IOPRIO_SET.get(os.uname().machine):
            system.syscall(number, IOPRIO_WHO_PROCESS, 0, IOPRIO_CLASS_IDLE << CLASS_SHIFT)
        if os.getppid() != int(parent):
            return  # the worker ended before this process could say that it ends with it
    os.execv(sys.executable, [sys.executable, "-m", "webmap", *rest])  # noqa: S606 (our own words)  # nosec B606


if __name__ == "__main__":
    main(sys.argv[1:])
