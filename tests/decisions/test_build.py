"""Decisions from the command line to the published snapshot, on the fictional sample's register."""

import csv
import json

import openpyxl
import pytest

from tests.cli.commands import here
from tests.conftest import silent
from tests.decisions.making import decision
from webmap.build import geocode, make_snapshot
from webmap.cli.commands.deciding import decide as decide_command
from webmap.decisions.append import append
from webmap.decisions.ledger import load_ledger
from webmap.decisions.report import report
from webmap.errors import DecisionsError
from webmap.lists.limits import Limits
from webmap.places.register.file import read_register_file
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import Outcome

pytestmark = pytest.mark.slow

REGISTER = data_path("sample/register_schools.csv")


@pytest.fixture(scope="module")
def shared_name():
    """A name that several high schools of the sample bear, with the IDs of two of them."""
    by_name = {}
    for row in read_register_file(REGISTER).rows:
        by_name.setdefault(row["학교명"], []).append(row)
    name, held = next(
        (name, held) for name, held in by_name.items() if len(held) > 1 and name.endswith("고등학교")
    )
    return name, held[0]["학교ID"], held[1]["학교ID"]


@pytest.fixture
def make_list(tmp_path):
    def make(folder, *names):
        path = tmp_path / folder / "list.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("학교\n" + "\n".join(names) + "\n", "utf-8")
        return path

    return make


def geocoded(places, *lists, decisions=None):
    return geocode(lists, [REGISTER], places, Limits(), silent, decisions=decisions)


def chosen(done):
    return [match.school.id if match.school else match.outcome.value for match in done.matches]


def webmap(*arguments, cwd, typed=""):
    return here(*arguments, cwd=cwd, typed=typed, WEBMAP_LANGUAGE="en")


def test_each_folder_has_its_own_decisions(places, make_list, shared_name):
    name, first, _ = shared_name
    one, two = (make_list(folder, name) for folder in ("one", "two"))
    append(one.parent / "decisions.csv", [decision(name, first)])
    assert chosen(geocoded(places, one, two)) == [first, "ambiguous"]


@pytest.mark.parametrize("answer", ["second", "none"])
def test_two_files_that_contradict_each_other_are_named_and_neither_is_applied(
    places, make_list, shared_name, answer
):
    name, first, second = shared_name
    one, two, three = (make_list(folder, name) for folder in ("one", "two", "three"))
    append(one.parent / "decisions.csv", [decision("가상아무데도없는고", "none"), decision(name, first)])
    append(two.parent / "decisions.csv", [decision(name, second if answer == "second" else "none")])
    done = geocoded(places, one, two, three)
    assert chosen(done) == ["ambiguous"] * 3
    (said,) = [line.render("en") for line in report(done.replayed) if "differently" in line.render("en")]
    assert f"one/decisions.csv, line 3 ({first})" in said
    assert "two/decisions.csv, line 2" in said
    assert [len(each["not_applied"]) for each in make_snapshot(done, places).manifest["decisions"]] == [1, 0]


def test_two_files_that_agree_are_both_applied(places, make_list, shared_name):
    name, first, _ = shared_name
    one, two = (make_list(folder, name) for folder in ("one", "two"))
    for each in (one, two):
        append(each.parent / "decisions.csv", [decision(name, first)])
    assert chosen(geocoded(places, one, two)) == [first, first]


def test_a_file_of_decisions_that_was_named_holds_for_all_lists(places, make_list, shared_name, tmp_path):
    name, first, second = shared_name
    one, two = make_list("one", name), make_list("two", name)
    append(one.parent / "decisions.csv", [decision(name, first)])
    append(tmp_path / "other.csv", [decision(name, second)])
    assert chosen(geocoded(places, one, two, decisions=tmp_path / "other.csv")) == [second, second]


def test_the_snapshot_holds_what_was_decided_and_the_manifest_says_so(places, make_list, shared_name):
    name, first, _ = shared_name
    one = make_list("one", name, name, "가상아무데도없는고")
    undecided = make_snapshot(geocoded(places, one), places)
    append(
        one.parent / "decisions.csv",
        [
            decision(name, first),
            decision("가상아무데도없는고", "V-GONE", "가상사라진고"),
            decision("가상딴고", "none"),
        ],
    )
    done = geocoded(places, one)
    snapshot = make_snapshot(done, places)
    assert list(snapshot.schools["id"]) == [first]
    assert snapshot.manifest["account"][Outcome.MATCHED] == 1
    assert snapshot.manifest["account"][Outcome.DUPLICATE] == 1
    (said,) = snapshot.manifest["decisions"]
    assert (said["file"], said["decisions"], said["entries_decided"], said["unused"]) == (
        "decisions.csv", 3, 2, 1,
    )  # fmt: skip
    assert said["missing"] == [
        {"line": 3, "query": "가상아무데도없는고", "school": "V-GONE", "name": "가상사라진고"}
    ]
    assert {"file": "decisions.csv", "role": "decisions"}.items() <= snapshot.manifest["sources"][1].items()
    assert snapshot.version[-8:] != undecided.version[-8:]
    assert undecided.manifest["decisions"] == []
    json.dumps(dict(snapshot.manifest))


def test_the_report_names_what_was_not_applied(places, make_list, shared_name):
    name, first, _ = shared_name
    one = make_list("one", name)
    ledger = one.parent / "decisions.csv"
    append(
        ledger, [decision(name, first, "가상옛이름고등학교"), decision("가상딴고", "V-GONE", "가상사라진고")]
    )
    with ledger.open("ab") as target:
        target.write(b'"half')
    lines = [line.render("en") for line in report(geocoded(places, one).replayed)]
    assert lines[0].startswith("Decisions by people in decisions.csv: 1 entries decided")
    assert any("line 3" in line and "가상사라진고 (V-GONE)" in line for line in lines)
    assert any("line 2" in line and "another name" in line for line in lines)
    assert any("line 4" in line and "not applied" in line for line in lines)


def test_the_files_of_several_folders_are_distinguished_and_a_single_one_names_no_folder(places, make_list):
    lists = [make_list(folder, "가상아무데도없는고") for folder in ("one", "two")]
    for path in lists:
        append(path.parent / "decisions.csv", [decision("가상고", "none")])
    assert [each.ledger.file for each in geocoded(places, *lists).replayed] == [
        "one/decisions.csv",
        "two/decisions.csv",
    ]
    assert [each.ledger.file for each in geocoded(places, lists[0]).replayed] == ["decisions.csv"]


def test_without_decisions_nothing_is_said_of_them(places, make_list):
    assert report(geocoded(places, make_list("one", "가상아무데도없는고")).replayed) == []


def test_a_file_that_is_no_file_of_decisions_stops_the_build(places, make_list):
    one = make_list("one", "가상아무데도없는고")
    (one.parent / "decisions.csv").write_text("학교\n가상고\n", "utf-8")
    with pytest.raises(DecisionsError):
        geocoded(places, one)


def test_from_the_terminal_to_the_output(tmp_path, make_list, shared_name):
    name, _, second = shared_name
    one = make_list("one", name, name)
    decided = webmap(
        "decide", one, "--register", REGISTER, "--who", "담당자", cwd=tmp_path, typed=f"{second}\n기사\n"
    )
    assert decided.returncode == 0, decided.stderr
    assert "rows that one answer decides: 2" in decided.stdout
    done = webmap("geocode", one, "--register", REGISTER, "-o", "out.csv", cwd=tmp_path)
    assert "2 entries decided" in done.stdout
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["outcome"], row["school_id"]) for row in rows] == [("matched", second)] * 2
    assert "담당자" in rows[0]["reason"]
    assert "기사" in rows[0]["reason"]


def test_from_the_spreadsheet_to_the_output(tmp_path, make_list, shared_name):
    name, first, _ = shared_name
    one = make_list("one", name, name)
    written = webmap("geocode", one, "--register", REGISTER, "--open-rows", "open.xlsx", cwd=tmp_path)
    assert written.returncode == 0, written.stderr
    assert "open.xlsx: 2." in written.stdout
    book = openpyxl.load_workbook(tmp_path / "open.xlsx")
    assert "Fictional" in book["notice"]["A1"].value
    book["open rows"]["J2"] = first
    book["open rows"]["J3"] = "V-GONE"
    book.save(tmp_path / "open.xlsx")
    command = ("decide", "--from", "open.xlsx", one, "--register", REGISTER, "--who", "담당자")
    taken = webmap(*command, cwd=tmp_path)
    assert taken.returncode == 0, taken.stderr
    assert "1 new decisions saved" in taken.stdout
    assert "open.xlsx, row 3: not taken: “V-GONE” is not a school ID" in taken.stdout
    assert len((one.parent / "decisions.csv").read_text("utf-8-sig").splitlines()) == 2


def test_a_sheet_never_overrides_what_others_decide_while_it_is_read(
    tmp_path, make_list, shared_name, monkeypatch
):
    name, first, second = shared_name
    one = make_list("one", name)
    webmap("geocode", one, "--register", REGISTER, "--open-rows", "open.xlsx", cwd=tmp_path)
    book = openpyxl.load_workbook(tmp_path / "open.xlsx")
    book["open rows"]["J2"] = first
    book.save(tmp_path / "open.xlsx")
    read = decide_command.read_decisions

    def overtaken(*arguments):
        reading = read(*arguments)
        append(one.parent / "decisions.csv", [decision(name, second, who="다른 담당")])
        return reading

    monkeypatch.setattr(decide_command, "read_decisions", overtaken)
    done = webmap(
        "decide", "--from", "open.xlsx", one, "--register", REGISTER, "--who", "담당자", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "0 new decisions saved" in done.stdout
    assert f"row 2: not taken: another decision has been made meanwhile: {second}" in done.stdout
    assert [each.school for each in load_ledger(one.parent / "decisions.csv").in_force.values()] == [second]


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("build", "--decisions", "no.csv"), 9, "no.csv"),
        (("geocode", "--decisions", "no.csv", "-o", "out.csv"), 9, "no.csv"),
        (("geocode", "--open-rows", "open.csv"), 6, "open.csv"),
        (("geocode",), 2, "--open-rows"),
        (("decide", "--from", "no.xlsx"), 9, "no.xlsx"),
        (("decide", "--who", "010-1234-5678"), 9, "a phone number"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_an_exit_code(tmp_path, make_list, arguments, code, word):
    command, *options = arguments
    done = webmap(command, make_list("one", "가상고"), "--register", REGISTER, *options, cwd=tmp_path)
    assert done.returncode == code
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["list.csv"]


def test_help_of_decide_teaches_by_example(tmp_path):
    done = webmap("decide", "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "  webmap decide list.csv --register schools.csv" in done.stdout
