"""Searching by name for any text; tests/vectors/search.json lists which text finds which school."""

import re

from hypothesis import given
from hypothesis import strategies as st

from webmap.view.search import SHORT_ENDINGS, fold_query, name_test, search_text

CONSONANTS = re.compile(r"[\u1100-\u11ff\u3131-\u3163\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc]")


@given(st.text(max_size=100), st.text(alphabet="ㄱㅅㄳ가상.*+?()[]{}\\^$|-", max_size=100))
def test_any_text_can_be_searched_for_and_in(name: str, query: str):
    assert name_test(fold_query(query))(search_text(name, query)) in (True, False)


@given(st.text(max_size=100).filter(lambda text: not CONSONANTS.search(text)))
def test_a_name_is_found_by_itself(name: str):
    assert name_test(fold_query(name))(search_text(name, None))


def test_no_short_ending_is_longer_than_what_it_stands_for():
    assert all(0 < len(short) < len(ending) for ending, short in SHORT_ENDINGS)
    assert dict(SHORT_ENDINGS)["여자고등학교"] == "여고"
