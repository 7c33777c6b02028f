"""What changed between two versions: every entry is accounted for."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.comparison.made_lists import misspelt, nonexistent, school, version, with_status
from webmap.comparison.changes import changes_between
from webmap.comparison.claims import Claim
from webmap.vocabulary.terms import Outcome, Status

REFUSED = Claim("", Outcome.REFUSED)
CLAIMS = st.one_of(
    st.builds(school, st.integers(0, 8)),
    st.builds(misspelt, st.builds(school, st.integers(0, 8)), st.integers(0, 1)),
    st.builds(nonexistent, st.integers(0, 3)),
    st.builds(with_status, st.builds(school, st.integers(0, 8)), st.sampled_from(Status)),
    st.builds(
        with_status,
        st.builds(school, st.integers(0, 8)),
        st.just(Status.REPORTED),
        st.dates(date(2024, 8, 1)),
    ),
    st.just(REFUSED),
)
LISTS = st.lists(CLAIMS, max_size=25)


@given(LISTS, LISTS)
def test_the_account_adds_up_by_outcome(before, after):
    changes = changes_between(version("a", before), version("a", after))
    for outcome, account in changes.account.items():
        came, went = account.added + account.moved_in, account.dropped + account.moved_out
        assert account.before + came - went == account.after, outcome
    assert len(before) + len(changes.added) - len(changes.dropped) == len(after)
    assert changes.kept + len(changes.added) + len(changes.moved) == len(after)


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(claims, random):
    shuffled = random.sample(claims, len(claims))
    changes = changes_between(version("a", claims), version("a", shuffled))
    assert (changes.added, changes.dropped, changes.moved) == ((), (), ())
    assert (changes.new_status, changes.new_day) == ((), ())
    assert changes.kept == len(claims)


@given(LISTS, LISTS)
def test_going_back_undoes_every_change(before, after):
    there = changes_between(version("a", before), version("a", after))
    back = changes_between(version("a", after), version("a", before))
    assert len(there.added) == len(back.dropped)
    assert len(there.dropped) == len(back.added)
    assert (len(there.moved), there.kept) == (len(back.moved), back.kept)


def test_an_equal_text_that_is_matched_in_another_way_is_neither_added_nor_dropped():
    as_found = school(1)
    as_open = replace(as_found, key="text:학교1", outcome=Outcome.AMBIGUOUS, name="")
    changes = changes_between(version("a", [as_open]), version("a", [as_found]))
    assert changes.moved == ((as_open, as_found),)
    assert (changes.added, changes.dropped) == ((), ())


def test_a_school_that_is_named_twice_counts_twice():
    changes = changes_between(version("a", [school(1), school(1)]), version("a", [school(1)]))
    assert [claim.key for claim in changes.dropped] == [school(1).key]


def test_a_new_refutation_is_told_apart():
    refuted = with_status(school(1), Status.REFUTED)
    changes = changes_between(version("a", [school(1)]), version("a", [refuted, school(2)]))
    assert changes.refuted == (refuted,)
    assert changes.new_status == ((school(1), refuted),)
    assert changes_between(version("a", [refuted]), version("a", [refuted])).refuted == ()
