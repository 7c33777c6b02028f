"""Columns are declared once, and the declaration is what is counted."""

from itertools import chain

import pytest

from tests.view.recording import TABLES as EXPORTED
from webmap.exports.dataset.resources import RESOURCES
from webmap.exports.tables.comparison_columns import REGION_CHANGES, SCHOOL_CHANGES
from webmap.figures import regions
from webmap.places.regions.region_table import load_region_table
from webmap.view import columns, columns_regions, columns_schools, columns_unplaced
from webmap.view.audience import OFFICE
from webmap.view.column import Column, fields, names
from webmap.view.columns import CONTEXT_COLUMNS, LEVEL_STATUS_COLUMNS, WEEK_COLUMNS
from webmap.view.columns_regions import FIGURES, REGION_COLUMNS
from webmap.view.columns_schools import KEY, LAT, LON, NOTES, SCHOOL_COLUMNS
from webmap.view.columns_unplaced import UNPLACED_COLUMNS, UNPLACED_FIELDS
from webmap.view.filters import EVERYTHING
from webmap.view.view import View
from webmap.vocabulary.terms import LEVELS, STATUSES
from webmap.web.api.ogc.collections import COLLECTIONS, RADIUS

TABLES = {
    "regions": (*REGION_COLUMNS, *REGION_CHANGES, *CONTEXT_COLUMNS),
    "schools": (*SCHOOL_COLUMNS, NOTES, *SCHOOL_CHANGES, *CONTEXT_COLUMNS),
    "unplaced": (*UNPLACED_COLUMNS, *CONTEXT_COLUMNS),
    "level and status": LEVEL_STATUS_COLUMNS,
    "week": WEEK_COLUMNS,
    "unplaced in the data package": UNPLACED_FIELDS,
}


def declared() -> list[Column]:
    """Every column that a module of declarations holds, each object once."""
    modules = (columns, columns_regions, columns_schools, columns_unplaced)
    found: dict[int, Column] = {}
    for value in chain.from_iterable(vars(module).values() for module in modules):
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Column):
                found[id(each)] = each
    return list(found.values())


def test_figures_are_those_that_are_counted_in_the_same_order():
    assert tuple(names(FIGURES)) == regions.FIGURES


def test_nothing_is_declared_twice():
    api = {*chain.from_iterable(map(id, table) for table in (columns_regions.REGION_FIELDS,
        columns_regions.PLACE_FIELDS, columns_regions.FIGURE_FIELDS, columns_schools.SCHOOL_FIELDS))}  # fmt: skip
    own = [each for each in declared() if id(each) not in api]
    seen: dict[tuple[str, str], Column] = {}
    for each in own:
        said = (each.name, each.meaning.render("en"))
        assert said not in seen, f"The column {each.name} is declared twice: name the first one instead."
        seen[said] = each
    meanings = [each.meaning.render("en") for each in own]
    twice = {text for text in meanings if meanings.count(text) > 1}
    assert not twice, f"Two columns have one meaning: {twice}"


def test_every_field_of_the_api_means_what_its_column_means():
    tables = {each.api_name or each.name: each for each in (*SCHOOL_COLUMNS, NOTES)}
    by_region = {each.api_name or each.name: each for each in REGION_COLUMNS}
    for collection in COLLECTIONS.values():
        known = {**tables, "radius_m": RADIUS} if collection.level is None else by_region
        for field in collection.fields:
            column = known[field.name]
            for language in ("ko", "en"):
                assert field.meaning.render(language) == column.meaning.render(language), field.name
            assert (field.kind, field.codes) == (column.kind, column.codes), field.name


def test_the_data_package_and_the_api_name_the_same_fields_of_schools_and_regions():
    dataset = {each.path: each.fields for each in RESOURCES}
    assert dataset["schools.csv"] == (KEY, *fields(SCHOOL_COLUMNS), LON, LAT)
    assert all(dataset[f"regions_{level}.csv"] == fields(REGION_COLUMNS) for level in ("sido", "sigungu"))


def test_every_column_of_a_listed_school_in_the_snapshot_is_declared(published_snapshot):
    view = View(published_snapshot, load_region_table(), OFFICE)
    there = set(view.schools(EVERYTHING).columns) - {"geometry"}
    named = {each.api_name or each.name for each in (*SCHOOL_COLUMNS, NOTES)}
    undeclared = there - named
    assert not undeclared, (
        f"Schools of the snapshot have {undeclared}, which no column declares: webmap/view/columns_schools.py"
    )
    made = {"lat", "lon", "sido_name", "sigungu_name", "office_name"}
    missing = named - there - made
    assert not missing, (
        f"The columns {missing} are declared and not in the snapshot: ListedSchool in "
        "webmap/figures/listed_schools.py has no such field"
    )


def test_every_declared_table_has_its_place_in_the_documentation():
    exported = [id(each) for table in EXPORTED.values() for each in table]
    assert all(
        id(each) in exported for table in (REGION_COLUMNS, SCHOOL_COLUMNS, UNPLACED_COLUMNS) for each in table
    )


def test_the_names_that_programs_rely_on_are_there_in_their_order():
    stable = ["region_code", "region_name", "schools", *map(str, LEVELS), *map(str, STATUSES), "reports"]
    stable += ["first_reported", "last_reported", "register_schools", "rate_per_100", "caution"]
    assert [name for name in names(REGION_COLUMNS) if name in stable] == stable


@pytest.mark.parametrize("table", TABLES)
def test_names_stand_once_in_a_table_and_need_no_quotes(table):
    found = names(TABLES[table])
    assert len(set(found)) == len(found)
    assert all(name.isascii() and name.isidentifier() and name == name.lower() for name in found)


@pytest.mark.parametrize("table", TABLES)
def test_headings_for_people_tell_columns_apart_in_both_languages(table):
    for language in ("ko", "en"):
        headings = [column.heading.render(language) for column in TABLES[table]]
        assert len(set(headings)) == len(headings)
    assert all(each.meaning.render("ko") != each.meaning.render("en") for each in TABLES[table])
