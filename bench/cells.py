"""Cells written from a register in all declared ways and in ways not declared: what becomes of them, by kind.

Usage: python bench/cells.py [--cells N] [--seed N] [REGISTER…]   (default: ../shared/data, else the sample)

The generator (tests/matching/cells) has tables of its own, apart from those of the parser. The exit status is
1 where a school is placed that its cell does not name (wrong), or lost beside one that is placed.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from matching import register_files

from tests.matching.cells.judging import LOST, OPEN, RIGHT, WRONG, tally
from tests.matching.cells.writing import Writer
from webmap.build import matcher_of
from webmap.places.gazetteer import load_places
from webmap.places.register.register import load_register
from webmap.settings.publishing import default_cache

SHOWN = 40


def main() -> int:
    """Print the table by kind, and the cells that are wrong or lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cells", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("registers", nargs="*")
    arguments = parser.parse_args()
    places = load_places(default_cache())
    register = load_register(register_files(arguments.registers), places.read_address, places.table)
    matcher = matcher_of(register, places)
    began = time.perf_counter()
    counts, missed = tally(Writer(register.schools, arguments.seed).cells(arguments.cells), matcher)
    took = time.perf_counter() - began
    print(f"{arguments.cells:,} cells of {len(register.schools):,} schools in {took:,.0f} s")
    print(f"{'kind':28s} {'cells':>7s} {'right':>7s} {'open':>6s} {'wrong':>6s} {'lost':>5s}")
    for kind, found in counts.items():
        share = found[RIGHT] / found.total()
        print(
            f"{kind:28s} {found.total():7,} {share:7.1%} {found[OPEN]:6,} {found[WRONG]:6,} {found[LOST]:5,}"
        )
    bad = [(verdict, cell) for verdict, cell, _ in missed if verdict in (WRONG, LOST)]
    for verdict, cell in bad[:SHOWN]:
        print(f"{verdict}: {cell.kind}: {cell.text!r} ({cell.region})")
    print(f"wrong {sum(each == WRONG for each, _ in bad)}, lost {sum(each == LOST for each, _ in bad)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
