"""The queue is what `webmap decide` would ask, and what people have answered stays."""

import pytest

from tests.review.queue.conftest import ROWS
from tests.review.queue.projects import write_list
from webmap.decisions.append import append
from webmap.decisions.decision import new_decision
from webmap.decisions.question import Question
from webmap.review import journal
from webmap.review.files.ledgers import lines
from webmap.review.files.proposals import judge
from webmap.review.queue.answers import Given, answer, undo
from webmap.review.queue.reading import QueueFilter, one, page
from webmap.review.queue.schools import find_schools
from webmap.review.queue.standing import settle


def queue(database, **asked):
    with database.read() as connection:
        return page(connection, QueueFilter(**asked)).questions


def by_name(database, name, **asked):
    return next(each for each in queue(database, **asked) if each.query == name)


def test_equal_cells_are_one_question_and_the_firmest_claim_comes_first(database, project, refreshed):
    done = refreshed(project)
    assert (done.open, done.new, done.gone) == (5, 5, 0)
    first, second, third, *_ = queue(database)
    assert (first.query, first.rows, first.statuses) == ("가상서중", 3, {"confirmed": 1, "reported": 2})
    assert first.places == (("union", 1), ("union", 2), ("union", 3))
    assert second.query == "가상민들레중"
    assert (third.query, third.rows) == ("가상미래고", 2)


def test_a_question_knows_why_it_is_open_where_its_schools_are_and_what_the_points_are(
    database, project, refreshed
):
    refreshed(project)
    several = by_name(database, "가상서중")
    assert several.miss == "several"
    assert {"11", "26", "41", "43"} <= several.areas
    assert "7134000" in several.areas
    best = several.candidates[0]
    assert sum(points for points, _ in best["parts"].values()) == best["score"]
    assert 33 < best["lat"] < 39
    elsewhere = by_name(database, "가상가랑비고")
    assert (elsewhere.miss, elsewhere.outcome) == ("elsewhere", "unmatched")
    assert {"44", "48"} <= elsewhere.areas


def test_a_refresh_that_finds_nothing_new_writes_nothing(database, project, refreshed):
    refreshed(project)
    with database.read() as connection:
        head = journal.head_of(connection)
    refreshed(project)
    with database.read() as connection:
        assert journal.head_of(connection) == head


def test_a_pending_answer_survives_a_refresh_with_id_and_version(database, project, refreshed, people):
    refreshed(project)
    asked, editor = by_name(database, "가상서중"), people()
    with database.write() as connection:
        answer(connection, editor, asked.id, Given("none", "", asked.version))
    write_list(project, "union", ROWS + "\n가상서중,,,신고", "2024-08-27")
    assert refreshed(project).changed == 1
    kept = by_name(database, "가상서중", state="answered")
    assert (kept.id, kept.version, kept.rows) == (asked.id, asked.version + 1, 4)


def test_a_question_that_is_no_longer_asked_is_gone_and_comes_back_as_the_same(database, project, refreshed):
    refreshed(project)
    asked = by_name(database, "가상동고")
    write_list(project, "union", "가상서중,,,신고", "2024-08-27")
    assert refreshed(project).gone == 4
    assert by_name(database, "가상동고", state="gone").id == asked.id
    write_list(project, "union", ROWS, "2024-08-28")
    assert refreshed(project).new == 0
    assert by_name(database, "가상동고").id == asked.id


def test_a_decision_of_the_files_answers_its_question_and_keeps_the_candidates(database, project, refreshed):
    append(project / "decisions.csv", [new_decision(Question("가상서중"), "none", "", "편집자")])
    refreshed(project)
    assert "가상서중" not in [each.query for each in queue(database)]
    assert len(by_name(database, "가상서중", state="answered").candidates) == 4


def test_a_decision_whose_school_the_register_has_not_leaves_its_question_open(database, project, refreshed):
    append(project / "decisions.csv", [new_decision(Question("가상서중"), "V999999999", "", "편집자")])
    refreshed(project)
    assert by_name(database, "가상서중").state == "open"


def test_a_proposal_that_is_taken_back_brings_the_candidates_back(database, project, refreshed, people):
    refreshed(project)
    asked, editor = by_name(database, "가상서중"), people()
    with database.write() as connection:
        line = answer(connection, editor, asked.id, Given(asked.candidates[1]["key"], "", asked.version))
    with database.write() as connection:
        undo(connection, editor, line)
    again = by_name(database, "가상서중")
    assert again.candidates == asked.candidates
    assert again.version == asked.version + 2
    with database.read() as connection:
        assert [each.state for each in lines(connection, subject=asked.subject)] == ["taken_back"]
        assert journal.count(connection) == 3


@pytest.mark.parametrize(("accept", "state"), [(True, "answered"), (False, "open")])
def test_a_rejected_answer_opens_its_question_again(database, project, refreshed, people, accept, state):
    refreshed(project)
    asked, editor, reviewer = by_name(database, "가상서중"), people(), people("reviewer")
    with database.write() as connection:
        line = answer(connection, editor, asked.id, Given("none", "", asked.version))
    with database.write() as connection:
        judge(connection, reviewer, line, accept)
        settle(connection, asked.subject)
    with database.read() as connection:
        assert one(connection, asked.id).state == state
    refreshed(project)
    with database.read() as connection:
        assert one(connection, asked.id).state == state


def test_the_whole_register_is_searched_by_name_short_name_id_and_place(database, project, refreshed):
    refreshed(project)
    with database.read() as connection:
        names = [each["name"] for each in find_schools(connection, "가상 억새체육고")]
        assert names == ["가상억새체육고등학교"]
        assert find_schools(connection, "V000000001")[0]["name"] == "가상억새체육고등학교"
        found = find_schools(connection, "가상서중 부산")
        assert [each["address"][:5] for each in found] == ["부산광역시"]
        assert find_schools(connection, "%") == []
        assert find_schools(connection, "가%") == []
