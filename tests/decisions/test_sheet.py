import re

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.decisions.making import REGISTER, decision, matches_of, replayed
from webmap.decisions.append import append
from webmap.decisions.ledger import load_ledger
from webmap.decisions.open_rows import open_questions
from webmap.decisions.sheet_file import COLUMNS, HEADINGS, MAX_CELL_LENGTH, SheetLine, read_sheet
from webmap.decisions.sheet_reader import read_decisions
from webmap.decisions.sheet_writer import write_open_rows
from webmap.errors import DecisionsError, OutputError
from webmap.lists.entry import Entry
from webmap.lists.limits import Limits
from webmap.matching.result import Match
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import Level, Outcome

MATCHES = matches_of(
    Entry("list.csv", 1, "가상한빛고"),
    Entry("list.csv", 2, "가상 한빛고", level=Level.HIGH),
    Entry("list.csv", 3, "가상 한빛고", address="=HYPERLINK(1)"),
    Entry("list.csv", 4, "가상 한빛고"),
    Entry("list.csv", 5, "가상한빛고", region="서울"),
)
OPEN = 4
ROWS = "미결 행"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.csv"


@pytest.fixture
def sheet(tmp_path, path):
    return written(tmp_path / "open.xlsx", path)


def written(sheet, path, matches=MATCHES, language="ko", notice=""):
    write_open_rows(open_questions([replayed(path, list(matches))]), sheet, language, notice)
    return sheet


def fill(sheet, *answers):
    """Fill (list row, column, text) into the sheet, as a person would."""
    book = openpyxl.load_workbook(sheet)
    rows = book[ROWS]
    place = {rows.cell(number, 2).value: number for number in range(2, rows.max_row + 1)}
    for row, column, text in answers:
        rows.cell(place[row], COLUMNS.index(column) + 1).value = text
    book.save(sheet)
    return sheet


def choices(sheet, row, title=ROWS):
    """What the drop-down of a list's row offers."""
    book = openpyxl.load_workbook(sheet)
    rows = book[title]
    number = next(n for n in range(2, rows.max_row + 1) if rows.cell(n, 2).value == row)
    cell = f"J{number}"
    (rule,) = [rule for rule in rows.data_validations.dataValidation if cell in rule.sqref]
    assert rule.type == "list"
    name, _, cells = rule.formula1.lstrip("=").rpartition("!")
    return [each.value for line in book[name.strip("'")][cells.replace("$", "")] for each in line]


def read(sheet, path, who="", matches=MATCHES):
    reading = read_decisions(
        read_sheet(sheet, Limits()), [replayed(path, list(matches))], REGISTER.by_key, who
    )
    for ledger, decisions in reading.decisions.items():
        append(ledger, decisions)
    return reading


def reasons(reading):
    return [(number, reason.render("en")) for number, reason in reading.refused]


def standing(path):
    return [(each.question.query, each.school) for each in load_ledger(path).in_force.values()]


def test_every_open_row_stands_in_the_sheet_once_under_a_frozen_header(sheet):
    rows = openpyxl.load_workbook(sheet)[ROWS]
    assert [cell.value for cell in rows[1]] == [heading.render("ko") for heading in HEADINGS.values()]
    assert sorted(row[1].value for row in rows.iter_rows(min_row=2)) == [1, 2, 3, 4]
    assert rows.freeze_panes == "A2"


def test_each_row_offers_its_candidates_and_none_of_these(sheet):
    first, second, none = choices(sheet, 1)
    assert first == "V1 · 가상한빛고등학교 · 서울특별시 강남구 역삼동 1-1"
    assert second.startswith("V2 · ")
    assert none == "해당하는 학교 없음"


def test_no_cell_of_the_sheet_is_a_formula(sheet):
    book = openpyxl.load_workbook(sheet)
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert not [
        cell for cell in cells if cell.data_type == "f" or str(cell.value).startswith(("=", "+", "@"))
    ]


def test_a_list_of_candidates_longer_than_excels_limit_is_whole(tmp_path, path):
    from tests.matching.making import matcher_of, school

    many = [school("가상별빛고등학교", Level.HIGH, id=f"W{number}") for number in range(300)]
    matches = matcher_of(*many).match_entry(Entry("list.csv", 1, "가상별빛고"))
    offered = choices(written(tmp_path / "open.xlsx", path, matches), 1)
    assert len(offered) == 301
    assert {each.split(" · ")[0] for each in offered} == {each.key for each in many} | {"해당하는 학교 없음"}


def test_fictional_data_says_so_in_the_sheet(tmp_path, path):
    book = openpyxl.load_workbook(written(tmp_path / "open.xlsx", path, notice="가상의 예시 자료"))
    assert book["알림"]["A1"].value == "가상의 예시 자료"
    assert book.active.title == ROWS


def test_what_a_person_chose_is_read_back_for_all_rows_that_ask_the_same(sheet, path):
    second = choices(sheet, 1)[1]
    fill(sheet, (1, "decision", second), (1, "who", "담당자"), (1, "why", "기사"))
    reading = read(sheet, path)
    assert (reading.taken, reading.blank, reading.refused) == (1, OPEN - 1, [])
    after = replayed(path, list(MATCHES)).applied.matches
    assert [each.school.key if each.school else None for each in after] == ["V2", None, None, "V2", "V1"]


LEVELLED = matches_of(
    Entry("list.csv", 1, "가상한빛고", level=Level.HIGH), Entry("list.csv", 2, "가상한빛고")
)


def test_a_korean_sheet_holds_no_english(tmp_path, path):
    book = openpyxl.load_workbook(written(tmp_path / "open.xlsx", path, LEVELLED, notice="가상의 예시 자료"))
    texts = [str(cell.value or "") for page in book for row in page.iter_rows() for cell in row]
    (rule, who) = (
        book[ROWS].data_validations.dataValidation[0],
        book[ROWS].data_validations.dataValidation[-1],
    )
    words = " ".join([*book.sheetnames, *texts, rule.prompt, rule.error, who.prompt])
    assert set(re.findall(r"[A-Za-z]{2,}", words.replace("list.csv", ""))) == {"ID"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_read_in_the_language_in_which_it_was_written(tmp_path, path, language):
    sheet = written(tmp_path / "open.xlsx", path, LEVELLED, language)
    book = openpyxl.load_workbook(sheet)
    rows = book["open rows" if language == "en" else ROWS]
    rows["J2"], rows["J3"] = "V1", choices(sheet, 2, rows.title)[-1]
    book.save(sheet)
    reading = read(sheet, path, who="담당자", matches=LEVELLED)
    assert (reading.taken, reading.refused) == (2, [])
    assert [school for _, school in standing(path)] == ["V1", "none"]


def test_a_sheet_of_an_earlier_version_is_read(tmp_path, path):
    book = openpyxl.Workbook()
    book.active.title = "open rows"
    book.active.append(
        [
            "file",
            "row",
            "part",
            "query",
            "level",
            "region",
            "address",
            "outcome",
            "reason",
            "decision",
            "who",
            "why",
        ]
    )
    line = ["list.csv", 1, 1, "가상한빛고", "high", "", "", "ambiguous", "", "V1", "담당자", "기사"]
    book.active.append(line)
    book.active.append(
        [
            "list.csv",
            2,
            1,
            "가상한빛고",
            "",
            "",
            "",
            "ambiguous",
            "",
            "none · 해당하는 학교 없음",
            "담당자",
            "",
        ]
    )
    book.save(tmp_path / "open.xlsx")
    reading = read(tmp_path / "open.xlsx", path, matches=LEVELLED)
    assert (reading.taken, reading.refused) == (2, [])


def test_reading_a_sheet_twice_changes_nothing(sheet, path):
    fill(sheet, (1, "decision", choices(sheet, 1)[0]), (3, "decision", "none"), (2, "decision", "V2"))
    assert read(sheet, path, who="담당자").taken == 3
    before = path.read_bytes()
    again = read(sheet, path, who="담당자")
    assert (again.taken, again.known, again.refused) == (0, 3, [])
    assert path.read_bytes() == before


def test_an_old_sheet_does_not_undo_what_was_decided_since(sheet, path):
    fill(sheet, (1, "decision", "V1"), (1, "who", "담당자"))
    append(path, [decision("가상한빛고", "V2", who="팀장")])
    before = path.read_bytes()
    (refused,) = reasons(read(sheet, path))
    assert refused[0] == 2
    assert "meanwhile: V2 (팀장, 2026-03-04)" in refused[1]
    assert path.read_bytes() == before


def test_two_answers_to_one_question_are_both_not_taken(sheet, path):
    fill(sheet, (1, "decision", "V1"), (4, "decision", "V2"))
    found = reasons(read(sheet, path, who="담당자"))
    assert [reason for _, reason in found] == [
        "another row of the sheet gives another answer to the same question"
    ] * 2
    assert not path.exists()


def test_the_same_answer_in_two_rows_is_one_decision(sheet, path):
    fill(sheet, (1, "decision", "V1"), (4, "decision", "V1"), (4, "who", "팀장"))
    reading = read(sheet, path, who="담당자")
    assert (reading.taken, reading.known) == (1, 1)


@pytest.mark.parametrize(
    ("column", "text", "word"),
    [
        ("decision", "V9 · 가상없는고등학교", "not a school ID"),
        ("decision", "가상한빛고", "not a school ID"),
        ("decision", "V1 · 가상다른고등학교 · 서울", "가상한빛고등학교 and not “가상다른고등학교”"),
        ("who", None, "does not say who"),
        ("who", "010-1234-5678", "a phone number"),
        ("why", "me@example.com", "an e-mail address"),
        ("query", "가상다른고", "something else"),
        ("region", "부산", "something else"),
        ("level", "middle", "something else"),
        ("address", "서울", "something else"),
        ("row", 99, "no such row"),
        ("file", "other.csv", "no such row"),
        ("part", "x", "no such row"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_the_reason_and_the_others_are_taken(
    sheet, path, column, text, word
):
    fill(sheet, (1, "decision", "V1"), (1, "who", "담당자"), (2, "decision", "V2"), (2, "who", "담당자"))
    fill(sheet, (1, column, text))
    reading = read(sheet, path)
    ((number, reason),) = reasons(reading)
    assert number == 2
    assert word in reason
    assert "5678" not in reason
    assert standing(path) == [("가상 한빛고", "V2")]


def test_a_row_whose_text_would_be_a_formula_is_recognised_again(sheet, path):
    fill(sheet, (3, "decision", "V1"), (3, "who", "담당자"))
    assert read(sheet, path).taken == 1


def test_rows_may_be_sorted_and_columns_moved(tmp_path, sheet, path):
    book = openpyxl.load_workbook(fill(sheet, (1, "decision", "V1"), (1, "who", "담당자")))
    values = [list(row) for row in book[ROWS].iter_rows(values_only=True)]
    fresh = openpyxl.Workbook()
    fresh.active.title = ROWS
    for row in [values[0], [], *reversed(values[1:])]:
        fresh.active.append(row[::-1])
    fresh.save(sheet)
    assert read(sheet, path).taken == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"file,row\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_another_file_is_a_sentence(tmp_path, content):
    other = tmp_path / "open.xlsx"
    with pytest.raises(DecisionsError):
        read_sheet(other, Limits())
    other.write_bytes(content)
    with pytest.raises(DecisionsError):
        read_sheet(other, Limits())


def test_a_workbook_without_the_sheet_or_its_columns_is_a_sentence(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    book.active.title = ROWS
    book.save(tmp_path / "named.xlsx")
    for name in ("other.xlsx", "named.xlsx"):
        with pytest.raises(DecisionsError, match="--open-rows"):
            read_sheet(tmp_path / name, Limits())


def test_a_place_that_cannot_be_written_is_refused_before_any_work(tmp_path):
    for bad in (tmp_path / "open.csv", tmp_path / "no" / "open.xlsx"):
        with pytest.raises(OutputError):
            write_open_rows([], bad, "ko")


def test_a_text_longer_than_a_cell_is_cut_and_its_row_can_still_be_decided(tmp_path, path):
    long = "가" * (MAX_CELL_LENGTH + 5_000)
    open_row = Match(
        Entry("list.csv", 1, "가상한빛고", address=long), 1, "가상한빛고", Outcome.AMBIGUOUS, MATCHES[0].reason,
        candidates=MATCHES[0].candidates,
    )  # fmt: skip
    sheet = fill(
        written(tmp_path / "open.xlsx", path, [open_row]), (1, "decision", "V1"), (1, "who", "담당자")
    )
    ((_, reason),) = reasons(read(sheet, path, matches=[open_row]))
    assert "longer than" in reason


LINES = st.lists(
    st.builds(
        SheetLine,
        st.integers(2, 99),
        st.fixed_dictionaries(
            {
                column: st.text()
                | st.sampled_from(["", "list.csv", "1", "4", "V1", "V2 · x", "none", "가상한빛고", "담당자"])
                for column in COLUMNS
            }
        ),
    )
)


@settings(max_examples=50)
@given(LINES)
def test_any_lines_give_decisions_or_sentences(tmp_path_factory, lines):
    path = tmp_path_factory.getbasetemp() / "never.csv"
    reading = read_decisions(lines, [replayed(path, list(MATCHES))], REGISTER.by_key)
    assert reading.taken + reading.known + reading.blank + len(reading.refused) == len(lines)
    assert all(reason.render(language) for _, reason in reading.refused for language in LANGUAGES)
