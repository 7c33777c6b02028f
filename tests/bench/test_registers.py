"""A seeded part of the matrix of schools, ways of writing and register files; `bench/registers.py` has all."""

import runpy
from collections import Counter
from pathlib import Path

import pytest

BENCH = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "registers.py"))
SAMPLE = 150
SETS = BENCH["SETS"]
SETS.update({base: (sets[0], sets[-1]) for base, sets in SETS.items()})
"""One file and three, as reading the files takes longest."""


@pytest.mark.register
@pytest.mark.slow
@pytest.mark.parametrize("base", SETS)
def test_a_further_register_file_loses_no_row_and_places_none_wrong(shared_data, places, base):
    schools = BENCH["choose"](base, places, SAMPLE)
    tables = [counts for _, counts, _ in BENCH["run_base"](base, schools, places)]
    assert len(tables) == len(SETS[base])
    for counts in tables:
        total = sum(counts.values(), start=Counter())
        assert total.total() == 8 * SAMPLE
        assert total["placed"] > 0.9 * total.total()
        assert (total["wrong"], total["lost"]) == (0, 0)
