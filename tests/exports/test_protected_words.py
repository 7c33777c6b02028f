"""Protected numbers in words say nothing that is not true of every number that they stand for."""

import pytest

from webmap.disclosure.forms import Form, Kind
from webmap.exports.protected.words import share_words


@pytest.mark.parametrize(
    ("low", "existing", "words"), [(13, 26, "half or more of 26"), (15, 31, "15 or more of 31")]
)
def test_half_or_more_is_said_only_where_the_least_number_is_half(low, existing, words):
    assert share_words(Form(Kind.SHARE, low, existing), existing).render("en") == words
