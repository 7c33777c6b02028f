"""Lines of the ledgers: proposed by one, accepted by another, and the file that they make."""

import pytest

from tests.review.people_of import actor_of
from webmap.corrections.correction import new_correction
from webmap.decisions.decision import new_decision
from webmap.decisions.question import Question
from webmap.errors import ConflictError, DeskError, ForbiddenError
from webmap.findings.finding import FindingStatus, new_finding
from webmap.review.files.ledgers import Ledger, content, find, ledger_of, lines
from webmap.review.files.proposals import judge, propose, take_back
from webmap.review.journal import faults
from webmap.vocabulary.corrections import Cause, Gravity


@pytest.fixture
def people(database):
    return actor_of(database, "r1", "editor", "reviewer"), actor_of(database, "r2", "reviewer")


def a_decision(name="가상중앙고", school="F1"):
    return new_decision(Question(name), school, "가상중앙고등학교", "담당 갑", "공문")


def a_correction():
    return new_correction("F1", "가상중앙고등학교", "reported", "refuted", Cause.NOT_AFFECTED, Gravity.MAJOR)


def test_a_line_counts_once_another_person_has_accepted_it(database, people):
    one, two = people
    with database.write() as connection:
        line = propose(connection, one, Ledger.DECISIONS, a_decision())
    with database.read() as connection:
        assert content(connection, Ledger.DECISIONS) == b""
    with database.write() as connection:
        judge(connection, two, line, accept=True)
    with database.read() as connection:
        (decision,) = ledger_of(connection, Ledger.DECISIONS).in_force.values()
        assert decision.school == "F1"
        assert find(connection, line).entry.school == "F1"
        assert list(faults(connection)) == []


def test_nobody_accepts_his_own_line(database, people):
    one, _two = people
    with database.write() as connection:
        line = propose(connection, one, Ledger.DECISIONS, a_decision())
    with pytest.raises(ForbiddenError), database.write() as connection:
        judge(connection, one, line, accept=True)
    with database.read() as connection:
        assert [each.state for each in lines(connection)] == ["proposed"]


def test_the_second_of_two_judges_is_refused(database, people):
    one, two = people
    with database.write() as connection:
        line = propose(connection, one, Ledger.DECISIONS, a_decision())
    with database.write() as connection:
        judge(connection, two, line, accept=False, answer="falsch")
    with pytest.raises(ConflictError), database.write() as connection:
        judge(connection, two, line, accept=True)
    with database.read() as connection:
        assert content(connection, Ledger.DECISIONS) == b""


def test_a_proposal_is_taken_back_by_its_author_alone(database, people):
    one, two = people
    with database.write() as connection:
        line = propose(connection, one, Ledger.DECISIONS, a_decision())
    with pytest.raises(ForbiddenError), database.write() as connection:
        take_back(connection, two, line)
    with database.write() as connection:
        take_back(connection, one, line)
    with pytest.raises(ConflictError), database.write() as connection:
        judge(connection, two, line, accept=True)


def test_corrections_are_numbered_when_they_are_accepted(database, people):
    one, two = people
    with database.write() as connection:
        first, second, third = (
            propose(connection, one, Ledger.CORRECTIONS, a_correction()) for _ in range(3)
        )
    with database.write() as connection:
        judge(connection, two, second, accept=True)
        judge(connection, two, first, accept=False)
        judge(connection, two, third, accept=True)
    with database.read() as connection:
        ledger = ledger_of(connection, Ledger.CORRECTIONS)
        assert ledger.faults == ()
        assert [each.number for each in ledger.history] == [1, 2]


def test_personal_data_is_no_reason(database, people):
    with pytest.raises(DeskError), database.write() as connection:
        propose(
            connection,
            people[0],
            Ledger.FINDINGS,
            new_finding("F1", "가상고", FindingStatus.REFUTED, "담당", source="교육청", why="010-1234-5678"),
        )
