"""Readers rely on names: no field, filter or column of the snapshot changes without a version that says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.view.recording import (
    API_RECORD,
    SCHEMA,
    SNAPSHOT_RECORD,
    api_schema,
    differences,
    record,
    snapshot_shape,
)
from webmap.vocabulary.schema_version import API_VERSION, RELEASES


def read(name: str) -> Any:
    return json.loads((SCHEMA / name).read_text("utf-8"))


def names_in(record: Any) -> set[str]:
    """Every parameter, column and property of a record, with where it stands."""
    columns = {
        f"{group}: {table}: {name}"
        for group in ("collections", "dataset", "exports")
        for table, known in record[group].items()
        for name in known
    }
    return {f"filter {name}" for name in record["filters"]} | columns | set(properties(record["fields"], ""))


def properties(schema: Any, place: str) -> Iterator[str]:
    for name, value in schema.items() if isinstance(schema, dict) else ():
        if name == "properties":
            yield from (f"{place}.{each}" for each in value)
        yield from properties(value, f"{place}.{name}")


def test_fields_and_filters_change_only_with_a_new_version_of_the_api():
    todo = "in webmap/vocabulary/schema_version.py, say in RELEASES what changed, and run `make records`"
    assert API_RECORD.exists(), f"Version {API_VERSION} is not recorded: run `make records`."
    found = list(differences(read(API_RECORD.name), api_schema()))
    assert not found, (
        f"The fields or filters of the API changed ({'; '.join(found[:5])}): raise API_VERSION {todo}."
    )


def test_columns_of_the_snapshot_change_only_with_a_new_format(sample_folder, sample_snapshot):
    todo = "raise FORMAT in webmap/snapshot/manifest.py and run `make records`"
    assert SNAPSHOT_RECORD.exists(), f"{SNAPSHOT_RECORD.name} is not recorded: run `make records`."
    shape = snapshot_shape(sample_folder / sample_snapshot.version)
    found = list(differences(read(SNAPSHOT_RECORD.name), shape))
    assert not found, f"The columns of the snapshot changed ({'; '.join(found[:5])}): {todo}."


def test_the_version_of_the_api_is_the_newest_release_and_every_release_is_recorded():
    assert RELEASES[0].version == API_VERSION
    assert {path.name for path in SCHEMA.glob("api-*.json")} == {
        f"api-{each.version}.json" for each in RELEASES
    }


def test_what_a_version_named_stays_in_the_next_one_with_the_same_first_number():
    for newer, older in pairwise(RELEASES):
        if newer.version.partition(".")[0] == older.version.partition(".")[0]:
            old, new = (read(f"api-{each.version}.json") for each in (older, newer))
            assert len(names_in(old)) > 200
            gone = sorted(names_in(old) - names_in(new) - newer.taken_back)
            assert not gone, f"{newer.version} breaks readers of {older.version}, who know {'; '.join(gone)}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}, ["a.c is new"]),
        ({"a": {"b": 1}}, {"a": {}}, ["a.b is gone"]),
        ({"a": "text"}, {"a": "count"}, ['a was "text" and is "count"']),
        ({"a": [1, 2]}, {"a": [1, 2]}, []),
    ],
)
def test_a_difference_between_two_records_is_named_by_its_place(old, new, said):
    assert list(differences(old, new)) == said


def test_a_record_that_is_there_is_never_overwritten(tmp_path):
    path = tmp_path / "api-9.0.0.json"
    record(path, {"a": 1}, "API_VERSION")
    record(path, {"a": 1}, "API_VERSION")
    with pytest.raises(SystemExit, match=r"a was 1 and is 2.*Raise API_VERSION"):
        record(path, {"a": 2}, "API_VERSION")
    assert json.loads(path.read_text("utf-8")) == {"a": 1}
