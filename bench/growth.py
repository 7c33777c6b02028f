"""How a build and a server grow with the rows of a list, beside plain pandas on the same list in one run.

Usage: python bench/growth.py [--sizes 12000,100000,1000000] [--kinds equal,rows,cells] [REGISTER…]

Lists are made of a register's names in several ways of writing, with regions, dates, statuses and notes:
`equal` (cells repeat), `rows` (every note is another one) and `cells` (every cell is another one, too).
Memory is that of all processes at a time, with what they share counted once; `cpu` are the seconds that the
processors computed, which other work on the machine changes less than the seconds that passed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from growth_parts.builds import build, bytes_of, plain, served_megabytes
from growth_parts.lists import Kind, write_list
from matching import register_files
from tqdm import tqdm

from webmap.places.gazetteer import load_places
from webmap.places.register.register import load_register
from webmap.places.register.school import School
from webmap.settings.publishing import default_cache
from webmap.vocabulary.terms import COUNTED_LEVELS

SIZES = (12_000, 100_000, 1_000_000)
OTHERS_SHARE = 10
"""One in so many schools of the lists is none of the map's levels, as an elementary school."""
MAX_S = {12_000: 7.0, 1_000_000: 90.0}
MAX_MB = {1_000_000: 1_500.0}
"""The project's targets, for lists whose cells repeat."""
HEAD = (
    "rows",
    "list",
    "build",
    "cpu",
    "memory",
    "snapshot",
    "rows.parquet",
    "server",
    "pandas",
    "cpu",
    "ratio",
)
FORM = "{:>10} {:<6} {:>9} {:>9} {:>9} {:>9} {:>12} {:>9} {:>9} {:>9} {:>7}"


def main() -> None:
    """Measure, print, and end with 1 where a target is missed."""
    args = arguments()
    if not Path("/proc/self/smaps_rollup").exists():
        print("Growth was not measured: /proc is not here.")
        return
    places = load_places(default_cache())
    registers = [Path(each) for each in args.registers] or register_files([])
    schools = listed(load_register(registers, places.read_address, places.table).schools)
    missed: list[str] = []
    print(FORM.format(*HEAD))
    for size in args.sizes:
        for kind in args.kinds:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "list.csv")
                write_list(path, size, kind, schools, places.table)
                missed += measured(path, size, kind, registers)
    print("\n".join(f"Missed: {each}" for each in missed))
    sys.exit(1 if missed else 0)


def arguments() -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=lambda text: [int(each) for each in text.split(",")], default=SIZES)
    parser.add_argument(
        "--kinds", type=lambda text: [Kind(each) for each in text.split(",")], default=[Kind.EQUAL]
    )
    parser.add_argument("registers", nargs="*")
    return parser.parse_args()


def listed(schools: Sequence[School]) -> list[School]:
    """The schools that lists of this map name: those of its levels, and some others."""
    others = [school for school in schools if school.level not in COUNTED_LEVELS]
    return [school for school in schools if school.level in COUNTED_LEVELS] + others[::OTHERS_SHARE]


def measured(path: Path, size: int, kind: Kind, registers: Sequence[Path]) -> list[str]:
    """Print the line of one list, and name the targets that it misses."""
    out = path.with_name("snapshots")
    ours, theirs = build(path, registers, out), plain(path, path.with_name("plain.parquet"))
    files = bytes_of(out)
    server = served_megabytes(out, path.with_name("server.log"))
    tqdm.write(
        FORM.format(
            f"{size:,}",
            kind,
            f"{ours.seconds:,.1f} s",
            f"{ours.computed:,.1f} s",
            f"{ours.megabytes:,.0f} MB",
            f"{sum(files.values()) / 1e6:,.1f} MB",
            f"{files['rows.parquet'] / 1e6:,.1f} MB",
            f"{server:,.0f} MB",
            f"{theirs.seconds:,.1f} s",
            f"{theirs.computed:,.1f} s",
            f"{ours.computed / theirs.computed:,.0f}×",
        )
    )
    if kind is not Kind.EQUAL:
        return []
    return [
        *([f"{size:,} rows in {MAX_S[size]:g} s"] if ours.seconds > MAX_S.get(size, ours.seconds) else []),
        *([f"{size:,} rows in {MAX_MB[size]:,.0f} MB"] if ours.megabytes > MAX_MB.get(size, 1e9) else []),
    ]


if __name__ == "__main__":
    main()
