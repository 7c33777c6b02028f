import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decisions.making import (
    REGISTER,
    decision,
    in_force,
    match_of,
    matches_of,
    register_without,
)
from webmap.decisions.replay import apply_decisions
from webmap.lists.entry import Entry
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Level, Outcome

ROWS = (
    Entry("list.csv", 1, "가상한빛고"),
    Entry("list.csv", 2, "가상 한빛고", region="서울"),
    Entry("list.csv", 3, "가상한빛고", level=Level.HIGH),
    Entry("list.csv", 4, "가상없는고"),
    Entry("list.csv", 5, "가상한빛고 / 가상없는고"),
    Entry("list.csv", 6, "가상다솜초"),
    Entry("list.csv", 7, refused=say("The row is a bare value instead of an object with named fields.")),
    Entry("list.csv", 8, address="서울 강남구 역삼동"),
)


def applied(matches, *decisions, register=REGISTER):
    return apply_decisions(matches, in_force(*decisions), register)


def only(name, chosen, register=REGISTER, **hints):
    (match,) = applied([match_of(name, **hints)], decision(name, chosen, **hints), register=register).matches
    return match


def test_a_decision_gives_an_ambiguous_row_its_school_and_place():
    assert match_of("가상한빛고").outcome is Outcome.AMBIGUOUS
    match = only("가상한빛고", "V2")
    assert (match.outcome, match.school.key, match.place.sigungu) == (Outcome.MATCHED, "V2", "26230")


def test_a_decision_wins_over_what_the_rules_matched():
    assert match_of("가상한빛고", region="서울").school.key == "V1"
    assert only("가상한빛고", "V2", region="서울").school.key == "V2"


def test_the_reason_says_that_a_person_decided_who_when_and_why():
    made = decision("가상한빛고", "V1", who="교육청 담당", why="학교에 물음: 100% 확실")
    (match,) = applied([match_of("가상한빛고")], made).matches
    english, korean = match.reason.render("en"), match.reason.render("ko")
    assert english == "Decided by a person (교육청 담당, 2026-03-04): 학교에 물음: 100% 확실"
    assert "교육청 담당" in korean
    assert "사람" in korean


def test_the_rule_of_what_a_person_decided_is_the_decision():
    assert only("가상한빛고", "V2").rule == only("가상한빛고", "V2", region="서울").rule == "decided"
    assert only("가상한빛고", "V4").rule == ""


def test_a_school_without_a_surveyed_point_is_placed_approximately():
    match = only("가상새봄대", "V3")
    assert (match.outcome, match.place.radius_m) == (Outcome.APPROXIMATE, 900)


def test_a_school_that_the_register_cannot_place_is_not_placed():
    match = only("가상한빛고", "V4")
    assert (match.outcome, match.school, match.place) == (Outcome.UNMATCHED, None, None)
    assert "가상이슬고등학교" in match.reason.render("en")


def test_none_of_these_leaves_the_row_off_the_map_without_candidates():
    match = only("가상한빛고", "none")
    assert (match.outcome, match.school, match.candidates) == (Outcome.UNMATCHED, None, ())
    assert "person" in match.reason.render("en")


def test_none_of_these_also_takes_a_matched_row_off_the_map():
    match = only("가상한빛고", "none", region="서울")
    assert (match.outcome, match.place) == (Outcome.UNMATCHED, None)


def test_a_decision_speaks_only_for_the_same_name_with_the_same_hints():
    made = decision("가상한빛고", "V1")
    after = applied(matches_of(*ROWS), made).matches
    decided = [(each.entry.row, each.part) for each in after if "Decided" in each.reason.text]
    assert decided == [(1, 1), (5, 1)]


def test_a_decision_whose_school_left_the_register_is_reported_and_not_applied():
    before = match_of("가상한빛고", region="부산")
    done = applied([before], decision("가상한빛고", "V1", region="부산"), register=register_without("V1"))
    assert done.matches == (before,)
    assert [each.school for each in done.missing] == ["V1"]
    assert (done.applied_count, done.decided) == (0, frozenset())


def test_a_decision_that_no_row_asks_for_is_counted():
    done = applied([match_of("가상한빛고")], decision("가상새봄대", "V3"), decision("가상한빛고", "V1"))
    assert [each.school for each in done.unused] == ["V3"]
    assert done.applied_count == 1


def test_a_school_that_was_renamed_is_reported_and_the_decision_stands():
    done = applied([match_of("가상한빛고")], decision("가상한빛고", "V1", "가상한빛여자고등학교"))
    assert done.matches[0].school.key == "V1"
    assert [each.school for each in done.renamed] == ["V1"]


def test_a_refused_row_is_never_overruled():
    (refused,) = matches_of(ROWS[6])
    after = apply_decisions([refused], {("", "", "", ""): decision("", "V1")}, REGISTER)
    assert after.matches == (refused,)


def test_a_row_out_of_scope_yields_only_to_a_school_and_says_so():
    before = match_of("가상다솜초")
    assert before.outcome is Outcome.OUT_OF_SCOPE
    assert only("가상다솜초", "none") == before
    done = applied([before], decision("가상다솜초", "V1"))
    assert done.matches[0].outcome is Outcome.MATCHED
    assert "rules" in done.matches[0].reason.render("en")
    assert done.overruled_count == 1


def test_an_elementary_school_is_not_put_on_the_map_by_a_decision():
    match = only("가상한빛고", "V5")
    assert (match.outcome, match.school, match.place) == (Outcome.OUT_OF_SCOPE, None, None)


CHOICES = st.dictionaries(
    st.sampled_from(
        [*{(row.school, row.region, row.level) for row in ROWS if row.school}, ("가상없는고", "", None)]
    ),
    st.sampled_from(["V1", "V2", "V3", "V4", "V5", "none", "gone"]),
)


@given(CHOICES, st.permutations(ROWS))
def test_the_order_of_rows_never_matters(choices, rows):
    decisions = [
        decision(name, chosen, region=region, level=level)
        for (name, region, level), chosen in choices.items()
    ]
    straight = applied(matches_of(*ROWS), *decisions)
    shuffled = applied(matches_of(*rows), *reversed(decisions))

    def by_row(done):
        return {(each.entry.row, each.part): each for each in done.matches}

    assert by_row(straight) == by_row(shuffled)
    assert straight.applied_count == shuffled.applied_count
    assert set(straight.missing) == set(shuffled.missing)
    assert set(straight.unused) == set(shuffled.unused)


@given(CHOICES)
def test_replaying_twice_is_replaying_once(choices):
    decisions = [
        decision(name, chosen, region=region, level=level)
        for (name, region, level), chosen in choices.items()
        if name != "가상다솜초"  # whose reason tells that the rules were overruled
    ]
    once = applied(matches_of(*ROWS), *decisions).matches
    assert applied(once, *decisions).matches == once


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_decision_never_changes_how_many_entries_there_are(outcome):
    matches = matches_of(*ROWS)
    decisions = [decision(each.query, "V1") for each in matches if each.outcome is outcome and each.query]
    assert len(applied(matches, *decisions).matches) == len(matches)
