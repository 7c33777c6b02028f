"""The shared examples on the page's side: its modules, run in the browser on the files that the server is tested with."""

from __future__ import annotations

from typing import Any
from unicodedata import ucd_3_2_0

import pytest
from playwright.sync_api import Page

from tests.browser.serving import BLANK
from tests.test_vectors import start
from tests.vectors import TERMS_OF_LISTS, vectors
from webmap.places.regions.region_table import load_region_table
from webmap.view.parameters import MAX_TEXT_LENGTH
from webmap.view.search import SHORT_ENDINGS, search_fold
from webmap.vocabulary.terms import COUNTED_LEVELS, RegionLevel, Status
from webmap.web.http.assets import assets_version
from webmap.web.pages.map_config import filter_table
from webmap.web.pages.region_columns import region_columns

VOCABULARY = {
    "regionLevels": list(RegionLevel),
    "longestSearch": MAX_TEXT_LENGTH,
}

LOAD = """async ([base, filters]) => {
  const names = ["figures/filter_table", "state/state", "state/unknown_codes", "figures/search", "figures/school_filter", "state/view", "list/region_columns"];
  const loaded = await Promise.all(names.map((name) => import(`${base}/${name}.js`)));
  window.ours = Object.assign({}, ...loaded);
  ours.useFilters(filters);
}"""

READ = """([queries, vocabulary, codes]) => queries.map((query) => {
  const read = ours.readState(`?${query}`, vocabulary);
  let state = read.state;
  const store = { get: () => state, follow: (patch) => { state = { ...state, ...patch }; } };
  const unknown = ours.findUnknown(store, { region: (level, code) => codes[level].includes(code) }, []);
  const { sido, sigungu, office, from, to, lists } = state;
  return {
    ignored: [...read.ignored, ...unknown],
    filters: {
      level: (state.level.length ? state.level : ours.termFilters()[0].terms.map(({ code }) => code)).toSorted(),
      status: ours.shownTerms(state, "status").toSorted(),
      sido: sido.toSorted(), sigungu: sigungu.toSorted(), office: office.toSorted(), from, to, lists: lists.toSorted(),
      q: ours.foldQuery(state.q),
    },
  };
})"""

LEVELS = "([queries, vocabulary]) => queries.map((query) => ours.readState(`?${query}`, vocabulary).state.by)"

COLUMNS = """(examples) => examples.map(({ columns, counted }) => ours.columnsOfView(columns, counted).map(({ code }) => code))"""

SEARCH = """([examples, endings]) => {
  ours.useShortEndings(endings);
  return examples.map(({ name, name_en: english, found_by: found, not_found_by: missed }) => {
    const text = ours.searchText(name, english);
    return [...found, ...missed].filter((query) => ours.nameTest(query)(text));
  });
}"""

COUNT = """([{ schools, cases, layers }, vocabulary, counted, endings]) => {
  ours.useShortEndings(endings);
  const known = (level) => new Map(layers[level].map((region) => [region.code, region]));
  const figuresOf = ({ summary: { schools, reports, first, last }, existing, rate }) =>
    ({ schools, existing, rate, reports, first, last });
  return cases.map(({ query, by }) => {
    const state = { ...ours.readState(`?${query}`, vocabulary).state, by };
    const offices = state.office.map((code) => known("office").get(code));
    const view = ours.createView(state, schools, {
      regions: known(by), sigungu: layers.sigungu, offices, counted });
    const filtered = [...view.rows].filter(([, row]) => row.inFilter);
    return [view.summary.schools, Object.fromEntries(filtered.map(([code, row]) => [code, figuresOf(row)]))];
  });
}"""


@pytest.fixture
def modules(page: Page) -> Page:
    page.goto(BLANK)
    page.evaluate(LOAD, [f"/static/{assets_version()}/js", filter_table({}, str, TERMS_OF_LISTS)])
    return page


def test_the_page_reads_a_query_as_the_server_does_and_names_what_that_refuses(modules: Page):
    examples, table = vectors("filters"), load_region_table()
    codes = {level: [region.code for region in table.regions(level)] for level in RegionLevel}
    given = [[example["query"] for example in examples], VOCABULARY, codes]
    for example, read in zip(examples, modules.evaluate(READ, given), strict=True):
        expected = example.get("page") or {"filters": example["filters"], "ignored": []}
        assert read == {**expected, "filters": {**start(), **expected["filters"]}}, example["query"]


def test_the_page_finds_a_school_by_what_the_server_finds_it_by(modules: Page):
    examples = vectors("search")
    found = modules.evaluate(SEARCH, [examples, SHORT_ENDINGS])
    assert found == [example["found_by"] for example in examples]


def test_the_page_counts_what_the_server_counts(modules: Page):
    given = vectors("figures")
    of = {region["code"]: region for region in given["sigungu"]}
    schools = [{**school, **_places(of[school["sigungu"]])} for school in given["schools"]]
    layers = {level: _layer(given["sigungu"], level) for level in RegionLevel}
    counted = [level.value for level in COUNTED_LEVELS]
    data = {"schools": schools, "cases": given["cases"], "layers": layers}
    results = modules.evaluate(COUNT, [data, VOCABULARY, counted, SHORT_ENDINGS])
    for case, (total, figures) in zip(given["cases"], results, strict=True):
        assert total == case["total"]["schools"], case
        assert figures == case["figures"], case


def test_the_page_counts_by_the_same_regions_as_the_server(modules: Page):
    examples = vectors("levels")
    read = modules.evaluate(LEVELS, [[example["query"] for example in examples], VOCABULARY])
    assert read == [example["by"] for example in examples]


def test_the_table_of_regions_has_the_same_columns_as_the_servers(modules: Page):
    examples = [
        {
            "columns": [vars(each) for each in region_columns(list(map(Status, example["public"])), str)],
            "counted": example["counted"],
        }
        for example in vectors("region_columns")
    ]
    assert modules.evaluate(COLUMNS, examples) == [each["columns"] for each in vectors("region_columns")]


def test_every_character_is_folded_alike_on_both_sides(modules: Page):
    # Browser and Python may know different editions of Unicode; what stood in an old one is settled.
    characters = [chr(code) for code in range(0x10000) if ucd_3_2_0.category(chr(code)) not in ("Cn", "Cs")]
    theirs = modules.evaluate("(all) => all.map((each) => ours.fold(each))", characters)
    ours = [search_fold(each) for each in characters]
    # They may call a group of letters by another of its letters, but the groups must be the same.
    assert len(set(zip(ours, theirs, strict=True))) == len(set(ours)) == len(set(theirs))


def test_the_page_reads_folded_panels_as_the_server_does(modules: Page):
    examples = vectors("folds")
    script = """([texts, vocabulary]) => texts.map((text) =>
      ours.readState(`?${new URLSearchParams({ fold: text })}`, vocabulary).state.fold)"""
    found = modules.evaluate(script, [[example["text"] for example in examples], VOCABULARY])
    assert found == [example["fold"] for example in examples]


def _places(region: dict[str, Any]) -> dict[str, Any]:
    return {"sido": region["sido"], "office": region["office"], "name_en": ""}


def _layer(sigungu: list[dict[str, Any]], level: str) -> list[dict[str, Any]]:
    """Regions of a level as the API gives them, made of the example's sigungu."""
    regions: dict[str, dict[str, Any]] = {}
    for part in sigungu:
        code = part["code"] if level == "sigungu" else part[level]
        empty = dict.fromkeys(part["register"], 0)
        region = regions.setdefault(
            code, {"code": code, "sido": part["sido"], "sigungu": [], "register": empty}
        )
        region["sigungu"].append(part["code"])
        for name, count in part["register"].items():
            region["register"][name] += count
    return list(regions.values())
