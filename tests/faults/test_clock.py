"""A clock that jumps: nothing that is served or being written is removed, and a wrong date is reported."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime

import pytest

from tests.faults.making import leftovers, served_version, versions
from webmap import build
from webmap.cli.commands.build import build_and_publish
from webmap.cli.inputs import Inputs
from webmap.errors import RequestError
from webmap.exports.dataset.changes import kept_versions
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.system import clock
from webmap.web.http.published import Published

HOUR, YEARS = 3600, 20 * 365 * 86400


def publish_all(publishing, out, names, keep=2):
    for name in names:
        publishing.publish(out, name, keep)
        assert served_version(out) == name


def test_a_clock_that_goes_back_years_takes_nothing_from_the_readers(publishing, quick_folder):
    publish_all(publishing, quick_folder, ["20260101T000000Z-a", "20260102T000000Z-b", "20060101T000000Z-c"])
    assert "20260102T000000Z-b" in versions(quick_folder), "a reader may still be opening it"
    publish_all(publishing, quick_folder, ["20060102T000000Z-d", "20060103T000000Z-e"])
    assert versions(quick_folder) == ["20060102T000000Z-d", "20060103T000000Z-e"]


def test_a_map_that_was_gone_back_to_by_hand_outlasts_the_build_that_replaces_it(publishing, quick_folder):
    publish_all(publishing, quick_folder, ["20260101T000000Z-a", "20260102T000000Z-b"])
    (quick_folder / "current").write_text("20260101T000000Z-a")
    publish_all(publishing, quick_folder, ["20260103T000000Z-c"])
    assert "20260101T000000Z-a" in versions(quick_folder), "a reader may still be opening it"


def test_maps_dated_in_the_future_do_not_crowd_out_those_that_follow(publishing, quick_folder):
    publish_all(publishing, quick_folder, ["20990101T000000Z-a", "20990102T000000Z-b"])
    publish_all(publishing, quick_folder, ["20260101T000000Z-c", "20260102T000000Z-d", "20260103T000000Z-e"])
    assert versions(quick_folder) == ["20260102T000000Z-d", "20260103T000000Z-e"]


def test_the_history_ends_with_the_map_that_is_served(publishing, quick_folder):
    publish_all(publishing, quick_folder, ["20990101T000000Z-a", "20260101T000000Z-b"], keep=5)
    assert kept_versions(quick_folder, "20260101T000000Z-b") == ["20260101T000000Z-b"]


@pytest.mark.parametrize("age", [-YEARS, -HOUR, 0, HOUR, YEARS])
def test_what_a_killed_build_has_left_goes_whatever_its_date(publishing, quick_folder, age):
    for name in (".new-killed", ".old-killed"):
        (quick_folder / name).mkdir()
        os.utime(quick_folder / name, (time.time() - age, time.time() - age))
    (quick_folder / ".current-killed").write_text("half")
    publishing.publish(quick_folder, "20260101T000000Z-a")
    assert leftovers(quick_folder) == []


@pytest.mark.parametrize("jump", [-YEARS, -HOUR, HOUR, YEARS])
def test_a_server_goes_on_and_takes_up_new_maps_while_the_clock_jumps(
    publishing, quick_folder, monkeypatch, jump
):
    publishing.publish(quick_folder, "20260101T000000Z-a")
    served = Published(Settings(snapshots=quick_folder), load_region_table())
    assert served.view().snapshot.version == "20260101T000000Z-a"
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + jump)
    (quick_folder / "current").write_text("damaged")
    assert served.view().snapshot.version == "20260101T000000Z-a"
    publishing.publish(quick_folder, "20260102T000000Z-b")
    assert served.view().snapshot.version == "20260102T000000Z-b"


def test_what_differs_is_never_published_under_one_version(sample, sample_snapshot, places, monkeypatch):
    class Frozen(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(build, "datetime", Frozen)
    monkeypatch.setattr(build, "cached_topology", lambda *_: {})
    today, earlier = (build.make_snapshot(sample, places, day) for day in (None, date(2024, 9, 1)))
    assert today.version[:17] == earlier.version[:17] == "20260101T000000Z-"
    assert today.version != earlier.version
    same, other = (each.manifest["content"] for each in (today, earlier))
    assert same == sample_snapshot.manifest["content"] != other, "the same content has the same digest"


def test_a_map_cannot_speak_for_a_day_that_has_not_come(tmp_path):
    with pytest.raises(RequestError) as failure:
        build_and_publish(Settings(snapshots=tmp_path / "out"), Inputs(), None, date(2999, 1, 1))
    assert "2999-01-01" in str(failure.value)
    assert not (tmp_path / "out").exists()


def test_a_map_dated_before_the_one_it_replaces_is_reported():
    (warning,) = clock.about_clock("20260101T000000Z-a", "20250101T000000Z-b")
    assert "20250101T000000Z-b" in warning.render("en")
    for before in (None, "20250101T000000Z-a", "named-by-hand"):
        assert clock.about_clock(before, "20250101T000000Z-b") == []
