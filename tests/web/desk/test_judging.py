"""To be accepted: another person judges, one or several lines at once, and each is checked for itself."""

from __future__ import annotations

import re

import pytest

from tests.web.desk.questions import A, B, C, fill, question
from webmap.findings.finding import FindingStatus, new_finding
from webmap.review.files.ledgers import Ledger, ledger_of, lines
from webmap.review.files.proposals import propose
from webmap.review.permissions import Actor
from webmap.review.queue.reading import one

SEVERAL, IN_BUSAN = question("가상서중", [A, B], rows=3), question("가상새봄중", [C], rows=2)


@pytest.fixture
def database(desk_app):
    found = desk_app.extensions["webmap-desk"].database
    fill(found, [SEVERAL, IN_BUSAN])
    return found


def answer(visitor, row, choice, version=0):
    visitor.post(f"/queue/{row['id']}", {"choice": choice, "version": version})


def waiting(database):
    with database.read() as connection:
        return [each.id for each in reversed(lines(connection, state="proposed"))]


def states(database):
    with database.read() as connection:
        return sorted(each.state for each in lines(connection))


def judge(visitor, *ids, verdict="accept", reason="", **seen):
    return visitor.post("/judging", {"line": list(ids), "verdict": verdict, "reason": reason, **seen})


def test_an_accepted_answer_is_in_force_and_its_effect_is_said_in_a_sentence(database, enter):
    editor, reviewer = enter("editor"), enter("reviewer")
    answer(editor, SEVERAL, "V1")
    html = reviewer.get("/judging").get_data(as_text=True)
    assert "가상서중" in html
    assert "3" in re.search(r'<label for="line-\w+">([^<]+)<', html)[1]
    done = judge(reviewer, *waiting(database))
    assert done.status_code == 303
    assert "가상서중" in reviewer.get(done.location).get_data(as_text=True)
    with database.read() as connection:
        force = ledger_of(connection, Ledger.DECISIONS).in_force
        assert [each.school for each in force.values()] == ["V1"]
        assert one(connection, SEVERAL["id"]).state == "answered"


def test_a_rejection_needs_a_reason_and_opens_the_question_again(database, enter):
    editor, reviewer = enter("editor"), enter("reviewer")
    answer(editor, SEVERAL, "V1")
    assert judge(reviewer, *waiting(database), verdict="reject").status_code == 400
    assert states(database) == ["proposed"]
    judge(reviewer, *waiting(database), verdict="reject", reason="다른 학교입니다")
    with database.read() as connection:
        assert lines(connection)[0].answer == "다른 학교입니다"
        assert one(connection, SEVERAL["id"]).state == "open"


def test_ones_own_proposal_shows_why_it_cannot_be_judged(database, enter):
    reviewer = enter("reviewer")
    answer(reviewer, SEVERAL, "V1")
    html = reviewer.get("/judging").get_data(as_text=True)
    assert "본인의 제안" in html
    assert 'type="checkbox"' not in html
    assert judge(reviewer, *waiting(database)).status_code == 403
    assert states(database) == ["proposed"]
    reviewer.post("/judging/take-back", {"line": waiting(database)[0]})
    assert states(database) == ["taken_back"]


def test_several_are_judged_at_once_and_each_result_is_named(database, enter):
    editor, reviewer = enter("editor"), enter("reviewer")
    answer(editor, SEVERAL, "V1")
    answer(reviewer, IN_BUSAN, "V3")
    done = judge(reviewer, *waiting(database))
    html = done.get_data(as_text=True)
    assert done.status_code == 207
    assert html.count("not-done") == 1
    assert states(database) == ["accepted", "proposed"]


def test_whoever_comes_too_late_is_told_so(database, enter):
    editor, first, second = enter("editor"), enter("reviewer"), enter("reviewer")
    answer(editor, SEVERAL, "V1")
    ids = waiting(database)
    judge(first, *ids)
    late = judge(second, *ids, verdict="reject", reason="늦었습니다")
    assert late.status_code == 409
    assert states(database) == ["accepted"]


def test_a_second_answer_that_was_accepted_meanwhile_is_a_conflict(database, enter):
    editor, other, reviewer = enter("editor"), enter("editor"), enter("reviewer")
    answer(editor, SEVERAL, "V1")
    answer(other, SEVERAL, "V2", version=1)
    first, second = waiting(database)
    html = reviewer.get("/judging").get_data(as_text=True)
    assert len(re.findall("마지막에 승인된", html)) == 2
    judge(reviewer, first, **{f"seen-{first}": ""})
    assert judge(reviewer, second, **{f"seen-{second}": ""}).status_code == 409
    assert judge(reviewer, second, **{f"seen-{second}": first}).status_code == 303


def test_findings_are_judged_here_too_and_filters_are_in_the_address(database, enter):
    editor, reviewer = enter("editor"), enter("reviewer")
    answer(editor, SEVERAL, "V1")
    finding = new_finding("V3", "가상새봄중학교", FindingStatus.REFUTED, "r9", source="가상교육청")
    with database.write() as connection:
        propose(connection, Actor(editor.person, editor.handle), Ledger.FINDINGS, finding)

    def shown(address):
        return len(re.findall('type="checkbox"', reviewer.get(address).get_data(as_text=True)))

    assert shown("/judging") == 2
    assert shown("/judging?kind=findings") == 1
    assert shown("/judging?area=11") == 1
    assert shown("/judging?area=26") == 2
    assert shown(f"/judging?author={editor.handle}") == 2
    assert shown("/judging?author=r99") == 0
    assert reviewer.get("/judging?kind=x").status_code == 400
    html = reviewer.get("/judging?kind=findings").get_data(as_text=True)
    assert "가상교육청" in html


def test_a_reviewer_of_a_region_judges_what_touches_it(database, enter):
    editor, regional = enter("editor"), enter(("reviewer", "11"))
    answer(editor, SEVERAL, "V1")
    answer(editor, IN_BUSAN, "V3")
    assert "가상새봄중" not in regional.get("/judging").get_data(as_text=True)
    assert judge(regional, *waiting(database)).status_code == 207
    assert states(database) == ["accepted", "proposed"]


def test_an_editor_reads_and_does_not_judge(database, enter):
    editor, other = enter("editor"), enter("editor")
    answer(editor, SEVERAL, "V1")
    assert other.get("/judging").status_code == 200
    assert judge(other, *waiting(database)).status_code == 403
