"""What must hold for any name: noise that the rules claim to remove changes nothing, and fewer schools never
make a wrong match."""

from hypothesis import given
from hypothesis import strategies as st

from fuzz.sentences import check_sentence
from tests.matching.making import match, matcher_of
from tests.matching.test_typed_names import ALL, MATCHER
from webmap.matching.forms import short_form
from webmap.vocabulary.terms import Outcome

names = st.sampled_from([each.name for each in ALL] + [short_form(each.name) for each in ALL])
noises = st.sampled_from(
    [
        "12. {}",
        "- {}",
        "{} (확인)",
        "{} 제보",
        "{} 2학년",
        " {} ",
        "({})",
        "①{}",
        "{} 확인 필요",
        "50번 {}",
        "{}!!",
        "· {}",
    ]
)


@given(names, noises)
def test_noise_never_changes_a_decision_to_another_school(name, noise):
    plain, noisy = match(MATCHER, name), match(MATCHER, noise.format(name))
    assert noisy.school in (plain.school, None)


@given(names)
def test_spaces_between_syllables_never_change_a_decision_to_another_school(name):
    plain, spaced = match(MATCHER, name), match(MATCHER, " ".join(name))
    assert spaced.school in (plain.school, None)


@given(names, st.sampled_from(ALL))
def test_removing_a_school_never_makes_a_wrong_match_of_a_right_one(name, gone):
    before = match(MATCHER, name)
    after = match(matcher_of(*(each for each in ALL if each != gone)), name)
    if before.school is not None and after.school is not None and before.school != gone:
        assert after.school == before.school
    if before.school == gone:
        # A campus may stand in for its university, but no other school for this one.
        assert after.school is None or after.school.name.split("(")[0] == gone.name.split("(")[0]


@given(names, st.permutations(ALL))
def test_the_order_of_the_register_never_matters(name, order):
    one, other = match(MATCHER, name), match(matcher_of(*order), name)
    assert (one.outcome, one.school, one.candidates) == (other.outcome, other.school, other.candidates)


@given(st.text(max_size=30))
def test_any_text_is_decided_and_placed_only_when_a_school_is_meant(text):
    found = match_all(text)
    assert all((each.place is not None) == (each.school is not None) for each in found)
    assert all(each.outcome is not Outcome.MATCHED or each.score is not None for each in found)


def match_all(text):
    from webmap.lists.entry import Entry

    return [each for each in MATCHER.match_entry(Entry("l", 1, text)) if text.strip()]


@given(names, st.text(min_size=1), st.sampled_from(["{} {}", "{} ({})", "{1} {0}"]))
def test_a_reason_that_repeats_the_cell_stays_one_printable_line(name, words, cell):
    check_sentence(match(MATCHER, cell.format(name, words)).reason)


@given(names, st.text(min_size=1))
def test_a_reason_that_repeats_the_region_stays_one_printable_line(name, region):
    check_sentence(match(MATCHER, name, region=region).reason)
