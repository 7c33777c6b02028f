"""What was taken back leaves the kept snapshots, and the served one stays."""

import pytest

from tests.conftest import app_for, publish_again
from webmap.cli.commands.forget import forget_kept
from webmap.errors import SnapshotError
from webmap.settings.settings import Settings
from webmap.snapshot.forgetting.forget import versions_in, versions_naming
from webmap.snapshot.pointer import read_pointer

LATER = {"version": "20990101T000000Z-later", "created": "2099-01-01T00:00:00+00:00"}


@pytest.fixture
def two(snapshots):
    """A folder with an older snapshot and the served one; the older version and a listed school's key."""
    older = read_pointer(snapshots).version
    publish_again(snapshots, **LATER)
    key = app_for(snapshots).test_client().get("/api/schools.geojson").json["features"][0]["id"]
    return snapshots, older, key


def test_a_version_is_removed_and_can_no_longer_be_compared_with(two):
    folder, older, _ = two
    forget_kept(Settings(snapshots=folder), older)
    assert versions_in(folder) == [LATER["version"]]
    assert not list(folder.glob(".old-*"))
    answer = app_for(folder).test_client().get(f"/exports/regions.json?compare={older}")
    assert answer.status_code == 400


@pytest.mark.parametrize("column", ["key", "name"])
def test_older_snapshots_that_hold_a_school_are_removed_and_the_served_one_stays(two, column):
    folder, _, key = two
    client = app_for(folder).test_client()
    named = {"key": key, "name": client.get(f"/api/schools/{key}").json["properties"]["name"]}[column]
    with pytest.raises(SnapshotError) as raised:
        forget_kept(Settings(snapshots=folder), named)
    assert "still holds it" in raised.value.message.render("en")
    assert versions_in(folder) == [LATER["version"]]


@pytest.mark.parametrize("name", ["schools.parquet", "rows.parquet", "manifest.json"])
def test_a_served_snapshot_that_cannot_be_read_is_no_success(two, name):
    folder, _, key = two
    (folder / LATER["version"] / name).write_bytes(b"damaged")
    with pytest.raises(SnapshotError) as raised:
        forget_kept(Settings(snapshots=folder), key)
    assert "cannot be read" in raised.value.message.render("en")
    assert versions_in(folder) == [LATER["version"]]


def test_the_served_snapshot_and_unknown_names_are_refused(two):
    folder, older, _ = two
    for what in (LATER["version"], "nothing of this name"):
        with pytest.raises(SnapshotError):
            forget_kept(Settings(snapshots=folder), what)
    assert versions_in(folder) == [older, LATER["version"]]


def test_a_snapshot_that_nobody_can_read_counts_as_one_that_may_hold_the_school(two):
    folder, older, _ = two
    (folder / older / "schools.parquet").write_bytes(b"damaged")
    assert versions_naming(folder, "nothing of this name") == [older]
