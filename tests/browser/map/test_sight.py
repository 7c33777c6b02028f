"""The chosen regions and schools lie beside the panels, never under them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, OpenPage, on_a_usual_screen
from tests.browser.reading import features, open_map

pytestmark = on_a_usual_screen

TABLET = (768, 1024)
SMALL = (390, 500)
SCREENS = [
    ("/", WIDE),
    ("/", TABLET),
    ("/", NARROW),
    ("/embed", SMALL),
    ("/embed", (1000, 700)),
    ("/embed", (320, 480)),
]

OUTLINE_POINTS = 120
"""On the outline of each region: the sea between its islands may lie under a panel."""

COVERED = """async ([shown, points]) => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const panels = [...document.querySelectorAll("#totals, #lists, #card, #key, .toolbar, .leaflet-control-zoom")]
    .map((panel) => [panel.id || panel.className, panel.getBoundingClientRect()]);
  const map = document.querySelector(".folium-map").getBoundingClientRect();
  const covers = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const isInside = (box) => box.left >= map.left && box.right <= map.right && box.top >= map.top && box.bottom <= map.bottom;
  const outline = (path) => {
    const [length, toScreen] = [path.getTotalLength(), path.getScreenCTM()];
    return Array.from({ length: points }, (_, i) => {
      const { x, y } = path.getPointAtLength((length * i) / points).matrixTransform(toScreen);
      return { left: x, right: x, top: y, bottom: y };
    });
  };
  const things = [...document.querySelectorAll(shown)]
    .flatMap((each) => (each.localName === "path" ? outline(each) : [each.getBoundingClientRect()]));
  if (!things.length) return ["nothing is shown"];
  return things.flatMap((thing) => [
    ...panels.filter(([, panel]) => covers(panel, thing)).map(([name]) => name), ...(isInside(thing) ? [] : ["edge of the map"]),
  ]).filter((name, i, names) => names.indexOf(name) === i);
}"""


def covering(page: Page, shown: str) -> list[str]:
    """Panels that lie over what is shown, and the map's edge where it is cut off."""
    return list(page.evaluate(COVERED, [shown, OUTLINE_POINTS]))


@pytest.mark.parametrize(("path", "size"), SCREENS)
def test_no_panel_covers_a_region_at_first(open_page: OpenPage, path: str, size: tuple[int, int]):
    page = open_map(open_page(size=size), path)
    assert covering(page, "path.area") == []


@pytest.mark.parametrize(
    ("path", "size", "filters"),
    [
        ("/", WIDE, "sido=41&by=sigungu"),
        ("/", TABLET, "sido=50&by=sido"),
        ("/", NARROW, "sido=27&by=sigungu&sigungu=27110"),
        ("/embed", SMALL, "sido=41&by=sigungu"),
    ],
)
def test_no_panel_covers_the_requested_regions(
    open_page: OpenPage, path: str, size: tuple[int, int], filters: str
):
    page = open_map(open_page(size=size), f"{path}?{filters}")
    assert covering(page, 'path.area:not([data-step="unasked"])') == []


@pytest.mark.parametrize(
    ("path", "size", "north", "east"),
    [
        ("/", WIDE, 0.09, -0.2),
        ("/", WIDE, 0.0, 0.2),
        ("/", TABLET, -0.08, 0.0),
        ("/", NARROW, 0.09, -0.2),
        ("/embed", SMALL, -0.08, 0.0),
        ("/embed", (1000, 700), 0.0, 0.2),
    ],
)
def test_no_panel_covers_the_school_that_is_chosen(
    open_page: OpenPage,
    client: FlaskClient,
    path: str,
    size: tuple[int, int],
    north: float,
    east: float,
):
    school = features(client, "/api/schools.geojson?sido=43")[0]
    lon, lat = school["geometry"]["coordinates"]
    page = open_map(
        open_page(size=size), f"{path}?school={school['id']}&at=12/{lat - north:.4f}/{lon - east:.4f}"
    )
    assert covering(page, ".school-halo") == []


@pytest.mark.parametrize(("path", "size"), SCREENS[::2])
def test_no_panel_covers_the_region_that_is_chosen(open_page: OpenPage, path: str, size: tuple[int, int]):
    page = open_map(open_page(size=size), f"{path}?by=sigungu&region=sigungu:30170")
    assert covering(page, "path.area.is-selected") == []


def test_a_school_in_sight_does_not_move_the_map(page: Page):
    open_map(page)
    place = page.locator(".leaflet-map-pane").get_attribute("style")
    page.locator("#school-list button").first.click()
    page.wait_for_url(re.compile("school="))
    assert page.locator(".leaflet-map-pane").get_attribute("style") == place


def test_a_window_of_another_size_shows_the_same_and_leaves_the_address_alone(open_page: OpenPage):
    page = open_map(open_page(size=WIDE))
    page.set_viewport_size({"width": 1200, "height": 700})
    page.wait_for_function("() => document.querySelector('.folium-map').clientHeight < 600")
    page.wait_for_function(f"async () => !({COVERED})(['path.area', 20]).then((names) => names.length)")
    assert urlsplit(page.url).query == ""
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


@pytest.mark.parametrize(("by", "far", "near"), [("sido", 9, 10), ("sigungu", 11, 12)])
def test_far_in_a_region_has_a_tint_and_not_a_flat_colour(page: Page, by: str, far: int, near: int):
    fills = []
    for zoom in (far, near):
        open_map(page, f"/?at={zoom}/37.5/127.0&by={by}")
        fills.append(
            page.locator('path.area[data-step="5"]').first.evaluate("area => getComputedStyle(area).fill")
        )
    assert fills[0] == "rgb(34, 108, 135)"
    assert fills[1] != fills[0]
