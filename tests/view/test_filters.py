import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import LISTS
from webmap.errors import FilterError
from webmap.places.regions.region_table import load_region_table
from webmap.system.shipped_files import static_path
from webmap.view.filters import FILTERS, NO_FILTER, PARAMETERS, Filter, Filters, Kind, parse_filters
from webmap.view.words import filter_in_words, phrases
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT, Level, Status


def parse(**arguments: str):
    return parse_filters({name.rstrip("_"): value for name, value in arguments.items()}, load_region_table())


def test_no_parameters_show_all_levels_and_the_statuses_that_stand():
    assert parse() == NO_FILTER
    assert parse().status == frozenset(STATUSES_COUNTED_BY_DEFAULT)


def test_a_blank_value_is_no_filter():
    assert parse(level="", q="  ", from_="") == NO_FILTER


def test_each_filter_is_read():
    filters = parse(
        level="high,middle", status="refuted", sido="11", sigungu="11680,41110", office="7021000",
        from_="2024-08-26", to="2024-09-30", q="가상 한빛",
    )  # fmt: skip
    assert filters.level == {Level.HIGH, Level.MIDDLE}
    assert filters.status == {Status.REFUTED}
    assert (filters.sido, filters.sigungu, filters.office) == ({"11"}, {"11680", "41110"}, {"7021000"})
    assert (filters.since, filters.until, filters.q) == (date(2024, 8, 26), date(2024, 9, 30), "가상 한빛")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", "kindergarten"), ("level", "elementary"), ("status", "rumour"), ("sido", "99"), ("sigungu", "0"),
        ("office", "x"), ("from", "2024-13-01"), ("to", "26.8.2024"), ("from", "２０２４-08-26"),
    ],
)  # fmt: skip
def test_an_unknown_value_is_named(name, value):
    with pytest.raises(FilterError) as failure:
        parse(**{name: value})
    assert name in str(failure.value)
    assert value in str(failure.value)


def test_an_unknown_filter_is_named_with_the_known_ones():
    with pytest.raises(FilterError) as failure:
        parse(colour="red")
    assert "colour" in str(failure.value)
    assert all(name in str(failure.value) for name in PARAMETERS)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(FilterError):
        parse(from_="2024-09-02", to="2024-09-01")


@given(st.dictionaries(st.sampled_from([*PARAMETERS, "x"]), st.text(max_size=120)))
def test_any_text_is_a_filter_or_refused_with_a_sentence(arguments):
    try:
        parse_filters(arguments, load_region_table())
    except FilterError as failure:
        assert failure.message.render("ko")
        assert failure.message.render("en").isprintable()


EXAMPLES = {
    Kind.FIRST_DAY: "2024-08-26",
    Kind.LAST_DAY: "2024-08-26",
    Kind.LISTS: "list_press-xlsx",
    Kind.TEXT: "가상",
}
REGIONS = {"sido": "11", "sigungu": "11680", "office": "7021000"}


def example(filter_: Filter) -> str:
    """A value that a filter takes, and that is not its usual one."""
    if filter_.kind is Kind.TERMS:
        return str(next(term for term in filter_.terms if {term} != set(filter_.usual)))
    return REGIONS.get(filter_.name) or EXAMPLES[filter_.kind]


def test_every_declared_filter_has_its_attribute_and_its_type_in_the_scripts():
    assert [each.name for each in fields(Filters)] == list(PARAMETERS.values())
    types = static_path("js/types.d.ts").read_text("utf-8")
    (declared,) = re.findall(r"export interface Filters \{(.*?)\n\}", types, re.DOTALL)
    assert re.findall(r"^  (\w+):", declared, re.MULTILINE) == list(PARAMETERS), "static/js/types.d.ts"


@pytest.mark.parametrize("filter_", FILTERS, ids=lambda each: each.name)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_filter_is_said_in_words(filter_: Filter, language: str):
    table = load_region_table()
    filters = parse_filters({filter_.name: example(filter_)}, table, lists=LISTS)
    for said in (filter_in_words, phrases):
        assert said(filters, table, language) != said(NO_FILTER, table, language), (
            f"webmap/view/words.py: {said}"
        )
