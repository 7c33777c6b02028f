"""Reads each bad file within a gigabyte, and writes what came of it: python -m tests.lists.reading_child FOLDER."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from fuzz.sentences import check_sentence
from fuzz.targets.lists import check_list
from tests.lists.bad_files import BAD_FILES
from webmap.errors import ListError
from webmap.lists.limits import Limits
from webmap.lists.reader import read_list

GIGABYTE = 2**30
MAX_SECONDS = 240


def main() -> None:
    """Read the files one by one; a limit that is broken ends this process."""
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    path = Path(sys.argv[1]) / "list"
    for name, bad in BAD_FILES.items():
        path.write_bytes(bad.make())
        began = time.process_time()
        outcome = _read(path, name)
        print(json.dumps({"name": name, "seconds": time.process_time() - began, **outcome}), flush=True)


def _read(path: Path, name: str) -> dict[str, Any]:
    try:
        found = read_list(path, Limits(), name=name)
    except ListError as failure:
        check_sentence(failure.message)
        return {
            "rows": 0,
            "en": failure.message.render("en"),
            "ko": failure.message.render("ko"),
            "values": sorted(failure.message.values),
        }
    check_list(found)
    return {
        "rows": len(found.entries),
        "refused": [entry.row for entry in found.entries if entry.refused],
        "dates": [entry.date.isoformat() for entry in found.entries if entry.date],
        "remarks": [len(entry.remarks) for entry in found.entries],
        "schools": [entry.school for entry in found.entries],
        "unknown": found.unknown_columns,
    }


if __name__ == "__main__":
    main()
