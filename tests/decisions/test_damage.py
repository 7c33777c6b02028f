"""A file of decisions that something damaged never puts another decision in force."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.decisions.making import WHEN, decision
from webmap.decisions.append import append
from webmap.decisions.decision import Decision, fault_of
from webmap.decisions.ledger import load_ledger, parse_ledger
from webmap.decisions.line import COLUMNS, FORMER_COLUMNS, header, line_of
from webmap.decisions.question import Question, spreadsheet_form
from webmap.ledger.reading import MAX_FAULTS
from webmap.vocabulary.terms import Level

START = codecs.BOM_UTF8 + header()
FORMER_START = codecs.BOM_UTF8 + header(FORMER_COLUMNS)
RECORDS = [
    decision("가상한빛고", "V1", "가상한빛고등학교", why='기사 "확인", 두 번', region="서울"),
    decision("가상새봄대", "V3", "", why=""),
    decision("가상한빛고", "V2", "가상한빛고등학교", region="서울"),
    decision("=가상다솜중", "none", "", level=Level.MIDDLE),
    decision("가상새봄대", "open", ""),
    decision("가상, 이슬고", "V4", "가상이슬고등학교", address="서울 중구 1-1"),
]
TEXTS = st.text(st.sampled_from('a",가고 =\'\n\r\0,,""') | st.characters(codec="utf-8"), max_size=12)


def meant(ledger):
    return {
        key: (each.question, each.school, each.school_name, each.who, each.when, each.why)
        for key, each in ledger.in_force.items()
    }


def content_of(decisions, columns=COLUMNS):
    return codecs.BOM_UTF8 + header(columns) + b"".join(line_of(each, columns) for each in decisions)


@st.composite
def decisions(draw):
    texts = [spreadsheet_form(draw(TEXTS)) for _ in range(5)]
    query, region, name, who, why = texts
    made = Decision(
        Question("가상" + query, region, draw(st.sampled_from([None, Level.HIGH]))),
        draw(st.sampled_from(["V1", "V2", "none", "open"])),
        name,
        who or "담당",
        WHEN,
        why,
    )
    return made if fault_of(made) is None else decision("가상고", "V1")


@given(st.lists(decisions(), max_size=6))
def test_any_texts_that_are_appended_are_read_back_the_same(tmp_path_factory, made):
    path = tmp_path_factory.mktemp("ledger") / "decisions.csv"
    for each in made:
        append(path, [each])
    last = {each.question.key: each.school for each in made}
    now = {key: each.school for key, each in load_ledger(path).in_force.items()} if path.exists() else {}
    assert now == {key: school for key, school in last.items() if school != "open"}


@given(st.lists(decisions(), min_size=1, max_size=6), st.data())
@settings(max_examples=400)
def test_one_damaged_byte_never_puts_another_decision_in_force(made, data):
    content = content_of(made)
    place = data.draw(st.integers(0, len(content) - 1), label="place")
    new = data.draw(st.sampled_from([b"", b'"', b",", b"\n", b"\r", b"\0", b"x", b"\xff", b" ", b"''"]))
    keep = data.draw(st.sampled_from([0, 1]), label="bytes taken away")
    _is_the_same_or_less(content, content[:place] + new + content[place + keep :])


def _is_the_same_or_less(content, damaged):
    before, after = meant(parse_ledger(content, "d.csv")), parse_ledger(damaged, "d.csv")
    assert meant(after).items() <= before.items()
    assert len(after.in_force) == len(before) or after.faults or after.unusable


@pytest.mark.parametrize("new", [b"", b'"', b",", b"\n", b"\r", b"\0", b"7", b"\xea", b"-"])
def test_a_byte_damaged_anywhere_is_noticed_or_changes_nothing(new):
    content = content_of(RECORDS)
    for place in range(len(content)):
        _is_the_same_or_less(content, content[:place] + new + content[place + 1 :])


@pytest.mark.parametrize("length", [2, 7, 40, 300])
def test_a_stretch_that_is_missing_or_zeroed_puts_nothing_else_in_force(length):
    content = content_of(RECORDS)
    for place in range(0, len(content), 3):
        gone, zeroed = content[place + length :], b"\0" * len(content[place : place + length])
        before = meant(parse_ledger(content, "d.csv"))
        for damaged in (content[:place] + gone, content[:place] + zeroed + gone):
            after = parse_ledger(damaged, "d.csv")
            known = {meant_by[1:] for meant_by in before.values()} | {
                (each.school, each.school_name, each.who, each.when, each.why) for each in RECORDS
            }
            assert {value[1:] for value in meant(after).values()} <= known


@pytest.mark.parametrize("columns", [COLUMNS, FORMER_COLUMNS])
@pytest.mark.parametrize("cell", range(len(FORMER_COLUMNS)))
def test_a_line_break_inside_of_a_cell_never_makes_a_decision_of_its_second_half(columns, cell):
    texts = [
        "가상한빛고",
        "서울",
        "high",
        "서울 중구",
        "V1",
        "가상한빛고등학교",
        "담당",
        "2024-08-26",
        "까닭",
    ]
    for ending in ("\n", "\r\n", "\r"):
        for quote in ('"', ""):
            broken = list(texts)
            broken[cell] = f"앞{ending}가상다솜고"
            row = ",".join(f"{quote}{text}{quote}" for text in broken)
            row += f",{quote}{quote}" if columns is COLUMNS else ""
            other = line_of(RECORDS[5], columns)
            content = codecs.BOM_UTF8 + header(columns) + row.encode() + b"\r\n" + other
            ledger = parse_ledger(content, "d.csv")
            assert [each.school for each in ledger.in_force.values()] == ["V4"], row
            said = " ".join(fault.render("en") for fault in ledger.faults)
            assert "line 2:" in said or "lines 2 to 3" in said


def test_the_second_half_of_a_cell_that_reads_like_a_record_is_no_record():
    inner = "앞\r\n가상다솜고,,,,V2,이름,담당,2024-01-01,,"
    ledger = parse_ledger(START + f'"{inner}",,,,V1,이름,담당,2024-01-01,,\r\n'.encode(), "d.csv")
    assert ledger.in_force == {}
    (fault,) = ledger.faults
    assert "lines 2 to 3" in fault.render("en")


def test_a_record_that_is_refused_takes_the_one_that_it_replaced_out_of_force():
    changed = content_of(RECORDS[:3]).replace(b'"V2"', b'"V3"')
    ledger = parse_ledger(changed, "d.csv")
    assert [each.school for each in ledger.in_force.values()] == ["V3"]  # that of 가상새봄대
    assert [fault.render("en").split(":")[0] for fault in ledger.faults] == ["d.csv, line 4", "d.csv, line 2"]


def test_a_record_changed_by_hand_counts_when_its_check_is_emptied():
    line = line_of(RECORDS[0]).decode().replace('"V1"', '"V2"')
    assert parse_ledger(START + line.encode(), "d.csv").in_force == {}
    emptied = line.rpartition(',"')[0] + ',""\r\n'
    assert [each.school for each in parse_ledger(START + emptied.encode(), "d.csv").in_force.values()] == [
        "V2"
    ]


def test_a_file_of_before_there_was_a_check_is_read_and_added_to_as_it_is(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_bytes(content_of(RECORDS[:2], FORMER_COLUMNS))
    append(path, [RECORDS[5]])
    assert path.read_bytes() == content_of([*RECORDS[:2], RECORDS[5]], FORMER_COLUMNS)
    assert [each.school for each in load_ledger(path).in_force.values()] == ["V1", "V3", "V4"]


@pytest.mark.parametrize(
    "marks",
    ["<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n", "{}=======\n{}>>>>>>> theirs\n", "{}||||||| base\n{}"],
)
def test_the_marks_of_a_merge_that_git_left_refuse_the_whole_file(marks):
    mine, theirs = (line_of(each).decode() for each in (RECORDS[0], RECORDS[5]))
    ledger = parse_ledger(START + marks.format(mine, theirs).encode(), "d.csv")
    assert ledger.in_force == {}
    assert "webmap decisions merge" in ledger.unusable.render("en")


def test_a_file_that_is_damaged_all_over_is_refused():
    assert parse_ledger(START + b"x\n" * MAX_FAULTS, "d.csv").unusable is None
    assert "last good copy" in parse_ledger(START + b"x\n" * (MAX_FAULTS + 1), "d.csv").unusable.render("en")
