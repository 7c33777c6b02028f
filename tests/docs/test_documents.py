"""What the documents name exists: files, tests, links, settings and commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import PurePosixPath

import pytest

from tests.docs.reading import (
    AT_THE_ROOT,
    DOCUMENTS,
    IN_DEPLOY,
    IN_DOCS,
    ROOT,
    anchors_in,
    blocks_in,
    commands_in,
    exists,
    functions_in,
    links_in,
    paths_in,
    read,
    unknown_in,
)
from webmap import __version__
from webmap.settings.desk import DeskSettings, desk_variable
from webmap.settings.settings import OTHER_VARIABLES, Settings, variable

IN_BOTH_LANGUAGES = ("docs/lists.md", "docs/newsrooms.md", "docs/operators.md", "docs/project.md")
OF_OTHERS = {"WEBMAP_PICTURES", *OTHER_VARIABLES}
"""Variables of tests and of the scripts in deploy/."""


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_and_test_that_a_document_names_exists(document):
    named = paths_in(read(document))
    assert {path for path, _ in named if not exists(path)} == set()
    tests = {(path, test) for path, test in named if test}
    assert {(path, test) for path, test in tests if test not in functions_in(ROOT / path)} == set()


@pytest.mark.parametrize("document", [*DOCUMENTS, *IN_DEPLOY])
def test_every_link_leads_to_a_file_and_a_heading(document):
    for link in links_in(read(document)):
        name, _, anchor = link.partition("#")
        target = (ROOT / document).parent / name if name else ROOT / document
        assert target.exists(), link
        assert not anchor or anchor in anchors_in(target.read_text("utf-8")), link


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_setting_that_a_document_names_exists(document):
    known = {variable(name) for name in Settings.model_fields} | OF_OTHERS
    known |= {desk_variable(name) for name in DeskSettings.model_fields}
    assert set(re.findall(r"\bWEBMAP_[A-Z_]*[A-Z]\b", read(document))) - known == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_and_option_that_a_document_names_exists(document):
    assert {
        " ".join(words): unknown_in(words) for words in commands_in(read(document)) if unknown_in(words)
    } == {}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_everything_that_a_document_makes_is_in_the_makefile(document):
    targets = set(re.findall(r"^([\w-]+):", read("Makefile"), flags=re.M))
    text = read(document)
    quoted = re.findall(r"`make ([\w-]+)", text)
    typed = re.findall(r"^make ([a-z-]+)", "\n".join(blocks_in(text)), flags=re.M)
    assert set(quoted + typed) - targets == set()


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), ["README.md"]
    while waiting:
        document = waiting.pop()
        reached.add(document)
        folder = (ROOT / document).parent
        for link in links_in(read(document)):
            target = (folder / link.partition("#")[0]).resolve()
            pages = target.glob("*.md") if target.is_dir() else [target]
            names = [
                page.relative_to(ROOT).as_posix() for page in pages if page.suffix == ".md" and page.exists()
            ]
            waiting += [name for name in names if name not in reached]
    assert set(DOCUMENTS) - reached == set()


def test_both_readmes_are_one_screen_with_the_same_picture_commands_and_pages():
    korean, english = read("README.md"), read("README.en.md")
    assert max(len(korean.splitlines()), len(english.splitlines())) <= 70
    pages = [{PurePosixPath(link.partition("#")[0]) for link in links_in(each)} for each in (korean, english)]
    assert pages[0] ^ pages[1] == {PurePosixPath("README.md"), PurePosixPath("README.en.md")}
    assert PurePosixPath("docs/map.png") in pages[0]
    makes = [re.findall(r"^make \w+", "\n".join(blocks_in(each)), flags=re.M) for each in (korean, english)]
    assert makes[0] == makes[1] == ["make run", "make test"]


@pytest.mark.parametrize("document", IN_BOTH_LANGUAGES)
def test_both_languages_give_the_same_commands(document):
    halves = re.split(r"^## English$", read(document), flags=re.M)
    korean, english = ([block.split() for block in blocks_in(half)] for half in halves)
    assert korean == english != []


def test_the_newest_version_of_the_changelog_is_the_softwares():
    newest = re.search(r"^## \[(\d\S*)\]", read("CHANGELOG.md"), flags=re.M)
    assert newest is not None
    assert newest[1] == __version__ == tomllib.loads(read("pyproject.toml"))["project"]["version"]


def test_there_are_documents_to_look_at():
    assert {"README.md", "README.en.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"} <= set(AT_THE_ROOT)
    assert len(IN_DOCS) > 20
