import errno
import json
import os
import time
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from geopandas.testing import assert_geodataframe_equal

from webmap.errors import SnapshotError
from webmap.snapshot.manifest import FORMAT
from webmap.snapshot.rows import Rows
from webmap.snapshot.snapshot import PACKAGE, current_version, open_snapshot, write_snapshot
from webmap.system.lock import LOCK_FILE
from webmap.vocabulary.terms import RegionLevel


def no_locks(*_arguments, **_named):
    raise OSError(errno.ENOLCK, "No locks available")


def test_what_was_written_reads_back_the_same(sample_snapshot, sample_folder):
    read = open_snapshot(sample_folder)
    assert read.version == sample_snapshot.version
    assert len(read.schools) == len(sample_snapshot.schools) > 400
    assert_geodataframe_equal(read.regions[RegionLevel.SIDO], sample_snapshot.regions[RegionLevel.SIDO])
    pd.testing.assert_frame_equal(read.counts, sample_snapshot.counts)
    assert list(read.rows) == list(sample_snapshot.rows)


def test_the_manifest_accounts_for_every_entry(sample, published_snapshot):
    manifest = published_snapshot.manifest
    assert manifest["rows"] == sample.rows > 0
    assert sum(manifest["account"].values()) == manifest["entries"] == len(published_snapshot.rows)
    assert manifest["fictional"] is True


def test_nothing_published_is_a_sentence(tmp_path):
    assert current_version(tmp_path) is None
    with pytest.raises(SnapshotError) as failure:
        open_snapshot(tmp_path)
    assert "webmap build" in str(failure.value)


@pytest.mark.parametrize("name", ["schools.parquet", "rows.parquet", "manifest.json", "sido.parquet"])
def test_a_damaged_file_is_noticed(sample_snapshot, snapshots, name):
    folder = snapshots / sample_snapshot.version
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (folder / name).write_bytes(content)
    with pytest.raises(SnapshotError):
        open_snapshot(snapshots)


def test_a_pointer_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "current").write_text("../elsewhere")
    assert current_version(tmp_path) is None


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"",
        b"\n",
        b"..",
        b"a b c",
        b"a\nnot-a-digest",
        b"20260101\x00",
        "판".encode(),
        b"a" * 5000,
    ],
)
def test_a_pointer_that_is_no_version_is_a_sentence(tmp_path, content):
    (tmp_path / "current").write_bytes(content)
    assert current_version(tmp_path) is None
    with pytest.raises(SnapshotError):
        open_snapshot(tmp_path)


def test_a_pointer_written_by_hand_needs_no_digest(sample_snapshot, snapshots):
    (snapshots / "current").write_text(f"\ufeff{sample_snapshot.version}\r\n", "utf-8")
    assert open_snapshot(snapshots).version == sample_snapshot.version


def test_a_manifest_that_was_changed_afterwards_is_noticed(sample_snapshot, snapshots):
    folder = snapshots / sample_snapshot.version
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "fictional": False}), "utf-8")
    with pytest.raises(SnapshotError):
        open_snapshot(snapshots)


@pytest.mark.parametrize("number", [0, 1, FORMAT - 1, FORMAT + 1, FORMAT + 99])
@pytest.mark.parametrize("more", [{}, {"account": None, "sources": 7, "files": {}}])
def test_a_snapshot_of_another_format_is_refused_in_a_sentence_that_names_both(
    sample_snapshot, snapshots, number, more
):
    folder = snapshots / sample_snapshot.version
    (snapshots / "current").write_text(sample_snapshot.version)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, **more, "format": number}), "utf-8")
    with pytest.raises(SnapshotError) as failure:
        open_snapshot(snapshots)
    for language in ("ko", "en"):
        sentence = failure.value.message.render(language)
        assert f"{number}" in sentence
        assert f"{FORMAT}" in sentence
        assert "webmap build" in sentence


@pytest.mark.parametrize("column", ["provider", "rules", "office", "radius_m", "notes", "key"])
def test_a_snapshot_without_a_column_of_schools_is_not_opened(sample_snapshot, tmp_path, column):
    older = replace(sample_snapshot, schools=sample_snapshot.schools.drop(columns=column))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("webmap.snapshot.snapshot.write_package", lambda *_: None)
        patch.setattr("webmap.snapshot.snapshot._schools", lambda path, _notes: gpd.read_parquet(path))
        write_snapshot(older, tmp_path)
    with pytest.raises(SnapshotError) as failure:
        open_snapshot(tmp_path)
    assert "webmap build" in failure.value.message.render("en")


WRONG_MANIFESTS = {
    "a list": lambda _: [],
    "a number": lambda _: 1,
    "without a version": lambda whole: {**whole, "version": None},
    "without an account": lambda whole: {name: value for name, value in whole.items() if name != "account"},
    "without an outcome": lambda whole: {**whole, "account": {"matched": 1}},
    "of another format": lambda whole: {**whole, "format": 1},
    "files that are a list": lambda whole: {**whole, "files": []},
    "no files": lambda whole: {**whole, "files": {}},
    "without rows.parquet": lambda whole: {
        **whole,
        "files": {n: f for n, f in whole["files"].items() if n != "rows.parquet"},
    },
    "a file elsewhere": lambda whole: {
        **whole,
        "files": {**whole["files"], "../x": whole["files"]["rows.parquet"]},
    },
    "a source that is a text": lambda whole: {**whole, "sources": ["list.csv"]},
    "a check without its share": lambda whole: {**whole, "place_check": {}},
}


@pytest.mark.parametrize("wrong", WRONG_MANIFESTS)
def test_a_manifest_of_another_shape_is_a_damaged_snapshot(sample_snapshot, sample_folder, tmp_path, wrong):
    whole = json.loads((sample_folder / sample_snapshot.version / "manifest.json").read_text("utf-8"))
    folder = tmp_path / sample_snapshot.version
    folder.mkdir()
    for path in (sample_folder / sample_snapshot.version).iterdir():
        (folder / path.name).hardlink_to(path)
    (folder / "manifest.json").unlink()
    (tmp_path / "current").write_text(sample_snapshot.version)
    (folder / "manifest.json").write_text(json.dumps(whole), "utf-8")
    assert open_snapshot(tmp_path).version == sample_snapshot.version
    (folder / "manifest.json").write_text(json.dumps(WRONG_MANIFESTS[wrong](whole)), "utf-8")
    with pytest.raises(SnapshotError):
        open_snapshot(tmp_path)


@pytest.mark.parametrize("name", ["manifest.json", "rows.parquet"])
def test_a_deeply_nested_file_is_a_damaged_snapshot(sample_snapshot, snapshots, name):
    folder = snapshots / sample_snapshot.version
    (folder / name).write_text("[" * 200_000)
    (snapshots / "current").write_text(sample_snapshot.version)
    with pytest.raises(SnapshotError):
        open_snapshot(snapshots)


def test_a_failed_write_leaves_the_old_snapshot_served(sample_snapshot, snapshots, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("webmap.snapshot.snapshot.write_package", full)
    with pytest.raises(SnapshotError) as failure:
        write_snapshot(sample_snapshot, snapshots)
    assert "no space is left on the disk" in failure.value.message.render("en")
    assert open_snapshot(snapshots).version == sample_snapshot.version
    assert [path.name for path in snapshots.iterdir() if path.name.startswith(".")] == [LOCK_FILE]


@pytest.fixture
def without_package(monkeypatch):
    """Which folders stay does not depend on the file for GIS, which takes most of the time."""
    monkeypatch.setattr("webmap.snapshot.snapshot.write_package", lambda *_: None)


def test_old_snapshots_are_given_up(sample_snapshot, without_package, tmp_path):
    for number in range(3):
        manifest = {**sample_snapshot.manifest, "version": f"2026010{number}T000000Z-abc"}
        snapshot = type(sample_snapshot)(**{**vars(sample_snapshot), "manifest": manifest})
        write_snapshot(snapshot, tmp_path, keep=2)
    assert sorted(path.name[:8] for path in tmp_path.iterdir() if path.is_dir()) == ["20260101", "20260102"]


def test_without_locks_what_may_be_written_now_is_left_alone_and_what_is_a_day_old_goes(
    sample_snapshot, without_package, tmp_path, monkeypatch
):
    monkeypatch.setattr("webmap.system.lock._take", no_locks)
    for name, age in ((".new-running", 60), (".new-killed", 25 * 3600)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text("{}")
        when = time.time() - age
        os.utime(tmp_path / name, (when, when))
    for number in range(3):
        manifest = {**sample_snapshot.manifest, "version": f"2026010{number}T000000Z-abc"}
        write_snapshot(
            type(sample_snapshot)(**{**vars(sample_snapshot), "manifest": manifest}), tmp_path, keep=2
        )
    assert sorted(path.name[:9] for path in tmp_path.iterdir()) == [
        ".lock",
        ".new-runn",
        "20260101T",
        "20260102T",
        "current",
    ]


def test_a_build_that_was_published_in_the_same_second_stays(sample_snapshot, tmp_path):
    first = write_snapshot(sample_snapshot, tmp_path)
    assert write_snapshot(sample_snapshot, tmp_path) == first
    assert open_snapshot(tmp_path).version == sample_snapshot.version


def test_gis_can_open_the_layers_and_reads_the_notice(sample_folder):
    package = sample_folder / str(current_version(sample_folder)) / PACKAGE
    layers = {name for name, _ in pyogrio.list_layers(package)}
    assert layers == {"schools", "sido", "sigungu", "office", "about", "layer_styles"}
    about = pyogrio.read_dataframe(package, layer="about").set_index("key")["value"]
    assert "가상의 예시 자료" in about["notice"]
    assert "ictional" in about["notice"]
    regions = pyogrio.read_dataframe(package, layer="sigungu")
    assert len(regions) == 229
    points = pyogrio.read_dataframe(package, layer="schools")
    assert regions["schools"].sum() == (~points["status"].isin(["refuted", "withdrawn"])).sum()


def test_no_text_of_a_refused_row_is_stored(sample_folder):
    folder = sample_folder / str(current_version(sample_folder))
    rows = list(Rows(folder / "rows.parquet"))
    refused = [row for row in rows if row["outcome"] == "refused"]
    assert refused
    assert all(row["query"] == "" and row["region"] == "" and row["candidates"] == [] for row in refused)
    for path in folder.iterdir():
        assert b"010-0000-0000" not in path.read_bytes()
