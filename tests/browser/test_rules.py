"""Rules that stand on both sides, in the page: words of a view, unplaced entries, addresses, embeds, shapes.

`tests/test_vectors.py` and `tests/view/test_words.py` hold the server to the same files.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page

from tests.browser.serving import BLANK
from tests.browser.test_vectors import VOCABULARY
from tests.vectors import TERMS_OF_LISTS, vectors
from webmap.places.regions.region_table import load_region_table
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.assets import assets_version
from webmap.web.map.embed_options import options_for_scripts
from webmap.web.pages.map_config import filter_table

MODULES = (
    *("figures/filter_table", "state/state", "text/sentence", "text/texts", "text/words", "text/place_names"),
    *(
        "figures/unplaced_count",
        "unplaced/unplaced_rows",
        "state/carried_view",
        "dialogs/embed_code",
        "ui/symbols",
    ),
)

LOAD = """async ([base, names, filters]) => {
  const loaded = await Promise.all(names.map((name) => import(`${base}/${name}.js`)));
  window.ours = Object.assign({}, ...loaded);
  ours.useFilters(filters);
}"""

SAY = """([examples, config, vocabulary, regions]) => {
  ours.useTexts(config.language, config.texts);
  const words = ours.createWords(config);
  const region = (level, code) => regions[level][code];
  const names = ours.createPlaceNames({ region, sigunguName: (code) => regions.sigungu[code].name });
  return examples.map(({ query, count }) => {
    const { state } = ours.readState(`?${query}`, vocabulary);
    const { head, rest } = ours.viewSentence(state, count, words, names);
    const title = ours.viewTitle(state, words, names, false);
    return { sentence: [head, rest].filter(Boolean).join(", "), shown: title.split(/: (.*)/)[1] ?? "" };
  });
}"""

CHOOSE = """([{ entries, cases }]) => cases.map(({ query }) => {
  const filters = ours.readFilters(`?${query}`);
  const rows = entries.map((entry) => ({ ...entry, level: entry.level ?? "none", date: entry.date ?? "", candidates: entry.candidates.map((name) => [name, ""]) }));
  const { kept } = ours.choose(rows, filters);
  const groups = rows.map(({ level, status, sido, date }) => [level, status, sido, date, 1]);
  const count = filters.outcome.length || filters.file || filters.q ? kept.length : ours.countUnplaced(groups, filters);
  return { count, filters: Object.fromEntries(new URLSearchParams(ours.writeFilters(filters))), kept: kept.map((row) => rows.indexOf(row)) };
})"""

CARRY = """(cases) => cases.map(({ query, offices }) => ({
  carried: ours.carriedQuery(`?${query}`), passed_on: ours.passedOn(`?${query}`),
  unplaced: Object.fromEntries(new URLSearchParams(ours.writeFilters(ours.readFilters(`?${query}`, offices)))),
}))"""

WRITE = """([examples, vocabulary]) =>
  examples.map(({ query }) => ours.writeState(ours.readState(`?${query}`, vocabulary).state))"""

FRAME = """([examples, vocabulary]) => examples.map(({ query, lang, options, title, width, height }) => {
  const { state } = ours.readState(`?${query}`, vocabulary);
  const stated = ours.statedOptions(options, vocabulary.options.choices);
  const address = ours.embedAddress("https://map.example/m/embed", state, lang, stated);
  return ours.frameCode({ address, title, width, height });
})"""

DRAW = """(statuses) => Object.fromEntries(statuses.map((status) => [status, [...ours.statusSymbol(status).children].map((shape) =>
  [shape.tagName, Object.fromEntries([...shape.attributes].filter(({ name }) => name !== "class").map(({ name, value }) => [name, value]))])]))"""


@pytest.fixture
def modules(page: Page) -> Page:
    page.goto(BLANK)
    page.evaluate(LOAD, [f"/static/{assets_version()}/js", MODULES, filter_table({}, str, TERMS_OF_LISTS)])
    return page


def config_of(client: FlaskClient, language: str) -> dict[str, Any]:
    """What the page gives to its scripts."""
    text = client.get(f"/?lang={language}").text
    found = re.search(r'<script type="application/json" id="webmap-config">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def regions_in(language: str) -> dict[str, dict[str, Any]]:
    table = load_region_table()
    return {
        level.value: {
            region.code: {
                "code": region.code,
                "name": region.name if language == "ko" else region.name_en,
                "sido": region.sido,
            }
            for region in table.regions(level)
        }
        for level in RegionLevel
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_a_view_in_the_words_of_the_server(modules: Page, client: FlaskClient, language: str):
    examples = vectors("sentences")
    given = [examples, config_of(client, language), VOCABULARY, regions_in(language)]
    for example, said in zip(examples, modules.evaluate(SAY, given), strict=True):
        assert said == example[language], example["query"]


def test_the_page_chooses_entries_off_the_map_as_the_server_does(modules: Page):
    given = vectors("unplaced")
    for case, chosen in zip(given["cases"], modules.evaluate(CHOOSE, [given]), strict=True):
        # The first page goes without saying.
        filters = {name: text for name, text in case["filters"].items() if (name, text) != ("page", "1")}
        expected = {"count": len(case["kept"]), "filters": filters, "kept": case["kept"]}
        assert chosen == expected, case["query"]


def test_links_carry_a_view_as_those_of_the_server_do(modules: Page):
    cases = vectors("carried_views")
    for case, carried in zip(cases, modules.evaluate(CARRY, cases), strict=True):
        assert carried == {name: case[name] for name in ("carried", "passed_on", "unplaced")}, case["query"]


def test_the_page_writes_an_address_as_the_server_does(modules: Page):
    examples, vocabulary = vectors("addresses"), {**VOCABULARY, "options": options_for_scripts()}
    for example, written in zip(examples, modules.evaluate(WRITE, [examples, vocabulary]), strict=True):
        assert written == example.get("page", example["written"]), example["query"]


def test_the_page_writes_the_code_of_an_embed_as_the_server_does(modules: Page):
    examples, vocabulary = vectors("embed_code"), {**VOCABULARY, "options": options_for_scripts()}
    for example, code in zip(examples, modules.evaluate(FRAME, [examples, vocabulary]), strict=True):
        assert code == example["code"], example["title"]


def test_the_page_draws_the_statuses_in_the_shapes_of_pictures(modules: Page):
    shapes = vectors("shapes")
    assert modules.evaluate(DRAW, list(shapes)) == shapes
