"""What has changed in a period, from the older snapshots that are kept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import app_for
from webmap.snapshot.snapshot import Snapshot, write_snapshot

ADDRESS = "/api/map/changes.json"
OLDER = "20241001T000000Z-00000000"


@pytest.fixture(scope="module")
def editions(
    published_snapshot: Snapshot, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample, and an older edition without its first five schools, where nothing was refuted or confirmed."""
    folder = tmp_path_factory.mktemp("editions")
    manifest = {
        **published_snapshot.manifest, "version": OLDER, "created": "2024-10-01T00:00:00Z", "as_of": "2024-09-30",
    }  # fmt: skip
    schools = published_snapshot.schools.iloc[5:].copy()
    schools.loc[schools["status"].isin(["confirmed", "refuted"]), "status"] = "reported"
    write_snapshot(replace(published_snapshot, manifest=manifest, schools=schools), folder)
    shutil.copytree(sample_folder, folder, dirs_exist_ok=True)
    return folder


def periods(folder: Path, **settings: object) -> dict[str, Any]:
    return app_for(folder, **settings).test_client().get(ADDRESS).get_json()["periods"]


def test_the_last_edition_shows_what_became_new_confirmed_refuted_and_withdrawn(
    editions: Path, published_snapshot: Snapshot
):
    found = periods(editions)["edition"]
    schools = published_snapshot.schools
    assert found["base"] == "2024-09-30"
    assert set(found["new"]) == set(schools["key"][:5])
    for status in ("confirmed", "refuted"):
        assert set(found[status]) == set(schools["key"][schools["status"] == status])
    assert set(found["withdrawn"]) == set(schools["key"][:5][schools["status"][:5] == "withdrawn"])


def test_days_hold_what_was_first_reported_in_them_and_states_since_an_edition_from_before(
    editions: Path, published_snapshot: Snapshot
):
    found = periods(editions)
    as_of, first = published_snapshot.manifest["as_of"], published_snapshot.schools["first_reported"]
    assert as_of == "2024-11-08"
    for days, since in (("7", "2024-11-02"), ("14", "2024-10-26"), ("30", "2024-10-10")):
        assert (found[days]["since"], found[days]["base"]) == (since, "2024-09-30")
        assert set(found[days]["new"]) == set(published_snapshot.schools["key"][first.fillna("") >= since])
        assert found[days]["confirmed"] == found["edition"]["confirmed"]


def test_without_an_older_edition_only_first_reports_are_known(sample_folder: Path):
    found = periods(sample_folder)
    assert found["edition"] is None
    assert set(found["30"]) == {"since", "base", "new"}
    assert found["30"]["base"] is None


def test_nothing_is_said_of_a_school_that_is_withheld_now(editions: Path, published_snapshot: Snapshot):
    found = periods(editions, public_statuses="confirmed,reported")["edition"]
    schools = published_snapshot.schools
    public = set(schools["key"][schools["status"].isin(["confirmed", "reported"])])
    assert set(found) == {"since", "base", "new", "confirmed"}
    assert set(found["new"]) | set(found["confirmed"]) <= public
