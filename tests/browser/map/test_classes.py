"""Classes of the choropleth, compared with PySAL's `mapclassify`."""

from __future__ import annotations

import random
import warnings
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page

from tests.browser.reading import STEPS, assert_one_set_of_numbers, await_map, open_legend, open_map, query
from tests.browser.serving import BLANK

CLASSES = 5

CLASSIFIED = """async ([address, sets]) => {
  const { classesOf } = await import(address);
  return sets.map((values) => ({ quantile: classesOf(values, "quantile"), natural: classesOf(values, "natural") }));
}"""

TIME = """async (address) => {
  const { classesOf } = await import(address);
  const values = Array.from({ length: 229 }, (_, i) => (i * 7919) % 1000 / 10 + 0.1);
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    classesOf(values, "natural");
    return performance.now() - start;
  });
  return Math.min(...times);
}"""

MODULE = "/static/any/js/figures/classes.js"

Group = frozenset[float]


def value_sets() -> list[list[float]]:
    """Counts and rates as regions have them: many small ones, ties, a few far out."""
    chance = random.Random(11)  # noqa: S311
    draws = [
        lambda: chance.randint(1, 12),
        lambda: chance.randint(1, 400),
        lambda: round(chance.uniform(0.1, 100), 1),
        lambda: round(chance.lognormvariate(1, 1.4) + 0.1, 1),
        lambda: chance.choice([1, 1, 1, 2, 3, 5, 8, 13, 90]),
    ]
    return [[draw() for _ in range(chance.randint(6, 60))] for draw in draws for _ in range(16)]


@pytest.fixture(scope="module")
def several() -> list[list[float]]:
    return [values for values in value_sets() if len(set(values)) > CLASSES]


def ours(values: list[float], classes: list[dict[str, float]]) -> set[Group]:
    return {frozenset(value for value in values if each["from"] <= value <= each["to"]) for each in classes}


def theirs(values: list[float], bins: Any) -> set[Group]:
    groups: dict[int, set[float]] = {}
    for value, group in zip(values, np.searchsorted(bins, values), strict=True):
        groups.setdefault(int(group), set()).add(value)
    return {frozenset(group) for group in groups.values()}


def misfit(values: list[float], groups: set[Group]) -> float:
    """Sum of squared distances from the mean of each group."""
    parts = [np.array([value for value in values if value in group]) for group in groups]
    return float(sum(((part - part.mean()) ** 2).sum() for part in parts))


def test_classes_are_those_of_mapclassify(page: Page, several: list[list[float]]):
    import mapclassify  # takes a second, and every worker collects every file

    assert len(several) > 50
    page.goto(BLANK)
    for values, classes in zip(several, page.evaluate(CLASSIFIED, [MODULE, several]), strict=True):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of fewer classes than asked for, where many values are equal
            quantiles = mapclassify.Quantiles(np.array(values), k=CLASSES).bins
            breaks = mapclassify.FisherJenks(np.array(values), k=CLASSES).bins
        assert ours(values, classes["quantile"]) == theirs(values, quantiles)
        assert misfit(values, ours(values, classes["natural"])) == pytest.approx(
            misfit(values, theirs(values, breaks)), rel=1e-9, abs=1e-9
        )


def test_the_legend_loses_no_value_between_two_classes(page: Page, several: list[list[float]]):
    page.goto(BLANK)
    for values, classes in zip(several, page.evaluate(CLASSIFIED, [MODULE, several]), strict=True):
        for method in ("quantile", "natural"):
            groups = ours(values, classes[method])
            assert sum(len(group) for group in groups) == len(set(values))
            assert all(each["from"] in values and each["to"] in values for each in classes[method])


def test_natural_breaks_of_all_regions_take_no_time(page: Page):
    page.goto(BLANK)
    assert page.evaluate(TIME, MODULE) < 5


def test_natural_breaks_are_chosen_in_the_legend_and_stand_in_the_address(page: Page, client: FlaskClient):
    open_map(page, "/?by=sigungu")
    legend, steps = page.locator("#legend-areas").inner_text(), page.evaluate(STEPS)
    open_legend(page)
    page.locator("#switches summary").click()
    page.locator('#switches label:has(input[value="natural"])').click()
    await_map(page)
    assert query(page) == {"by": "sigungu", "classes": "natural", "fold": "none"}
    assert page.locator("#legend-areas").inner_text() != legend
    assert page.evaluate(STEPS) != steps
    assert "자연 구분" in page.locator(".legend-method").inner_text()
    assert_one_set_of_numbers(page, client)
    page.reload()
    await_map(page)
    assert page.locator('#switches input[value="natural"]').is_checked()
