"""What waits at the desk, for whom."""

import datetime

import pytest

from tests.review.people_of import actor_of
from webmap.decisions.decision import new_decision
from webmap.decisions.question import Question
from webmap.review.files.ledgers import Ledger
from webmap.review.files.proposals import judge, propose
from webmap.review.overview import overview_of

TODAY = datetime.date(2026, 11, 30)


@pytest.fixture
def people(database):
    return [
        actor_of(database, f"r{number}", role) for number, role in enumerate(("reviewer",) * 2 + ("reader",))
    ]


def overviews(database, people):
    with database.read() as connection:
        return [overview_of(connection, each, TODAY) for each in people]


def test_a_proposal_waits_for_those_who_may_judge_it_and_not_for_its_author(database, people):
    with database.write() as connection:
        line = propose(
            connection, people[0], Ledger.DECISIONS,
            new_decision(Question("가상중앙고"), "F1", "가상중앙고등학교", "담당 갑"),
        )  # fmt: skip
    found = overviews(database, people)
    assert [each.to_judge for each in found] == [0, 1, 0]
    assert [each.own for each in found] == [1, 0, 0]
    with database.write() as connection:
        judge(connection, people[1], line, accept=True)
    found = overviews(database, people)
    assert [each.to_judge for each in found] == [0, 0, 0]
    assert {(each.unreleased, each.has_released, each.people) for each in found} == {(1, False, 3)}
