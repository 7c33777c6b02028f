"""The guide “when somebody objects”, its own commands run in a fresh project folder."""

from __future__ import annotations

import re
import shlex
import shutil

import pytest

from tests.cli.commands import here
from tests.conftest import app_for
from tests.withheld.asking import every_answer
from tests.withheld.test_withdrawn import parts_of
from webmap.system.shipped_files import data_path

pytestmark = pytest.mark.slow

GUIDE = data_path().parent / "docs" / "objections.md"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
KEY, NAME = "V000000797", "가상소담중학교"
ROWS = data_path("sample/list_community.csv").read_text("utf-8").splitlines(keepends=True)[:40]
"""A list whose first row is on the withdrawn school."""
NOW = {"WEBMAP_LANGUAGE": "en", "WEBMAP_CORRECTION_DELAY_DAYS": "0", "WEBMAP_SEARCH_REGISTER": "false"}


def blocks():
    return [block.strip().splitlines() for block in BLOCK.findall(GUIDE.read_text("utf-8"))]


def run(folder, command, **environment):
    words = shlex.split(command.removeprefix("webmap "))
    done = here(*words, cwd=folder, **{**NOW, **environment})
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A project whose map is published as files, too."""
    folder = tmp_path_factory.mktemp("objections")
    (folder / "monday.csv").write_text("".join(ROWS), "utf-8")
    run(folder, f"webmap init map --register {shlex.quote(str(data_path('sample/register_schools.csv')))}")
    project = folder / "map"
    for command in ("list add union ../monday.csv", "build", "publish ../public --formats none"):
        run(project, f"webmap {command}")
    return project


@pytest.fixture
def project(published, tmp_path):
    shutil.copytree(published.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "map"


def client_of(project):
    return app_for(project / "var" / "snapshots", search_register=False, limit_clients=False).test_client()


def answers(project):
    """Bodies of the answers that say something of schools or corrections, by address."""
    client = client_of(project)
    addresses = (
        "/",
        "/corrections",
        "/corrections?lang=en",
        "/corrections/feed.atom",
        "/api/corrections.json",
        "/dataset/feed.atom",
        "/api/schools.geojson",
        "/api/map/details.json",
    )
    return {address: client.get(address).get_data() for address in addresses}


def files_of(copy):
    """Content of the files of a copy by path, without their compressed forms."""
    paths = [path for path in copy.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")]
    return {path.relative_to(copy).as_posix(): path.read_bytes() for path in paths}


def naming(contents, *words):
    """Names of the contents that hold one of the words, also in an archive or escaped."""
    forms = [form for word in words for form in (word.encode(), word.encode("unicode_escape"))]
    return [
        name
        for name, body in contents.items()
        if any(form in part for part in parts_of(body) for form in forms)
    ]


def test_from_the_mail_to_the_published_correction_are_three_commands(project):
    commands = blocks()[0]
    assert len(commands) == 3
    for command in commands:
        run(project, command)
    every = every_answer(client_of(project).application, None, slow=False)
    sent = {address: body for address, (_, _, body) in every.items() if KEY not in address}
    copy = files_of(project.parent / "public")
    for corrections in ("/corrections", "/corrections/feed.atom", "/api/corrections.json"):
        assert b"2026-0031" in sent[corrections]
    for path in ("corrections/index.html", "en/corrections/index.html", "en/corrections/feed.atom"):
        assert b"2026-0031" in copy[path]
    assert naming({**sent, **copy}, "소담중", KEY) == []
    assert {"/api/schools.geojson", "api/schools.geojson"} <= set(
        naming({**sent, **copy}, "가상별터고등학교")
    )


def test_on_a_small_map_what_a_correction_explains_is_published_and_the_rest_is_not(project):
    def replace_list(rows, name):
        (project.parent / name).write_text("".join(rows), "utf-8")
        run(project, f"webmap list add union ../{name}")

    replace_list(ROWS[:9], "few.csv")
    run(project, "webmap build --yes")
    run(project, blocks()[0][0])
    replace_list([*ROWS[:2], *ROWS[3:9]], "fewer.csv")  # without a school that nobody explained
    refused = here("build", cwd=project, **NOW)
    assert refused.returncode != 0
    assert "by more than a tenth" in refused.stderr
    replace_list(ROWS[:9], "again.csv")
    run(project, "webmap build")
    assert NAME.encode() not in answers(project)["/api/schools.geojson"]


def test_the_log_does_not_point_at_what_was_just_taken_down(project):
    for command in blocks()[0][:2]:
        run(project, command, WEBMAP_CORRECTION_DELAY_DAYS="7")
    sent = answers(project)
    assert NAME.encode() not in sent["/api/schools.geojson"]
    assert all(b"2026-0031" not in body for body in sent.values())
    run(project, "webmap build")  # with the delay over
    assert b"2026-0031" in answers(project)["/corrections"]


def test_a_status_is_put_right_with_a_note_on_the_page_and_on_the_card(project):
    commands = blocks()[1]
    assert len(commands) == 3
    for command in commands[:2]:
        run(project, command)
    sent = answers(project)
    assert "가상별터고등학교".encode() in sent["/corrections"]
    client = client_of(project)
    (told,) = client.get("/api/corrections.json").json["corrections"]
    on_cards = client.get("/api/map/details.json").json["corrections"]
    assert list(on_cards.values()) == [[[told["day"], told["number"]]]]


def test_personal_data_is_a_number_per_month(project):
    for command in blocks()[2]:
        run(project, command)
    json = client_of(project).get("/api/corrections.json").json
    assert [each["name"] for each in json["corrections"]] == ["가상별터고등학교"]
    assert [each["cases"] for each in json["personal_data"]] == [1]


def test_nothing_disappears_without_an_entry(project):
    (project.parent / "tuesday.csv").write_text("".join(ROWS[:1] + ROWS[2:]), "utf-8")
    run(project, "webmap list add union ../tuesday.csv")
    refused = here("build", cwd=project, **NOW)
    assert refused.returncode == 16
    served = answers(project)["/api/schools.geojson"]
    assert NAME.encode() in served
    run(project, "webmap build --yes")
    sent = answers(project)
    assert b"The lists no longer name it" in sent["/corrections?lang=en"]
    assert all(NAME.encode() not in body for body in sent.values())


def test_a_finding_that_lost_its_correction_is_not_published_without_one(project):
    run(project, blocks()[0][0])
    (project / "corrections.csv").unlink()
    refused = here("build", cwd=project, **NOW)
    assert refused.returncode == 16
    run(project, "webmap build --yes")
    assert "not_listed" in (project / "corrections.csv").read_text("utf-8")
