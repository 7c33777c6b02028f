"""Small changes to the core, each run against the tests of its rooms: how many does a test notice?

    python bench/mutants.py                 a seeded sample, under ten minutes on two quiet cores
    python bench/mutants.py --all           every change, some hours
    python bench/mutants.py --room figures  one room

mutmut (https://mutmut.readthedocs.io) makes the changes and runs the tests; `[tool.mutmut]` in pyproject.toml
states which files and tests. This chooses the sample and prints the table. A change that no test notices
("survived") is either equivalent to the code, or a rule that no test states at its boundary.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "mutants"
ROOMS = ("lists", "matching", "figures", "view")
SAMPLE = 40
"""Changes of each room in the sample."""
SEED = 20260330
FEWEST_KILLED = 0.85
CHILDREN = 2
"""Changes tried at the same time: the machine has other work, and each takes a core."""
KILLED = (1, 3)
"""Exit codes of pytest when a test fails."""
TIMEOUTS = (-24, 24, 36, 152, 255)
"""Exit codes of tests that do not end: the change was noticed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the changes; 1 where a room's tests notice fewer than they should."""
    options = _read_arguments(arguments)
    started = time.monotonic()
    mutmut("run", "webmap.figures.status_rule.x__by_source__mutmut_1")
    names = {room: sorted(results(room)) for room in options.room or ROOMS}
    chosen = [
        name for room in names for name in choose(names[room], options.sample, options.seed, options.all)
    ]
    mutmut("run", *chosen)
    print(f"{'room':10} {'changes':>8} {'run':>6} {'noticed':>8} {'survived':>9} {'share':>7}")
    enough = True
    for room, every in names.items():
        codes = results(room)
        ran = {name: codes[name] for name in chosen if name in codes}
        enough &= print_line(room, len(every), ran)
    for name in survivors(chosen):
        print(f"\n{name}")
        print("\n".join(changed_lines(name)))
    print(f"\n{time.monotonic() - started:.0f} s, seed {options.seed}")
    return 0 if enough else 1


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", action="store_true", help="every change instead of a sample")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="changes of each room (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the choice (%(default)s)")
    parser.add_argument("--room", action="append", choices=ROOMS, help="one room; may be repeated")
    return parser.parse_args(arguments)


def choose(names: Sequence[str], count: int, seed: int, everything: bool) -> list[str]:
    """A sample that depends on the seed and on the names alone."""
    if everything or count >= len(names):
        return list(names)
    return sorted(random.Random(seed).sample(list(names), count))  # nosec B311


def mutmut(*arguments: str) -> None:
    """Run mutmut, its progress unseen; it fails where the tests fail before any change."""
    command = [sys.executable, "-m", "mutmut", *arguments, "--max-children", str(CHILDREN)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "0"}, capture_output=True, check=False
    )
    if done.returncode:
        sys.stderr.buffer.write(done.stdout[-4000:] + done.stderr[-4000:])
        raise SystemExit("mutmut did not run: see above")


def results(room: str) -> dict[str, int | None]:
    """Name of each change in a room and the exit code of its tests, None where they have not run."""
    codes: dict[str, int | None] = {}
    for path in sorted((FOLDER / "webmap" / room).rglob("*.meta")):
        codes |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return codes


def print_line(room: str, total: int, ran: dict[str, int | None]) -> bool:
    """One line of the table; whether enough changes were noticed."""
    kinds = Counter(map(kind_of, ran.values()))
    tested = kinds["noticed"] + kinds["survived"]
    share = kinds["noticed"] / tested if tested else 1.0
    print(f"{room:10} {total:8} {len(ran):6} {kinds['noticed']:8} {kinds['survived']:9} {share:7.1%}")
    return share >= FEWEST_KILLED


def kind_of(code: int | None) -> str:
    """A change that no test of the rooms reaches has survived, too."""
    if code in KILLED or code in TIMEOUTS:
        return "noticed"
    return "not run" if code is None else "survived"


def survivors(names: Iterable[str]) -> Iterator[str]:
    """Of these changes those that no test notices."""
    codes = {name: code for room in ROOMS for name, code in results(room).items()}
    return (name for name in names if kind_of(codes[name]) == "survived")


def changed_lines(name: str) -> list[str]:
    """The lines that a change takes out and puts in."""
    command = [sys.executable, "-m", "mutmut", "show", name]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [line for line in shown.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


if __name__ == "__main__":
    sys.exit(main())
