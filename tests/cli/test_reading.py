"""`--column` and `--sheet`, and what is printed of how lists were read."""

import csv

import openpyxl
import pytest

from tests.cli.commands import here
from webmap.system.shipped_files import data_path

REGISTER = ["--register", str(data_path("sample/register_schools.csv"))]


def _rows(path):
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_the_column_that_is_said_to_hold_the_school_is_read(tmp_path):
    (tmp_path / "own.csv").write_text("소속학교,출신학교,지역\n가상가람고,가상나루고,서울\n", "utf-8")
    refused = here("geocode", "own.csv", *REGISTER, "-o", "out.csv", cwd=tmp_path)
    assert refused.returncode == 3
    assert "--column school=소속학교" in refused.stderr
    done = here("geocode", "own.csv", *REGISTER, "-o", "out.csv", "--column", "school=출신학교", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [row["query"] for row in _rows(tmp_path / "out.csv")] == ["가상나루고"]


@pytest.mark.parametrize("command", ["build", "geocode", "decide"])
def test_every_command_that_reads_lists_is_told_of_columns_and_sheets(tmp_path, command):
    (tmp_path / "own.csv").write_text("학교,지역\n가상가람고,서울\n", "utf-8")
    more = {"build": ["--out", "out"], "geocode": ["-o", "out.csv"], "decide": []}[command]
    unknown = here(command, "own.csv", *REGISTER, *more, "--column", "school=재학교", cwd=tmp_path)
    assert unknown.returncode == 3
    assert "재학교" in unknown.stderr
    for value in ("재학교", "schule=재학교", "school="):
        done = here(command, "own.csv", *REGISTER, *more, "--column", value, cwd=tmp_path)
        assert done.returncode == 2
        assert value in done.stderr
    book = openpyxl.Workbook()
    book.active.append(["학교"])
    book.active.append(["가상가람고"])
    book.save(tmp_path / "own.xlsx")
    done = here(command, "own.xlsx", *REGISTER, *more, "--sheet", "제보", cwd=tmp_path)
    assert done.returncode == 3
    assert "제보" in done.stderr


def test_the_name_of_a_column_may_be_korean(tmp_path):
    (tmp_path / "own.csv").write_text("소속,지역\n가상가람고,서울\n", "utf-8")
    done = here("geocode", "own.csv", *REGISTER, "-o", "out.csv", "--column", "학교=소속", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [row["query"] for row in _rows(tmp_path / "out.csv")] == ["가상가람고"]


def test_lines_that_are_no_rows_are_reported_and_equal_remarks_in_a_run_once(tmp_path):
    (tmp_path / "own.csv").write_text(
        "학교,날짜\n[서울]\n가상가람고,언젠가\n가상나루고,언젠가\n합계 2,\n", "utf-8"
    )
    done = here("geocode", "own.csv", *REGISTER, "-o", "out.csv", cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert done.returncode == 0, done.stderr
    assert "own.csv, row 1: The line is a heading ([서울])" in done.stdout
    assert "own.csv, rows 2–3: The date in column 날짜" in done.stdout
    assert "own.csv, row 4: The line is a total" in done.stdout
    rows = _rows(tmp_path / "out.csv")
    assert [(row["row"], row["region"]) for row in rows] == [("2", "서울"), ("3", "서울")]
