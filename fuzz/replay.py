"""Play inputs again without atheris: python -m fuzz.replay TARGET [FILE…] (default: the kept corpus)."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from fuzz.places import TARGETS, kept, target


def main() -> int:
    """Feed each file to the target; the first that fails ends it with its traceback."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        print(__doc__)
        return 2
    name = sys.argv[1]
    for path in [Path(argument) for argument in sys.argv[2:]] or kept(name):
        began = time.monotonic()
        print(path, end=" ", flush=True)
        target(name).one_input(path.read_bytes())
        print(f"{time.monotonic() - began:.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
