"""The process that reads one uploaded list and ends; its limits apply from the start.

Started as `python -m webmap.review.uploads.child FOLDER`: FOLDER holds `request.json`, the list as `content`
and its former version as `former`, where there is one, and gets `reading.json`. The process has no
environment but the path, and knows neither database nor key.
"""

from __future__ import annotations

import ctypes
import json
import signal
import sys
from pathlib import Path

MAX_CPU_S, MAX_MEMORY_BYTES, MAX_OUTPUT_BYTES = 150, 2 * 1024**3, 16 * 1024**2
"""Limits of processor time, of address space and of a written file: the largest list that may be read
(200,000 rows) and a former version as long take 65 seconds on a busy machine, and 0.6 GB."""
PR_SET_PDEATHSIG = 1
"""Constant of `linux/prctl.h`."""


def main() -> None:
    """Read the list. On an error that is none of the list's the process fails."""
    folder = Path(sys.argv[1])
    limit()
    from webmap.review.uploads.reading import read_upload

    request = json.loads((folder / "request.json").read_text("utf-8"))
    reading = read_upload(folder / "content", folder / "former", request)
    (folder / "reading.json").write_text(json.dumps(reading), "utf-8")


def limit() -> None:
    """Limit this process, and end it with the server; on Windows only the timeout applies."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT_BYTES, MAX_OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
