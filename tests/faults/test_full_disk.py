"""A disk that is full or read-only: one clear sentence, the old files whole, nothing half-written left."""

from __future__ import annotations

import errno
import gc
import tempfile

import pandas as pd
import pytest
from click.testing import CliRunner

from tests.cli.commands import in_a_process
from tests.conftest import app_for
from tests.decisions.making import decision
from tests.exports.tables import TABLES
from tests.faults.making import leftovers, named, served_version, versions
from webmap.cli.files.geocoded import WRITERS, write_geocoded
from webmap.cli.main import main
from webmap.decisions.append import append
from webmap.decisions.ledger import load_ledger
from webmap.errors import DecisionsError, NoRoomError, OutputError, SnapshotError
from webmap.places.regions.cache import cached_frame
from webmap.snapshot import pointer as pointer_module
from webmap.snapshot.snapshot import write_snapshot
from webmap.system.atomic_file import replaced
from webmap.system.disk import REASONS, disk_failure
from webmap.system.shipped_files import data_path
from webmap.system.temporary_folder import scratch_folder
from webmap.web.api import dataset, exports
from webmap.web.http.answer_cache import ResponseCache

pytestmark = pytest.mark.slow

FULL, READ_ONLY = (REASONS[number].render("ko") for number in (errno.ENOSPC, errno.EROFS))


@pytest.fixture(autouse=True)
def unfinished_files():
    """Files that a full disk left unfinished end with their test: later, their failure would fall into another one."""
    yield
    gc.collect()


def everything(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("free_kb", [0, 8, 600, 1_600, 2_400, 3_200])
def test_a_build_that_fills_the_disk_leaves_the_old_map_and_the_disk_as_they_were(
    publishing, sample_snapshot, disk, free_kb
):
    publishing.publish(disk.folder, "20260101T000000Z-old")
    before = everything(disk.folder)
    disk.leave_free(free_kb)
    with pytest.raises(SnapshotError) as failure:
        write_snapshot(named(sample_snapshot, "20260102T000000Z-new"), disk.folder)
    assert FULL in str(failure.value)
    assert served_version(disk.folder) == "20260101T000000Z-old"
    assert everything(disk.folder) == before
    assert leftovers(disk.folder) == []


def test_a_pointer_that_cannot_be_written_leaves_the_old_map_alone(publishing, quick_folder, monkeypatch):
    publishing.publish(quick_folder, "20260101T000000Z-old")

    def full(_path):
        raise OSError(errno.ENOSPC, FULL)

    monkeypatch.setattr(pointer_module, "sync_file", full)
    with pytest.raises(SnapshotError):
        publishing.publish(quick_folder, "20260102T000000Z-new")
    assert served_version(quick_folder) == "20260101T000000Z-old"
    assert versions(quick_folder) == ["20260101T000000Z-old"]
    assert leftovers(quick_folder) == []


def test_what_is_wrong_with_the_program_is_not_blamed_on_the_disk(quick_folder):
    assert disk_failure(ValueError("a fault of ours"), quick_folder) is None
    with pytest.raises(ValueError, match="ours"), replaced(quick_folder / "x.csv"):
        raise ValueError("ours")
    with pytest.raises(FileNotFoundError), scratch_folder() as folder:
        (folder / "no such file").read_bytes()


@pytest.mark.parametrize("suffix", [*TABLES, "svg"])
def test_an_export_to_a_full_disk_keeps_the_file_that_was_there(sample_folder, disk, monkeypatch, suffix):
    monkeypatch.setenv("WEBMAP_SNAPSHOTS", str(sample_folder))
    (path := disk.folder / f"map.{suffix}").write_text("before")
    disk.leave_free(8)
    done = CliRunner().invoke(main, ["export", "schools", "-o", str(path), "--force", "--lang", "en"])
    assert done.exit_code == OutputError.exit_code, done.output
    assert FULL in done.output
    assert {each.name: each.read_bytes() for each in disk.folder.iterdir()} == {path.name: b"before"}


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_geocoded_list_finds_a_full_disk(sample, disk, suffix):
    disk.leave_free(8)
    with pytest.raises(OutputError) as failure:
        write_geocoded(sample.matches, disk.folder / f"result{suffix}", "en", fictional=True)
    assert FULL in str(failure.value)
    assert list(disk.folder.iterdir()) == []


def test_decisions_that_find_no_room_leave_the_ledger_as_it_was(disk):
    path = disk.folder / "decisions.csv"
    append(path, [decision("가상한빛고", "V1")])
    before = path.read_bytes()
    disk.leave_free(4)
    with pytest.raises(DecisionsError) as failure:
        append(path, [decision(f"가상{number}고", "V1", why="전화로 물음 " * 10) for number in range(200)])
    assert FULL in str(failure.value)
    assert path.read_bytes() == before
    disk.make_roomy()
    assert append(path, [decision("가상솔빛중", "V2")]) == 1
    assert load_ledger(path).faults == ()


def test_a_full_cache_costs_time_and_not_the_result(disk):
    disk.leave_free(8)
    table = pd.DataFrame({"number": range(100_000)})
    assert cached_frame(disk.folder / "table.parquet", lambda: table) is table
    assert {path.name for path in disk.folder.iterdir()} == {".lock"}


def test_a_cache_does_not_keep_what_killed_processes_have_left(tmp_path):
    (tmp_path / "tmp123.part").write_bytes(b"half")
    cached_frame(tmp_path / "table.parquet", lambda: pd.DataFrame({"number": [1]}))
    assert {path.name for path in tmp_path.iterdir()} == {".lock", "table.parquet"}


@pytest.fixture
def temporary(disk, monkeypatch):
    """The small disk as the one for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
    return disk


@pytest.mark.parametrize("state", ["full", "read-only"])
def test_pages_go_on_and_exports_say_why_not_where_temporary_files_find_no_room(
    sample_folder, temporary, state, monkeypatch
):
    # What other tests had made is held by this process, and would be given out.
    for module in (exports, dataset):
        monkeypatch.setattr(module, "response_cache", ResponseCache("empty"))
    dataset._files_cache.cache_clear()
    client = app_for(sample_folder).test_client()
    temporary.leave_free(8) if state == "full" else temporary.make_read_only()
    for address in ("/exports/schools.xlsx", "/exports/regions.gpkg", "/dataset/dataset.zip"):
        answer = client.get(f"{address}?lang=en" if "exports" in address else address)
        assert answer.status_code == NoRoomError.http_status, address
        assert answer.json["title"] == NoRoomError.kind
        assert answer.headers["Retry-After"]
        assert str(temporary.folder) not in answer.text
    for address in ("/", "/embed", "/api/schools.geojson", "/readyz"):
        assert client.get(address).status_code == 200, address
    assert list(temporary.folder.iterdir()) == []
    temporary.make_roomy()
    assert client.get("/exports/schools.xlsx").status_code == 200


def test_a_read_only_disk_is_served_from_and_refuses_what_would_be_written(publishing, disk):
    publishing.publish(disk.folder, "20260101T000000Z-old")
    disk.make_read_only()
    client = app_for(disk.folder, cache=disk.folder / "cache").test_client()
    for address in (
        "/",
        "/embed",
        "/about",
        "/api/schools.geojson",
        "/exports/schools.csv",
        "/dataset/feed.atom",
    ):
        assert client.get(address).status_code == 200, address
    with pytest.raises(SnapshotError, match=READ_ONLY):
        publishing.publish(disk.folder, "20260102T000000Z-new")
    with pytest.raises(DecisionsError, match=READ_ONLY):
        append(disk.folder / "decisions.csv", [decision("가상한빛고", "V1")])
    with pytest.raises(OutputError, match=READ_ONLY), replaced(disk.folder / "map.csv"):
        pass
    table = pd.DataFrame({"number": [1]})
    assert cached_frame(disk.folder / "table.parquet", lambda: table) is table


@pytest.mark.parametrize("arguments", [["-o", "result.xlsx"], ["--open-rows", "rows.xlsx"]])
def test_a_workbook_that_finds_no_room_is_one_sentence_and_no_traceback(disk, arguments):
    """In a process of its own: Python ends files that a library has left open as the process ends."""
    disk.leave_free(4)
    sample = data_path("sample")
    done = in_a_process(
        "geocode", sample / "list_community.csv", "--register", sample / "register_schools.csv", *arguments,
        cwd=disk.folder, WEBMAP_LANGUAGE="en",
    )  # fmt: skip
    assert done.returncode == OutputError.exit_code
    assert (
        done.stderr
        == f"webmap: The file {arguments[1]} could not be written (no space is left on the disk).\n"
    )
