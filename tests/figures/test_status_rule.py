from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.figures.statements import FINDING, Statement, summarise
from webmap.figures.status_rule import CombinedStatus, Report, combine_reports
from webmap.vocabulary.terms import Status

MONDAY, TUESDAY = date(2024, 8, 26), date(2024, 8, 27)
REPORTED, REVIEW, CONFIRMED, REFUTED, WITHDRAWN = (
    Status.REPORTED, Status.UNDER_REVIEW, Status.CONFIRMED, Status.REFUTED, Status.WITHDRAWN,
)  # fmt: skip


def status_of(*reports: tuple[str, Status, date | None]) -> CombinedStatus:
    return combine_reports(Report(*report) for report in reports)


def test_a_claim_alone_is_reported():
    assert status_of(("a", REPORTED, None)) == CombinedStatus(REPORTED, disputed=False)


def test_a_finding_outranks_claims_however_many():
    assert (
        status_of(("a", REPORTED, TUESDAY), ("b", REPORTED, TUESDAY), ("c", REFUTED, MONDAY)).status
        is REFUTED
    )
    assert status_of(("a", REPORTED, TUESDAY), ("c", CONFIRMED, None)).status is CONFIRMED


def test_of_one_source_the_latest_word_counts():
    assert status_of(("a", REFUTED, MONDAY), ("a", CONFIRMED, TUESDAY)) == CombinedStatus(
        CONFIRMED, disputed=False
    )


def test_of_contradicting_findings_the_later_counts_and_it_is_disputed():
    assert status_of(("a", CONFIRMED, MONDAY), ("b", REFUTED, TUESDAY)) == CombinedStatus(
        REFUTED, disputed=True
    )


def test_contradicting_findings_that_no_date_orders_are_under_review():
    for day in (None, MONDAY):
        found = status_of(("a", CONFIRMED, day), ("b", REFUTED, MONDAY))
        assert found == CombinedStatus(REVIEW, disputed=True)


def test_a_withdrawn_claim_is_gone_unless_another_source_claims_it():
    assert status_of(("a", REPORTED, None), ("a", WITHDRAWN, None)) == CombinedStatus(
        WITHDRAWN, disputed=False
    )
    assert status_of(("a", WITHDRAWN, None), ("b", REPORTED, None)).status is REPORTED


reports = st.lists(
    st.builds(
        Report,
        source=st.sampled_from("abc"),
        status=st.sampled_from(list(Status)),
        date=st.sampled_from([None, MONDAY, TUESDAY]),
    ),
    min_size=1,
    max_size=6,
)


@given(reports, st.randoms())
def test_the_order_of_reports_never_matters(given_reports, random):
    shuffled = list(given_reports)
    random.shuffle(shuffled)
    assert combine_reports(given_reports) == combine_reports(shuffled)


@given(reports)
def test_nothing_is_confirmed_that_nobody_confirmed(given_reports):
    stated = {report.status for report in given_reports}
    status = combine_reports(given_reports).status
    assert status in stated or (status is REVIEW and {CONFIRMED, REFUTED} <= stated)


def held(status: Status, day: date | None = None) -> Report:
    return Report("findings", status, day, holds=True)


@pytest.mark.parametrize("said", [[CONFIRMED], [REPORTED], [REFUTED], [CONFIRMED, REFUTED]])
def test_a_school_that_the_publisher_holds_is_under_review_whatever_lists_have_found(said):
    reports = [Report(str(number), status, TUESDAY) for number, status in enumerate(said)]
    found = combine_reports([*reports, held(REVIEW, MONDAY)])
    assert found == CombinedStatus(REVIEW, disputed=len(said) > 1)


def test_only_the_publishers_own_finding_holds_a_school():
    said = Statement("list.csv", "경찰서", CONFIRMED, MONDAY)
    for name, status in ((FINDING, REVIEW), ("other.csv", CONFIRMED)):
        assert summarise([said, Statement(name, "편집진", REVIEW, TUESDAY)]).status is status
