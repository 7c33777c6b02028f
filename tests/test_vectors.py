"""The shared examples on the server's side; `tests/browser/test_vectors.py` runs the same ones in the page."""

from __future__ import annotations

from itertools import zip_longest
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import geopandas as gpd
import pandas as pd
import pytest
from flask import Flask

from tests.vectors import LISTS, vectors
from webmap.comparison.named_lists import NamedLists
from webmap.errors import FilterError
from webmap.exports.picture.marks import mark
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.statements import table_of
from webmap.view.filters import NO_FILTER, PARAMETERS, Filters, parse_filters, plain_values
from webmap.view.search import fold_query, name_test, search_text
from webmap.view.unplaced import count_groups, count_shared, find, index_entries
from webmap.view.unplaced_filters import parse_unplaced_filters, refuse_unknown_file
from webmap.view.view import View
from webmap.vocabulary.terms import RegionLevel, Status
from webmap.web.api.features import asked_filters
from webmap.web.map.embed_options import CHOICES
from webmap.web.map.oembed_answer import frame
from webmap.web.map.view_address import read_query


def start() -> dict[str, Any]:
    """What the grammar reads from an empty query; an example states what differs from it."""
    return canonical(NO_FILTER)


def canonical(filters: Filters) -> dict[str, Any]:
    found = {name: "" if value is None else value for name, value in plain_values(filters).items()}
    return {**found, "q": fold_query(found["q"])}


def test_every_filter_has_an_example():
    named = {name for example in vectors("filters") for name, _ in parse_qsl(example["query"])}
    assert set(PARAMETERS) <= named, f"tests/vectors/filters.json: {set(PARAMETERS) - named}"


def found_figures(
    given: dict[str, Any], query: str, by: str
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Total and figures by region of an example's schools, as the view counts them."""
    regions = {region["code"]: region for region in given["sigungu"]}
    schools = pd.DataFrame(given["schools"]).drop(columns="lists")
    schools = schools.assign(
        sido=[regions[code]["sido"] for code in schools["sigungu"]],
        office=[regions[code]["office"] for code in schools["sigungu"]],
        name_en="",
        notes=None,
    )
    counts = pd.DataFrame({code: region["register"] for code, region in regions.items()}).T
    no_rows = SimpleNamespace(footer=SimpleNamespace(counts=(), groups=()))
    snapshot: Any = SimpleNamespace(
        schools=gpd.GeoDataFrame(schools), counts=counts, statements=table_of(()), manifest={}, rows=no_rows
    )
    view, table = View(snapshot, load_region_table()), load_region_table()
    lists = {school["key"]: tuple(school["lists"]) for school in given["schools"]}
    vars(view)["lists"] = NamedLists(by_school=lists)
    filters = parse_filters(dict(parse_qsl(query)), table, lists=LISTS)
    rows = view.region_figures(filters, RegionLevel(by))
    total = view.totals(filters)
    return (
        _figures(total) if total else {"schools": 0},
        {str(code): _figures(row) for code, row in rows.to_dict("index").items()},
    )


def _figures(row: Any) -> dict[str, Any]:
    plain = {
        "schools": row["schools"],
        "existing": row["register_schools"],
        "rate": row["rate_per_100"],
        "reports": row["reports"],
        "first": row["first_reported"],
        "last": row["last_reported"],
    }
    return {name: None if pd.isna(value) else value for name, value in plain.items()}


@pytest.mark.parametrize(
    "example", vectors("filters"), ids=lambda example: example["query"][:60] or "nothing"
)
def test_a_query_is_read_as_its_example_says_or_refused(app: Flask, example: dict[str, Any]):
    with app.test_request_context(f"/?{example['query']}"):
        if example.get("refused"):
            with pytest.raises(FilterError):
                asked_filters()
        else:
            assert canonical(asked_filters()) == {**start(), **example["filters"]}


@pytest.mark.parametrize("example", vectors("search"), ids=lambda example: example["name"])
def test_a_school_is_found_by_what_its_example_says_and_by_nothing_else(example: dict[str, Any]):
    text = search_text(example["name"], example["name_en"])
    tried = [*example["found_by"], *example["not_found_by"]]
    assert [query for query in tried if name_test(fold_query(query))(text)] == example["found_by"]


@pytest.mark.parametrize(
    "example", vectors("figures")["cases"], ids=lambda case: f"{case['by']} {case['query']}"
)
def test_figures_are_those_of_the_example(example: dict[str, Any]):
    total, figures = found_figures(vectors("figures"), example["query"], example["by"])
    assert figures == example["figures"]
    assert total == example["total"]


@pytest.mark.parametrize("case", vectors("unplaced")["cases"], ids=lambda case: case["query"] or "nothing")
def test_entries_off_the_map_are_chosen_as_the_example_says_or_the_query_is_refused(case: dict[str, Any]):
    stated: dict[str, list[str]] = {}
    for name, value in parse_qsl(case["query"], keep_blank_values=True):
        stated.setdefault(name, []).append(value)
    given = vectors("unplaced")["entries"]
    entries = index_entries(
        {
            **each,
            "candidates": [
                {"name": name, "address": address}
                for name, address in zip_longest(each["candidates"], each.get("addresses", []), fillvalue="")
            ],
        }
        for each in given
    )
    assert sorted(entry.sido for block in entries for entry in block.entries()) == sorted(
        each["sido"] for each in given
    )
    known = [{code for each in given for code in each["sido"].split(",")}, {each["file"] for each in given}]
    if case.get("refused"):
        with pytest.raises(FilterError):
            refuse_unknown_file(parse_unplaced_filters(stated, known[0]), known[1])
        return
    filters = parse_unplaced_filters(stated, known[0])
    if not (filters.outcome or filters.file or filters.q):
        assert count_shared(count_groups(entries), filters) == len(case["kept"])
    refuse_unknown_file(filters, known[1])
    assert filters.parameters() == case["filters"]
    texts = [entry.row["query"] for block in entries for entry in block.entries()]
    assert [texts.index(row["query"]) for row in find(entries, filters).rows] == case["kept"]


@pytest.mark.parametrize(
    "example", vectors("addresses"), ids=lambda example: example["query"][:60] or "nothing"
)
def test_the_address_of_a_view_is_written_as_its_example_says(example: dict[str, Any]):
    address = read_query(example["query"])
    assert address is not None
    assert address.query() == example["written"]


@pytest.mark.parametrize("example", vectors("levels"), ids=lambda example: example["query"] or "nothing")
def test_a_view_counts_by_the_parts_of_the_regions_that_are_chosen(example: dict[str, Any]):
    address = read_query(example["query"])
    assert address is not None
    assert address.by == example["by"]


@pytest.mark.parametrize("example", vectors("embed_code"), ids=lambda example: example["title"])
def test_the_code_of_an_embed_is_that_of_the_example(example: dict[str, Any]):
    options = {name: value for name, value in example["options"].items() if value != CHOICES[name][0]}
    address = read_query(f"{example['query']}&{urlencode({'lang': example['lang'], **options})}")
    assert address is not None
    written = frame(
        f"https://map.example/m/embed{address.query()}", example["title"], example["width"], example["height"]
    )
    assert written == example["code"]


def test_every_status_has_the_shape_of_the_example():
    style = {"fill", "stroke", "stroke-width"}
    drawn = {
        status.value: [
            [shape.tag, {name: text for name, text in shape.attrib.items() if name not in style}]
            for shape in mark(status, 0, 0, 20)
        ]
        for status in Status
    }
    assert drawn == vectors("shapes")


@pytest.mark.parametrize("example", vectors("folds"), ids=lambda example: example["text"] or "nothing")
def test_folded_panels(example: dict[str, Any]):
    address = read_query(urlencode({"fold": example["text"]}))
    assert address is not None
    assert address.parameters.get("fold", "") == example["fold"]
    folded = address.folded_panels
    assert (None if folded is None else list(folded)) == example["folded"]
