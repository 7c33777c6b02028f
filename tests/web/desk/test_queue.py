"""The queue in a browser: a page of questions, one question, its answer, and what happens when two answer it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, update

from tests.web.desk.questions import A, B, C, fill, question
from webmap.review import journal
from webmap.review.files.ledgers import Ledger, lines
from webmap.review.queue import reading
from webmap.review.tables.files import ledger_line
from webmap.review.tables.work import question as questions

SEVERAL = question("가상서중", [A, B], rows=3)
IN_BUSAN = question("가상새봄중", [C], rows=2, miss="doubtful", statuses={"confirmed": 2})
ANYWHERE = question("가상없는중", [], rows=1, miss="unmatched", outcome="unmatched")


@pytest.fixture
def database(desk_app):
    found = desk_app.extensions["webmap-desk"].database
    fill(found, [SEVERAL, IN_BUSAN, ANYWHERE])
    return found


def names(html: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]+)</a>', html)


def page(visitor, address="/queue"):
    return names(visitor.get(address).get_data(as_text=True))


def answer(visitor, row, choice, version=0, why="", address=""):
    data = {"choice": choice, "version": version, "why": why}
    return visitor.post(f"/queue/{row['id']}{address}", data)


def proposed(database, state="proposed"):
    with database.read() as connection:
        return [(each.author, each.entry.school) for each in lines(connection, Ledger.DECISIONS, state=state)]


def test_the_page_has_the_most_consequential_question_first(database, enter):
    assert page(enter("editor")) == ["가상새봄중", "가상서중", "가상없는중"]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("?order=rows", ["가상서중", "가상새봄중", "가상없는중"]),
        ("?order=name", ["가상새봄중", "가상서중", "가상없는중"]),
        ("?miss=several", ["가상서중"]),
        ("?outcome=unmatched", ["가상없는중"]),
        ("?status=confirmed", ["가상새봄중"]),
        ("?area=11", ["가상서중"]),
        ("?area=7171000&status=reported", ["가상서중"]),
        ("?list=union&q=새봄", ["가상새봄중"]),
        ("?list=press", []),
        ("?q=%25", []),
        ("?state=answered", []),
    ],
)
def test_the_address_holds_filters_and_order(database, enter, address, found):
    assert page(enter("editor"), f"/queue{address}") == found


@pytest.mark.parametrize("address", ["?miss=x", "?order=x", "?area=99", "?state=gone", "?q=" + "가" * 201])
def test_an_unknown_value_of_a_filter_is_refused_in_a_sentence(database, enter, address):
    answer = enter("editor").get(f"/queue{address}")
    assert answer.status_code == 400


def test_pages_go_on_and_back_from_a_question_not_from_a_number(database, enter, monkeypatch):
    monkeypatch.setattr(reading, "PAGE", 2)
    editor = enter("editor")
    first = editor.get("/queue").get_data(as_text=True)
    further = re.search(r'rel="next" href="([^"]+)"', first)[1]
    assert names(first) == ["가상새봄중", "가상서중"]
    second = editor.get(further).get_data(as_text=True)
    assert names(second) == ["가상없는중"]
    before = re.search(r'rel="prev" href="([^"]+)"', second)[1]
    assert page(editor, before) == ["가상새봄중", "가상서중"]


def test_an_office_sees_and_answers_its_own_region_alone(database, enter):
    office = enter(("office", "11"))
    assert page(office) == ["가상서중"]
    assert office.get(f"/queue/{SEVERAL['id']}").status_code == 200
    for row in (IN_BUSAN, ANYWHERE):
        assert office.get(f"/queue/{row['id']}").status_code == 403
        assert answer(office, row, "V1").status_code == 403
    assert answer(office, SEVERAL, "V1").status_code == 303
    assert proposed(database) == [(office.person, "V1")]


def test_a_reader_sees_a_question_and_cannot_answer_it(database, enter):
    reader = enter("reader")
    html = reader.get(f"/queue/{SEVERAL['id']}").get_data(as_text=True)
    assert "가상서중" in html
    assert 'type="submit">이 답 제안' not in html
    assert answer(reader, SEVERAL, "V1").status_code == 403


def test_an_answer_leads_to_the_next_question_and_offers_to_undo_it(database, enter):
    editor = enter("editor")
    done = answer(editor, SEVERAL, "V2", why="학교에 물었습니다")
    assert done.location.startswith("/queue/next?after=")
    onward = editor.get(done.location)
    assert f"/queue/{ANYWHERE['id']}?answered=" in onward.location
    html = editor.get(onward.location).get_data(as_text=True)
    line = re.search(r'name="line" value="(\w+)"', html)[1]
    assert page(editor) == ["가상새봄중", "가상없는중"]
    undone = editor.post("/queue/undo", {"line": line})
    assert undone.location.startswith(f"/queue/{SEVERAL['id']}")
    assert 'data-key="2"' in editor.get(undone.location).get_data(as_text=True)
    assert "가상서중" in page(editor)
    assert proposed(database) == []


def test_the_filters_go_along_from_question_to_question(database, enter):
    editor = enter("editor")
    done = answer(editor, SEVERAL, "V1", address="?order=name&area=26")
    assert "order=name" in done.location
    assert "area=26" in done.location
    assert editor.get(done.location).location.startswith(f"/queue/{IN_BUSAN['id']}?")


def test_another_persons_undo_is_refused(database, enter):
    editor, other = enter("editor"), enter("editor")
    answer(editor, SEVERAL, "V1")
    with database.read() as connection:
        line = lines(connection, state="proposed")[0].id
    assert other.post("/queue/undo", {"line": line}).status_code == 403
    assert len(proposed(database)) == 1


def test_a_form_that_is_too_late_shows_both_answers_and_may_replace(database, enter):
    first, second = enter("editor"), enter("editor")
    answer(first, SEVERAL, "V1", why="앞선 답")
    late = answer(second, SEVERAL, "V2", why="나중 답")
    html = late.get_data(as_text=True)
    assert late.status_code == 409
    for words in (first.handle, "서울특별시", "앞선 답", "부산광역시", "나중 답"):
        assert words in html
    assert proposed(database) == [(first.person, "V1")]
    version = int(re.search(r'name="version" value="(\d+)"', html)[1])
    assert answer(second, SEVERAL, "V2", version=version).status_code == 303
    assert sorted(proposed(database)) == sorted([(first.person, "V1"), (second.person, "V2")])


def test_the_same_answer_of_two_people_is_one_proposal(database, enter):
    first, second = enter("editor"), enter("editor")
    answer(first, SEVERAL, "V1")
    done = answer(second, SEVERAL, "V1")
    assert done.status_code == 303
    assert "answered=same" in done.location
    assert len(proposed(database)) == 1


def test_ones_own_second_answer_takes_the_first_one_back(database, enter):
    editor = enter("editor")
    answer(editor, SEVERAL, "V1")
    answer(editor, SEVERAL, "none", version=1)
    assert proposed(database) == [(editor.person, "none")]
    assert proposed(database, "taken_back") == [(editor.person, "V1")]


@pytest.mark.parametrize(
    ("choice", "why", "sentence"),
    [
        ("", "", "선택"),
        ("V999", "", "ID"),
        ("open", "", "결정"),
        ("V1", "담임 010-1234-5678", "개인정보"),
        ("V1", "가" * 501, "500"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_in_a_sentence(database, enter, choice, why, sentence):
    refused = answer(enter("editor"), SEVERAL, choice, why=why)
    assert refused.status_code == 400
    assert sentence in refused.get_data(as_text=True)
    assert proposed(database) == []


def test_any_school_of_the_register_can_be_found_and_chosen_without_a_script(database, enter):
    editor = enter("editor")
    html = editor.get(f"/queue/{SEVERAL['id']}?find=새봄").get_data(as_text=True)
    assert 'value="V3"' in html
    assert answer(editor, SEVERAL, "V3").status_code == 303
    found = editor.get("/queue/schools?find=가상 새봄").get_json()
    assert [each["key"] for each in found] == ["V3"]
    assert enter("reader").get("/queue/schools?find=가상").status_code == 403


def test_a_person_who_looks_at_a_question_is_a_hint_and_no_lock(database, enter):
    first, second = enter("editor"), enter("editor")
    first.get(f"/queue/{IN_BUSAN['id']}")
    html = second.get(f"/queue/{IN_BUSAN['id']}").get_data(as_text=True)
    assert f"{first.handle}" in html.partition("question-others")[2]
    assert second.get("/queue/next").location.startswith(f"/queue/{SEVERAL['id']}")
    assert answer(second, IN_BUSAN, "V3").status_code == 303
    with database.read() as connection:
        actions = [each.action for each in journal.lines(connection)]
    assert actions == ["propose", "refresh"]


def test_hostile_texts_of_a_row_stay_text(database, enter):
    sign = '<script>alert(1)</script>"'
    fill(database, [question(sign, [A])])
    editor = enter("editor")
    for address in ("/queue", "/queue/next"):
        html = editor.get(address, follow_redirects=True).get_data(as_text=True)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_three_people_who_decide_300_rows_at_once_lose_none(database, enter):
    rows = [question(f"가상{number}중", [A, B]) for number in range(300)]
    fill(database, rows)
    people = [enter("editor") for _ in range(3)]

    def decide(number: int) -> list[int]:
        """Each in another order and with another answer, on what all have seen at the beginning."""
        choice = ("V1", "V2", "none")[number]
        order = rows[number * 100 :] + rows[: number * 100]
        return [answer(people[number], row, choice).status_code for row in order]

    with ThreadPoolExecutor(3) as pool:
        codes = [code for each in pool.map(decide, range(3)) for code in each]
    assert {code: codes.count(code) for code in set(codes)} == {303: 300, 409: 600}
    with database.read() as connection:
        kept = connection.execute(select(func.count()).select_from(ledger_line)).scalar_one()
        answered = connection.execute(
            select(func.count()).select_from(questions).where(questions.c.state == "answered")
        ).scalar_one()
        assert (kept, answered) == (300, 300)
        assert list(journal.faults(connection)) == []


def test_a_question_that_went_away_meanwhile_is_no_longer_answered(database, enter):
    with database.write() as connection:
        connection.execute(update(questions).where(questions.c.id == SEVERAL["id"]).values(state="gone"))
    editor = enter("editor")
    assert editor.get(f"/queue/{SEVERAL['id']}").status_code == 200
    assert answer(editor, SEVERAL, "V1").status_code == 409
    assert editor.get("/queue/0000").status_code == 404
