"""Bad files are read or refused with a sentence, within a gigabyte of memory: one process reads them all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.lists.bad_files import BAD_FILES, DATES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does it"),
]
ROOT = Path(__file__).parents[2]
SLOWEST_S = 60
"""Of processor time, which other work on the machine lengthens too."""


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("bad")
    done = subprocess.run(
        [sys.executable, "-m", "tests.lists.reading_child", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"after {lines[-1]['name'] if lines else 'nothing'}: {done.stderr[-3000:]}"
    assert list(folder.iterdir()) == [folder / "list"]
    return {line["name"]: line for line in lines}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_read_or_refused_with_its_name_and_place(name: str, readings: dict[str, Any]) -> None:
    bad, came = BAD_FILES[name], readings[name]
    assert came["rows"] == bad.rows
    assert came["seconds"] < SLOWEST_S
    if bad.says:
        assert bad.says in came["en"]
        assert name in came["en"]
        assert name in came["ko"]
        assert {"file", *bad.values} <= set(came["values"])
    else:
        assert "en" not in came, came["en"]


def test_marks_that_turn_or_hide_text_are_not_kept(readings: dict[str, Any]) -> None:
    for name in ("two-marks.csv", "nul-in-cells.csv", "bidi.csv", "surrogates.json"):
        assert readings[name]["schools"] == ["가상중"]


def test_dates_that_no_calendar_has_are_remarked_and_their_rows_kept(readings: dict[str, Any]) -> None:
    assert readings["dates.csv"]["dates"] == []
    assert readings["dates.csv"]["remarks"] == [1] * len(DATES)
    assert readings["dates.csv"]["unknown"] == ["위도", "경도"]


def test_a_cell_that_the_library_fails_at_refuses_its_row_and_no_more(readings: dict[str, Any]) -> None:
    came = readings["cells-and-numbers.xlsx"]
    assert came["refused"] == [7]
    assert came["schools"] == ["가상중", "가상고", *["가상중"] * 4, ""]
    assert came["dates"] == ["2024-08-26", "2024-08-26"]


def test_a_row_or_cell_beyond_the_limits_leaves_the_others(readings: dict[str, Any]) -> None:
    assert readings["one-cell.csv"]["refused"] == [1]
    assert readings["many-columns.csv"]["remarks"] == [1]
