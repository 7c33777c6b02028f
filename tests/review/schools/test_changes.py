"""Changes of a school's status and holds: finding and correction go together, and a hold gives back what was."""

import pytest

from tests.review.objections.making import entered
from tests.review.people_of import actor_of
from webmap.errors import ConflictError, DeskError
from webmap.findings.finding import FindingStatus
from webmap.review.cipher import open_cipher
from webmap.review.files.ledgers import Ledger, ledger_of, lines
from webmap.review.files.proposals import judge, take_back
from webmap.review.objections.answering import find
from webmap.review.schools.change import (
    Change,
    StaleChangeError,
    correction_line,
    last_finding,
    propose_change,
    seen_of,
)
from webmap.review.schools.directory import DeskSchool
from webmap.review.schools.holds import HoldState, hold, holds_of, lift, open_holds
from webmap.review.schools.timeline import history_of
from webmap.vocabulary.corrections import Cause, Gravity

SCHOOL = DeskSchool("F1", "가상한빛고등학교", "high", "11", "11010", "1101001", "confirmed")
SOURCE = "가상 교육청"


@pytest.fixture
def people(database):
    """An editor, and two who may accept."""
    return (
        actor_of(database, "r1", "editor"),
        actor_of(database, "r2", "reviewer"),
        actor_of(database, "r3", "reviewer"),
    )


def seen(database):
    with database.read() as connection:
        return seen_of(last_finding(connection, "F1"))


def proposed(database, actor, status=FindingStatus.REFUTED, before="confirmed", last=None, **fields):
    last = last or seen(database)
    fields = {"source": SOURCE, **fields}
    change = Change("F1", SCHOOL.name, status, cause=Cause.NOT_AFFECTED, why="학교와 확인", **fields)
    with database.write() as connection:
        return propose_change(connection, actor, change, before, last)


def judged(database, actor, line, accept=True):
    with database.write() as connection:
        judge(connection, actor, line, accept, "" if accept else "근거 부족")


def in_force(database, ledger):
    with database.read() as connection:
        return list(ledger_of(connection, ledger).in_force.values())


def test_who_accepts_a_finding_accepts_the_correction_that_explains_it(database, people):
    line = proposed(database, people[0])
    assert in_force(database, Ledger.FINDINGS) == in_force(database, Ledger.CORRECTIONS) == []
    judged(database, people[1], line)
    (finding,) = in_force(database, Ledger.FINDINGS)
    (correction,) = in_force(database, Ledger.CORRECTIONS)
    assert (finding.status, finding.who) == (FindingStatus.REFUTED, "r1")
    assert (correction.number, correction.was, correction.now) == (1, "confirmed", "refuted")
    assert correction.gravity is Gravity.MAJOR


@pytest.mark.parametrize("accept", [True, False])
def test_a_correction_is_never_judged_without_its_finding(database, people, accept):
    line = proposed(database, people[0])
    with database.read() as connection:
        correction = next(each for each in lines(connection, Ledger.CORRECTIONS))
    with pytest.raises(DeskError):
        judged(database, people[1], correction.id, accept)
    judged(database, people[1], line, accept=False)
    assert in_force(database, Ledger.FINDINGS) == in_force(database, Ledger.CORRECTIONS) == []
    with database.read() as connection:
        assert {each.state for each in lines(connection)} == {"rejected"}


def test_who_takes_a_finding_back_takes_its_correction_back(database, people):
    line = proposed(database, people[0])
    with database.write() as connection:
        take_back(connection, people[0], line)
    with database.read() as connection:
        assert [each.state for each in lines(connection)] == ["taken_back", "taken_back"]


def test_a_finding_that_takes_nothing_back_has_no_correction(database, people):
    line = proposed(database, people[0], FindingStatus.CONFIRMED, before="reported")
    with database.read() as connection:
        assert [each.id for each in lines(connection)] == [line]


def test_a_form_that_has_not_seen_the_last_line_is_refused_and_shows_it(database, people):
    before = seen(database)
    first = proposed(database, people[0])
    with pytest.raises(StaleChangeError) as caught:
        proposed(database, people[1], FindingStatus.CONFIRMED, last=before)
    assert caught.value.theirs.id == first
    opened = seen(database)
    judged(database, people[1], first)
    with pytest.raises(StaleChangeError):
        proposed(database, people[1], FindingStatus.CONFIRMED, last=opened)
    with database.read() as connection:
        assert len(lines(connection, Ledger.FINDINGS)) == 1


def held(database, actor, school=SCHOOL, number=""):
    last = seen(database)
    with database.write() as connection:
        return hold(
            connection, actor, school, source="편집진", why="이의를 살피는 중", number=number, seen=last
        )


def lifted(database, actor):
    last = seen(database)
    with database.write() as connection:
        return lift(connection, actor, SCHOOL, why="살펴봄", seen=last)


def state(database):
    with database.read() as connection:
        return [each.state for each in holds_of(connection, "F1")]


def test_a_hold_of_one_who_may_judge_is_in_force_at_once(database, people, tmp_path):
    number = entered(database, people[0], open_cipher(tmp_path))
    assert held(database, people[1], number=number).state is HoldState.HELD
    (finding,) = in_force(database, Ledger.FINDINGS)
    assert finding.status is FindingStatus.UNDER_REVIEW
    with database.read() as connection:
        assert open_holds(connection)["F1"].number == number
        assert find(connection, number).number == number


def test_a_hold_of_an_editor_waits_for_another_person(database, people):
    found = held(database, people[0])
    assert found.state is HoldState.WAITING
    assert in_force(database, Ledger.FINDINGS) == []
    judged(database, people[1], found.line)
    assert state(database) == [HoldState.HELD]


@pytest.mark.parametrize("who", [0, 1])
def test_a_hold_has_the_correction_that_the_command_line_writes(database, people, who):
    found = held(database, people[who])
    if found.state is HoldState.WAITING:
        assert in_force(database, Ledger.CORRECTIONS) == []
        judged(database, people[1], found.line)
    (correction,) = in_force(database, Ledger.CORRECTIONS)
    assert (correction.was, correction.now) == ("confirmed", "under_review")


@pytest.mark.parametrize("status", ["", "refuted", "withdrawn"])
def test_a_school_that_the_map_does_not_show_as_affected_is_not_held(database, people, status):
    with pytest.raises(DeskError):
        held(database, people[1], SCHOOL._replace(status=status))
    assert state(database) == []


def test_a_school_is_held_once(database, people):
    held(database, people[1])
    with pytest.raises(ConflictError):
        held(database, people[2])


def test_who_lifts_a_hold_proposes_what_was_found_before_it(database, people):
    judged(database, people[1], proposed(database, people[0], FindingStatus.CONFIRMED, before="reported"))
    held(database, people[1])
    line = lifted(database, people[1])
    assert state(database) == [HoldState.LIFTING]
    judged(database, people[2], line)
    (finding,) = in_force(database, Ledger.FINDINGS)
    assert (finding.status, finding.source) == (FindingStatus.CONFIRMED, SOURCE)
    assert state(database) == [HoldState.ENDED]


def test_who_lifts_a_hold_before_which_nothing_was_found_leaves_nothing(database, people):
    held(database, people[1])
    judged(database, people[2], lifted(database, people[1]))
    assert in_force(database, Ledger.FINDINGS) == []
    assert state(database) == [HoldState.ENDED]


def test_a_hold_ends_with_its_outcome_and_stays_where_lifting_is_refused(database, people):
    held(database, people[1])
    judged(database, people[2], lifted(database, people[1]), accept=False)
    assert state(database) == [HoldState.HELD]
    judged(database, people[2], proposed(database, people[1], before="under_review"))
    assert state(database) == [HoldState.ENDED]
    with pytest.raises(ConflictError):
        lifted(database, people[1])


def test_one_time_line_holds_all_of_it_the_latest_first(database, people, tmp_path):
    number = entered(database, people[0], open_cipher(tmp_path))
    held(database, people[1], number=number)
    judged(database, people[2], proposed(database, people[1], before="under_review"))
    with database.read() as connection:
        history = history_of(connection, "F1")
    found = [(event.who, event.kind, event.what.render("en")) for event in history.events]
    assert found[0][0] == "r3"
    assert {each[2] for each in found[:2]} == {
        "Finding: Refuted (accepted)",
        "Correction: Under review → Refuted (accepted)",
    }
    assert found[-1] == ("r1", "objection", f"Objection {number}: This school is not affected")
    assert ("r2", "hold", f"Hold because of objection {number} (in force alone)") in found
    with database.read() as connection:
        line = next(each for each in history.lines if each.ledger is Ledger.FINDINGS and each.judged_by)
        assert correction_line(connection, line).entry.now == "refuted"
