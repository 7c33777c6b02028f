"""A long run of words that a rule knows is read at once, in however many ways it could be parted.

Each of these texts takes minutes where a pattern tries all ways; the test ends with the first that does.
"""

import faulthandler

import pytest

from webmap.lists.formats.pages.html import looks_like_html
from webmap.lists.headers import names_a_school
from webmap.lists.layout.headings import read_heading
from webmap.lists.statuses import read_status
from webmap.matching.grammar.names import tail_slot

HANGING_S = 30


@pytest.fixture(autouse=True)
def _ends_when_it_hangs():
    faulthandler.dump_traceback_later(HANGING_S, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("word", ["4", "4차", "제4", "일자", "추가권", "schools"])
def test_a_heading_of_repeated_words(word):
    read_heading(f"{word * 60}가상", lambda _text: False, of_schools=True)


@pytest.mark.parametrize("word", ["피해의", "재학중인", "전", "다니는의"])
def test_a_header_of_repeated_words(word):
    assert not names_a_school(f"{word * 60}날짜")
    assert names_a_school(f"{word * 3}학교명")


@pytest.mark.parametrize("word", ["이에요", "라고", "에서는", "중입니다"])
def test_a_status_of_repeated_endings(word):
    read_status(f"확인{word * 60}힣")


@pytest.mark.parametrize("word", ["래요", "요청", "입니다"])
def test_a_denial_of_repeated_endings(word):
    assert tail_slot(f"은허위{word * 60}힣") is None


def test_a_page_that_begins_with_many_comments():
    assert not looks_like_html("<!---->" * 200)
    assert looks_like_html(f"{'<!-- 가 -->' * 3}<table>")
