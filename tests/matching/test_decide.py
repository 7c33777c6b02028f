"""From scored candidates to one outcome: each threshold at its boundary, each reason in its order."""

from dataclasses import replace

import pytest

from tests.matching.making import school
from webmap.matching import reasons, reasons_unmatched
from webmap.matching.decide import (
    MAIN_CAMPUS,
    Decision,
    decide,
    open_for_leftover,
    open_for_region,
    open_for_several,
)
from webmap.matching.near.left_out import COMMON_NAME, WIDE_REGION
from webmap.matching.near.slips import MAX_NEAR
from webmap.matching.query import Query, Reading
from webmap.matching.score import LOWER, MARGIN, UPPER, Candidate, Part
from webmap.matching.variants import Fit
from webmap.places.addresses.addresses import read_region
from webmap.places.register.school import OlderEntry
from webmap.vocabulary.terms import Level, Outcome

HERE = school("가상솔고등학교", Level.HIGH)
THERE = school("가상솔고등학교", Level.HIGH, "26230")
LONGER = school("강남가상솔고등학교", Level.HIGH)
SEOUL = read_region("서울")


def ask(name="가상솔고", level=None, hint=None, **more):
    reading = Reading(name, (hint,) if hint else ())
    return Query(name, (reading,), (), level, **more)


def candidate(meant=HERE, points=UPPER, fit=Fit.SHORT, name="가상솔고", hint=None, **more):
    reading = Reading(name, (hint,) if hint else ())
    return Candidate(meant, fit, reading, (Part("name", points, 100),), **more)


def open_row(reason, *candidates, outcome=Outcome.AMBIGUOUS, among=None):
    schools = tuple(each.school for each in candidates)
    scored = candidates if among is None else among
    return Decision(outcome, reason, candidates=schools, scored_candidates=tuple(scored))


def placed(one, reason, *others, rule=None):
    return Decision(
        Outcome.MATCHED, reason, one.school, one.score / 100, (one.school,), (one, *others), rule or one.fit.value
    )  # fmt: skip


def test_a_single_school_at_the_upper_threshold_is_matched_and_one_point_below_it_is_not():
    best, low = candidate(), candidate(points=UPPER - 1)
    assert decide(ask(), [best], []) == placed(best, reasons.short_name())
    assert decide(ask(), [low], []) == open_row(reasons.uncertain(HERE), low)


def test_a_school_at_the_lower_threshold_may_be_meant_and_one_point_below_it_is_not():
    at, below = candidate(points=LOWER), candidate(points=LOWER - 1)
    assert decide(ask(), [at], []) == open_row(reasons.uncertain(HERE), at)
    assert decide(ask(), [below], []).outcome is Outcome.UNMATCHED


def test_the_best_school_stands_above_the_next_by_the_margin_or_both_are_offered():
    best = candidate(points=UPPER + MARGIN)
    apart, close = candidate(THERE), candidate(THERE, UPPER + 1)
    assert decide(ask(), [best, apart], []) == placed(best, reasons.short_name(), apart)
    assert decide(ask(), [best, close], []) == open_row(reasons.several([HERE, THERE]), best, close)


def test_only_the_schools_within_the_margin_of_a_certain_one_are_offered():
    best, close, apart = candidate(points=90), candidate(THERE, 83), candidate(LONGER, 82)
    assert decide(ask(), [best, close, apart], []).candidates == (HERE, THERE)
    low = [replace(each, parts=(Part("name", each.score - 20, 100),)) for each in (best, close, apart)]
    assert decide(ask(), low, []).candidates == (HERE, THERE, LONGER)


def test_a_doubt_keeps_a_certain_school_open_and_offers_all_that_may_be_meant():
    best = candidate(points=95, doubt=COMMON_NAME)
    apart = candidate(LONGER, 60)
    found = decide(ask(hint=SEOUL), [best], [])
    assert found == open_row(reasons.left_out(HERE, COMMON_NAME, is_region_stated=True), best)
    assert decide(ask(), [best, apart], []).candidates == (HERE, LONGER)


def test_a_name_that_no_school_has_names_the_near_open_ones():
    gone = replace(THERE, closed="2026-03-20")
    found = decide(ask(), [], [LONGER, gone])
    assert found == Decision(Outcome.UNMATCHED, reasons_unmatched.near_names([LONGER]), candidates=(LONGER,))
    assert decide(ask(), [], [gone]) == Decision(Outcome.UNMATCHED, reasons_unmatched.no_such_school())


def test_a_text_that_retracts_itself_is_open_with_the_best_schools():
    best, close, apart = candidate(points=90), candidate(THERE, 83), candidate(LONGER, 82)
    found = decide(ask(retracted=True), [best, close, apart], [])
    assert found == open_row(reasons.retracted([HERE, THERE]), best, close, among=[best, close, apart])


MAIN = school("가상바다대학교", Level.UNIVERSITY)
SECOND = replace(school("가상바다대학교(제2)", Level.UNIVERSITY, "26230"), campus="제2")
THIRD = replace(school("가상바다대학교(제3)", Level.UNIVERSITY, "51210"), campus="제3")


def test_a_university_without_a_campus_is_its_main_one_wherever_that_stands_among_the_candidates():
    other, main = candidate(SECOND, 85), candidate(MAIN, 84)
    found = decide(ask("가상바다대"), [other, main], [])
    assert (found.outcome, found.school, found.rule, found.score) == (
        Outcome.MATCHED,
        MAIN,
        MAIN_CAMPUS,
        0.84,
    )
    assert (found.reason, found.scored_candidates) == (reasons.main_campus(), (other, main))


@pytest.mark.parametrize(
    ("candidates", "why"),
    [
        ([candidate(SECOND, 80), candidate(MAIN, UPPER - 1)], "the main campus is below the threshold"),
        ([candidate(SECOND, 85), candidate(MAIN, 85, doubt=WIDE_REGION)], "it is in doubt"),
        ([candidate(SECOND, 85), candidate(THIRD, 85)], "no main campus is among them"),
        ([candidate(MAIN, 85), candidate(replace(MAIN, key="b"), 85)], "two are main ones"),
        ([candidate(MAIN, 85), candidate(HERE, 85)], "they are no campuses of one university"),
        ([candidate(HERE, 85), candidate(THERE, 85)], "they are no universities"),
    ],
)
def test_the_main_campus_is_not_taken_where(candidates, why):
    assert decide(ask("가상바다대"), candidates, []).outcome is Outcome.AMBIGUOUS, why


def test_the_main_campus_is_not_taken_beside_a_region_that_is_not_understood():
    candidates = [candidate(MAIN, 85), candidate(SECOND, 85)]
    assert decide(ask("가상바다대"), candidates, []).school == MAIN
    assert decide(ask("가상바다대", not_understood="〃"), candidates, []).school is None


def test_a_school_without_a_place_is_named_and_not_placed():
    nowhere = candidate(replace(HERE, lat=None, lon=None))
    found = decide(ask(), [nowhere], [])
    assert found == open_row(reasons_unmatched.place_unknown(), nowhere, outcome=Outcome.UNMATCHED)


def test_a_school_with_a_radius_is_approximate():
    assert decide(ask(), [candidate(replace(HERE, radius_m=500))], []).outcome is Outcome.APPROXIMATE


GONE = replace(THERE, closed="2026-03-20", edition="2025-03-25")


def test_a_closed_school_wins_by_the_margin_and_loses_by_it():
    low = candidate(points=UPPER - MARGIN)
    closed_one = candidate(GONE)
    found = decide(ask(), [low, closed_one], [])
    assert found.reason == reasons_unmatched.closed([GONE], ())
    assert found == Decision(
        Outcome.UNMATCHED, reasons_unmatched.closed([GONE], ()), scored_candidates=(closed_one, low)
    )
    high = candidate(points=UPPER + MARGIN)
    assert decide(ask(), [high, closed_one], []) == placed(high, reasons.short_name())


@pytest.mark.parametrize("lead", [MARGIN - 1, 0, 1 - MARGIN])
def test_within_the_margin_an_open_and_a_closed_school_are_not_told_apart(lead):
    here, closed_one = candidate(points=85 - lead), candidate(GONE, 85)
    found = decide(ask(), [here, closed_one], [])
    assert found == open_row(reasons.open_or_closed((HERE,), GONE), here, among=(here, closed_one))


def test_only_open_schools_within_the_margin_stand_beside_a_closed_one():
    here, further = candidate(points=90), candidate(LONGER, 85 - MARGIN)
    assert decide(ask(), [here, further, candidate(GONE, 85)], []).candidates == (HERE,)
    near = candidate(LONGER, 86 - MARGIN)
    assert decide(ask(), [here, near, candidate(GONE, 85)], []).candidates == (HERE, LONGER)


def test_a_closed_school_below_the_threshold_takes_nothing_from_an_open_one():
    high, low = candidate(points=UPPER), candidate(GONE, UPPER - 1)
    assert decide(ask(), [high, low], []).school == HERE
    assert decide(ask(), [high, candidate(GONE, UPPER)], []).school is None


@pytest.mark.parametrize(
    "weak",
    [
        candidate(GONE, 90, contradicts="region"),
        candidate(GONE, LOWER - 1),
        candidate(GONE, 90, fit=Fit.TYPO),
    ],
)
def test_a_closed_school_that_is_not_meant_is_not_said_to_be_closed(weak):
    assert decide(ask(), [weak], []) == Decision(Outcome.UNMATCHED, reasons_unmatched.no_such_school())
    assert decide(ask(), [candidate(GONE, LOWER)], []).reason == reasons_unmatched.closed([GONE], ())


def test_every_closed_school_within_the_margin_is_named_with_what_took_its_place():
    elementary = school("가상솔초등학교", Level.ELEMENTARY)
    first = candidate(replace(GONE, successors=(HERE, elementary)), 90)
    second = candidate(replace(GONE, key="b", successors=(HERE, LONGER)), 90 - MARGIN + 1)
    third = candidate(replace(GONE, key="c", successors=(THERE,)), 90 - MARGIN)
    found = decide(ask(), [first, second, third], [])
    assert found.candidates == (HERE, LONGER)
    assert found.reason == reasons_unmatched.closed([first.school, second.school], (HERE, LONGER))
    assert found.scored_candidates == (first, second)


def test_an_open_school_that_contradicts_or_is_too_low_does_not_stand_against_a_closed_one():
    for weak in (candidate(points=90, contradicts="region"), candidate(points=LOWER - 1)):
        assert decide(ask(), [weak, candidate(GONE, 60)], []).reason == reasons_unmatched.closed([GONE], ())
    at = candidate(points=LOWER)
    found = decide(ask(), [at, candidate(GONE, LOWER)], [])
    assert found == open_row(reasons.uncertain(HERE), at)


ELSEWHERE = candidate(THERE, 60, contradicts="region")
OTHER_NAME = candidate(LONGER, 60, fit=Fit.WITHOUT_PLACE, contradicts="region")
OTHER_LEVEL = candidate(school("가상솔중학교", Level.MIDDLE), 60, contradicts="level")
SLIP = candidate(LONGER, 60, fit=Fit.TYPO)


def test_a_name_that_exists_elsewhere_only_is_said_to_and_near_ones_of_the_region_stand_in_front():
    found = decide(ask(hint=SEOUL), [ELSEWHERE, OTHER_NAME], [])
    assert found.reason == reasons_unmatched.other_region((THERE,), ())
    assert (found.outcome, found.candidates) == (Outcome.UNMATCHED, (THERE,))
    assert found.scored_candidates == (ELSEWHERE, OTHER_NAME)
    found = decide(ask(hint=SEOUL), [SLIP, ELSEWHERE], [])
    assert (found.reason, found.candidates) == (
        reasons_unmatched.other_region((THERE,), (LONGER,)),
        (LONGER, THERE),
    )


def test_names_elsewhere_that_are_only_longer_are_said_to_be_that():
    found = decide(ask(hint=SEOUL), [OTHER_NAME], [])
    assert (found.reason, found.candidates) == (reasons_unmatched.elsewhere((LONGER,)), (LONGER,))
    many = [replace(OTHER_NAME, school=replace(LONGER, key=str(number))) for number in range(12)]
    assert len(decide(ask(hint=SEOUL), many, []).candidates) == MAX_NEAR


def test_without_a_stated_level_a_low_candidate_is_elsewhere_and_of_another_level_it_is_said():
    low = candidate(LONGER, LOWER - 1)
    assert decide(ask(), [low], []).reason == reasons_unmatched.elsewhere((LONGER,))
    found = decide(ask(level=Level.HIGH), [OTHER_LEVEL], [])
    assert found.reason == reasons_unmatched.near_names([OTHER_LEVEL.school])
    same = replace(OTHER_LEVEL, reading=Reading("가상솔중"))
    found = decide(ask("가상솔중", level=Level.HIGH), [low, same], [])
    assert found.reason == reasons_unmatched.other_level((same.school,), Level.HIGH)
    assert (found.candidates, found.scored_candidates) == ((same.school,), (low, same))


def test_many_schools_of_another_level_are_offered_up_to_the_most():
    many = [replace(OTHER_LEVEL, school=replace(LONGER, key=str(number))) for number in range(12)]
    assert len(decide(ask("다른고", level=Level.HIGH), many, []).candidates) == MAX_NEAR


def test_a_school_of_another_region_goes_before_one_of_another_level():
    found = decide(ask(hint=SEOUL, level=Level.HIGH), [OTHER_LEVEL, ELSEWHERE], [])
    assert (found.reason, found.candidates) == (reasons_unmatched.other_region((THERE,), ()), (THERE,))


def test_slips_alone_are_open_and_near_where_they_contradict():
    assert decide(ask(), [SLIP], []) == open_row(reasons.one_slip((LONGER,)), SLIP)
    near = replace(SLIP, contradicts="region")
    found = decide(ask(), [near], [])
    assert found == open_row(reasons_unmatched.near_names([LONGER]), near, outcome=Outcome.UNMATCHED)


@pytest.mark.parametrize(
    ("typed", "fit", "is_its_name"),
    [
        ("가상솔고", Fit.SHORT, True), ("가상솔", Fit.KINDLESS, True), ("가상솔고(부산)", Fit.SHORT, True),
        ("전혀다른고", Fit.OFFICIAL, True), ("전혀다른고", Fit.NICKNAME, False), ("솔고", Fit.WITHOUT_PLACE, False),
    ],
)  # fmt: skip
def test_a_school_has_the_typed_name_in_full_shortened_or_without_its_kind(typed, fit, is_its_name):
    found = decide(ask(typed, hint=SEOUL), [candidate(THERE, 60, fit, typed, contradicts="region")], [])
    expected = (
        reasons_unmatched.other_region((THERE,), ()) if is_its_name else reasons_unmatched.elsewhere((THERE,))
    )
    assert found.reason == expected


def test_an_open_row_says_why_in_this_order():
    slip = candidate(points=70, fit=Fit.TYPO)
    assert decide(ask(), [slip, candidate(THERE, 69)], []).reason == reasons.one_slip((HERE, THERE))
    low = candidate(LONGER, 70, fit=Fit.WITHOUT_PLACE)
    found = decide(ask(hint=SEOUL), [low, ELSEWHERE], [])
    assert found == open_row(reasons.open_beside_full_name((LONGER,), (THERE,)), low, among=(low, ELSEWHERE))
    both = decide(ask(), [low, replace(low, school=HERE)], [])
    assert both.reason == reasons.several((LONGER, HERE))
    assert decide(ask(), [low], []).reason == reasons.left_out(LONGER, "", is_region_stated=False)
    wide = candidate(LONGER, 90, doubt=WIDE_REGION, hint=SEOUL)
    assert decide(ask(), [wide], []).reason == reasons.left_out(LONGER, WIDE_REGION, is_region_stated=True)


OLDER = OlderEntry("2025-03-25", "가상옛솔고등학교", "V", "26", "26230", "", Level.MIDDLE)
CHANGED = replace(HERE, older=(OLDER,), edition="2026-03-20")


@pytest.mark.parametrize(
    ("fit", "hint", "reason"),
    [
        (Fit.OFFICIAL, None, reasons.full_name()), (Fit.OFFICIAL, SEOUL, reasons.full_name_in_region()),
        (Fit.SHORT, None, reasons.short_name()), (Fit.SHORT, SEOUL, reasons.short_name_in_region()),
        (Fit.ENGLISH, None, reasons.short_name()), (Fit.NICKNAME, SEOUL, reasons.nickname(CHANGED)),
        (Fit.FORMER, SEOUL, reasons.former_name(CHANGED)), (Fit.WITHOUT_PLACE, SEOUL, reasons.without_place(CHANGED)),
    ],
)  # fmt: skip
def test_a_placed_row_says_by_which_name_and_whether_the_region_told_it(fit, hint, reason):
    best = candidate(CHANGED, 90, fit, hint=hint)
    assert decide(ask(hint=hint), [best], []) == placed(best, reason)


def test_a_placed_row_says_first_that_the_school_moved_then_that_its_level_changed_then_who_has_the_name():
    parts = (Part("name", 60, 60), Part("region", 17, 25), Part("level", 15, 15))
    moved = replace(candidate(CHANGED, fit=Fit.NICKNAME), parts=parts)
    level = ask(level=Level.MIDDLE)
    assert decide(level, [moved], []).reason == reasons.moved(CHANGED)
    best = candidate(CHANGED, 90, Fit.NICKNAME)
    assert decide(level, [best, ELSEWHERE], []).reason == reasons.level_changed(CHANGED, Level.MIDDLE)
    assert decide(ask(), [best, ELSEWHERE], []).reason == reasons.nickname(CHANGED)
    for fit in (Fit.WITHOUT_PLACE, Fit.NICKNAME):
        longer = candidate(LONGER, 90, fit)
        assert decide(ask(), [longer, ELSEWHERE], []).reason == reasons.beside_full_name(LONGER, (THERE,))
    for level in (Level.HIGH, None):
        assert decide(ask(level=level), [best], []).reason == reasons.nickname(CHANGED)
    special = candidate(replace(CHANGED, level=Level.OTHER), 90, Fit.NICKNAME)
    assert decide(ask(level=Level.MIDDLE), [special], []).reason == reasons.nickname(special.school)


@pytest.mark.parametrize("name", ["가상솔고", "가상솔고등학교"])
def test_a_school_of_the_stated_region_with_the_very_name_is_not_said_to_have_a_longer_one(name):
    best = candidate(HERE, 90, name=name, hint=SEOUL)
    found = decide(ask(name, hint=SEOUL), [best, ELSEWHERE], [])
    assert found == placed(best, reasons.short_name_in_region(), ELSEWHERE)
    beside = candidate(LONGER, 85, fit=Fit.WITHOUT_PLACE, hint=SEOUL)
    found = decide(ask(name, hint=SEOUL), [best, beside, ELSEWHERE], [])
    assert found.reason == reasons.several((HERE, LONGER))


def test_a_slip_gives_way_where_a_school_elsewhere_has_the_name():
    slip = candidate(LONGER, 70, fit=Fit.TYPO)
    assert decide(ask(), [slip, OTHER_NAME], []).outcome is Outcome.AMBIGUOUS
    assert decide(ask(), [slip, ELSEWHERE], []).outcome is Outcome.UNMATCHED
    own = candidate(LONGER, 70)
    assert decide(ask(), [own, ELSEWHERE], []).outcome is Outcome.AMBIGUOUS


def test_a_cell_of_several_schools_is_open_with_those_that_fit():
    one = candidate()
    assert open_for_several([HERE], [one]) == open_row(reasons.further_schools([HERE]), one)
    none = Decision(Outcome.UNMATCHED, reasons.further_schools([]), scored_candidates=(one,))
    assert open_for_several([], [one]) == none


def test_an_unread_region_and_unread_words_leave_a_row_open_with_what_fits():
    one, against = candidate(), ELSEWHERE
    found = open_for_region(ask(not_understood="〃"), [HERE, THERE], [one])
    reason = reasons.region_not_understood("〃", [HERE, THERE])
    assert found == Decision(Outcome.AMBIGUOUS, reason, candidates=(HERE, THERE), scored_candidates=(one,))
    found = open_for_leftover(ask(leftover="별무리"), [one, against])
    assert found == open_row(reasons.not_understood("별무리", [HERE]), one, among=(one, against))
