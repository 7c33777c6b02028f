"""The project folder: what project.toml may state, which version counts, and what is refused with a sentence."""

from __future__ import annotations

import datetime

import pytest

from webmap.errors import ProjectError
from webmap.lists.naming.identity import ListIdentity
from webmap.project.changes import add_version, make_project
from webmap.project.file import parse_project
from webmap.project.project import Project, find_project
from webmap.project.versions import order_of, versions_of
from webmap.settings.settings import load_settings

HEAD = 'format = "webmap-project/1"\n'
TODAY = datetime.date(2026, 3, 4)


@pytest.fixture
def project(tmp_path) -> Project:
    return make_project(tmp_path / "map", "ko", {}, {})


def fault_of(path, text: str) -> str:
    with pytest.raises(ProjectError) as error:
        parse_project(path / "project.toml", text)
    return error.value.message.render("en")


@pytest.mark.parametrize(
    ("text", "line", "key", "sentence"),
    [
        ("", 1, "format", "begins with format ="),
        ('format = "other/1"\n', 1, "format", "begins with format ="),
        (HEAD + "\nregister = []\n", 3, "register", "Known are: registers"),
        (HEAD + 'registers = "a.csv"\n', 2, "registers", "takes a list of files"),
        (HEAD + "[lists.Union]\n", 2, "lists.Union", "small letters"),
        (HEAD + '[lists."../x"]\n', 2, "lists.", "small letters"),
        (HEAD + "[lists.nul]\n", 2, "lists.nul", "small letters"),
        (HEAD + '[lists.union]\ntitel = "x"\n', 3, "lists.union.titel", "Known are: title"),
        (HEAD + "[lists.union]\ntitle = 3\n", 3, "lists.union.title", "text in quotation marks"),
        (HEAD + '[lists.union]\n\nkind = "blog"\n', 4, "lists.union.kind", "press, union, police"),
        (HEAD + '[lists.union]\ntitle = "a\\u202eb"\n', 3, "lists.union.title", "without invisible"),
        (HEAD + '[lists.union]\ntitle = "a\\nb"\n', 3, "lists.union.title", "one line"),
        (HEAD + f'[lists.union]\ntitle = "{"가" * 81}"\n', 3, "lists.union.title", "at most 80"),
        (HEAD + '[lists.union]\ntitle = "010-1234-5678"\n', 3, "lists.union.title", "would be published"),
        (HEAD + '[lists.union]\norigin = "press"\n', 3, "lists.union.origin", "no list press"),
        (HEAD + '[lists.union]\norigin = "union"\n', 3, "lists.union.origin", "copied from itself"),
        (HEAD + "lists = 3\n", 2, "lists", "it is a table"),
    ],
)
def test_a_fault_of_project_toml_names_the_line_the_key_and_what_to_do(tmp_path, text, line, key, sentence):
    told = fault_of(tmp_path, text)
    assert f"line {line}, {key}" in told
    assert sentence in told


@pytest.mark.parametrize("text", [HEAD + "x =\n", HEAD + "[[[\n", HEAD + "a = 1\na = 2\n", "\0"])
def test_what_is_no_toml_is_refused_with_its_line(tmp_path, text):
    assert "cannot be read as TOML" in fault_of(tmp_path, text)


@pytest.mark.parametrize(
    "title", ['"', "\\", "<script>alert(1)</script>", "a]\n[lists.b", "= 3", "{{x}}", "${x}"]
)
def test_a_hostile_title_is_a_text_or_refused_and_never_a_key(project, tmp_path, title):
    source = tmp_path / "x.csv"
    try:
        add_version(project, ListIdentity("union", title), source, b"x", TODAY)
    except ProjectError:
        assert not find_project(project.folder).file.lists
    else:
        (identity,) = find_project(project.folder).file.lists.values()
        assert identity == ListIdentity("union", title)


def test_settings_of_the_project_hold_and_the_environment_outranks_them(project, monkeypatch):
    path = project.file.path
    path.write_text(HEAD + '[settings]\nkeep_snapshots = 9\nlanguage = "en"\nsnapshots = "out"\n')
    monkeypatch.setenv("WEBMAP_LANGUAGE", "ko")
    settings = load_settings(project.folder)
    assert (settings.keep_snapshots, settings.language) == (9, "ko")
    assert settings.snapshots == project.folder / "out"
    assert settings.register_folder == project.folder / "var" / "register"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("keep_snapshot = 9", "Did you mean keep_snapshots"),
        ("keep_snapshots = 1", "at least 2"),
        ('neis_key = "x"', "WEBMAP_NEIS_KEY in the environment"),
        ('language = "fr"', "Known values: ko, en"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_line(project, line, sentence, monkeypatch):
    monkeypatch.delenv("WEBMAP_LANGUAGE", raising=False)
    project.file.path.write_text(f"{HEAD}[settings]\n{line}\n")
    with pytest.raises(ProjectError) as error:
        load_settings(project.folder)
    told = error.value.message.render("en")
    assert "line 3, settings." in told
    assert sentence in told


def test_a_project_is_found_from_a_folder_inside_of_it(project, monkeypatch):
    monkeypatch.chdir(project.folder / "lists")
    assert find_project().folder == project.folder.resolve()


def test_the_newest_version_counts_by_date_and_by_number(tmp_path):
    for name in ("9.csv", "10.xlsx", "2.csv", "~$10.xlsx", ".DS_Store", "Thumbs.db"):
        (tmp_path / name).touch()
    assert [each.name for each in versions_of(tmp_path)] == ["2", "9", "10"]
    dates = ["2024-08-31", "2024-08-31.2", "2024-08-31.10", "2024-09-01"]
    assert max(dates[::-1], key=order_of) == dates[-1]


@pytest.mark.parametrize(
    "name", ["2024-02-30", "2024-8-1", "final", "01", "0", "2024-08-31.1", "٣", "1 ", "", "-1"]
)
def test_what_is_neither_date_nor_number_names_no_version(name):
    assert order_of(name) is None


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["final.csv"], "no version of a list"),
        (["2024-08-31"], "no version of a list"),
        (["1.csv", "1.xlsx"], "stands twice"),
        (["1.csv", "2024-08-31.csv"], "partly by numbers"),
    ],
)
def test_files_of_which_nobody_knows_the_newest_are_refused(tmp_path, names, sentence):
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(ProjectError) as error:
        versions_of(tmp_path)
    assert sentence in error.value.message.render("en")


def test_a_list_or_a_version_that_would_be_left_out_silently_is_refused(project):
    project.file.path.write_text(HEAD + "[lists.union]\n")
    with pytest.raises(ProjectError) as error:
        _ = find_project(project.folder).lists
    assert "has no version yet" in error.value.message.render("en")
    (project.folder / "lists" / "press").mkdir()
    with pytest.raises(ProjectError) as error:
        _ = find_project(project.folder).lists
    assert "names no such list" in error.value.message.render("en")


def test_a_version_is_named_by_the_day_and_nothing_is_overwritten(project, tmp_path):
    source = tmp_path / "x.CSV"
    names = [
        add_version(project, ListIdentity("union"), source, content, TODAY).path.name
        for content in (b"1", b"2", b"1")
    ]
    assert names == ["2026-03-04.csv", "2026-03-04.2.csv", "2026-03-04.3.csv"]
    before = {each.path: each.path.read_bytes() for each in project.versions("union")}
    for identity in (
        ListIdentity("union"),
        ListIdentity("union", version="2026-03-04"),
        ListIdentity("union", version="7"),
        ListIdentity("union", version="../7"),
        ListIdentity("union", "Another title"),
    ):
        with pytest.raises(ProjectError):
            add_version(project, identity, source, b"1", TODAY)
    assert {each.path: each.path.read_bytes() for each in project.versions("union")} == before


def test_numbered_versions_go_on_by_numbers(project, tmp_path):
    for content, version in ((b"1", "9"), (b"2", "")):
        add_version(project, ListIdentity("union", version=version), tmp_path / "x.csv", content, TODAY)
    assert [each.name for each in project.versions("union")] == ["9", "10"]
