"""Near in: borders and names of legal-dongs, loaded as needed; dark screens stay dark; tiles only where chosen."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.chromium import Screen
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.frames.test_onefile import offline, save  # noqa: F401
from tests.browser.reading import open_map, points
from tests.browser.serving import BLANK, serving, with_blank
from tests.browser.watch import Watch
from tests.conftest import app_for

PIECE = re.compile(r"/api/map/pieces/\w+/([\d-]+)\.json")
NEAR = "/?at=14/37.5725/126.9769&points=off"
DONG = ".ground-label.is-dong > span"

TOUCHED = """() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)].map((each) => [each, each.getBoundingClientRect()]);
  const labels = boxes(".ground-label > span");
  const others = boxes(".region-label > span, .school-group, .school-sign, #totals, #lists, #key, .toolbar, .leaflet-control-zoom");
  const touch = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  return labels.flatMap(([label, box]) => [...labels, ...others].filter(([other, room]) => other !== label && touch(box, room))
    .map(([other]) => `${label.textContent} touches ${other.textContent || other.className}`));
}"""

LUMINANCE = """async (png) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  const linear = Float64Array.from({ length: 256 }, (_, value) =>
    (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum += 0.2126 * linear[data[i]] + 0.7152 * linear[data[i + 1]] + 0.0722 * linear[data[i + 2]];
  return sum / (data.length / 4);
}"""


@pytest.fixture
def pieces_of(page: Page) -> Iterator[list[str]]:
    """Names of the pieces that the page requests."""
    names: list[str] = []

    def note(request: object) -> None:
        names.extend(name for name in PIECE.findall(request.url) if name != "index")  # type: ignore[attr-defined]

    page.on("request", note)
    yield names
    page.remove_listener("request", note)


def open_near(page: Page, address: str = NEAR) -> Page:
    """Open an address and wait until every piece in sight is drawn."""
    open_map(page, address)
    expect(page.locator(".folium-map")).to_have_class(re.compile("has-ground"))
    return page


def test_a_reader_who_looks_at_the_country_loads_no_piece(page: Page, pieces_of: list[str]):
    open_map(page)
    assert pieces_of == []
    assert page.locator(".ground-land").count() == 0


def test_near_in_legal_dongs_have_their_borders_and_names_and_only_what_is_in_sight_is_loaded(
    page: Page, pieces_of: list[str]
):
    open_near(page)
    expect(page.locator(DONG).filter(has_text="세종로")).to_be_visible()
    assert page.locator(DONG).count() > 10
    assert page.locator(".ground-line.is-dong").count() >= 2
    assert "11110" in pieces_of
    assert {name[:2] for name in pieces_of} <= {"11", "41"}, "Seoul, and what lies around it"
    assert len(pieces_of) == len(set(pieces_of)) < 20
    assert page.locator("path.area").first.evaluate("area => getComputedStyle(area).fillOpacity") == "0"


def test_what_lies_far_behind_is_given_up(page: Page):
    open_near(page)
    expect(page.locator(DONG).filter(has_text="세종로")).to_be_visible()
    lands = page.locator(".ground-land")
    first = lands.count()
    page.evaluate("""() => {
      history.pushState(null, "", "/?at=14/35.16/126.85&points=off");
      dispatchEvent(new PopStateEvent("popstate"));
    }""")
    expect(page.locator(DONG).filter(has_text="치평동")).to_be_visible()
    expect(page.locator(DONG).filter(has_text="세종로")).to_have_count(0)
    expect(page.locator(".folium-map")).to_have_class(re.compile("has-ground"))
    assert lands.count() < first + 10
    for _ in range(4):
        page.locator(".leaflet-control-zoom-out").click()
    expect(lands).to_have_count(0)
    expect(page.locator(DONG)).to_have_count(0)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("address", ["/?at=13/37.55/126.98&by=sigungu", "/?at=12/35.87/128.6&lang=en"])
def test_names_touch_neither_each_other_nor_anything_else(
    open_page: OpenPage, size: tuple[int, int], address: str
):
    page = open_near(open_page(size=size), address)
    expect(page.locator(".ground-label > span").first).to_be_visible()
    page.wait_for_function(f"() => ({TOUCHED})().length === 0")


def test_the_sigungu_in_sight_is_named_also_where_its_middle_is_not(page: Page):
    open_near(page, "/?at=15/37.6/126.96&points=off")
    expect(page.locator(".ground-label.is-sigungu, .region-label")).not_to_have_count(0)


def test_names_are_left_to_the_eye_and_an_area_can_still_be_chosen(page: Page):
    open_near(page)
    expect(page.locator(DONG).first).to_be_visible()
    assert page.locator(".leaflet-labels-pane").get_attribute("aria-hidden") == "true"
    page.mouse.click(620, 620)
    expect(page.locator("#card-title")).to_be_visible()
    expect(page.locator(".ground-land.is-selected").first).to_be_attached()


def test_a_piece_that_cannot_be_loaded_leaves_the_map_as_it_was(page: Page, watch: Watch):
    def refuse(route: Route) -> None:
        route.abort()

    watch.allow("pieces")
    watch.allow("ERR_FAILED")
    page.route("**/pieces/**/11110.json", refuse)
    open_map(page, "/?at=14/37.5725/126.9769")
    expect(page.locator(".ground-land").first).to_be_attached()
    assert "has-ground" not in (page.locator(".folium-map").get_attribute("class") or "")
    assert page.locator("path.area").first.evaluate("area => getComputedStyle(area).fillOpacity") == "1"
    assert page.locator("#messages").inner_text() == ""
    page.unroute("**/pieces/**/11110.json")
    page.locator(".folium-map").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".folium-map")).to_have_class(re.compile("has-ground"))


@pytest.mark.parametrize(
    "address", ["/?at=10/37.5/126.9", "/?at=13/37.45/126.65", "/?at=15/37.57/126.98&by=sigungu"]
)
def test_a_dark_map_stays_dark_near_in(open_page: OpenPage, origin: str, address: str):
    page = open_map(open_page(colours="dark"), f"{address}&points=off")
    if "at=10" not in address:
        expect(page.locator(".folium-map")).to_have_class(re.compile("has-ground"))
    picture = b64encode(page.locator(".map-frame").screenshot()).decode()
    page.goto(f"{origin}{BLANK}")
    assert page.evaluate(LUMINANCE, picture) < 0.06


def test_a_file_of_a_province_has_its_borders_and_names_without_a_network(
    offline: Page, client: FlaskClient, tmp_path: Path  # noqa: F811
):  # fmt: skip
    open_near(offline, save(client, "sido=50&at=14/33.5/126.53&points=off", tmp_path))
    expect(offline.locator(DONG).first).to_be_visible()


@pytest.fixture(scope="module")
def tiled(sample_folder: Path) -> Iterator[str]:
    """Where the sample is served with tiles of another server."""
    settings = {"tiles": "https://tile.example.org/{z}/{x}/{y}.png", "tiles_attribution": "© Example <b>"}
    with serving(with_blank(app_for(sample_folder, **settings))) as address:
        yield address


TILE = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
"""A picture of one pixel."""


@pytest.mark.parametrize(("path", "shows"), [("/", True), ("/embed", False), ("/embed?tiles=on", True)])
def test_tiles_are_asked_for_where_they_are_chosen_and_nowhere_else(
    browser_for: Callable[[Screen], Browser], tiled: str, path: str, shows: bool
):
    page = browser_for(Screen.STILL).new_page(viewport={"width": 800, "height": 700})
    asked: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        asked.append(route.request.headers)
        route.fulfill(body=b64decode(TILE), content_type="image/png")

    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.route("https://tile.example.org/**", answer)
    open_map(page, f"{tiled}{path}")
    expect(
        page.locator(".leaflet-tile-loaded").first if shows else page.locator("path.area").first
    ).to_be_attached()
    assert bool(asked) == shows
    assert {each.get("referer") for each in asked} <= {f"{tiled}/"}
    assert ("© Example <b>" in page.locator(".leaflet-control-attribution").inner_text()) == shows
    assert points(page) > 0
    page.locator(".leaflet-control-zoom-in").click()  # tiles of the zoom before are taken away
    page.wait_for_url("**at=**")
    assert errors == []
    page.close()
