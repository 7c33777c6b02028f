"""A project folder in the database: it comes out as it went in, and what is added later comes in."""

from __future__ import annotations

import codecs
import datetime

import pytest

from tests.review.files.folders import NEW, add, content_of, reread, sample_project
from tests.review.people_of import actor_of
from webmap.corrections.correction import new_correction
from webmap.corrections.ledger import append_corrections
from webmap.decisions.append import append
from webmap.decisions.decision import new_decision
from webmap.decisions.question import Question
from webmap.errors import DecisionsError, ProjectError
from webmap.findings.finding import FindingStatus, new_finding
from webmap.findings.ledger import append_finding
from webmap.review import journal
from webmap.review.files.export import export_project
from webmap.review.files.importing import import_project
from webmap.review.files.ledgers import Ledger, ledger_of
from webmap.review.files.proposals import judge, propose
from webmap.system.shipped_files import data_path
from webmap.vocabulary.corrections import Cause, Gravity


@pytest.fixture
def folder(tmp_path):
    sample_project(tmp_path / "map")
    return tmp_path / "map"


@pytest.fixture
def exported(database, tmp_path):
    numbers = iter(range(100))

    def export():
        target = tmp_path / f"out{next(numbers)}"
        with database.read() as connection:
            export_project(connection, target)
        return target

    return export


def decide(folder, name, school="V1"):
    append(folder / "decisions.csv", [new_decision(Question(name), school, "가상고", "담당 갑", "")])


def accepted(database, ledger, entry):
    one, two = actor_of(database, "a" + entry.who, "editor"), actor_of(database, "b" + entry.who, "reviewer")
    with database.write() as connection:
        judge(connection, two, propose(connection, one, ledger, entry), accept=True)


def test_a_folder_comes_out_as_it_went_in(database, folder, exported):
    decide(folder, "가상고")
    append_finding(
        folder / "findings.csv", new_finding("V1", "가상고", FindingStatus.WITHDRAWN, "담당", why="이의")
    )
    (folder / "corrections.csv").write_bytes(b"")
    done = import_project(database, folder, "machine")
    assert done.contradictions == []
    assert len(done.versions) == 4
    assert content_of(exported()) == content_of(folder)


def test_an_exported_folder_changes_nothing_when_it_comes_in_again(database, folder, exported):
    decide(folder, "가상고")
    import_project(database, folder, "machine")
    with database.read() as connection:
        head = journal.head_of(connection)
    for again in (exported(), folder):
        done = import_project(database, again, "machine")
        assert done.is_unchanged
        assert done.contradictions == []
    with database.read() as connection:
        assert journal.head_of(connection) == head


def test_what_was_added_on_the_command_line_comes_in_beside_what_the_desk_added(database, folder, exported):
    decide(folder, "가상고")
    import_project(database, folder, "machine")
    accepted(database, Ledger.DECISIONS, new_decision(Question("책상고"), "V2", "책상고", "r1", ""))
    decide(folder, "명령고")
    add(folder, "community", data_path("sample/list_press.xlsx"), datetime.date(2026, 3, 9))
    add(folder, "police", data_path("sample/list_press.xlsx"), NEW)
    done = import_project(database, folder, "machine")
    assert done.contradictions == []
    assert done.versions == ["community/2026-03-09.xlsx", "police/2026-03-04.xlsx"]
    assert done.lines == {"decisions.csv": 1}
    with database.read() as connection:
        found = ledger_of(connection, Ledger.DECISIONS)
    assert [each.question.query for each in found.history] == ["가상고", "책상고", "명령고"]
    assert content_of(exported())["project.toml"] == (folder / "project.toml").read_bytes()
    assert import_project(database, folder, "machine").is_unchanged


def test_a_contradiction_is_named_and_the_desk_keeps_its_decision(database, folder):
    decide(folder, "가상고")
    import_project(database, folder, "machine")
    accepted(database, Ledger.DECISIONS, new_decision(Question("가상고"), "V2", "둘째고", "r1", ""))
    decide(folder, "가상고", "V3")
    decide(folder, "다른고", "V4")
    done = import_project(database, folder, "machine")
    assert [each.render("en")[:24] for each in done.contradictions] == ["decisions.csv, line 3: o"]
    with database.read() as connection:
        found = ledger_of(connection, Ledger.DECISIONS).in_force.values()
    assert [(each.question.query, each.school) for each in found] == [("가상고", "V2"), ("다른고", "V4")]


def test_two_who_decided_alike_do_not_contradict_each_other(database, folder):
    import_project(database, folder, "machine")
    accepted(database, Ledger.DECISIONS, new_decision(Question("가상고"), "V2", "둘째고", "r1", ""))
    decide(folder, "가상고", "V2")
    assert import_project(database, folder, "machine").contradictions == []


def test_two_corrections_with_one_number_are_named(database, folder):
    def correction(school):
        return new_correction(school, "가상고", "reported", "refuted", Cause.NOT_AFFECTED, Gravity.MAJOR)

    import_project(database, folder, "machine")
    one, two = actor_of(database, "r1", "editor"), actor_of(database, "r2", "reviewer")
    with database.write() as connection:
        judge(connection, two, propose(connection, one, Ledger.CORRECTIONS, correction("V1")), accept=True)
    append_corrections(folder / "corrections.csv", [correction("V2")])
    (sentence,) = import_project(database, folder, "machine").contradictions
    assert "another correction with the number 1" in sentence.render("en")


def test_a_version_that_the_desk_has_otherwise_is_named(database, folder, exported):
    import_project(database, folder, "machine")
    before = content_of(exported())
    (folder / "lists" / "union" / "2026-03-04.csv").write_bytes(b"school\r\nx\r\n")
    (sentence,) = import_project(database, folder, "machine").contradictions
    assert "lists/union/2026-03-04.csv" in sentence.render("en")
    assert content_of(exported()) == before


def test_what_project_toml_says_otherwise_is_named_by_its_key(database, folder, exported):
    import_project(database, folder, "machine")
    path = folder / "project.toml"
    path.write_text(
        path.read_text().replace('language = "ko"', 'language = "en"') + '[lists.z]\ntitle = "Z"\n'
    )
    done = import_project(database, folder, "machine")
    assert [each.render("en")[:31] for each in done.contradictions] == ["project.toml, settings.language"]
    assert set(reread(exported()).file.lists) == {"press", "community", "union", "z"}
    done = import_project(database, folder, "machine", replace=["project.toml"])
    assert done.contradictions == []
    assert content_of(exported()) == content_of(folder)


@pytest.mark.parametrize(
    ("path", "content", "error"),
    [
        ("decisions.csv", b"a,b\r\n", DecisionsError),
        ("findings.csv", b"<<<<<<< mine\n", DecisionsError),
        ("lists/other/1.csv", b"school\r\n", ProjectError),
        ("lists/union/newest.csv", b"school\r\n", ProjectError),
        ("project.toml", b"x", ProjectError),
    ],
)
def test_a_folder_that_cannot_be_used_changes_nothing(database, folder, exported, path, content, error):
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_bytes(content)
    with pytest.raises(error):
        import_project(database, folder, "machine")
    assert set(content_of(exported())) == {"project.toml"}


def test_a_half_line_is_closed_before_the_desk_adds_its_own(database, folder, exported):
    decide(folder, "가상고")
    path = folder / "decisions.csv"
    path.write_bytes(path.read_bytes() + b'"half","')
    import_project(database, folder, "machine")
    accepted(database, Ledger.DECISIONS, new_decision(Question("책상고"), "V2", "책상고", "r1", ""))
    assert import_project(database, folder, "machine").is_unchanged
    decide(folder, "명령고")
    done = import_project(database, folder, "machine")
    assert done.contradictions == []
    assert done.lines == {"decisions.csv": 1}
    with database.read() as connection:
        found = ledger_of(connection, Ledger.DECISIONS)
    assert [each.question.query for each in found.history] == ["가상고", "책상고", "명령고"]
    assert len(found.faults) == 1
    assert import_project(database, exported(), "machine").is_unchanged


def test_a_blank_ledger_is_a_file_until_the_desk_writes_a_line(database, folder, exported):
    (folder / "decisions.csv").write_bytes(codecs.BOM_UTF8 + b"\r\n")
    import_project(database, folder, "machine")
    assert content_of(exported()) == content_of(folder)
    accepted(database, Ledger.DECISIONS, new_decision(Question("책상고"), "V2", "책상고", "r1", ""))
    assert import_project(database, folder, "machine").is_unchanged
    with database.read() as connection:
        assert len(ledger_of(connection, Ledger.DECISIONS).history) == 1
