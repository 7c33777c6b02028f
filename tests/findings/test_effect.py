"""What findings change: they outrank claims by the rules of statuses, and what is withdrawn stays withdrawn."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.findings.making import BYEOL, HANBIT, REGISTER, SCHOOLS, SOL, finding, in_force, listed, matches_of
from webmap.findings.effect import MAY_MEAN_WITHDRAWN, WITHDRAWN
from webmap.findings.report import problems, report
from webmap.lists.entry import Entry
from webmap.places.register.register import Register
from webmap.vocabulary.terms import Outcome, Status

DAY = datetime.date(2026, 3, 1)
CLAIM = Entry("union", 1, "가상한빛고", date=DAY)


@pytest.mark.parametrize("status", ["confirmed", "refuted", "under_review"])
def test_a_finding_outranks_every_claim(status):
    claims = [CLAIM, Entry("press", 1, "가상한빛고등학교", date=datetime.date(2026, 5, 1))]
    school = listed(claims, in_force(finding("V1", status, day=DAY)))[HANBIT.name]
    assert (school.status, school.disputed, school.reports) == (Status(status), False, 3)
    assert school.sources == ("press", "union", "가상 교육청")


def test_a_finding_against_a_finding_of_a_list_counts_by_the_one_rule():
    row = replace(CLAIM, status=Status.CONFIRMED)
    earlier = in_force(finding("V1", "refuted", day=datetime.date(2026, 1, 1)))
    later = in_force(finding("V1", "refuted", day=datetime.date(2026, 5, 1)))
    undated = in_force(finding("V1", "refuted"))
    found = [listed([row], each)[HANBIT.name] for each in (earlier, later, undated)]
    assert [each.status for each in found] == [Status.CONFIRMED, Status.REFUTED, Status.UNDER_REVIEW]
    assert all(each.disputed for each in found)


def test_a_finding_on_a_school_that_no_list_names_is_its_only_source():
    school = listed([CLAIM], in_force(finding("V3", "confirmed", day=DAY)))[BYEOL.name]
    assert (school.status, school.reports, school.sources) == (Status.CONFIRMED, 1, ("가상 교육청",))
    assert (school.first_reported, school.lat, school.rules) == (DAY, BYEOL.lat, ())


def test_a_withdrawn_school_is_gone_and_its_rows_keep_only_their_number():
    rows = [
        CLAIM,
        Entry("union", 2, "가상솔내중"),
        Entry("press", 1, "가상한빛고", note="가상 메모", source="가"),
    ]
    found = in_force(finding("V1", "withdrawn"))
    assert list(listed(rows, found)) == [SOL.name]
    first, _, last = found.apply(list(matches_of(rows)))
    for match in (first, last):
        assert (match.outcome, match.reason, match.query, match.candidates) == (
            Outcome.REFUSED,
            WITHDRAWN,
            "",
            (),
        )
        assert match.entry == Entry(match.entry.file, match.entry.row, refused=WITHDRAWN)


@pytest.mark.parametrize("name", ["가상한빛고등학교 앞", "부산 가상한빛고등학교", "가상한빛고등학교(폐교?)"])
def test_a_row_off_the_map_that_may_mean_a_withdrawn_school_keeps_no_text(name):
    (match,) = matches_of([Entry("union", 1, name, region="부산")])
    (after,) = in_force(finding("V1", "withdrawn")).apply([match])
    if match.school is not None:
        assert after.outcome is Outcome.REFUSED
    else:
        assert (after.outcome, after.reason) == (match.outcome, MAY_MEAN_WITHDRAWN)
    assert "한빛" not in str(after)


def test_a_withdrawn_claim_of_a_list_leaves_what_others_say():
    rows = [CLAIM, Entry("press", 1, "가상한빛고", source="가상 신문")]
    both = in_force(finding("V1", "withdrawn", list="union"))
    assert listed(rows, both)[HANBIT.name].status is Status.REPORTED
    only = listed(rows[:1], both)[HANBIT.name]
    assert (only.status, only.decisions if hasattr(only, "decisions") else ()) == (Status.WITHDRAWN, ())
    assert listed(rows[1:], both)[HANBIT.name].status is Status.REPORTED


@pytest.mark.parametrize(
    ("values", "withdrawn"),
    [
        ({"claim_source": "가상신문"}, {"press 가상 신문"}),
        ({"list": "press"}, {"press 가상 신문", "press "}),
        ({"list": "press", "claim_source": "가상 신문"}, {"press 가상 신문"}),
        ({"list": "union", "claim_source": "가상 신문"}, set()),
        ({"list": "Union"}, set()),
    ],
)
def test_whose_claim_is_withdrawn_is_what_the_finding_names(values, withdrawn):
    rows = [CLAIM, Entry("press", 1, "가상한빛고", source="가상 신문"), Entry("press", 2, "가상한빛고")]
    after = in_force(finding("V1", "withdrawn", **values)).apply(list(matches_of(rows)))
    found = {
        f"{each.entry.file} {each.entry.source}" for each in after if each.entry.status is Status.WITHDRAWN
    }
    assert found == withdrawn


def test_a_school_that_left_the_register_is_named_and_stays_withdrawn_by_its_name():
    without = Register(SCHOOLS[1:], (), fictional=True)
    renewed = Register((*SCHOOLS[1:], replace(HANBIT, key="W1", id="W1")), (), fictional=True)
    gone = finding("V1", "withdrawn", school_name=HANBIT.name)
    assert "no longer in the register" in str(problems(in_force(gone, register=without))[0].render("en"))
    assert in_force(gone, register=renewed).withdrawn == {"W1"}
    (match,) = matches_of([Entry("union", 1, "가상한빛고")])
    after = in_force(gone, register=renewed).apply([replace(match, school=renewed.by_key["W1"])])
    assert after[0].outcome is Outcome.REFUSED
    confirmed = in_force(finding("V1", "confirmed", school_name=HANBIT.name), register=renewed)
    assert (confirmed.found, len(confirmed.missing)) == ((), 1)


def test_a_renamed_school_and_one_that_is_not_on_this_map_are_named():
    found = in_force(finding("V1", "refuted", school_name="가상옛빛고등학교"), finding("V4", "confirmed"))
    told = [line.render("en") for line in report(found)]
    assert any("가상옛빛고등학교 (V1) is now called 가상한빛고등학교" in line for line in told)
    assert any("가상다솜초등학교 is an elementary school" in line for line in told)
    assert listed([], found).keys() == {HANBIT.name}


ROWS = [
    ("가상한빛고", "", Status.REPORTED),
    ("가상한빛고등학교", "가상 신문", Status.CONFIRMED),
    ("서울 가상한빛고", "", Status.UNDER_REVIEW),
    ("가상솔내중", "", Status.REPORTED),
    ("가상별터고", "가상 신문", Status.CONFIRMED),
    ("가상별터고", "", Status.REFUTED),
    ("가상한빛", "", Status.REPORTED),
]
FILES = ["list.csv", "list (2).csv", "최종.xlsx", "최종_진짜최종.xlsx", "union.csv"]
imports = st.lists(
    st.tuples(st.sampled_from(FILES), st.permutations(ROWS), st.dates(datetime.date(2024, 1, 1))),
    min_size=10,
    max_size=10,
)


@given(imports)
def test_a_withdrawn_school_stays_withdrawn_through_ten_imports_in_any_order(versions):
    found = in_force(finding("V1", "withdrawn"), finding("V2", "refuted", day=DAY))
    for file, rows, day in versions:
        entries = [
            Entry(file, number, name, source=source, status=status, date=day)
            for number, (name, source, status) in enumerate(rows, 1)
        ]
        schools = listed(entries, found)
        assert schools.keys() == {SOL.name, BYEOL.name}
        assert schools[SOL.name].status is Status.REFUTED
        after = found.apply(list(matches_of(entries)))
        assert len(after) == len(entries)
        assert "한빛" not in str(after)


@given(imports)
def test_a_list_with_a_short_name_gives_the_same_standings_whatever_its_file_is_called(versions):
    found = in_force(finding("V1", "withdrawn", list="union"), finding("V3", "confirmed", day=DAY))
    seen = set()
    for _, rows, _ in versions:
        entries = [
            Entry("union", number, name, source=source, status=status, date=DAY)
            for number, (name, source, status) in enumerate(rows, 1)
        ]
        seen.add(
            tuple(
                (each.name, each.status, each.disputed, each.reports, each.sources)
                for each in listed(entries, found).values()
            )
        )
    assert len(seen) == 1
    assert ("가상한빛고등학교", Status.WITHDRAWN) in {each[:2] for each in seen.pop()}


def test_no_finding_changes_nothing():
    matches = list(matches_of([CLAIM]))
    assert in_force().apply(matches) is matches
    assert report(in_force()) == []
    assert REGISTER.by_key["V1"] is HANBIT
