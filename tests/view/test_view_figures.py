"""What a view counts under a filter, counted again by hand; and what it says whatever the filter."""

from datetime import date

import pandas as pd
import pytest

from webmap.figures.regions import FIGURES
from webmap.places.regions.region_table import ancestors, load_region_table
from webmap.settings.settings import Settings
from webmap.view.audience import OFFICE, PUBLIC, Audience, audience_of
from webmap.view.filter_masks import MATCHES
from webmap.view.filters import EVERYTHING, NO_FILTER, Filters
from webmap.view.unplaced_filters import UnplacedFilters
from webmap.view.view import View
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import COUNTED_LEVELS, LEVELS, STATUSES, Level, RegionLevel, Status

TABLE = load_region_table()
SEOUL, GYEONGGI = frozenset({"11"}), frozenset({"41"})


@pytest.fixture
def view(published_snapshot):
    return View(published_snapshot, TABLE)


def of_region(counts, codes):
    return counts[counts.index.str[:2].isin(codes)]


@pytest.mark.parametrize(
    "filters",
    [
        NO_FILTER, EVERYTHING, Filters(level=frozenset({Level.HIGH})), Filters(level=frozenset({Level.MIDDLE, Level.HIGH}), sido=SEOUL),
        Filters(sido=SEOUL | GYEONGGI), Filters(status=frozenset({Status.REFUTED})),
    ],
)  # fmt: skip
def test_totals_count_the_schools_and_the_existing_ones_of_the_levels_and_regions_in_the_filter(
    view, filters
):
    schools, counts = view.schools(filters), view.existing_schools()
    if filters.sido:
        counts = of_region(counts, filters.sido)
    existing = int(
        counts[[level.value for level in filters.level if level in COUNTED_LEVELS]].to_numpy().sum()
    )
    totals = view.totals(filters)
    assert list(totals) == list(FIGURES)
    assert (totals["schools"], totals["register_schools"]) == (len(schools), existing)
    assert all(totals[level.value] == (schools["level"] == level.value).sum() for level in LEVELS)
    assert all(totals[status.value] == (schools["status"] == status.value).sum() for status in STATUSES)
    assert totals["reports"] == schools["reports"].sum()
    assert (totals["first_reported"], totals["last_reported"]) == (
        schools["first_reported"].min(), schools["last_reported"].max(),
    )  # fmt: skip
    assert len(schools) > 0


def test_totals_of_regions_that_contradict_each_other_are_empty(view):
    assert view.totals(Filters(sido=SEOUL, sigungu=frozenset({"41110"}))) == {}


def test_totals_of_a_level_that_is_not_counted_state_no_number_of_existing_schools(view):
    uncounted = frozenset(LEVELS) - frozenset(COUNTED_LEVELS)
    if uncounted:
        totals = view.totals(Filters(level=uncounted))
        assert totals["register_schools"] != totals["register_schools"]


@pytest.mark.parametrize("level", RegionLevel)
def test_figures_by_region_add_up_to_the_totals_and_stand_in_the_order_of_the_regions(view, level):
    for filters in (
        NO_FILTER,
        Filters(sido=SEOUL),
        Filters(level=frozenset({Level.HIGH}), sido=SEOUL | GYEONGGI),
    ):
        found = view.region_figures(filters, level)
        totals = view.totals(filters)
        assert (found["schools"].sum(), found["register_schools"].sum()) == (
            totals["schools"],
            totals["register_schools"],
        )
        codes = [region.code for region in TABLE.regions(level)]
        within = [
            code for code in codes if not filters.sido or TABLE.region(level, code).sido in filters.sido
        ]
        assert list(found.index) == within


@pytest.mark.parametrize("level", RegionLevel)
def test_regions_without_a_filter_have_their_names_existing_schools_and_cautions(
    view, published_snapshot, level
):
    found = view.unfiltered_regions(level)
    assert list(found.columns) == ["name", "name_en", "sido", "sigungu", "register", "cautions"]
    shapes = published_snapshot.regions[level].set_index("code")
    assert found[["name", "name_en"]].equals(shapes[["name", "name_en"]])
    counts, parents = published_snapshot.counts, ancestors(TABLE, level)
    for code in found.index:
        own = [each for each in counts.index if parents[each] == code]
        assert found.loc[code, "register"] == counts.loc[own].sum().to_dict()
        assert found.loc[code, "cautions"] == view.cautions(level).get(code, [])
    assert view.cautions(level) == {code: codes for code, codes in found["cautions"].items() if codes}


def test_regions_under_a_filter_have_the_same_cautions_and_only_the_existing_schools_that_are_in_it(view):
    filters = Filters(sido=SEOUL, sigungu=frozenset({"11680"}), level=frozenset({Level.HIGH}))
    found, everywhere = view.regions(filters, RegionLevel.SIDO), view.unfiltered_regions(RegionLevel.SIDO)
    assert list(found.index) == ["11"]
    assert found.loc["11", "name"] == everywhere.loc["11", "name"]
    assert found.loc["11", "cautions"] == everywhere.loc["11", "cautions"]
    assert found.loc["11", "register"] == view.existing_schools().loc["11680"].to_dict()
    assert found.loc["11", "schools"] == len(view.schools(filters))
    assert found.geometry.iloc[0].equals(
        view.snapshot.regions[RegionLevel.SIDO].set_index("code").geometry["11"]
    )
    assert found.crs == "EPSG:4326"


def test_a_table_of_regions_can_be_changed_without_changing_the_next_one(view):
    first = view.regions(NO_FILTER, RegionLevel.SIDO)
    first["schools"] = -1
    assert (view.regions(NO_FILTER, RegionLevel.SIDO)["schools"] >= 0).all()


def test_the_schools_of_a_view_hide_notes_and_the_text_that_is_searched(published_snapshot):
    for audience, has_notes in ((PUBLIC, False), (OFFICE, True)):
        columns = View(published_snapshot, TABLE, audience).schools(EVERYTHING).columns
        assert ("notes" in columns) is has_notes
        assert "_search" not in columns


def days(view, **bounds):
    return set(view.schools(Filters(status=frozenset(STATUSES), **bounds))["first_reported"])


def test_both_days_of_a_period_are_in_it_and_schools_without_a_day_in_none(view):
    known = sorted(each for each in days(view) if isinstance(each, str) and each)
    first, last = date.fromisoformat(known[1]), date.fromisoformat(known[-2])
    assert days(view, since=first) == {each for each in known if each >= known[1]}
    assert days(view, until=last) == {each for each in known if each <= known[-2]}
    assert days(view, since=first, until=first) == {known[1]}


def test_a_school_without_a_day_is_in_no_period(view):
    column = view.schools(EVERYTHING)["first_reported"].iloc[:1].copy()
    column.iloc[0] = None
    for kind in ("first_day", "last_day"):
        assert not MATCHES[kind](column, date(2024, 8, 26)).any()
    assert not MATCHES["last_day"](column, date(9998, 12, 31)).any()


def test_a_part_of_a_name_is_searched_in_all_its_forms(view):
    name = view.schools(EVERYTHING)["name"].iloc[0]
    found = view.schools(Filters(status=frozenset(STATUSES), q=name))
    assert name in set(found["name"])
    assert all(name in each for each in found["name"])
    assert view.schools(Filters(q="nothing is called so")).empty


def test_boundaries_and_sentences_of_the_snapshot_are_passed_on(view, published_snapshot):
    for level in RegionLevel:
        assert view.topology(level) == published_snapshot.topologies[level]
    text, translations = next(
        (text, each) for text, each in published_snapshot.texts.items() if "%(" not in text
    )
    assert view.message(text) == Message(text, stored=translations)
    assert view.message(text).render("ko") == translations["ko"]
    assert (
        view.message("A sentence that is nowhere stored.").render("ko")
        == "A sentence that is nowhere stored."
    )
    row = next(row for row in published_snapshot.rows if row["reason"]["values"])
    stored = view.message(row["reason"])
    assert stored == Message.from_json(row["reason"], published_snapshot.texts)
    assert stored.render("en") != row["reason"]["text"]


def without_words(reason):
    """A stored reason with a sign in place of each text and number."""
    values = {
        name: without_words(value) if isinstance(value, dict) else "…"
        for name, value in reason["values"].items()
    }
    return {"text": reason["text"], "values": values}


def test_a_withheld_row_keeps_what_is_no_text_and_the_kind_of_its_reason(view, published_snapshot):
    hidden = View(published_snapshot, TABLE, Audience(row_texts=False)).unplaced_rows()
    for outcome, rows in view.unplaced_rows().items():
        for row, withheld in zip(rows, hidden[outcome], strict=True):
            kept = {name: row[name] for name in ("file", "row", "part", "level", "status", "date", "outcome")}
            nothing = {"query": "", "region": "", "school": None, "score": None}
            empty = {"remarks": [], "candidates": [], "weighed": []}
            reason = without_words(row["reason"])
            assert withheld == {**kept, **nothing, **empty, "reason": reason, "withheld": True}


def test_entries_that_are_not_on_the_map_are_indexed_once_and_found_as_they_are_listed(
    view, published_snapshot
):
    rows = [row for rows in view.unplaced_rows().values() for row in rows]
    assert [dict(entry.row) for entry in view.unplaced_entries()] == rows
    assert view.unplaced_files() == sorted({row["file"] for row in published_snapshot.rows})
    assert view.sizes()["rows"] == len({(row["file"], row["row"]) for row in published_snapshot.rows})


def test_the_operator_states_the_audience():
    assert audience_of(Settings(audience="office")) == OFFICE == Audience(notes=True, files=True)
    stated = Settings(public_statuses="confirmed, reported", public_row_texts=False)
    expected = Audience(statuses=frozenset({Status.CONFIRMED, Status.REPORTED}), row_texts=False)
    assert audience_of(stated) == expected
    assert audience_of(Settings(public_row_texts=True)).row_texts is True
    assert (PUBLIC.statuses, PUBLIC.notes, PUBLIC.row_texts, PUBLIC.within) == (
        frozenset(STATUSES),
        False,
        True,
        None,
    )


def test_yes_and_no_are_terms_of_a_column_of_booleans():
    column = pd.Series([True, False, True])
    assert list(MATCHES["terms"](column, ["yes"])) == [True, False, True]
    assert list(MATCHES["terms"](column, ["no"])) == [False, True, False]
    assert list(MATCHES["terms"](column.map(str), ["True"])) == [True, False, True]


def test_a_page_of_entries_is_what_the_filters_choose(view):
    everything = view.unplaced(UnplacedFilters())
    assert list(everything.rows) == [entry.row for entry in view.unplaced_entries()]
    refused = view.unplaced(UnplacedFilters(outcome=frozenset({"unmatched"})))
    assert {row["outcome"] for row in refused.rows} == {"unmatched"}
