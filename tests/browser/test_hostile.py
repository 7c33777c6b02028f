"""A school named `<img src=x onerror=alert(1)>${alert(1)}` shows as text everywhere.

Besides what each test says, a page fails its test on any dialog, any error and any request for `x`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hostile import (
    DONG,
    MISSING,
    NAME,
    NEIGHBOUR,
    PLACES,
    TWIN,
    UNIVERSITY,
    UNIVERSITY_SIDO,
    write_hostile_snapshot,
)
from tests.browser.reading import listed, open_map, points
from tests.browser.serving import serving
from tests.browser.watch import Watch
from tests.conftest import app_for
from webmap.places.gazetteer import Places

INJECTED = "img, [onerror], [src='x'], main script:not(#webmap-config, #webmap-place, [type=module])"


@pytest.fixture(scope="module")
def hostile(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a map of hostile names is served."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    write_hostile_snapshot(folder, places)
    with serving(app_for(folder)) as address:
        yield address


@pytest.fixture
def page(page: Page, hostile: str, watch: Watch) -> Iterator[Page]:
    watch.origins.add(hostile)
    yield page
    expect(page.locator(INJECTED)).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/embed"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_name_is_text_in_list_card_sign_and_tooltip(page: Page, hostile: str, path: str, language: str):
    open_map(page, f"{hostile}{path}?lang={language}&at=15/{PLACES[0][2]}/{PLACES[0][3]}")
    sign = page.locator(f'.school-sign[title="{NAME}"]')
    expect(sign).to_be_visible()
    assert NAME in str(sign.get_attribute("aria-label"))
    sign.press("Enter")
    expect(page.locator("#card-title")).to_have_text(NAME)
    expect(page.locator("#card")).to_contain_text(f"({DONG}) {NAME}")
    expect(page.locator("#card dd", has_text=NAME).first).to_be_visible()
    assert page.locator("#school-list .entry-name", has_text=NAME).first.inner_text() == NAME


def test_a_name_is_text_in_a_group_of_schools_and_when_it_comes_apart(page: Page, hostile: str):
    open_map(page, f"{hostile}/?at=7/36.5/127.5")
    assert listed(page) == points(page) == 3
    assert sorted(page.locator("#school-list .entry-name").all_inner_texts()) == [NAME, UNIVERSITY, NEIGHBOUR]
    sign = page.locator(f'.school-sign[title="{NEIGHBOUR}"]')
    for _ in range(4):  # from the province to its city, to the place, to the school
        if not sign.count():
            page.locator(".school-group").first.click()
            page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")
    expect(sign).to_be_attached()


def test_an_english_name_is_text_too(page: Page, hostile: str):
    open_map(page, f"{hostile}/?lang=en&school={quote(UNIVERSITY)}@{UNIVERSITY_SIDO[1]}")
    expect(page.locator("#card-title")).to_have_text(UNIVERSITY)
    expect(page.locator("#card .card-details .quiet")).to_have_text(NAME)


def test_a_region_with_such_schools_tells_its_figures(page: Page, hostile: str):
    open_map(page, f"{hostile}/?region=sido:11")
    area = page.locator("path.area.is-selected")
    area.dispatch_event("mouseover")
    expect(page.locator(".area-tip")).to_contain_text("서울특별시")
    expect(page.locator("#card .headline")).to_contain_text("2")


def test_what_the_address_holds_is_shown_as_text(page: Page, hostile: str):
    names = ["school", "region", "sido", "level", "from", NAME]
    open_map(page, f"{hostile}/?lang=en&{'&'.join(f'{quote(name)}={quote(NAME)}' for name in ['q', *names])}")
    expect(page.locator("#view-sentence")).to_contain_text(NAME)
    for name in ("school", "region", "sido", "level", "from"):
        expect(page.locator("#messages")).to_contain_text(f"{name}={NAME}")


def test_typed_text_is_shown_as_text(page: Page, hostile: str):
    open_map(page, hostile)
    page.locator("#filter-q").fill(NAME)
    expect(page.locator("#view-sentence")).to_contain_text(NAME)
    assert listed(page) == 3


@pytest.mark.parametrize("language", ["ko", "en"])
def test_rows_off_the_map_their_regions_files_and_candidates_are_text(
    page: Page, hostile: str, language: str
):
    page.goto(f"{hostile}/unplaced?lang={language}")
    for text in (MISSING, TWIN, f"{NAME}.csv"):
        expect(page.locator("table.rows").filter(has_text=text).first).to_be_visible()
    expect(page.locator("#unmatched ~ .table-frame td", has_text=NAME).first).to_contain_text(NAME)
    page.locator("summary").first.click()
    expect(page.locator("details li")).to_have_count(2)
    expect(page.locator("details li").first).to_contain_text(TWIN)


def test_names_of_files_are_text_on_the_page_about_the_data(page: Page, hostile: str):
    page.goto(f"{hostile}/about")
    expect(page.locator("table.rows", has_text=f"{NAME}.csv")).to_be_visible()


def test_an_address_that_does_not_exist_is_answered_without_its_text_as_markup(
    page: Page, hostile: str, watch: Watch
):
    watch.allow(r"console: Failed to load resource.*404")
    page.goto(f"{hostile}/{quote(NAME)}")
    expect(page.locator("h1")).to_be_visible()


def test_names_are_text_in_the_map_as_one_file(page: Page, hostile: str, watch: Watch, tmp_path: Path):
    watch.origins.add("file://")
    saved = tmp_path / "map.html"
    saved.write_bytes(page.request.get(f"{hostile}/map.html?q=").body())
    open_map(page, saved.as_uri())
    assert listed(page) == points(page) == 3
    assert sorted(page.locator("#school-list .entry-name").all_inner_texts()) == [NAME, UNIVERSITY, NEIGHBOUR]
    page.locator("#school-list button", has_text=NAME).first.click()
    expect(page.locator("#card-title")).to_contain_text(NAME)
    expect(page.locator("#card")).to_contain_text(f"({DONG}) {NAME}")
