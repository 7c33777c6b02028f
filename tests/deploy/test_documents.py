"""What the documents and files of deploy/ name exists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY
from tests.docs.reading import unknown_in
from webmap.app import create_app
from webmap.project.project import VARIABLE as PROJECT
from webmap.settings.desk import DeskSettings, desk_variable
from webmap.settings.settings import Settings, load_settings, variable

DOCUMENTS = ("README.md", "RUNBOOK.md")
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
OF_SCRIPTS = {"WEBMAP_NGINX", "WEBMAP_NGINX_COMMAND", "WEBMAP_COMMAND", "WEBMAP_NOTIFY", "WEBMAP_PULL_FROM"}
"""Variables that the scripts of deploy/ read themselves."""


def read(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DEPLOY)))
def test_every_setting_that_is_named_exists(path: Path):
    known = {variable(name) for name in Settings.model_fields} | OF_SCRIPTS | {PROJECT}
    known |= {desk_variable(name) for name in DeskSettings.model_fields}
    assert set(re.findall(r"\bWEBMAP_[A-Z_]+\b", path.read_text("utf-8"))) - known == set()


def test_the_environment_file_is_one_that_the_application_accepts(monkeypatch: pytest.MonkeyPatch):
    for line in re.findall(r"^(WEBMAP_\w+)=(.*)$", read("systemd/webmap.env"), re.M):
        monkeypatch.setenv(*line)
    assert load_settings().audience == "public"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_exists(document: str):
    text = read(document)
    ours = re.findall(r"(?<!tests/)(?:/opt/webmap/)?deploy/([\w./@-]*\w)", text)
    installed = [f"nginx/{name}" for name in re.findall(r"/etc/nginx/webmap/([\w-]+\.conf)", text)]
    made_there = {"nginx/serving.conf"}
    missing = {name for name in [*ours, *installed] if not (DEPLOY / name).exists()} - made_there
    assert len(ours) > 5
    assert missing == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_and_option_that_a_document_names_exists(document: str):
    lines = re.findall(r"/bin/webmap (?:--env-file \S+ )?(\S.*?)(?: \|\|.*| &&.*)?$", read(document), re.M)
    assert len(lines) > 6
    assert {line: found for line in lines if (found := unknown_in(line.split("#")[0].split()))} == {}


def test_the_runbook_names_what_takes_a_school_back_for_good():
    commands = re.findall(r"/bin/webmap (.*)$", read("RUNBOOK.md"), re.M)
    assert any(command.startswith("forget ") for command in commands)
    assert any(command.startswith("publish ") and command.endswith(" --forget") for command in commands)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_both_languages_give_the_same_commands(document: str):
    korean, english = re.split(r"^## English$", read(document), flags=re.M)
    blocks = [re.findall(r"```sh\n(.*?)```", half, re.S) for half in (korean, english)]
    commands = [[re.sub(r"\s*#.*", "", block) for block in half] for half in blocks]
    assert commands[0] == commands[1] != []


def test_the_log_knows_the_first_part_of_every_address():
    sections = re.search(r'"~\^\(\?<first>/\((.*?)\)\?\)', read("nginx/http.conf"))
    assert sections is not None
    known = sections[1].replace("\\", "").split("|")
    rules = create_app(Settings()).url_map.iter_rules()
    assert {rule.rule.split("/")[1] for rule in rules} - {""} <= set(known)


def test_failures_are_reported_in_both_languages_to_people_and_programs():
    codes = set(re.findall(r"/\.failures/(\d+)\.", read("nginx/failure-pages.conf")))
    for code in codes:
        page = read(f"nginx/errors/{code}.html")
        problem = json.loads(read(f"nginx/errors/{code}.json"))
        assert re.search("[가-힣]", page.split('lang="en"')[0])
        assert re.search("[가-힣].*[a-z]", problem["detail"])
        assert problem["status"] == int(code)
    assert len(codes) > 5


def test_the_style_of_failure_pages_is_the_one_that_their_policy_admits():
    from webmap.web.map.folium_map import digest

    stated = re.search(r"style-src '(sha256-[^']+)'", read("nginx/failures.conf"))
    styles = {
        re.findall("<style>(.*?)</style>", path.read_text("utf-8"))[0]
        for path in DEPLOY.glob("nginx/errors/*.html")
    }
    assert stated is not None
    assert {digest(style) for style in styles} == {stated[1]}
