"""Protection of the sample and of three made-up truths: what it costs, what is shown, what can be concluded.

Usage: python -m bench.disclosure [--snapshots DIR] [--insiders N] [--whole N]

Seconds are those of the processor. `--insiders`: so many times somebody knows one small number for certain;
`--whole`: so many borderline groups are computed again in whole numbers (SciPy's MILP). The exit status is 1
where protection and audit of the sample take more than 15 seconds, or where anything can be concluded that
must not be.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

from tests.disclosure.made_up import first_of, made_up_counts, real_areas
from webmap.disclosure.attack import Attack
from webmap.disclosure.audit import audit
from webmap.disclosure.edition import Edition, read_edition
from webmap.disclosure.forms import Kind
from webmap.disclosure.menu import Place
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.preview import shown
from webmap.disclosure.protect import protect
from webmap.disclosure.requirements import Interval, is_met
from webmap.disclosure.truth import Area, Counts, areas_of, counts_of
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.snapshot import open_snapshot

DAY = "2026-01-05"
SECONDS = 15.0
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def sample(folder: Path) -> tuple[tuple[Area, ...], Counts]:
    """Areas and counts of the published snapshot."""
    snapshot = open_snapshot(folder)
    return areas_of(snapshot.counts, load_region_table()), counts_of(snapshot.schools, snapshot.counts)


def measure(name: str, areas: tuple[Area, ...], counts: Counts) -> tuple[Edition, float, bool]:
    """Protect, write, read and audit; print a line."""
    began = time.process_time()
    edition = protect(DAY, areas, counts, Parameters())
    protected = time.process_time()
    found = audit([read_edition(edition.as_bytes(), name)])
    audited = time.process_time()
    cells = list(zip(edition.menu.cells, edition.forms, strict=True))
    exact = sum(form.kind is Kind.EXACT for _, form in cells) / len(cells)
    seen = sum(form.shows(cell.existing) for cell, form in cells) / len(cells)
    sido = shown(edition, Place.SIDO)
    print(
        f"{name:12} {protected - began:5.1f} + {audited - protected:4.1f} s   shown {seen:4.0%}  "
        f"exact {exact:4.0%}  sido exact {sido.exact / sido.all:4.0%}   exactly known "
        f"{found.exactly_known}, narrowed {found.narrowed}, schools provable {found.provable}"
    )
    return edition, audited - began, found.passed


def editions_in_a_row(areas: tuple[Area, ...], counts: Counts) -> bool:
    """Six editions of lists that grow; print a line for each."""
    editions: list[Edition] = []
    passed = True
    for week, share in enumerate(SHARES):
        began = time.process_time()
        day = f"2026-01-{5 + week:02}"
        editions.append(protect(day, areas, first_of(counts, share), Parameters(), editions[-2:]))
        found = audit(editions[-3:])
        exact = sum(form.kind is Kind.EXACT for form in editions[-1].forms)
        print(
            f"edition {week + 1}: {time.process_time() - began:5.1f} s, {exact} of "
            f"{len(editions[-1].forms)} exact, {found.together} together: exactly known "
            f"{found.exactly_known}, narrowed {found.narrowed}"
        )
        passed &= found.passed
    return passed


def insiders(edition: Edition, counts: Counts, times: int) -> None:
    """Somebody knows one small number exactly: how many other groups are then known better."""
    values = edition.menu.truth(counts)
    numbers = [
        sum(values[each] * factor for each, factor in group.terms.items()) for group in edition.menu.groups
    ]
    small = [
        number
        for number, group in enumerate(edition.menu.groups)
        if group.cell is not None and not group.national and 1 <= numbers[number] < edition.parameters.k
    ]
    narrowed = known = others = 0
    for insider in random.Random(1).sample(small, min(times, len(small))):
        attack = Attack([edition])
        attack.learn(insider, numbers[insider])
        attack.feasible()
        for number in set(small) - {insider}:
            cell = edition.menu.groups[number].cell
            others += 1
            if not attack.is_met(number, None if cell is None else edition.forms[cell]):
                interval = attack.interval(number)
                known += interval.low == interval.high
                narrowed += interval.low < interval.high
    print(f"{times} insiders: of {others:,} other small numbers {narrowed} narrowed, {known} exactly known")


def in_whole_numbers(edition: Edition, times: int) -> bool:
    """Borderline groups again, in whole numbers: none may be known better than its requirement allows."""
    attack = Attack([edition])
    k = edition.parameters.k
    borderline = [
        (number, interval)
        for number, target in enumerate(attack.targets)
        for interval in [attack.interval(number)]
        if interval.low < interval.high and (interval.low == 1 or interval.high == k - 1)
    ]
    rows = [
        *((limit.terms, limit.low, limit.high) for limit in edition.menu.limits()),
        *(
            (cell.terms, form.low, form.high)
            for cell, form in zip(edition.menu.cells, edition.forms, strict=True)
        ),
    ]
    matrix = lil_matrix((len(rows), len(edition.menu.unknowns)))
    for row, (terms, _, _) in enumerate(rows):
        for unknown, factor in terms.items():
            matrix[row, unknown] = factor
    limits = LinearConstraint(matrix.tocsr(), [row[1] for row in rows], [row[2] for row in rows])
    bounds = Bounds(0, [each.existing for each in edition.menu.unknowns])
    chosen = random.Random(1).sample(borderline, min(times, len(borderline)))
    narrower = unmet = 0
    for number, interval in chosen:
        group = edition.menu.groups[number]
        sums = np.zeros(len(edition.menu.unknowns))
        for unknown, factor in group.terms.items():
            sums[unknown] = factor
        ends = [
            milp(sign * sums, constraints=limits, bounds=bounds, integrality=np.ones(len(sums))).fun
            for sign in (1, -1)
        ]
        whole = Interval(round(ends[0]), -round(ends[1]))
        narrower += whole != interval
        unmet += not is_met(group, whole, edition.parameters)
    print(
        f"{len(chosen)} of {len(borderline)} borderline groups in whole numbers: "
        f"{narrower} narrower, {unmet} unmet"
    )
    return unmet == 0


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--snapshots", type=Path, default=Path("var/snapshots"))
    parser.add_argument("--insiders", type=int, default=8)
    parser.add_argument("--whole", type=int, default=40)
    arguments = parser.parse_args()
    areas, counts = sample(arguments.snapshots)
    edition, seconds, passed = measure("sample", areas, counts)
    kept = passed and seconds <= SECONDS
    for seed in (1, 2, 3):
        kept &= measure(f"made up {seed}", real_areas(), made_up_counts(real_areas(), seed))[2]
    insiders(edition, counts, arguments.insiders)
    kept &= in_whole_numbers(edition, arguments.whole)
    kept &= editions_in_a_row(areas, counts)
    print(f"nothing concluded, and the sample in {SECONDS:.0f} s: {'kept' if kept else 'NOT KEPT'}")
    return not kept


if __name__ == "__main__":
    sys.exit(main())
