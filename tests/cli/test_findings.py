"""Findings as a person writes them: by key or by name, listed, and on the map with the next build."""

from __future__ import annotations

import pytest

from tests.cli.commands import here
from webmap.findings.ledger import load_findings
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.snapshot import open_snapshot
from webmap.system.clock import today_in_korea
from webmap.system.shipped_files import data_path
from webmap.view.filters import EVERYTHING
from webmap.view.view import View

pytestmark = pytest.mark.slow

REGISTER = data_path("sample/register_schools.csv")


@pytest.fixture
def webmap(tmp_path):
    def run(*arguments, register=True):
        words = ["--register", REGISTER] if register else []
        return here(*arguments, *words, cwd=tmp_path, WEBMAP_LANGUAGE="en")

    return run


def in_force(folder):
    (ledger,) = load_findings([folder / "findings.csv"])
    return [(each.school, each.school_name, each.status.value) for each in ledger.in_force.values()]


def test_a_school_is_named_by_its_key_or_by_a_name_and_region_that_mean_one(webmap, tmp_path):
    who = ("--who", "desk", "--reason", "no ground")
    assert webmap("withdraw", "V000000797", *who).returncode == 0
    assert webmap("withdraw", "가상중앙고", "--region", "부산", *who).returncode == 0
    assert in_force(tmp_path) == [
        ("V000000797", "가상소담중학교", "withdrawn"),
        ("V000000086", "가상중앙고등학교", "withdrawn"),
    ]
    again = webmap("withdraw", "가상소담중학교", *who)
    assert "nothing to write" in again.stdout


def test_a_name_that_means_several_schools_is_answered_with_their_keys(webmap, tmp_path):
    done = webmap("withdraw", "가상중앙고", "--who", "desk", "--reason", "x")
    assert done.returncode == 9
    assert "V000000061" in done.stderr
    assert "V000000086" in done.stderr
    assert not (tmp_path / "findings.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("withdraw", "가상없는이름고", "--who", "desk", "--reason", "x"), 9, "No school of the register"),
        (
            ("withdraw", "서울특별시 종로구 소격동 601-16", "--who", "desk", "--reason", "x"),
            9,
            "by its address alone",
        ),
        (("withdraw", "address:list.csv:3", "--who", "desk", "--reason", "x"), 9, "list add SLUG FILE"),
        (("withdraw", "가상없는이름고 2", "--who", "desk", "--reason", "x"), 9, "No school of the register"),
        (("withdraw", "V000000797", "--who", "desk"), 2, "--reason is missing"),
        (("withdraw", "V000000797", "--reason", "x"), 2, "--who is missing"),
        (("finding", "add", "V000000797", "--status", "confirmed", "--who", "desk"), 9, "give the source"),
        (("finding", "add", "V000000797", "--status", "maybe", "--who", "desk"), 2, "confirmed, refuted"),
        (
            ("finding", "add", "V000000797", "--status", "open", "--who", "desk", "--date", "2999-01-01"),
            9,
            "in the future",
        ),
    ],
)
def test_what_cannot_be_written_is_one_sentence(webmap, tmp_path, arguments, code, sentence):
    done = webmap(*arguments)
    assert done.returncode == code
    assert sentence in done.stderr
    assert not (tmp_path / "findings.csv").exists()


def test_a_finding_is_on_the_map_with_the_next_build_and_open_takes_it_back(webmap, tmp_path):
    (tmp_path / "list.csv").write_text(
        "학교,날짜\n가상소담중학교,2024-08-26\n가상별터고등학교,2024-08-26\n", "utf-8"
    )
    build = ("build", "list.csv", "--yes", "--verbose")
    assert "Schools on the map: 2" in webmap(*build).stdout
    found = ("--source", "가상 교육청", "--date", "2024-09-20", "--who", "desk", "--evidence", "letter 7")
    webmap("finding", "add", "V000000062", "--status", "refuted", *found, "--why", "asked the school")
    webmap("withdraw", "V000000797", "--who", "desk", "--reason", "no ground")
    shown = webmap("finding", "list", register=False).stdout
    for words in (
        "가상별터고등학교 (V000000062), Refuted",
        "found by 가상 교육청, 2024-09-20",
        "letter 7",
        "no ground",
    ):
        assert words in shown
    built = webmap(*build).stdout
    assert "Schools on the map: 1; before: 2" in built
    assert "가상별터고등학교 (서울특별시 강남구): Reported → Refuted" in built
    assert "Findings: 1 schools with a finding, 1 schools withdrawn" in built
    view = View(open_snapshot(tmp_path / "var" / "snapshots", notes=False), load_region_table())
    (school,) = view.schools(EVERYTHING).to_dict("records")
    assert school["decisions"] == [f"가상 교육청 (desk, {today_in_korea()}): asked the school"]
    webmap("finding", "add", "V000000797", "--status", "open", "--who", "desk", "--why", "wrong school")
    assert "Schools on the map: 2; before: 1" in webmap(*build).stdout


@pytest.mark.parametrize("name", ["findings.csv", "copy of findings.csv"])
def test_a_file_of_findings_among_the_lists_is_refused(webmap, tmp_path, name):
    webmap("withdraw", "V000000797", "--who", "desk", "--reason", "no ground")
    (tmp_path / name).write_bytes((tmp_path / "findings.csv").read_bytes())
    done = webmap("build", name, "--yes")
    assert done.returncode == 2
    assert "is no list" in done.stderr


def test_a_damaged_line_stops_the_build_and_the_old_map_stays(webmap, tmp_path):
    (tmp_path / "list.csv").write_text("학교\n가상소담중학교\n", "utf-8")
    webmap("withdraw", "V000000797", "--who", "desk", "--reason", "no ground")
    path = tmp_path / "findings.csv"
    path.write_text(path.read_text("utf-8").replace("no ground", "a ground"), "utf-8")
    done = webmap("build", "list.csv", "--yes")
    assert done.returncode == 9
    assert "findings.csv, line 2" in done.stderr
    assert "may withdraw a school" in done.stderr
    assert not (tmp_path / "var").exists()
