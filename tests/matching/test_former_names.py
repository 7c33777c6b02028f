from dataclasses import replace

from tests.matching.making import match, matcher_of, school
from webmap.vocabulary.terms import Level, Outcome

RENAMED = replace(school("가상새빛고등학교", Level.HIGH), former_names=("가상옛빛고등학교",))
OTHER = school("가상바른고등학교", Level.HIGH)


def test_a_school_is_found_by_the_name_that_it_bore_before():
    found = match(matcher_of(RENAMED, OTHER), "가상옛빛고등학교")
    assert (found.outcome, found.school) == (Outcome.MATCHED, RENAMED)
    assert match(matcher_of(RENAMED, OTHER), "가상옛빛고").school == RENAMED


def test_without_an_older_register_the_old_name_is_unknown():
    found = match(matcher_of(replace(RENAMED, former_names=()), OTHER), "가상옛빛고등학교")
    assert found.outcome is Outcome.UNMATCHED


def test_two_schools_that_both_had_a_name_are_not_distinguished_by_it():
    other = replace(school("가상들빛고등학교", Level.HIGH, "26230"), former_names=("가상옛빛고등학교",))
    found = match(matcher_of(RENAMED, other), "가상옛빛고등학교")
    assert found.outcome is Outcome.AMBIGUOUS
    assert set(found.candidates) == {RENAMED, other}
