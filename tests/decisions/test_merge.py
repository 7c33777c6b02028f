"""Two files of decisions in one: nothing lost, nothing twice, and no contradiction in force."""

import codecs
import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.commands import here
from tests.decisions.making import WHEN, decision
from webmap.decisions.append import append
from webmap.decisions.ledger import load_ledger, parse_ledger
from webmap.decisions.line import COLUMNS, FORMER_COLUMNS, header, line_of
from webmap.decisions.merge import merge

SCHOOLS = ["V1", "V2", "none", "open"]


def at(minutes, query, school, **more):
    return replace(decision(query, school, **more), when=WHEN + datetime.timedelta(minutes=minutes))


def content_of(decisions, columns=COLUMNS):
    return codecs.BOM_UTF8 + header(columns) + b"".join(line_of(each, columns) for each in decisions)


def ledger(decisions, file="a.csv"):
    return parse_ledger(content_of(decisions), file)


def in_force(merged):
    again = parse_ledger(merged.as_file(), "m.csv")
    assert again.faults == ()
    assert {key: each.school for key, each in again.in_force.items()} == {
        key: each.school for key, each in merged.in_force.items()
    }
    return {each.question.query: each.school for each in again.in_force.values()}


decisions = st.builds(
    at,
    st.integers(0, 3),
    st.sampled_from(["가상하나고", "가상두리고"]),
    st.sampled_from(SCHOOLS),
    who=st.sampled_from(["갑", "을"]),
)
histories = st.lists(decisions, max_size=5)


def replayed(history):
    state = {}
    for each in history:
        state.pop(each.question.query, None)
        if each.school != "open":
            state[each.question.query] = each.school
    return state


def test_a_file_merged_with_itself_is_the_same_file():
    one = ledger([at(0, "가상고", "V1"), at(1, "가상중", "none"), at(2, "가상고", "V2")])
    assert merge(one, one).as_file() == content_of(one.history)


def test_decisions_on_different_questions_are_all_in_force():
    merged = merge(ledger([at(0, "가상고", "V1")]), ledger([at(1, "가상중", "V2")], "b.csv"))
    assert (in_force(merged), merged.contradictions) == ({"가상고": "V1", "가상중": "V2"}, ())


def test_who_knew_the_other_decision_and_changed_it_is_right_whatever_the_clocks_say():
    common = at(5, "가상고", "V1", who="갑")
    later = at(0, "가상고", "V2", who="을")
    for pair in ((ledger([common]), ledger([common, later])), (ledger([common, later]), ledger([common]))):
        assert in_force(merge(*pair)) == {"가상고": "V2"}


def test_two_who_decided_alike_agree_and_both_stay_on_record():
    merged = merge(ledger([at(0, "가상고", "V1", who="갑")]), ledger([at(1, "가상고", "V1", who="을")]))
    assert (in_force(merged), len(merged.decisions)) == ({"가상고": "V1"}, 2)


@pytest.mark.parametrize("base", [[], [at(0, "가상고", "V3", who="갑")]])
def test_a_contradiction_is_named_with_both_lines_and_neither_is_in_force(base):
    mine, theirs = at(1, "가상고", "V1", who="갑"), at(2, "가상고", "V2", who="을")
    merged = merge(ledger([*base, mine]), ledger([*base, theirs], "b.csv"))
    (found,) = merged.contradictions
    assert (found.first_file, found.first.school, found.first.line) == ("a.csv", "V1", 2 + len(base))
    assert (found.second_file, found.second.school, found.second.line) == ("b.csv", "V2", 2 + len(base))
    assert in_force(merged) == {}


def test_a_decision_taken_back_by_one_and_changed_by_the_other_is_a_contradiction():
    base = at(0, "가상고", "V1")
    merged = merge(ledger([base, at(1, "가상고", "open")]), ledger([base, at(2, "가상고", "V2")]))
    assert (len(merged.contradictions), in_force(merged)) == (1, {})


def test_a_contradiction_decided_afterwards_stays_decided_in_the_next_merge():
    first, second = [at(1, "가상고", "V1", who="갑")], [at(2, "가상고", "V2", who="을")]
    merged = merge(ledger(first), ledger(second))
    resolved = [*merged.decisions, at(9, "가상고", "V2", who="병")]
    for old in (first, second):
        again = merge(ledger(resolved), ledger(old, "b.csv"))
        assert (in_force(again), again.contradictions) == ({"가상고": "V2"}, ())


@given(histories, histories, histories)
def test_nothing_is_lost_nothing_is_new_in_force_and_the_order_of_the_files_changes_nothing(base, one, two):
    first, second = ledger([*base, *one]), ledger([*base, *two], "b.csv")
    merged, other = merge(first, second), merge(second, first)
    assert in_force(merged) == in_force(other)
    written = {line_of(each) for each in merged.decisions}
    assert {line_of(each) for each in (*first.history, *second.history)} <= written
    assert len(written) == len(merged.decisions)
    mine, theirs = replayed(first.history), replayed(second.history)
    for query, school in in_force(merged).items():
        assert school in (mine.get(query), theirs.get(query))
    disputed = {each.first.question.query for each in merged.contradictions}
    assert not disputed & set(in_force(merged))
    for query in mine.keys() | theirs.keys():
        if mine.get(query) == theirs.get(query):
            assert in_force(merged).get(query) == mine.get(query)


@pytest.fixture
def folder(tmp_path):
    append(tmp_path / "a.csv", [decision("가상고", "V1", "가상고등학교", who="갑"), decision("가상중", "V3")])
    append(tmp_path / "b.csv", [decision("가상고", "V2", "가상고등학교", who="을"), decision("가상대", "V4")])
    return tmp_path


def run(folder, *arguments, language="en"):
    return here("decisions", "merge", *arguments, cwd=folder, WEBMAP_LANGUAGE=language)


def test_the_command_writes_one_file_names_contradictions_and_says_so_by_its_exit_code(folder):
    done = run(folder, "a.csv", "b.csv", "-o", "a.csv")
    assert done.returncode == 15
    assert "a.csv, line 2: V1 가상고등학교 (갑" in done.stdout
    assert "b.csv, line 2: V2 가상고등학교 (을" in done.stdout
    assert "1 questions are decided differently" in done.stderr
    assert {each.question.query for each in load_ledger(folder / "a.csv").in_force.values()} == {
        "가상중",
        "가상대",
    }


def test_without_an_output_nothing_is_written(folder):
    before = (folder / "a.csv").read_bytes()
    done = run(folder, "a.csv", "b.csv")
    assert "Nothing was written" in done.stdout
    assert (folder / "a.csv").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.csv"]


def test_files_that_agree_are_joined_with_exit_code_0_in_korean_too(folder):
    done = run(folder, "a.csv", "a.csv", "-o", "c.csv", language="ko")
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "c.csv").read_bytes() == (folder / "a.csv").read_bytes()
    assert "together" not in done.stdout


def test_a_file_of_the_former_columns_is_joined_into_one_of_today(folder):
    (folder / "old.csv").write_bytes(content_of([decision("가상새봄대", "V3")], FORMER_COLUMNS))
    assert run(folder, "old.csv", "old.csv", "-o", "new.csv").returncode == 0
    assert (folder / "new.csv").read_bytes() == content_of([decision("가상새봄대", "V3")])


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (lambda content: content.replace(b'"V3"', b'"V2"'), "line 3"),
        (lambda content: content + b"<<<<<<< HEAD\n", "git"),
        (lambda _: b"PK\3\4", "school_name"),
    ],
)
def test_a_file_that_is_damaged_is_not_merged(folder, damage, word):
    (folder / "a.csv").write_bytes(damage((folder / "a.csv").read_bytes()))
    done = run(folder, "b.csv", "a.csv", "-o", "c.csv")
    assert done.returncode == 9
    assert word in done.stderr
    assert not (folder / "c.csv").exists()


def test_a_missing_file_is_named(folder):
    assert "no.csv" in run(folder, "a.csv", "no.csv").stderr
