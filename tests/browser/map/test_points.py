"""Schools on the map: grouped so that no sign lies over another, and none is lost."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from typing import Any

from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.conftest import on_a_usual_screen
from tests.browser.reading import (
    assert_one_set_of_numbers,
    features,
    listed,
    open_legend,
    open_map,
    points,
    query,
    total,
)
from tests.browser.serving import BLANK

pytestmark = on_a_usual_screen

GROUPED = """async ([address, scatters]) => {
  const [{ groupPoints }, { toWorld }] = await Promise.all(["points/clusters.js", "world.js"].map((name) => import(address + name)));
  return scatters.map(({ places, zoom, reach }) => {
    const points = toWorld(places.map(([lon, lat]) => ({ lon, lat })));
    const groups = groupPoints(points, zoom, reach);
    let nearest = 1e9;
    for (const one of groups) for (const other of groups) {
      if (one !== other) nearest = Math.min(nearest, Math.hypot(one.x - other.x, one.y - other.y) * 2 ** zoom);
    }
    const again = groupPoints(points, zoom, reach);
    return { members: groups.map(({ members }) => members), nearest,
      same: JSON.stringify(groups) === JSON.stringify(again) };
  });
}"""

OVERLAPS = """(selector) => {
  const boxes = [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
  const apart = (one, other) => Math.hypot(
    (one.left + one.right - other.left - other.right) / 2, (one.top + one.bottom - other.top - other.bottom) / 2);
  return boxes.flatMap((one, i) => boxes.slice(0, i).filter((other) =>
    apart(one, other) < (one.width + other.width) / 2 - 1)).length;
}"""
"""How many pairs of signs lie over each other, which are round, so that the corners of their boxes may."""

SIGNS = ".school-group, .school-sign"


def scatter(chance: random.Random, count: int) -> dict[str, Any]:
    """Made-up places around a few towns, some of them the same to the last digit."""
    towns = [(chance.uniform(125, 130), chance.uniform(33, 38.5)) for _ in range(1 + count // 40)]
    spread = chance.choice([0, 0.001, 0.05, 1])
    places = [
        [town[0] + chance.gauss(0, spread), town[1] + chance.gauss(0, spread)]
        for town in chance.choices(towns, k=count)
    ]
    return {"places": places, "zoom": chance.choice([5, 6.75, 9, 12.25, 18]), "reach": 50}


def test_every_point_is_in_one_group_and_no_two_groups_are_near(page: Page):
    chance = random.Random(7)  # noqa: S311
    scatters = [scatter(chance, count) for count in (0, 1, 2, 60, 300, 300, 300, 900) for _ in range(4)]
    page.goto(BLANK)
    found = page.evaluate(GROUPED, ["/static/any/js/map/", scatters])
    for scattered, groups in zip(scatters, found, strict=True):
        members = [member for group in groups["members"] for member in group]
        assert sorted(members) == list(range(len(scattered["places"])))
        assert groups["nearest"] >= scattered["reach"] * (1 - 1e-9)
        assert groups["same"]


def test_all_schools_stay_on_the_map_when_it_is_moved_and_filtered(page: Page, client: FlaskClient):
    open_map(page, "/?level=high")
    assert points(page) == total(page)
    page.locator(".leaflet-control-zoom-in").click()
    expect(page).to_have_url(re.compile("at="))
    near = query(page)["at"]
    page.locator('input[name="level"][value="middle"]').click()
    page.locator(".leaflet-control-zoom-out").click()
    expect(page).not_to_have_url(re.compile(re.escape(f"at={near}")))
    assert points(page) == total(page)
    page.locator('input[name="level"][value="high"]').click()
    assert_one_set_of_numbers(page, client)


def test_no_sign_lies_over_another(page: Page):
    for address in ("/", "/?at=11/37.5/127.0", "/?at=9.25/35.2/128.9"):
        open_map(page, address)
        assert page.locator(SIGNS).count() > 5
        assert page.evaluate(OVERLAPS, SIGNS) == 0


def place_of_two(client: FlaskClient) -> str:
    """Where two schools share their grounds and no other is near: latitude and longitude, as addresses state them."""
    places = Counter(
        tuple(each["geometry"]["coordinates"]) for each in features(client, "/api/schools.geojson")
    )
    return next(
        f"{lat}/{lon}"
        for (lon, lat), count in places.items()
        if count == 2 and sum(math.hypot(lon - x, lat - y) < 0.005 for x, y in places) == 1
    )


def test_schools_at_one_place_fan_out_and_fold_back_by_keyboard(page: Page, client: FlaskClient):
    open_map(page, f"/?lang=en&at=17/{place_of_two(client)}")
    group = page.get_by_role("button", name="2 schools at one place")
    group.focus()
    page.keyboard.press("Enter")
    focused = page.locator(".school-sign:focus")
    expect(focused).to_have_count(1)
    expect(group).to_have_count(0)
    expect(page.locator(".fan-legs line")).to_have_count(2)
    assert page.evaluate(OVERLAPS, SIGNS) == 0
    first = focused.get_attribute("title")
    page.keyboard.press("ArrowDown")  # the first stands above the place, the second below it
    expect(focused).not_to_have_attribute("title", str(first))
    name = str(focused.get_attribute("title"))
    page.keyboard.press("Enter")
    expect(page.locator("#card-title")).to_have_text(name)
    page.keyboard.press("Escape")
    expect(focused).to_have_attribute("title", name)
    page.keyboard.press("Escape")
    expect(group).to_be_focused()
    expect(page.locator(".fan-legs")).to_have_count(0)


def test_a_group_opened_by_keyboard_hands_the_focus_to_its_schools(page: Page):
    open_map(page)
    page.locator(".school-group").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("at="))
    expect(page.locator(".school-group:focus, .school-sign:focus")).to_have_count(1)


def test_without_points_areas_and_lists_stay(page: Page):
    open_map(page)
    open_legend(page)
    page.locator('input[name="points"]').click()
    assert query(page) == {"points": "off", "fold": "none"}
    expect(page.locator(SIGNS)).to_have_count(0)
    assert listed(page) == total(page) > 0
    page.locator('input[name="level"][value="high"]').click()
    expect(page.locator(SIGNS)).to_have_count(0)
    page.go_back()
    page.go_back()
    expect(page.locator(SIGNS).first).to_be_attached()
    assert points(page) == total(page)


def test_a_window_that_changes_its_size_writes_no_place_into_the_address(page: Page):
    open_map(page, "/?sido=11")
    width = "() => document.querySelector('.leaflet-overlay-pane svg').getAttribute('width')"
    before = page.evaluate(width)
    page.set_viewport_size({"width": 1110, "height": 700})
    page.wait_for_function(f"(before) => ({width})() !== before", arg=before)  # redrawn, as after a move
    assert query(page) == {"sido": "11"}
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_card_whose_sign_is_gone_gives_the_focus_to_the_same_school_in_the_list(page: Page):
    open_map(page, "/?at=12/33.5/126.53")
    sign = page.locator(".school-sign").first
    key = sign.get_attribute("data-key")
    sign.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card-title")).to_be_focused()
    for _ in range(4):
        page.locator(".leaflet-control-zoom-out").click()
    expect(page.locator(f'.school-sign[data-key="{key}"]')).to_have_count(0)
    page.locator("#card-title").focus()
    page.keyboard.press("Escape")
    expect(page.locator(f'#school-list [data-key="{key}"]')).to_be_focused()
