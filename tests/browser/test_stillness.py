"""Nothing jumps while the page loads."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.reading import open_map

MAX_SHIFT = 0.02
"""A fifth of what Web Vitals calls good."""

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})"""


CARD = "/?sido=41&by=sigungu&region=sigungu:41110"


@pytest.mark.parametrize(
    ("address", "size"), [("/", WIDE), (CARD, WIDE), (CARD, (768, 1024)), ("/", NARROW), ("/embed", NARROW)]
)
def test_nothing_jumps_while_the_page_loads(open_page: OpenPage, address: str, size: tuple[int, int]):
    page = open_map(open_page(size=size), address)
    assert page.evaluate(SHIFTS) < MAX_SHIFT
