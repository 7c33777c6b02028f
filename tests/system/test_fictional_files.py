from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.data.sample import SAMPLE
from webmap.system.fictional_files import is_fictional, is_invented


def _package(folder: Path, *resources: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")


def test_the_shipped_sample_is_fictional() -> None:
    assert all(is_fictional(path) for path in SAMPLE.iterdir())


def test_a_fact_table_beside_the_sample_is_not_fictional() -> None:
    assert not is_fictional(SAMPLE.parent / "help_lines.csv")


def test_a_copy_of_the_sample_elsewhere_is_fictional(tmp_path: Path) -> None:
    for path in SAMPLE.iterdir():
        copy = tmp_path / f"copied{path.suffix}"
        copy.write_bytes(path.read_bytes())
        assert is_fictional(copy)


def test_a_register_of_invented_schools_is_fictional_however_it_was_written() -> None:
    assert is_invented(["가상한빛고등학교", "가상솔빛중학교"])
    assert not is_invented(["가상한빛고등학교", "솔빛중학교"])
    assert not is_invented([])


def test_a_file_without_a_data_package_is_not_fictional(tmp_path: Path) -> None:
    assert not is_fictional(tmp_path / "list.csv")


def test_a_file_that_the_package_does_not_mark_is_not_fictional(tmp_path: Path) -> None:
    _package(tmp_path, {"path": "sample.csv", "fictional": True}, {"path": "real.csv"})
    assert is_fictional(tmp_path / "sample.csv")
    assert not is_fictional(tmp_path / "real.csv")
    assert not is_fictional(tmp_path / "sub" / "sample.csv")


def test_only_the_nearest_data_package_speaks(tmp_path: Path) -> None:
    _package(tmp_path, {"path": "lists/list.csv", "fictional": True})
    assert is_fictional(tmp_path / "lists" / "list.csv")
    _package(tmp_path / "lists", {"path": "list.csv"})
    assert not is_fictional(tmp_path / "lists" / "list.csv")


def test_a_resource_of_several_files_marks_each(tmp_path: Path) -> None:
    _package(tmp_path, {"path": ["a.csv", "b.csv"], "fictional": True})
    assert is_fictional(tmp_path / "b.csv")


def test_a_path_is_compared_as_the_file_it_leads_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(tmp_path, {"path": "./lists/../list.csv", "fictional": True})
    monkeypatch.chdir(tmp_path)
    assert is_fictional(Path("list.csv"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"resources": 1}',
        '{"resources": [1, null, {"path": 7, "fictional": true}]}',
        "\udcff",
    ],
)
def test_a_broken_data_package_marks_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert not is_fictional(tmp_path / "list.csv")


@pytest.mark.parametrize("mark", ["true", 1, "yes", None, False])
def test_only_a_plain_true_marks_a_file(tmp_path: Path, mark: object) -> None:
    _package(tmp_path, {"path": "list.csv", "fictional": mark})
    assert not is_fictional(tmp_path / "list.csv")
