"""Every command beside `webmap build` where the published snapshot holds protected numbers and no schools."""

from __future__ import annotations

import pytest

from tests.cli.commands import here
from tests.snapshot.protected.making import protected_sample
from webmap.cli.main import main
from webmap.snapshot.protected.ledger import note_editions
from webmap.snapshot.protected.snapshot import open_protected, write_protected
from webmap.system.shipped_files import data_path

READ_LISTS_AND_REGISTERS_ALONE = {
    "compare", "correction", "decide", "decisions", "explain", "geocode", "init", "list", "locate", "withdraw",
}  # fmt: skip
"""They open no snapshot, or take what they cannot learn from one as unknown."""
SERVE = {"run", "routes", "shell", "publish"}
"""They start the public process, or copy what it serves; their tests are those of the web and of the copy."""
TESTED_BELOW = {
    "backup",
    "build",
    "check",
    "disclosure",
    "export",
    "finding",
    "forget",
    "register",
    "restore",
}
# The desk publishes nothing then: tests/review/releases/test_regions.py.
NO_SCHOOLS = "holds protected numbers of regions, and no schools"


@pytest.fixture(scope="module")
def written(sample_snapshot, tmp_path_factory):
    """A folder of snapshots with a protected one and its ledger."""
    folder = tmp_path_factory.mktemp("map")
    protected = protected_sample(sample_snapshot)
    write_protected(
        protected,
        folder / "snapshots",
        on_published=lambda: note_editions(folder / "snapshots", [protected.edition]),
    )
    return folder


def webmap(folder, *arguments, **settings):
    return here(
        *arguments,
        cwd=folder,
        WEBMAP_SNAPSHOTS=str(folder / "snapshots"),
        WEBMAP_LANGUAGE="en",
        **{"WEBMAP_DISCLOSURE": "regions", **settings},
    )


def test_what_each_command_does_is_decided():
    # Flask adds commands of other packages once somebody asks for the list of all.
    ours = {
        name
        for name, command in main.commands.items()
        if command.callback.__module__.startswith(("webmap.", "flask."))
    }
    assert ours == READ_LISTS_AND_REGISTERS_ALONE | SERVE | TESTED_BELOW | {"desk"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "schools", "-o", "schools.csv"),
        ("register", "diff", "a", "b", "--published"),
        ("disclosure", "preview", "snapshots"),
    ],
)
def test_a_command_that_needs_schools_says_that_there_are_none(written, arguments):
    done = webmap(written, *arguments)
    assert done.returncode == 5
    assert NO_SCHOOLS in done.stderr
    assert not (written / "schools.csv").exists()


def test_a_table_of_the_numbers_is_exported(written, tmp_path):
    done = webmap(
        written, "export", "regions", "--by", "sido", "--status", "confirmed", "-o", tmp_path / "a.csv"
    )
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 18
    assert "schools_min" in lines[0]
    assert (tmp_path / "a.csv-metadata.json").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--by", "sigungu", "--level", "high", "-o", "a.csv"), 2),
        (("--sido", "26", "-o", "a.csv"), 2),
        (("--zip", "-o", "a.zip"), 2),
        (("-o", "a.txt"), 6),
    ],
)
def test_a_table_that_is_not_in_the_menu_is_refused(written, tmp_path, arguments, code):
    done = webmap(written, "export", "regions", *arguments[:-1], tmp_path / arguments[-1])
    assert done.returncode == code, done.stderr
    assert not list(tmp_path.iterdir())


def test_numbers_are_audited_from_the_snapshot_alone(written):
    version = open_protected(written / "snapshots").version
    for names in (
        (),
        ("snapshots",),
        (version,),
        (f"snapshots/{version}",),
        ("snapshots/ledger/2024-09-02.json",),
    ):
        done = webmap(written, "disclosure", "audit", *names)
        assert done.returncode == 0, done.stderr
        assert "Exactly known: 0. Narrowed: 0." in done.stdout


def test_a_snapshot_of_schools_cannot_be_audited(snapshots, tmp_path):
    done = here("disclosure", "audit", snapshots, cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert done.returncode == 5
    assert "shows schools" in done.stderr


def test_a_check_refuses_schools_where_none_may_be_shown(written, snapshots):
    assert webmap(written, "check").returncode == 0
    assert webmap(written, "check", WEBMAP_DISCLOSURE="schools").returncode == 0
    refused = webmap(written, "check", snapshots)
    assert refused.returncode == 5
    assert "none may be shown" in refused.stderr


def test_no_protected_snapshot_holds_a_school_to_forget(written):
    school = (
        data_path("sample/register_schools.csv").read_text("utf-8", "replace").splitlines()[1].split(",")[0]
    )
    done = webmap(written, "forget", school)
    assert done.returncode == 5
    assert "No kept snapshot" in done.stderr
    served = webmap(written, "forget", open_protected(written / "snapshots").version)
    assert "is served" in served.stderr


def test_a_finding_on_a_school_counts_as_a_correction_though_the_map_showed_none(written, tmp_path):
    register = data_path("sample/register_schools.csv")
    school = register.read_text("cp949").splitlines()[4].split(",")[0]
    files = ("--findings", tmp_path / "findings.csv", "--register", register)
    done = webmap(
        written,
        "finding",
        "add",
        school,
        "--status",
        "refuted",
        "--who",
        "desk",
        "--source",
        "office",
        *files,
    )
    assert done.returncode == 0, done.stderr
    assert "correction no. 1" in done.stdout


def test_a_backup_holds_the_ledger_and_brings_it_back(written, tmp_path):
    assert webmap(written, "backup", tmp_path / "map.zip").returncode == 0
    assert webmap(written, "restore", tmp_path / "map.zip", "--folder", tmp_path / "again").returncode == 0
    for name in ("ledger/2024-09-02.json", "current"):
        assert (tmp_path / "again/snapshots" / name).read_bytes() == (
            written / "snapshots" / name
        ).read_bytes()
    assert (
        open_protected(tmp_path / "again/snapshots").edition == open_protected(written / "snapshots").edition
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"WEBMAP_DISCLOSURE": "region"}, "Known values: schools, statuses, regions"),
        ({"WEBMAP_DISCLOSURE": "statuses"}, "names all of them"),
        ({"WEBMAP_PUBLIC_STATUSES": "confirmed"}, "withholds some"),
        ({"WEBMAP_AUDIENCE": "office"}, "which is for the public"),
        ({"WEBMAP_DISCLOSURE_NMIN": "4"}, "must be at least WEBMAP_DISCLOSURE_K"),
        ({"WEBMAP_DISCLOSURE_K": "2"}, "must be at least 3"),
        ({"WEBMAP_DISCLOSURE_ALPHA": "half"}, "a share such as 1/2"),
        ({"WEBMAP_DISCLOSURE_ALPHA": "1"}, "less than 1"),
        ({"WEBMAP_DISCLOSURE_DAYS": "0"}, "must be at least 1"),
    ],
)
def test_settings_that_mean_nothing_together_are_refused(tmp_path, settings, words):
    done = webmap(tmp_path, "check", **settings)
    assert done.returncode == 7
    assert words in done.stderr
