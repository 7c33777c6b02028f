"""For any list and any filter, every format states the numbers of a plain pandas computation."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.exports.making import TABLE, listed, school_lists, snapshot_of
from tests.exports.plain import COUNTS, filters, plainly_counted, plainly_filtered
from tests.exports.reading import headings, rows_of, write, xlsx_totals
from tests.exports.tables import TABLES
from webmap.exports.content import make_content
from webmap.exports.request import ExportRequest, Subject
from webmap.view.filters import Filters
from webmap.view.view import View
from webmap.vocabulary.terms import Level, RegionLevel, Status

pytestmark = pytest.mark.slow

HEADINGS = headings() | {
    "Listed schools": "schools", "Reports": "reports", "Region code": "region_code", "Level": "level",
    "Status": "status", "City or county code": "sigungu_code", "Key": "key",
}  # fmt: skip
WORDS = headings()
LIGHT = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # Every example writes six files: a counter-example is reported at once, not made smaller for minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def shared_figures(rows: list[dict], suffix: str) -> list[dict]:
    """Rows by column name, whatever the format calls its columns."""
    if suffix == "xlsx":
        rows = [{HEADINGS.get(name, name): value for name, value in row.items()} for row in rows]
    return rows


@LIGHT
@given(schools=school_lists(), asked=filters, by=st.sampled_from(list(RegionLevel)))
def test_totals_by_region_level_and_status_are_the_same_in_every_format(
    published_snapshot, schools, asked, by
):
    view = View(snapshot_of(published_snapshot, schools), TABLE)
    truth = plainly_counted(plainly_filtered(schools, asked), by)
    content = make_content(view, ExportRequest(by=by, filters=asked, language="en"))
    with TemporaryDirectory() as folder:
        for suffix in TABLES:
            path = write(content, suffix, Path(folder))
            found = {
                str(row["region_code"]): {name: int(row.get(name, 0)) for name in COUNTS}
                for row in shared_figures(rows_of(path), suffix)
            }
            assert {code: row for code, row in found.items() if any(row.values())} == truth, suffix
        totals = shared_figures([xlsx_totals(Path(folder, "export.xlsx"), 0)], "xlsx")[0]
    summed = {name: sum(row[name] for row in truth.values()) for name in COUNTS}
    assert {name: totals.get(name, 0) for name in COUNTS} == summed
    assert {name: int(content.totals.get(name, 0)) for name in COUNTS} == summed


@LIGHT
@given(schools=school_lists(), asked=filters)
def test_schools_are_the_same_in_every_format(published_snapshot, schools, asked):
    view = View(snapshot_of(published_snapshot, schools), TABLE)
    truth = {
        (row.key, str(row.level), str(row.status), row.sigungu, row.reports)
        for row in plainly_filtered(schools, asked).itertuples()
    }
    content = make_content(view, ExportRequest(what=Subject.SCHOOLS, filters=asked, language="en"))
    with TemporaryDirectory() as folder:
        for suffix in TABLES:
            rows = shared_figures(rows_of(write(content, suffix, Path(folder)), "schools"), suffix)
            found = [
                (
                    row["key"],
                    WORDS.get(row["level"], row["level"]),
                    WORDS.get(row["status"], row["status"]),
                    str(row["sigungu_code"]),
                    int(row["reports"]),
                )
                for row in rows
            ]
            assert len(found) == len(truth), suffix
            assert set(found) == truth, suffix


def test_filters_that_contradict_each_other_give_an_empty_table_with_totals_of_zero(
    published_snapshot, tmp_path
):
    view = View(
        snapshot_of(published_snapshot, [listed("V1", level=Level.HIGH, status=Status.REPORTED)]), TABLE
    )
    asked = ExportRequest(
        filters=Filters(sido=frozenset({"26"}), sigungu=frozenset({"11110"})), language="en"
    )
    content = make_content(view, asked)
    assert content.totals["schools"] == 0
    for suffix in TABLES:
        assert rows_of(write(content, suffix, tmp_path)) == []
