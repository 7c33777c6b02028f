from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.data.sample import DATA, read

PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["path"]: resource for resource in PACKAGE["resources"]}
TABLES = [path for path in RESOURCES if path.endswith(".csv")]


def _header(path: str) -> list[str]:
    encoding = RESOURCES[path]["encoding"].replace("utf-8", "utf-8-sig")
    with (DATA / path).open(encoding=encoding, newline="") as file:
        return next(csv.reader(file))


def test_every_table_is_described_and_every_described_file_exists() -> None:
    there = {
        path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.suffix in (".csv", ".xlsx")
    }
    assert there == set(RESOURCES)


@pytest.mark.parametrize("path", TABLES)
def test_the_description_names_the_columns_of_the_table_in_their_order(path: str) -> None:
    assert [field["name"] for field in RESOURCES[path]["schema"]["fields"]] == _header(path)


@pytest.mark.parametrize("path", TABLES)
def test_the_cells_keep_the_constraints_that_the_description_states(path: str) -> None:
    rows = read(DATA / path, RESOURCES[path]["encoding"].replace("utf-8", "utf-8-sig"))
    assert rows
    for field in RESOURCES[path]["schema"]["fields"]:
        constraints, cells = field.get("constraints", {}), [row[field["name"]] for row in rows]
        filled = [cell for cell in cells if cell]
        if constraints.get("required"):
            assert len(filled) == len(cells), field["name"]
        if constraints.get("unique"):
            assert len(set(filled)) == len(filled), field["name"]
        assert not set(filled) - set(constraints.get("enum", filled)), field["name"]
        if field["type"] in ("integer", "number"):
            low, high = constraints.get("minimum", float("-inf")), constraints.get("maximum", float("inf"))
            assert all(low <= float(cell) <= high for cell in filled), field["name"]


def test_every_file_of_the_sample_is_marked_fictional_and_no_fact_table_is() -> None:
    marked = {path for path, resource in RESOURCES.items() if resource.get("fictional") is True}
    assert marked == {path for path in RESOURCES if Path(path).parts[0] == "sample"}


def test_every_resource_names_its_source_and_licence() -> None:
    assert all(resource["sources"] and resource["licenses"] for resource in RESOURCES.values())


def test_help_lines_for_victims_come_first_and_hold_no_known_misprint() -> None:
    rows = read(DATA / "help_lines.csv")
    assert rows[0]["phone"] == "1366"
    assert rows[0]["url"] == "https://d4u.stop.or.kr"
    assert {row["phone"] for row in rows} == {"1366", "02-735-8994", "1377", "112", "117", "02-815-0382"}
    assert all(row["source"].startswith("https://") for row in rows)
