"""In the colours that a reader has chosen for every page, nothing is said by a colour that is gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import open_map

COLOURS = """(selector) => [...document.querySelectorAll(selector)].map((each) => getComputedStyle(each).backgroundColor)"""


@pytest.fixture
def forced(page: Page) -> Iterator[Page]:
    page.emulate_media(forced_colors="active")
    yield page
    page.emulate_media(forced_colors="null")


def test_the_legend_keeps_the_colours_of_its_classes(forced: Page):
    open_map(forced, "/?fold=none")
    colours = forced.evaluate(COLOURS, "#legend-areas .swatch")
    assert len(set(colours)) == len(colours) > 3


@pytest.mark.parametrize("each", ["#switches .segments input{} + span", "#list-tabs [aria-selected={}]"])
def test_what_is_chosen_has_another_background(forced: Page, each: str):
    open_map(forced, "/?fold=none")
    chosen, other = (":checked", ":not(:checked)") if "input" in each else ('"true"', '"false"')
    assert not set(forced.evaluate(COLOURS, each.format(chosen))) & set(
        forced.evaluate(COLOURS, each.format(other))
    )


def test_panels_over_the_map_have_a_border(forced: Page):
    open_map(forced, "/?fold=none&region=sido:41")
    for panel in ("#totals", "#lists", "#card", "#key"):
        expect(forced.locator(panel)).to_have_css("border-top-style", "solid")
        expect(forced.locator(panel)).not_to_have_css("border-top-width", "0px")


def test_drawings_without_a_name_are_not_announced(page: Page):
    open_map(page)
    silent = "all => all.every((svg) => svg.closest('[aria-hidden=true]') || svg.getAttribute('aria-label'))"
    assert page.locator("svg").evaluate_all(silent)
