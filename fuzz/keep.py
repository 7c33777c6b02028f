"""Keep the findings of runs: the smallest inputs that together reach all the code reached.

Usage: python -m fuzz.keep [TARGET…]

Inputs of `fuzz/corpus/TARGET`, of `var/fuzz/TARGET/corpus` and the target's own are tried from the
smallest on; one stays if it goes a step, from line to line, that none before it went. Inputs that hold
what looks like personal data are left out, as are large ones.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from fuzz.places import FOUND, KEPT, ROOT, TARGETS, Target, target
from fuzz.targets.texts import text_of
from webmap.lists.personal.detect import is_personal

MAX_FILES = 150
MAX_FILE_BYTES = 6_000
OWN = str(ROOT / "webmap")

Step = tuple[str, int, int]


def main() -> None:
    """Keep inputs of the targets named, or of all."""
    for name in sys.argv[1:] or TARGETS:
        chosen = choose(target(name), _inputs(name))
        folder = KEPT / name
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for data in chosen:
            (folder / digest(data)).write_bytes(data)
        print(f"{name}: {len(chosen)} inputs, {sum(map(len, chosen))} bytes")


def digest(data: bytes) -> str:
    """Name of an input."""
    return hashlib.sha256(data).hexdigest()[:16]


def _inputs(name: str) -> list[bytes]:
    folders = [KEPT / name, FOUND / name / "corpus"]
    files = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    inputs = {*target(name).SEEDS, *(_small(path) for path in files)}
    return sorted(inputs, key=lambda data: (len(data), data))


def _small(path: Path) -> bytes:
    return path.read_bytes() if path.stat().st_size <= MAX_FILE_BYTES else b""


def choose(module: Target, inputs: list[bytes]) -> list[bytes]:
    """The target's seeds, and the inputs that reach steps not reached before them."""
    known: set[Step] = set()
    for data in (b"", *module.SEEDS):
        known |= _steps(module.one_input, data)
    chosen = list(module.SEEDS)
    for data in inputs:
        if data in chosen or len(chosen) == MAX_FILES or _seems_personal(data):
            continue
        if new := _steps(module.one_input, data) - known:
            known |= new
            chosen.append(data)
    return chosen


def _seems_personal(data: bytes) -> bool:
    """Whether a text may contain personal data; the packed bytes of a workbook may contain anything."""
    return not data.startswith(b"PK") and is_personal(text_of(data))


def _steps(one_input: Callable[[bytes], None], data: bytes) -> set[Step]:
    """Steps in this project's own code that an input reaches."""
    steps: set[Step] = set()
    last: dict[FrameType, int] = {}

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(OWN):
            return None
        if event == "line":
            steps.add((frame.f_code.co_filename, last.get(frame, 0), frame.f_lineno))
            last[frame] = frame.f_lineno
        return trace

    sys.settrace(trace)
    try:
        one_input(data)
    finally:
        sys.settrace(None)
    return steps


if __name__ == "__main__":
    main()
