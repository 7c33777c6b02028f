"""The measurements can be made; how fast is theirs to say, not a test's."""

import runpy
import shutil
import sys
from pathlib import Path

from webmap.build import SAMPLE_REGISTER
from webmap.exports.asked import What
from webmap.resources import data_path

BENCH = Path(__file__).parents[1] / "bench" / "matching.py"


def test_matching_is_measured_beside_the_plain_way(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", [str(BENCH), *(str(data_path(name)) for name in SAMPLE_REGISTER)])
    bench = runpy.run_path(str(BENCH))
    bench["main"].__globals__.update(ROWS=60, PLAIN_ROWS=3)
    bench["main"]()
    assert "times faster" in capsys.readouterr().out


def test_exports_are_measured_beside_plain_pandas(sample_folder, tmp_path):
    bench = runpy.run_path(str(BENCH.with_name("exports.py")))
    bench["many_schools"].__globals__.update(SCHOOLS=30)
    assert len({school.key for school in bench["many_schools"]()}) == 30
    shutil.copytree(sample_folder, tmp_path / "snapshots")
    for suffix, plain in (("csv", False), ("csv", True), ("xlsx", True)):
        seconds, megabytes, size = bench["measure"](tmp_path / "snapshots", What.REGIONS, suffix, plain)
        assert min(seconds, megabytes, size) > 0
