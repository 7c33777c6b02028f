"""What has changed since an older snapshot, region by region, in every format."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.exports.making import listed
from tests.exports.reading import rows_of, write, xlsx_totals
from tests.exports.tables import WITHOUT_HEADINGS
from webmap.errors import ExportError
from webmap.exports.content import make_content
from webmap.exports.request import ExportRequest, Subject
from webmap.exports.tables.older_snapshot import kept_versions, older_view, open_at, open_version
from webmap.view.filters import Filters
from webmap.vocabulary.terms import Level, Status

OLD = {"version": "20200101T000000Z-older", "created": "2020-01-01T00:00:00+00:00", "as_of": "2020-01-01"}
BEFORE = [listed("V1"), listed("V2"), listed("V3", "26110"), listed("V4", "26110", level=Level.MIDDLE)]
NOW = [
    listed("V1"),
    listed("V2", status=Status.CONFIRMED),
    listed("V4", "26110", level=Level.MIDDLE),
    listed("V5", "41110"),
    listed("V6", "41110", first_reported=date(2024, 9, 1)),
]


@pytest.fixture
def pair(view_of):
    return view_of(NOW), view_of(BEFORE, **OLD)


@pytest.mark.parametrize("suffix", WITHOUT_HEADINGS)
def test_each_region_tells_before_after_and_difference(pair, tmp_path, suffix):
    content = make_content(pair[0], ExportRequest(compare=OLD["version"], language="en"), pair[1])
    rows = {row["region_code"]: row for row in rows_of(write(content, suffix, tmp_path))}
    columns = ("schools_before", "schools", "schools_change", "schools_new", "schools_gone")
    counts = {code: tuple(int(rows[code][name]) for name in columns) for code in ("11", "26", "41", "50")}
    assert counts == {
        "11": (2, 2, 0, 0, 0),
        "26": (2, 1, -1, 0, 1),
        "41": (0, 2, 2, 2, 0),
        "50": (0, 0, 0, 0, 0),
    }
    assert (int(rows["11"]["confirmed_change"]), int(rows["11"]["reported_change"])) == (1, -1)
    before, change = float(rows["26"]["rate_before"]), float(rows["26"]["rate_change"])
    assert float(rows["26"]["rate_per_100"]) == pytest.approx(before + change)


def test_a_workbook_tells_the_change_with_totals_and_counts_the_schools_that_are_gone(pair, tmp_path):
    asked = ExportRequest(what=Subject.SCHOOLS, compare=OLD["version"], language="en")
    content = make_content(pair[0], asked, pair[1])
    path = write(content, "xlsx", tmp_path)
    changes = {row["Key"]: (row["Since then"], row["Status before"]) for row in rows_of(path)}
    assert changes == {
        "V1": ("As before", "Reported"), "V2": ("Other status", "Reported"), "V4": ("As before", "Reported"),
        "V5": ("New", None), "V6": ("New", None),
    }  # fmt: skip
    totals = xlsx_totals(path, 1)
    assert (totals["Listed before"], totals["Change"], totals["New"], totals["Gone"]) == (4, 1, 2, 1)
    assert any("are not now: 1." in remark for remark in content.about.remarks)
    assert "V3" not in [row.get("key") for table in content.tables() for row in table.records()]


def test_a_school_that_is_gone_cannot_be_searched_for(pair):
    asked = ExportRequest(compare=OLD["version"], filters=Filters(q="V3"), language="en")
    with pytest.raises(ExportError, match=r"\(q\)"):
        make_content(pair[0], asked, pair[1])


def test_a_comparison_is_not_narrowed_by_lists(pair):
    asked = ExportRequest(compare=OLD["version"], filters=Filters(lists=frozenset({"press"})), language="en")
    with pytest.raises(ExportError, match="목록으로"):
        make_content(pair[0], asked, pair[1])


def test_both_sides_are_filtered_alike(pair, tmp_path):
    asked = ExportRequest(compare=OLD["version"], filters=Filters(level=frozenset({Level.MIDDLE})))
    content = make_content(pair[0], asked, pair[1])
    assert (content.by_region.totals["schools_before"], content.by_region.totals["schools_change"]) == (1, 0)


def test_an_export_says_with_what_it_was_compared(pair, tmp_path):
    content = make_content(pair[0], ExportRequest(compare=OLD["version"], language="en"), pair[1])
    about = json.loads(write(content, "json", tmp_path).read_text("utf-8"))["about"]
    assert any(OLD["version"] in remark and OLD["as_of"] in remark for remark in about["remarks"])


def test_what_cannot_be_compared_is_said_in_a_sentence(view_of, sample_folder, tmp_path):
    view = view_of(NOW)
    for other, word in (
        (view_of(BEFORE, fictional=False, **OLD), "fictional"),
        (view_of(BEFORE, created="2999-01-01T00:00:00+00:00"), "older"),
    ):
        with pytest.raises(ExportError) as failure:
            older_view(view, other.snapshot)
        assert word in failure.value.message.render("en")
    for version in ("nothing", "../../etc", "a" * 200):
        with pytest.raises(ExportError):
            open_version(sample_folder, version)
    (tmp_path / "20200101").mkdir()
    (tmp_path / "20200101" / "manifest.json").write_text('{"format": 1}')
    with pytest.raises(ExportError) as failure:
        open_version(tmp_path, "20200101")
    assert "another version of this program" in failure.value.message.render("en")


def test_an_older_snapshot_is_named_by_version_or_by_folder(sample_folder, published_snapshot, tmp_path):
    version = published_snapshot.version
    assert kept_versions(sample_folder) == [version]
    for name, folder in (
        (version, sample_folder), (str(sample_folder / version), tmp_path), (str(sample_folder), tmp_path),
    ):  # fmt: skip
        assert open_at(folder, name).version == version
