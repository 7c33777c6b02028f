"""What an audience may know of the versions of lists: what is gone is counted, what is withheld leaves no gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from webmap.comparison.changes import changes_between
from webmap.comparison.claims import GONE, TEXT
from webmap.snapshot.lists.claims import SCHEMA
from webmap.view.allowed.claims import AllowedClaims, KnownSchool
from webmap.view.audience import Audience
from webmap.vocabulary.terms import Outcome, Status

FEW = frozenset({Status.CONFIRMED, Status.UNDER_REVIEW})
LINE = {
    "slug": "union", "title": "가상 조합", "publisher": "union", "origin": "", "version": "1", "order": 0,
    "is_newest": False, "file": "union", "row": 1, "part": 1, "school": None, "status": "confirmed",
    "level": None, "outcome": "matched", "sido": "none", "day": "2024-08-26", "key": "", "form": "",
    "text": "", "name": "", "region": "", "school_level": "", "has_source": False, "oddities": "",
}  # fmt: skip


def entry(
    order: int, row: int, key: str = "", *, newest: bool = False, **stated: object
) -> dict[str, object]:
    """A line of the snapshot: an entry that means a school, or, without a key, none."""
    meant = {"key": key, "school": key, "form": f"{key} form", "text": f"{key} text", "name": f"{key} name"}
    if not key:
        meant = {
            "key": f"{TEXT}form {row}",
            "outcome": "unmatched",
            "form": f"form {row}",
            "text": f"text {row}",
        }
    return {
        **LINE,
        **meant,
        "order": order,
        "version": str(order + 1),
        "row": row,
        "is_newest": newest,
        **stated,
    }


def versions(*lines: dict[str, object], audience: Audience = Audience(FEW), known: str = "A"):  # noqa: B008
    schools = {key: KnownSchool(key, f"{key} school") for key in known}
    return AllowedClaims(audience, schools, {}).versions(pa.Table.from_pylist(list(lines), schema=SCHEMA))


def test_a_school_that_is_on_the_map_no_more_is_counted_and_not_named():
    before, after = versions(entry(0, 1, "A"), entry(0, 2, "B"), entry(1, 1, "A", newest=True))
    (dropped,) = changes_between(before, after).dropped
    assert dropped.key.startswith(GONE)
    assert "B" not in repr(before)
    assert changes_between(before, after).account[Outcome.MATCHED].after == 1


def test_a_school_that_the_list_names_on_and_others_take_back_is_in_none_of_its_versions():
    found = versions(
        entry(0, 1, "A"), entry(0, 2, "B"), entry(1, 1, "B", newest=True), entry(1, 2, "A", newest=True),
        entry(1, 3, newest=True),
    )  # fmt: skip
    assert [[claim.key for claim in each.claims if claim.is_school] for each in found] == [["A"], ["A"]]


@pytest.mark.parametrize("status", ["reported", "refuted", "withdrawn"])
def test_versions_of_withheld_rows_alone_leave_no_gap_in_the_numbers(status):
    hidden = [entry(order, 9, "C", status=status) for order in range(3)]
    found = versions(
        *hidden, entry(1, 1, "A"), entry(2, 1, "A"), entry(3, 1, "A", newest=True), entry(3, 2, newest=True)
    )
    assert [each.label for each in found] == ["1", "2"]
    assert found == versions(entry(0, 1, "A"), entry(1, 1, "A", newest=True), entry(1, 2, newest=True))


def test_a_list_of_which_nothing_counts_now_is_unknown():
    assert versions(entry(0, 1, "A"), entry(1, 1, "A", newest=True, status="reported")) == []
    assert versions(entry(0, 1, "B"), entry(1, 1, "B", newest=True)) == []


def test_days_name_versions_and_a_second_one_of_a_day_is_numbered_among_those_seen():
    days = ["2024-09-01", "2024-09-01.2", "2024-09-01.3", "2024-09-02"]
    lines = [entry(order, order, version=day, newest=order == 3) for order, day in enumerate(days)]
    lines[1]["status"] = "reported"
    assert [each.label for each in versions(*lines)] == ["2024-09-01", "2024-09-01.2", "2024-09-02"]


def test_who_may_not_read_texts_learns_nothing_of_them():
    audience = Audience(FEW, row_texts=False)
    lines = (
        {**entry(0, 1, newest=True, text=text, form=text, oddities="nonexistent"), "key": TEXT + text}
        for text in ("가상없는고", "가상다른고")
    )
    (one,), (other,) = (versions(line, audience=audience) for line in lines)
    assert one == other
    assert one.claims
    assert not one.marks


def test_a_declared_origin_is_named_only_where_its_list_is_seen():
    line = entry(0, 1, "A", newest=True, origin="secret")
    secret = entry(0, 1, "A", newest=True, slug="secret", status="reported", file="secret")
    assert [each.origin for each in versions(line, secret)] == [""]
    assert [each.origin for each in versions(line, {**secret, "status": "confirmed"})] == ["", "secret"]


def test_entries_that_share_a_row_are_those_that_may_be_seen():
    pair = [entry(0, 1, "A", newest=True), entry(0, 1, "B", newest=True, part=2, status="reported")]
    assert not versions(*pair)[0].claims[0].oddities
    both = versions(*pair, audience=Audience(frozenset(Status)), known="AB")
    assert all(claim.oddities for claim in both[0].claims)
    assert replace(both[0].claims[0], oddities=()).day == date(2024, 8, 26)
