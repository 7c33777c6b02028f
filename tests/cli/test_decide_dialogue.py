import csv

import click
import pytest
from click.testing import CliRunner

from tests.decisions.making import REGISTER, decision, matches_of, replayed
from webmap.cli.commands.deciding.decide_dialogue import DecideDialogue
from webmap.decisions.append import append
from webmap.decisions.ledger import load_ledger
from webmap.decisions.open_rows import decided_questions, open_questions
from webmap.lists.entry import Entry
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Level

MATCHES = matches_of(
    Entry("list.csv", 1, "가상한빛고"),
    Entry("list.csv", 2, "가상 한빛고", region="서울"),
    Entry("list.csv", 3, "가상 한빛고"),
    Entry("list.csv", 4, "가상한빛고", level=Level.HIGH),
    Entry("list.csv", 5, "가상다솜초"),
    Entry("list.csv", 6, "가상한빛고", region="제주"),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.csv"


def walked(path, typed, who="담당자", language="en", again=False, **more):
    questions = (decided_questions if again else open_questions)([replayed(path, MATCHES)])

    @click.command()
    def command():
        DecideDialogue(REGISTER.by_key, language, **more).ask(questions, who)

    result = CliRunner().invoke(command, input=typed)
    assert result.exception is None
    return result.output


def saved(path):
    if not path.exists():
        return []
    return [
        (row["query"], row["decision"], row["why"])
        for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())
    ]


def test_one_answer_decides_all_rows_that_ask_the_same(path):
    output = walked(path, "2\n\nq\n")
    assert "rows that one answer decides: 2 (list.csv: 1, list.csv: 3)" in output
    assert saved(path) == [("가상한빛고", "V2", "")]


def test_only_rows_that_wait_for_a_person_are_asked_about(path):
    output = walked(path, "s\ns\ns\ns\n")
    assert "[1/3]" in output
    assert "[3/3]" in output
    assert "서울" not in output.replace("서울특별시", "")  # decided by its region
    assert "가상다솜초" not in output


def test_candidates_are_shown_with_name_level_address_and_id(path):
    output = walked(path, "q\n")
    assert "1  가상한빛고등학교 · High school · 서울특별시 강남구 역삼동 1-1 · V1" in output
    assert "2  가상한빛고등학교 · High school · 부산광역시 부산진구 전포동 1-1 · V2" in output


def test_each_answer_is_on_the_disk_before_the_next_question(path, monkeypatch):
    counts = []
    real = DecideDialogue._show

    def show(walk, *question):
        counts.append(len(saved(path)))
        real(walk, *question)

    monkeypatch.setattr(DecideDialogue, "_show", show)
    walked(path, "1\n기사\nn\n\ns\n")
    assert counts == [0, 1, 2]
    assert [row[1:] for row in saved(path)] == [("V1", "기사"), ("none", "")]


def test_input_that_ends_stops_without_losing_what_was_saved(path):
    output = walked(path, "1\n기사\n2\n")
    assert saved(path) == [("가상한빛고", "V1", "기사")]
    assert "Decisions saved: 1. Questions: 3." in output


@pytest.mark.parametrize("wrong", ["0", "3", "V9", "예", "-1", "١", "99999999", "o", "1 2"])
def test_an_answer_that_is_none_is_asked_again_and_never_guessed(path, wrong):
    output = walked(path, f"{wrong}\nq\n")
    assert "is not one of the answers" in output
    assert saved(path) == []


def test_a_school_that_is_not_among_the_candidates_can_be_named_by_its_id(path):
    walked(path, "V3\n\nq\n")
    assert saved(path) == [("가상한빛고", "V3", "")]


def test_a_question_mark_explains_and_asks_again(path):
    output = walked(path, "?\nq\n", explain=lambda match: [say("No school of the register has this name.")])
    assert "No school of the register has this name." in output
    assert walked(path, "?\nq\n").count("nothing in the row tells them apart") == 2


def test_who_is_asked_once_as_a_role_and_a_phone_number_is_not_kept(path):
    output = walked(path, "010-1234-5678\n담당자\n1\n\n2\n\nq\n", who="")
    assert output.count("Write a role or initials, not a name") == 2
    assert "a phone number" in output
    assert "5678" not in path.read_text("utf-8-sig")
    assert len(saved(path)) == 2


def test_personal_data_in_why_is_asked_for_again(path):
    walked(path, "1\nme@example.com\n기사\nq\n")
    assert saved(path) == [("가상한빛고", "V1", "기사")]


def test_decided_rows_are_not_asked_about_and_with_again_can_be_changed_or_taken_back(path):
    append(path, [decision("가상한빛고", "V1", "가상한빛고등학교")])
    assert "[1/2]" in walked(path, "q\n")
    again = walked(path, "2\n\n", again=True)
    assert "[1/1]" in again
    assert "Decided before: V1 가상한빛고등학교 (담당자, 2026-03-04)" in again
    walked(path, "o\n\n", again=True)
    assert [row[1] for row in saved(path)] == ["V1", "V2", "open"]
    assert load_ledger(path).in_force == {}


def test_without_open_rows_nothing_is_asked(path):
    (match,) = matches_of(Entry("list.csv", 1, "가상한빛고", region="서울"))
    assert open_questions([replayed(path, [match])]) == []
    assert "No row waits" in walked(path, "", again=True)


def test_questions_come_in_korean(path):
    assert "학교급" not in walked(path, "q\n", language="en")
    assert "고등학교" in walked(path, "q\n", language="ko")
    assert "Number or school" not in walked(path, "q\n", language="ko")


def decided_by_another(path, chosen, monkeypatch):
    """Another person decides the first question while this one reads it."""
    show = DecideDialogue._show

    def shown(walk, question, *numbers):
        show(walk, question, *numbers)
        if numbers[0] == 1:
            append(path, [decision("가상한빛고", chosen, "가상한빛고등학교", who="다른 담당", why="공문")])

    monkeypatch.setattr(DecideDialogue, "_show", shown)


def test_the_second_of_two_people_sees_what_the_first_decided_meanwhile_and_keeps_it_by_default(
    path, monkeypatch
):
    decided_by_another(path, "V1", monkeypatch)
    output = walked(path, "2\n기사\n\nq\n")
    assert (
        "Somebody else has decided this meanwhile: V1 가상한빛고등학교 (다른 담당, 2026-03-04) 공문" in output
    )
    assert "Their decision stays; yours was not saved." in output
    assert "Decisions saved: 0." in output
    assert [row[1] for row in saved(path)] == ["V1"]


def test_the_second_of_two_people_can_choose_their_own_decision(path, monkeypatch):
    decided_by_another(path, "V1", monkeypatch)
    walked(path, "2\n기사\nwhat\nm\nq\n")
    assert [row[1] for row in saved(path)] == ["V1", "V2"]


def test_input_that_ends_at_the_choice_keeps_the_other_decision(path, monkeypatch):
    decided_by_another(path, "none", monkeypatch)
    walked(path, "2\n기사\n")
    assert [row[1] for row in saved(path)] == ["none"]


def test_two_people_who_decide_alike_are_not_asked_to_choose(path, monkeypatch):
    decided_by_another(path, "V2", monkeypatch)
    assert "Somebody else" not in walked(path, "2\n기사\nq\n")
    assert [row[1] for row in saved(path)] == ["V2"]


def test_a_decision_taken_back_meanwhile_is_told(path, monkeypatch):
    append(path, [decision("가상한빛고", "V1", "가상한빛고등학교")])
    decided_by_another(path, "open", monkeypatch)
    output = walked(path, "2\n\nk\n", again=True)
    assert "has taken the decision back meanwhile" in output
    assert load_ledger(path).in_force == {}
