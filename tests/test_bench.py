"""The measurements can be made; how fast is theirs to say, not a test's."""

import runpy
import sys
from pathlib import Path

from webmap.build import SAMPLE_REGISTER
from webmap.resources import data_path

BENCH = Path(__file__).parents[1] / "bench" / "matching.py"


def test_matching_is_measured_beside_the_plain_way(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", [str(BENCH), *(str(data_path(name)) for name in SAMPLE_REGISTER)])
    bench = runpy.run_path(str(BENCH))
    bench["main"].__globals__.update(ROWS=60, PLAIN_ROWS=3)
    bench["main"]()
    assert "times faster" in capsys.readouterr().out
