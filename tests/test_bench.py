"""The measurements can be made; how fast is theirs to say, not a test's."""

import runpy
import shutil
import sys
from pathlib import Path

from webmap.build import SAMPLE_REGISTER
from webmap.exports.asked import What
from webmap.resources import data_path

PARTS = Path(__file__).parents[1] / "bench"
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


def test_what_the_page_is_measured_with_can_be_made(monkeypatch, tmp_path, places):
    monkeypatch.syspath_prepend(str(PARTS))
    snapshot = runpy.run_path(str(PARTS / "page_parts" / "schools.py"))["make_snapshots"](
        places, (40,), tmp_path
    )[40]
    plain = runpy.run_path(str(PARTS / "page_parts" / "plain.py"))["plain_map"](snapshot, {"leaflet": b""})
    assert snapshot.fictional
    assert all(school in plain.decode() for school in snapshot.schools["name"])
