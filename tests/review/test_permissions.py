"""Who may do what: the table of roles, and that whatever it does not name is refused."""

import pytest

from webmap.review.permissions import (
    ALLOWED,
    NOT_ONES_OWN,
    Action,
    Actor,
    Grant,
    Resource,
    Role,
    limited_to,
    may,
)


def actor(*grants):
    return Actor("p1", "r1", tuple(Grant(*grant) for grant in grants))


@pytest.mark.parametrize("action", Action)
def test_nobody_without_a_session_or_a_role_may_do_anything(action):
    assert not may(None, action)
    assert not may(actor(), action)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_a_role_allows_what_its_line_of_the_table_names(role, action):
    assert bool(may(actor((role,)), action)) is (action in ALLOWED[role])


@pytest.mark.parametrize("action", sorted(NOT_ONES_OWN))
def test_nobody_judges_his_own_proposal_whatever_his_roles(action):
    everything = actor(*((role,) for role in Role))
    assert not may(everything, action, Resource(authors=frozenset({"p1"})))
    assert may(everything, action, Resource(authors=frozenset({"p2"})))


def test_an_office_acts_within_its_area_alone():
    office = actor((Role.OFFICE, "11"))
    assert may(office, Action.ANSWER_QUESTION, Resource(areas=frozenset({"11", "B101"})))
    assert not may(office, Action.ANSWER_QUESTION, Resource(areas=frozenset({"26"})))
    assert not may(office, Action.ANSWER_QUESTION, Resource(areas=frozenset()))
    assert may(office, Action.READ)
    assert limited_to(office, Action.ANSWER_QUESTION) == {"11"}
    assert limited_to(office, Action.JUDGE) == frozenset()


def test_a_second_grant_without_an_area_lifts_the_limit():
    both = actor((Role.OFFICE, "11"), (Role.EDITOR,))
    assert may(both, Action.ANSWER_QUESTION, Resource(areas=frozenset()))
    assert limited_to(both, Action.ANSWER_QUESTION) is None
    assert not may(both, Action.JUDGE)
