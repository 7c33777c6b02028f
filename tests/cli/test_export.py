"""`webmap export`: files by command, with the numbers of the map."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from tests.exports.reading import csv_rows, rows_of
from webmap.cli.main import main
from webmap.places.regions.region_table import load_region_table
from webmap.view.filters import NO_FILTER
from webmap.view.view import View
from webmap.vocabulary.terms import Level


@pytest.fixture
def run(sample_folder, monkeypatch):
    monkeypatch.setenv("WEBMAP_SNAPSHOTS", str(sample_folder))
    monkeypatch.setenv("WEBMAP_LANGUAGE", "en")
    return lambda *arguments: CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_a_summary_by_province_is_one_command(run, tmp_path, published_snapshot):
    path = tmp_path / "summary.xlsx"
    result = run("regions", "--by", "sido", "--level", "high", "-o", path)
    assert result.exit_code == 0, result.output
    assert "Fictional sample data" in result.output
    listed = View(published_snapshot, load_region_table()).schools(NO_FILTER)
    assert sum(row["Listed schools"] for row in rows_of(path)) == sum(listed["level"] == Level.HIGH)


def test_csv_comes_with_the_meaning_of_its_columns_beside_it(run, tmp_path):
    assert run("schools", "--sido", "41", "--no-bom", "-o", tmp_path / "all.csv").exit_code == 0
    rows = csv_rows((tmp_path / "all.csv").read_text("utf-8"))
    assert {row["sido_code"] for row in rows} == {"41"}
    described = json.loads((tmp_path / "all.csv-metadata.json").read_text("utf-8"))
    assert [each["name"] for each in described["tableSchema"]["columns"]] == list(rows[0])


def test_an_export_holds_the_schools_that_a_list_names(run, tmp_path, published_snapshot):
    path = tmp_path / "press.csv"
    result = run("schools", "--lists", "list_press-xlsx", "-o", path)
    assert result.exit_code == 0, result.output
    keys = [row["key"] for row in csv_rows(path.read_text("utf-8-sig"))]
    view = View(published_snapshot, load_region_table())
    named = [key for key, codes in view.lists.by_school.items() if "list_press-xlsx" in codes]
    assert sorted(keys) == sorted(set(named) & set(view.schools(NO_FILTER)["key"]))
    assert "list_press-xlsx" in run("schools", "--lists", "x", "-o", tmp_path / "x.csv").output


def test_a_zip_holds_what_is_not_on_the_map(run, tmp_path):
    assert run("schools", "--unplaced", "--zip", "-o", tmp_path / "all.zip").exit_code == 0
    with ZipFile(tmp_path / "all.zip") as archive:
        assert "not_placed.csv" in archive.namelist()


def test_the_map_is_one_file_that_holds_what_the_filters_leave(run, tmp_path):
    path = tmp_path / "map.html"
    result = run("map", "--sido", "41", "--level", "high", "--lang", "ko", "-o", path)
    assert result.exit_code == 0, result.output
    page = path.read_text("utf-8")
    assert '<html lang="ko"' in page
    assert '"query":"?level=high&sido=41"' in page.replace("\\u0026", "&")
    assert run("map", "-o", path).exit_code == 6
    assert run("map", "-o", tmp_path / "map.pdf").exit_code == 6
    assert run("map", "--sido", "99", "-o", path, "--force").exit_code != 0


def test_a_file_that_exists_is_replaced_only_when_requested(run, tmp_path):
    path = tmp_path / "regions.json"
    path.write_text("mine")
    result = run("regions", "-o", path)
    assert result.exit_code == 6
    assert "--force" in result.output
    assert path.read_text() == "mine"
    assert run("regions", "-o", path, "--force").exit_code == 0
    assert len(rows_of(path)) == 17


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["regions", "-o", "x.docx"], 6, ".xlsx"),
        (["regions", "-o", "no/x.csv"], 6, "folder"),
        (["schools", "--unplaced", "-o", "x.csv"], 12, "--zip"),
        (["schools", "--zip", "-o", "x.csv"], 12, ".zip"),
        (["schools", "--level", "primary", "-o", "x.csv"], 2, "primary"),
        (["regions", "--compare", "nothing", "-o", "x.csv"], 12, "nothing"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_writes_nothing(run, tmp_path, monkeypatch, arguments, code, word):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert word in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_report_and_a_picture_are_one_command_each(run, tmp_path):
    shown = ("--by", "sido", "--show", "rate", "--points", "off")
    for name, begins in (("summary.pdf", b"%PDF"), ("map.svg", b"<?xml")):
        result = run("regions", *shown, "-o", tmp_path / name)
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).read_bytes().startswith(begins)
