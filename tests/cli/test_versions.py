"""What a build tells of the versions of a list, and what the page of lists then holds."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from tests.cli.commands import here
from tests.conftest import app_for
from tests.withheld.making import _a_candidate as a_candidate
from webmap.decisions.append import append
from webmap.decisions.decision import Decision
from webmap.decisions.question import Question
from webmap.system.clock import KOREA
from webmap.system.shipped_files import data_path

pytestmark = pytest.mark.slow

HEADER = "학교,지역,날짜,상태\n가상서중,,2024-08-27,제보\n"
FIRST = HEADER + "가상소담중,충청남도 홍성군,2024-08-26,제보\n가상별터고,서울,2024-08-27,제보\n"
SECOND = HEADER + "가상소담중,충청남도 홍성군,2024-08-26,확인\n가상배꽃고등학교,부산광역시,2024-09-01,제보\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    registers = [
        word for name in ("register_schools.csv", "register_universities.csv")
        for word in ("--register", data_path(f"sample/{name}"))
    ]  # fmt: skip
    webmap("init", "map", *registers, cwd=folder)
    for number, text in enumerate((FIRST, SECOND), start=1):
        (folder / "list.csv").write_text(text, "utf-8")
        added = webmap(
            "list", "add", "union", folder / "list.csv", "--version", str(number),
            *(("--title", "가상 조합", "--kind", "union") if number == 1 else ()), cwd=folder / "map",
        )  # fmt: skip
        assert added.returncode == 0, added.stderr
    return folder / "map"


def webmap(*arguments, cwd):
    return here(*arguments, cwd=cwd, WEBMAP_LANGUAGE="en")


@pytest.fixture(scope="module")
def built(project):
    return webmap("build", cwd=project)


def test_a_build_tells_what_the_newest_version_changed(built):
    assert built.returncode == 0, built.stderr
    assert "union, version 1 → 2: added 1, dropped 1, changed by matching 0, other status 1" in built.stdout
    assert "Dropped: 가상별터고등학교" in built.stdout


def test_only_the_newest_version_counts_on_the_map(built, project):
    client = app_for(project / "var" / "snapshots").test_client()
    names = {each["properties"]["name"] for each in client.get("/api/schools.geojson").json["features"]}
    assert names == {"가상소담중학교", "가상배꽃고등학교"}
    (changes,) = client.get("/dataset/comparison.json").json["lists"][0]["changes"]
    account = changes["account"]["matched"]
    assert account["before"] + account["added"] - account["dropped"] == account["after"] == 2
    page = client.get("/lists?lang=en").text
    assert "1 → 2" in page
    assert "가상별터" not in page
    assert "Dropped, and on the map no more: 1." in page


def test_the_page_of_lists_is_written_as_a_file_that_loads_nothing(project, tmp_path):
    done = webmap("compare", "-o", tmp_path / "lists.html", cwd=project)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "lists.html").read_text("utf-8")
    assert "가상 조합: 1 → 2" in text
    assert not any(mark in text for mark in ("<script", "<link", "<img", "url("))


def test_what_a_decision_changes_is_told_apart_from_what_the_list_changes(built, project):
    when = datetime(2026, 3, 4, 5, 6, 7, tzinfo=KOREA)
    decision = Decision(Question("가상서중"), a_candidate("가상서중"), "", "가상 담당자", when, "확인")
    append(project / "decisions.csv", [decision])
    again = webmap("build", "--yes", cwd=project)
    assert again.returncode == 0, again.stderr
    assert "union, version 1 → 2: added 1, dropped 1, changed by matching 0" in again.stdout
    assert "union, version 2: 1 entries are matched otherwise than in the published snapshot" in again.stdout


def test_a_claim_that_is_withdrawn_of_a_list_is_so_in_each_of_its_versions(built, project, tmp_path):
    withdrawn = webmap(
        "withdraw", "V000000097", "--list", "union", "--reason", "x", "--who", "desk", cwd=project
    )
    assert withdrawn.returncode == 0, withdrawn.stderr
    assert webmap("compare", "-o", tmp_path / "lists.json", cwd=project).returncode == 0
    (compared,) = json.loads((tmp_path / "lists.json").read_text("utf-8"))["lists"]
    assert compared["withdrawn"] == 1


def test_a_withdrawn_school_is_in_no_version_of_the_page(built, project):
    withdrawn = webmap("withdraw", "V000000797", "--reason", "x", "--who", "desk", cwd=project)
    assert withdrawn.returncode == 0, withdrawn.stderr
    assert webmap("build", "--yes", cwd=project).returncode == 0
    client = app_for(project / "var" / "snapshots").test_client()
    assert "가상소담" not in client.get("/lists").text + client.get("/dataset/comparison.json").text
