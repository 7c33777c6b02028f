"""A number of any length in an address or a form: a sentence in place of a fault."""

from __future__ import annotations

import pytest

LONG = "9" * 5_000


ADDRESSES = (
    "/schools?page={}", "/objections?page={}", "/queue?page={}", "/releases/?page={}", "/journal/?before={}",
    "/people/access?page={}", "/judging?page={}", "/lists/?page={}", "/releases/{}", "/releases/{}/progress",
    "/releases/{}/preview/", "/objections/{}", "/queue/{}", "/schools/{}", "/lists/versions/{}",
)  # fmt: skip
ACTIONS = ("approve", "reject", "confirm", "withdraw", "again", "copy")


@pytest.mark.parametrize("number", ["9" * 19, LONG], ids=["19 digits", "5,000 digits"])
def test_a_number_of_any_length_is_no_fault_of_the_desk(enter, number):
    visitor = enter("administrator", "reviewer")
    asked = {address: visitor.get(address.format(number)) for address in ADDRESSES}
    sent = {each: visitor.post(f"/releases/{number}/{each}", {"why": "x"}) for each in ACTIONS}
    assert [name for name, answer in (asked | sent).items() if answer.status_code >= 500] == []
