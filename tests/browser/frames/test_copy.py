"""A copy on the plainest host, below a sub-path, behaves as the server does: its own tests, run against files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.chromium import Screen
from tests.browser.conftest import OpenPage
from tests.browser.map.test_choropleth import (  # noqa: F401
    test_a_click_on_an_area_tells_its_figures,
)
from tests.browser.panels.test_filters import (  # noqa: F401
    map_page,
    test_a_date_leaves_out_what_lies_beyond_it_and_what_has_no_date,
    test_refuted_claims_are_shown_only_when_requested,
    test_regions_are_chosen_step_by_step,
)
from tests.browser.reading import open_map, query, total
from tests.browser.serving import contexts_of, serving_files, watch_for
from tests.browser.test_link import (  # noqa: F401
    confirmed,
    test_a_link_gives_the_same_view_after_a_reload_and_to_somebody_else,
)
from tests.browser.test_privacy import (  # noqa: F401
    STORED,
    test_without_scripts_the_page_leads_to_what_can_be_read,
)
from tests.browser.watch import Watch
from tests.web.html_validate.run import findings, needs_html_validate

PAGES = ("embed", "unplaced", "about", "matching")


def as_in_copy(base: str, address: str) -> str:
    """Where a copy has what the server has at an address: a language is a folder, a page another."""
    parts = urlsplit(address)
    if parts.scheme:
        return address
    parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
    folder = "/en" if parameters.pop("lang", "ko") == "en" else ""
    path = f"{parts.path}/" if parts.path.strip("/") in PAGES else parts.path
    return f"{base}{folder}{path}{'?' + urlencode(parameters) if parameters else ''}"


@pytest.fixture(scope="module")
def origin(copy_folder: Path) -> Iterator[str]:
    """Where the copy lies: below a sub-path."""
    with serving_files(copy_folder.parent) as host:
        yield f"{host}/{copy_folder.name}"


@pytest.fixture(scope="module")
def contexts(browser_for: Callable[[Screen], Browser]) -> Callable[..., BrowserContext]:
    """Contexts of the copy's own."""

    return contexts_of(browser_for)


@pytest.fixture
def watch(origin: str) -> Iterator[Watch]:
    with watch_for(origin) as watch:
        yield watch


@pytest.fixture
def open_page(contexts: Callable[..., BrowserContext], watch: Watch, origin: str) -> Iterator[OpenPage]:
    opened: list[Page] = []

    def open_one(**options: object) -> Page:
        page = contexts(**options).new_page()
        go = page.goto
        page.goto = lambda address, **more: go(as_in_copy(origin, address), **more)  # type: ignore[method-assign]
        watch.follow(page)
        opened.append(page)
        return page

    yield open_one
    for page in opened:
        page.close()


def test_an_address_that_names_a_language_leads_to_its_folder_with_all_filters(page: Page, origin: str):
    page.goto(f"{origin}/?lang=en&level=high&status=confirmed,refuted#x")
    page.wait_for_url(f"{origin}/en/?level=high&status=confirmed,refuted#x")
    open_map(page, page.url)
    high = total(page)
    page.locator(".site-menu [hreflang]").click()
    page.wait_for_url(f"{origin}/?level=high&status=confirmed,refuted")
    assert total(open_map(page, page.url)) == high
    assert page.evaluate(STORED)["local"] == 0
    page.goto(f"{origin}/about/?lang=en")
    page.wait_for_url(f"{origin}/en/about/")


def test_a_view_is_shared_and_embedded_by_addresses_of_the_copy(page: Page, origin: str):
    open_map(page, "/?lang=en&level=high&sido=41&by=office")
    here = total(page)
    page.locator("#share-open").click()
    link = urlsplit(page.locator("#share-link").input_value())
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{origin}/en/"
    assert dict(parse_qsl(link.query)) == query(page)
    form = page.locator("#embed-form")
    form.get_by_label("Legend").uncheck()
    form.get_by_label("Filters").check()
    form.get_by_label("Colours").select_option("dark")
    form.get_by_label("Language").select_option("ko")
    form.get_by_label("Fit the height").check()
    code = page.locator("#embed-code").input_value()
    assert f'src="{origin}/embed/?level=high&amp;sido=41' in code
    assert f'src="{origin}/embed.js"' in code
    preview = page.frame_locator("#embed-preview iframe")
    expect(preview.locator("html")).to_have_attribute("data-theme", "dark")
    expect(preview.locator("html")).to_have_attribute("data-state", "ready")
    expect(preview.locator("[data-sheet=filters]")).to_be_visible()
    expect(preview.locator("[data-sheet=key]")).to_have_count(0)
    assert total(preview) == here
    assert page.request.get(page.locator("#share-file").evaluate("(link) => link.href")).ok


def test_an_embed_shows_what_its_host_asks_for_and_no_more(page: Page):
    open_map(page, "/embed?title=off&list=off")
    expect(page.locator("[data-sheet=filters], .filters-column, [data-sheet=lists]")).to_have_count(0)
    expect(page.locator(".embed-title")).to_have_count(0)
    page.locator(".toolbar a").evaluate("(link) => link.removeAttribute('target')")
    page.locator(".toolbar a").click()
    expect(page.locator(".site-header")).to_be_visible()


def test_exports_that_are_offered_can_be_had_and_say_what_they_hold(page: Page, origin: str):
    open_map(page, "/?level=middle")
    page.locator("#export-open").click()
    expect(page.locator("#export .export-sentence")).to_contain_text("전국")
    assert violations(page) == []
    page.locator("#export select").select_option("41")
    page.locator("#export .export-more summary").click()
    page.locator('#export input[value="schools"]').check()
    expect(page.locator("#export .export-sentence")).to_contain_text("경기도")
    download = page.locator(".export-download")
    address = str(download.evaluate("(link) => link.href"))
    assert address == f"{origin}/exports/41/schools.csv"
    assert page.request.get(address).ok
    assert "경기도" in str(download.get_attribute("download"))


def test_entries_that_are_not_on_the_map_are_filtered_as_the_server_does(page: Page, client: FlaskClient):
    page.goto("/unplaced?lang=en")
    page.get_by_label("Search").fill("ㄱㅅ")
    page.locator('input[name="outcome"][value="ambiguous"]').check()
    page.get_by_role("button", name="Show").click()
    parameters = {"q": "ㄱㅅ", "outcome": "ambiguous"}
    served = client.get("/api/unplaced.json", query_string=parameters).get_json()
    rows = page.locator("table.rows tbody tr")
    expect(rows).to_have_count(served["meta"]["total"])
    assert 0 < served["meta"]["total"] < client.get("/api/unplaced.json").get_json()["meta"]["total"]
    assert query(page) == parameters
    assert rows.locator("th").all_inner_texts() == [row["query"] for row in served["rows"]]
    there = client.get("/unplaced", query_string={**parameters, "lang": "en"}).text
    counts = page.locator(".unplaced-form label:not([hidden]) .count").all_inner_texts()
    assert counts == re.findall(r'<span class="count">(\d+)</span>', there)
    options = page.locator(".unplaced-form option:not([hidden])").all_inner_texts()
    assert options == [unescape(each) for each in re.findall(r"<option [^>]*>([^<]*)</option>", there)]
    assert violations(page) == []
    page.locator("#unplaced-reset").click()
    expect(page.locator("#unplaced-reset")).to_be_hidden()


@needs_html_validate
def test_html_validate_finds_nothing_in_the_pages_of_a_copy(copy_folder: Path, tmp_path: Path):
    files = {path.relative_to(copy_folder): path.read_text("utf-8") for path in copy_folder.rglob("*.html")}
    pages = {"-".join(path.with_suffix("").parts): text for path, text in files.items()}
    assert len(pages) > 10
    assert findings(pages, "served", tmp_path) == []
