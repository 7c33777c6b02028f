import csv
import io
import threading
from concurrent.futures import ProcessPoolExecutor
from io import FileIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.decisions.making import WHEN, decision
from webmap.decisions.append import append
from webmap.decisions.decision import Decision, fault_of
from webmap.decisions.ledger import load_ledger, parse_ledger
from webmap.decisions.line import COLUMNS, FORMER_COLUMNS, header, line_of, read_record
from webmap.decisions.question import Question, spreadsheet_form
from webmap.errors import DecisionsError
from webmap.ledger.form import Refusal
from webmap.ledger.records import end_of_half, fields_of
from webmap.system.lock import locked
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import Level

BOM = b"\xef\xbb\xbf"
ONE = decision("가상한빛고", "V1", "가상한빛고등학교", why="기사 확인", region="서울", level=Level.HIGH)
OTHER = decision("가상한빛고", "V2", "가상한빛고등학교", region="부산")
START = BOM + header()


def sentences(ledger):
    return [fault.render("en") for fault in ledger.faults]


def test_a_new_file_is_utf8_with_a_mark_for_excel_and_has_exactly_the_columns(tmp_path):
    path = tmp_path / "decisions.csv"
    append(path, [ONE])
    assert path.read_bytes().startswith(BOM)
    (line,) = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    assert tuple(line) == COLUMNS
    assert line["query"] == "가상한빛고"
    assert (line["level"], line["decision"], line["when"]) == ("high", "V1", "2026-03-04T05:06:07+09:00")


def test_what_was_appended_is_read_back(tmp_path):
    path = tmp_path / "decisions.csv"
    assert append(path, [ONE, OTHER]) == 2
    ledger = load_ledger(path)
    assert [each.school for each in ledger.in_force.values()] == ["V1", "V2"]
    assert [each.line for each in ledger.in_force.values()] == [2, 3]
    assert (ledger.lines, ledger.faults) == (2, ())


def test_a_later_line_wins_and_the_earlier_one_stays_in_the_file(tmp_path):
    path = tmp_path / "decisions.csv"
    append(path, [ONE])
    before = path.read_bytes()
    append(path, [decision("가상 한빛 고", "none", region="서울", level=Level.HIGH)])
    assert path.read_bytes().startswith(before)
    (standing,) = load_ledger(path).in_force.values()
    assert standing.school == "none"


def test_a_decision_that_was_taken_back_is_no_longer_in_force(tmp_path):
    path = tmp_path / "decisions.csv"
    append(path, [ONE])
    append(path, [decision("가상한빛고", "open", region="서울", level=Level.HIGH)])
    assert load_ledger(path).in_force == {}
    assert load_ledger(path).lines == 2


def test_a_decision_in_force_is_not_written_again(tmp_path):
    path = tmp_path / "decisions.csv"
    append(path, [ONE])
    before = path.read_bytes()
    assert append(path, [ONE]) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("cut", [2, 3, 4, 10, 40])
def test_a_half_written_last_line_is_reported_not_applied_and_blocks_nothing(tmp_path, cut):
    path = tmp_path / "decisions.csv"
    append(path, [ONE, OTHER])
    path.write_bytes(path.read_bytes()[:-cut])
    first = load_ledger(path)
    assert [each.school for each in first.in_force.values()] == ["V1"]
    (sentence,) = sentences(first)
    assert "decisions.csv, line 3" in sentence
    append(path, [OTHER])
    after = load_ledger(path)
    assert [each.school for each in after.in_force.values()] == ["V1", "V2"]
    assert len(after.faults) == 1


@pytest.mark.parametrize("size", range(1, len(START)))
def test_a_header_cut_off_anywhere_is_rewritten(tmp_path, size):
    path = tmp_path / "decisions.csv"
    path.write_bytes(START[:size])
    append(path, [ONE])
    assert [each.school for each in load_ledger(path).in_force.values()] == ["V1"]


@given(st.data())
def test_a_line_cut_off_anywhere_never_passes_for_a_whole_one(data):
    texts = st.text(st.sampled_from("a\",가 ='")).map(spreadsheet_form)
    made = decision("가상" + data.draw(texts), "V1", data.draw(texts), "담당", data.draw(texts))
    line = line_of(made)
    cut = line[: data.draw(st.integers(0, len(line) - 2))]
    assert parse_ledger(START + cut, "d.csv").in_force == {}
    closed = cut + end_of_half(cut, len(COLUMNS))
    after = parse_ledger(START + closed + line_of(OTHER), "d.csv")
    assert [each.school for each in after.in_force.values()] == ["V2"]
    (row,) = csv.reader([closed.decode("utf-8", "replace")], strict=True)
    assert row[-1] == "half written"


@pytest.mark.parametrize(
    "text",
    ["가상고,,,,V1,이름,담당,2024-01-01,까닭", "가상고,,,,V1,이름,담당,2024-01-01,", "가상고,,,,V1,", ""],
)
@pytest.mark.parametrize("columns", [COLUMNS, FORMER_COLUMNS])
def test_a_line_typed_by_hand_and_closed_as_half_written_is_not_applied_either(text, columns):
    closed = text.encode() + end_of_half(text.encode(), len(columns))
    assert isinstance(read_record(fields_of(closed), 2, columns), Refusal)
    assert parse_ledger(header(columns) + closed, "d.csv").in_force == {}


@pytest.mark.parametrize("cut", [3, 20, 60])
def test_a_line_that_a_former_version_closed_as_half_written_is_still_passed_over(cut):
    former = line_of(ONE, FORMER_COLUMNS)[:-cut] + b'"half written","\r\n'
    ledger = parse_ledger(BOM + header(FORMER_COLUMNS) + former + line_of(OTHER, FORMER_COLUMNS), "d.csv")
    assert [each.school for each in ledger.in_force.values()] == ["V2"]
    assert len(ledger.faults) == 1


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("가상고,,,,V1", "damaged"),
        ("가상고,,,,V1,이름,담당,2024-01-01,", "damaged"),
        ('가상고,,,,V1,"이름,담당,2024-01-01,', "damaged"),
        ('가상 "새봄" 고,,,,V1,이름,담당,2024-01-01,,', "damaged"),
        ("가상\0고,,,,V1,이름,담당,2024-01-01,,", "damaged"),
        ("가상고,,kindergarten,,V1,이름,담당,2024-01-01,,", "level"),
        ("가상고,,,,V1,이름,담당,someday,,", "when"),
        ("가상고,,,,V1,이름,,2024-01-01,,", "who decided"),
        ("가상고,,,,,이름,담당,2024-01-01,,", "ID"),
        (",서울,,,V1,이름,담당,2024-01-01,,", "no school"),
        ("가상고,,,,V1,이름,담당,2024-01-01,010-1234-5678,", "phone number"),
        ("가상고,,,,V1,이름,someone@example.com,2024-01-01,,", "e-mail"),
        ("가상고,,,,V1,이름," + "가" * 61 + ",2024-01-01,,", "60 characters"),
        ("가상고,,,,V1,이름,담당,2024-01-01,,abcdefgh-abcdefgh", "changed by hand"),
        ("가" * 70_000, "damaged"),
    ],
)
def test_a_line_that_cannot_be_used_is_reported_with_its_fault_and_never_with_personal_data(line, word):
    content = START + line_of(ONE) + line.encode() + b"\r\n" + line_of(OTHER)
    ledger = parse_ledger(content, "decisions.csv")
    (sentence,) = sentences(ledger)
    assert sentence.startswith("decisions.csv, line 3: ")
    assert word in sentence
    assert "5678" not in sentence
    assert len(ledger.in_force) == 2


def test_a_file_that_excel_saved_in_its_own_encoding_is_still_read_and_can_be_added_to(tmp_path):
    path = tmp_path / "decisions.csv"
    text = (
        ",".join(FORMER_COLUMNS)
        + "\r\n가상한빛고,서울,고등학교,,V1,가상한빛고등학교,담당자,2024-08-26 10:00,\r\n"
    )
    path.write_bytes(text.encode("cp949"))
    append(path, [OTHER])
    ledger = load_ledger(path)
    assert [(each.question.query, each.question.level) for each in ledger.in_force.values()] == [
        ("가상한빛고", Level.HIGH),
        ("가상한빛고", None),
    ]


@pytest.mark.parametrize("content", [b"\xff\xfeq\x00", "학교명,지역\n가상고,서울\n".encode(), b"PK\x03\x04"])
def test_another_file_is_neither_used_nor_added_to(tmp_path, content):
    path = tmp_path / "decisions.csv"
    path.write_bytes(content)
    with pytest.raises(DecisionsError, match="school_name"):
        load_ledger(path)
    with pytest.raises(DecisionsError):
        append(path, [ONE])
    assert path.read_bytes() == content


def test_where_there_is_no_file_there_are_no_decisions(tmp_path):
    assert load_ledger(tmp_path / "decisions.csv").in_force == {}
    with pytest.raises(DecisionsError):
        append(tmp_path / "no" / "decisions.csv", [ONE])
    with pytest.raises(DecisionsError):
        load_ledger(tmp_path)


@pytest.mark.parametrize("why", ["전화 010-1234-5678", "000101-3000000", "가" * 501])
def test_nothing_is_written_of_a_decision_that_cannot_be_kept(tmp_path, why):
    path = tmp_path / "decisions.csv"
    with pytest.raises(DecisionsError):
        append(path, [ONE, decision("가상고", "V1", why=why)])
    assert not path.exists()


@given(st.binary())
@example(START + b'"\x00",' * 9)
@example(START + b"a,,,,b,c,d,0001-01-01,,\n")
@example(START + b"a,,,,b,c,d,9999-12-31T23:59:59-12:00,,\n")
def test_any_bytes_give_decisions_or_sentences(content):
    for data in (content, START + content):
        ledger = parse_ledger(data, "decisions.csv")
        for message in (*ledger.faults, *filter(None, [ledger.unusable])):
            assert all(message.render(language) for language in LANGUAGES)
        assert all(each.day for each in ledger.in_force.values())


@given(st.text(st.characters(codec="utf-8")).filter(lambda line: not {"\r", "\n"} & set(line)))
def test_a_wild_line_never_blocks_the_lines_around_it(line):
    content = START + line_of(ONE) + line.encode() + b"\r\n" + line_of(OTHER)
    assert {each.school for each in parse_ledger(content, "d.csv").in_force.values()} >= {"V1", "V2"}


@given(*[st.text()] * 6, st.sampled_from([None, *Level]))
def test_every_decision_that_can_be_kept_comes_back_the_same(query, region, address, name, who, why, level):
    question = Question(spreadsheet_form(query), spreadsheet_form(region), level, spreadsheet_form(address))
    made = Decision(
        question, "V1", spreadsheet_form(name), spreadsheet_form(who), WHEN, spreadsheet_form(why), line=2
    )
    if fault_of(made) is None:
        assert read_record(fields_of(line_of(made)), 2, COLUMNS) == made


@given(st.text(min_size=1))
def test_no_field_of_the_file_is_a_formula(text):
    made = decision(
        spreadsheet_form(text),
        spreadsheet_form(text),
        spreadsheet_form(text),
        spreadsheet_form(text),
        spreadsheet_form(text),
    )
    (fields,) = csv.reader([line_of(made).decode().rstrip("\r\n")])
    assert not [field for field in fields if field.lstrip().startswith(("=", "+", "-", "@"))]


def _append_many(path, name):
    for number in range(25):
        append(path, [decision(f"{name}{number}고", "V1")])


def test_two_who_decide_at_the_same_time_lose_nothing(tmp_path):
    path = tmp_path / "decisions.csv"
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_append_many, [path, path], ["가상하나", "가상두리"]))
    ledger = load_ledger(path)
    assert (len(ledger.in_force), ledger.lines, ledger.faults) == (50, 50, ())
    assert path.read_bytes().count(header()) == 1


def test_a_writer_waits_until_the_other_has_written_the_whole_line(tmp_path):
    path = tmp_path / "decisions.csv"
    append(path, [ONE])
    line = line_of(decision("가상새봄대", "V3"))
    second = threading.Thread(target=append, args=(path, [OTHER]))
    with FileIO(path, "a+") as first, locked(first):
        first.write(line[:9])
        second.start()
        second.join(timeout=0.2)
        assert second.is_alive()
        first.write(line[9:])
    second.join()
    ledger = load_ledger(path)
    assert ([each.school for each in ledger.in_force.values()], ledger.faults) == (["V1", "V3", "V2"], ())
