"""The table of regions: its columns, their order, and what is copied of it."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import OpenPage
from tests.browser.reading import await_map, open_map, query, served_regions
from tests.browser.serving import serving
from tests.browser.watch import Watch
from tests.conftest import app_for

HEADINGS = "#panel-regions th[scope=col]"


def open_table(page: Page, address: str) -> None:
    open_map(page, address)
    page.locator("#tab-regions").click()


def column(page: Page, code: str) -> list[str]:
    return page.locator(f'#region-rows [data-column="{code}"]').all_inner_texts()


def columns(page: Page) -> list[str]:
    return page.locator(HEADINGS).evaluate_all("all => all.map((each) => each.dataset.column)")


def test_statuses_are_columns_with_the_servers_figures(page: Page, client: FlaskClient):
    open_table(page, "/?lang=en&level=high")
    regions = {each["code"]: each for each in served_regions(client, page)}
    refuted = client.get("/api/regions/sido.geojson?level=high&status=refuted").get_json()["features"]
    for each in refuted:
        regions[each["id"]]["refuted"] = each["properties"]["schools"]
    order = page.locator("#region-rows button").evaluate_all(
        "all => all.map((each) => each.dataset.region.slice(5))"
    )
    for status in ("confirmed", "under_review", "reported", "refuted"):
        assert column(page, status) == [str(regions[code][status]) for code in order]
    shares = [
        int((200 * regions[code]["confirmed"] + regions[code]["schools"]) / (2 * regions[code]["schools"]))
        for code in order
    ]
    assert column(page, "confirmed_share") == list(map(str, shares))


def test_a_status_that_is_not_counted_or_not_public_is_absent_and_never_zero(
    open_page: OpenPage, watch: Watch, sample_folder: Path
):
    with serving(app_for(sample_folder, public_statuses="confirmed,reported")) as address:
        watch.origins.add(address)
        page = open_page()
        open_table(page, f"{address}/?lang=en&status=reported")
        assert columns(page) == ["region", "schools", "reported", "register_schools", "rate_per_100"]
        for place in ("#view-statuses", "#legend-points", "#filter-form"):
            for absent in ("Refuted", "Under review"):
                expect(page.locator(place)).not_to_contain_text(absent)
        expect(page.locator("#view-statuses")).not_to_contain_text("Confirmed")


def test_the_table_sorts_by_each_column_and_says_so(page: Page):
    open_table(page, "/?lang=en&by=sigungu")
    for code in columns(page)[1:]:
        heading = page.locator(f'{HEADINGS}[data-column="{code}"]')
        heading.get_by_role("button").focus()
        if heading.get_attribute("aria-sort") is None:
            page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", "descending")
        expect(page.locator(f"{HEADINGS}[aria-sort]")).to_have_count(1)
        values = [float(text.strip("†")) for text in column(page, code) if text != "–"]
        assert values == sorted(values, reverse=True)
        page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", "ascending")
        expect(heading.get_by_role("button")).to_be_focused()
    assert violations(page) == []


def test_the_table_is_copied_as_it_stands(page: Page, origin: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    open_table(page, "/?lang=en&by=office&sido=41")
    page.locator(f'{HEADINGS}[data-column="region"] button').click()
    page.locator("#region-copy").click()
    expect(page.locator(".table-actions")).to_contain_text("The table was copied.")
    text = page.evaluate("() => navigator.clipboard.readText()")
    lines = [line.split("\t") for line in text.splitlines()]
    assert lines[0] == page.locator(HEADINGS).all_inner_texts()
    assert len(lines) == 1 + page.locator("#region-rows tr").count()
    assert lines[1][0] == "Gyeonggi-do Ansan District Office of Education"
    assert lines[1][1:] == page.locator("#region-rows tr").first.locator("td").all_inner_texts()


def test_an_office_has_its_short_name_and_the_full_one_as_its_title(page: Page):
    for language, short, full in (
        ("ko", "수원", "경기도수원교육지원청"),
        ("en", "Suwon", "Gyeonggi-do Suwon District Office of Education"),
    ):
        open_table(page, f"/?lang={language}&by=office&sido=41")
        button = page.locator(f'#region-rows button[title="{full}"]')
        assert button.inner_text().strip() == short


def test_a_view_of_a_province_goes_down_to_its_cities(page: Page):
    open_map(page, "/?sido=41")
    expect(page.locator('#region-rows [data-region^="sigungu:41"]').first).to_be_attached()
    expect(page.locator("#region-rows button")).to_have_count(31)
    expect(page.locator("#switches input[name=by][value=sigungu]")).to_be_checked()
    page.locator('#switches label:has(input[value="sido"])').click()
    assert query(page) == {"sido": "41", "by": "sido"}


def test_choosing_a_province_opens_its_card_beside_the_nation_and_leaves_the_focus(page: Page):
    open_map(page)
    page.locator("#filter-places summary").click()
    box = page.locator(".place input[value='41']")
    box.click()
    await_map(page)
    assert query(page) == {"sido": "41", "region": "sido:41"}
    expect(page.locator("#card .comparison")).to_be_visible()
    expect(box).to_be_focused()
    box.click()
    await_map(page)
    expect(page.locator("#card")).to_be_hidden()
