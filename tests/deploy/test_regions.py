"""Copying protected snapshots: with their ledger, and none of schools to where none may be shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.deploy.test_snapshots import run
from tests.snapshot.protected.making import protected_sample
from webmap.snapshot.forgetting.forget import versions_in
from webmap.snapshot.protected.ledger import note_editions
from webmap.snapshot.protected.snapshot import open_protected, write_protected

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not here"),
]


@pytest.fixture
def protected(sample_snapshot, tmp_path: Path) -> Path:
    folder = tmp_path / "protected"
    made = protected_sample(sample_snapshot)
    write_protected(made, folder, on_published=lambda: note_editions(folder, [made.edition]))
    return folder


def test_a_protected_snapshot_is_pushed_with_its_ledger_and_takes_the_place_of_schools(
    protected, sample_folder, tmp_path, monkeypatch
):
    served = shutil.copytree(sample_folder, tmp_path / "served")
    monkeypatch.setenv("WEBMAP_DISCLOSURE", "regions")
    done = run("push-snapshot", protected, served)
    assert done.returncode == 0, done.stderr
    assert versions_in(served) == [open_protected(served).version]
    assert [path.name for path in (served / "ledger").iterdir()] == ["2024-09-02.json"]


@pytest.mark.parametrize("script", ["push-snapshot", "pull-snapshot"])
def test_no_snapshot_of_schools_is_taken_where_none_may_be_shown(
    protected, sample_folder, tmp_path, monkeypatch, script
):
    monkeypatch.setenv("WEBMAP_DISCLOSURE", "regions")
    done = run(script, sample_folder, protected)
    assert done.returncode == 5
    assert "none may be shown" in done.stderr
    assert versions_in(protected) == [open_protected(protected).version]
