"""Publishing again, into folders of others, without room, and after a kill: readers always have a whole copy."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.site.making import publish_sample, state
from webmap.errors import FilterError, OutputError, SettingsError
from webmap.settings.settings import Settings
from webmap.site import swap
from webmap.site.links import check
from webmap.site.make import program_files
from webmap.site.manifest import read_manifest
from webmap.site.options import PublishOptions
from webmap.site.publish import publish
from webmap.site.tree import Tree
from webmap.system.disk import NO_ROOM
from webmap.system.progress import ProgressBars

pytestmark = pytest.mark.slow

PART = {"sido": "41", "level": "high"}


@pytest.fixture(scope="module")
def plain(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy without exports."""
    target = tmp_path_factory.mktemp("plain") / "map"
    publish_sample(sample_folder, target)
    return target


@pytest.fixture
def published(plain: Path, tmp_path: Path) -> Path:
    """The same copy, to be changed."""
    return Path(shutil.copytree(plain, tmp_path / "map"))


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_publishing_again_touches_nothing(sample_folder: Path, plain: Path):
    before = state(plain)
    assert publish_sample(sample_folder, plain).changed == 0
    assert state(plain) == before
    assert beside(plain) == ["map"]


def test_a_copy_of_a_part_holds_nothing_else_and_touches_only_what_differs(
    sample_folder: Path, published: Path, client: FlaskClient
):
    before = state(published)
    publish_sample(sample_folder, published, copy_filters=PART, base_url="https://map.example.org/sub")
    after = state(published)

    everything = client.get("/api/schools.geojson?status=confirmed,under_review,reported,refuted,withdrawn")
    features = everything.get_json()["features"]
    parts = [all(each["properties"][name] == value for name, value in PART.items()) for each in features]
    outside = [each["id"].encode() for each, within in zip(features, parts, strict=True) if not within]
    inside = [each["id"].encode() for each, within in zip(features, parts, strict=True) if within]
    kept = read_manifest(published).previous_files
    old = {name for path in kept for name in (path, f"{path}.br", f"{path}.gz")}
    contents = {path: (published / path).read_bytes() for path in after if path not in old}
    # Entries off the map may have schools anywhere as candidates.
    page_bytes = b"".join(
        content
        for path, content in contents.items()
        if not path.endswith((".br", ".gz")) and "unplaced" not in path
    )
    assert len(outside) > len(inside) > 0
    assert [key for key in outside if key in page_bytes] == []
    assert [key for key in inside if key not in page_bytes] == []

    same = {path for path in after if after[path] == before.get(path)}
    assert any(path.startswith("data/pieces/") for path in same)
    assert {path for path in before if path.startswith("assets/")} <= same
    assert "matching/index.html" not in same  # it says what the copy holds
    # Pages that readers have open load the new data: what was taken back must not stay at its old address.
    assert [path for path in kept if path.startswith("data/") and not path.startswith("data/pieces/")] == []
    assert set(kept) <= same
    assert b"https://map.example.org/sub/en/about/" in contents["sitemap.xml"]
    assert 'rel="canonical" href="https://map.example.org/sub/"' in contents["index.html"].decode()
    assert "경기도" in contents["about/index.html"].decode()

    publish_sample(sample_folder, published, copy_filters=PART, drop_previous=True)
    assert not any((published / path).exists() for path in [*kept, "robots.txt", "sitemap.xml"])
    assert read_manifest(published).previous_files == {}


def test_a_folder_of_others_is_refused(sample_folder: Path, published: Path, tmp_path: Path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.txt").write_text("mine")
    (published / "mine.txt").write_text("mine")
    for folder, name in ((own, "thesis.txt"), (published, "mine.txt"), (own / "thesis.txt", "thesis.txt")):
        with pytest.raises(OutputError, match=r"thesis\.txt|mine\.txt"):
            publish_sample(sample_folder, folder)
        assert (folder if folder.is_file() else folder / name).read_text() == "mine"


def test_what_an_office_may_see_is_never_published(sample_folder: Path, tmp_path: Path):
    settings = Settings(snapshots=sample_folder, audience="office")
    with pytest.raises(SettingsError, match="WEBMAP_AUDIENCE"):
        publish(PublishOptions(tmp_path / "map", settings), ProgressBars("en"))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_filter_is_refused_before_anything_is_written(sample_folder: Path, tmp_path: Path):
    with pytest.raises(FilterError, match="primary"):
        publish_sample(sample_folder, tmp_path / "map", copy_filters={"level": "primary"})
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_not_narrowed_by_lists(sample_folder: Path, tmp_path: Path):
    with pytest.raises(FilterError, match="목록으로"):
        publish_sample(sample_folder, tmp_path / "map", copy_filters={"lists": "list_press-xlsx"})
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_room_the_old_copy_stays(
    sample_folder: Path, published: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(self: Tree, _path: str, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = state(published)
    monkeypatch.setattr(Tree, "put", full)
    with pytest.raises(OutputError, match=NO_ROOM.render("ko")):
        publish_sample(sample_folder, published, copy_filters=PART)
    assert state(published) == before
    assert beside(published) == ["map"]


def test_a_file_of_the_old_copy_that_was_damaged_is_rewritten(sample_folder: Path, published: Path):
    (published / "index.html").write_text("damaged")
    (published / "about" / "index.html.gz").write_bytes(b"damaged")
    publish_sample(sample_folder, published)
    check(published, read_manifest(published), "")


@pytest.mark.parametrize("fresh", ["map", None])
def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path, fresh: str | None):
    target = tmp_path / "map"
    swap.staging_path(target).mkdir()
    (swap.staging_path(target) / "index.html").write_text("half")
    if fresh:
        target.mkdir()
        (target / "index.html").write_text("whole")
    else:  # killed between the two renames of a system that cannot exchange folders
        swap.previous_path(target).mkdir()
        (swap.previous_path(target) / "index.html").write_text("whole")
    swap.finish_interrupted_swap(target)
    assert (target / "index.html").read_text() == "whole"
    assert beside(target) == ["map"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_new_copy_takes_the_place_of_the_old_one(
    tmp_path: Path, can_exchange: bool, monkeypatch: pytest.MonkeyPatch
):
    if not can_exchange:
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    target = tmp_path / "map"
    for content in ("first", "second"):
        swap.staging_path(target).mkdir()
        (swap.staging_path(target) / "index.html").write_text(content)
        swap.swap(swap.staging_path(target), target)
        assert (target / "index.html").read_text() == content
        assert beside(target) == ["map"]


def test_what_python_compiles_meanwhile_is_no_part_of_the_program(tmp_path: Path):
    (tmp_path / "room" / "__pycache__").mkdir(parents=True)
    for name in ("room/view.py", "room/__pycache__/view.cpython-311.pyc", "room/__pycache__/view.pyc.140"):
        (tmp_path / name).write_text("")
    assert program_files(tmp_path) == [tmp_path / "room" / "view.py"]
