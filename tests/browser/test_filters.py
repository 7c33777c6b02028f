"""Each filter acts at once on points, areas, list and totals, and lives in the address."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.reading import (
    assert_one_set_of_numbers,
    await_map,
    open_map,
    query,
    region_table,
    served_schools,
    total,
)


@pytest.fixture
def map_page(page: Page) -> Page:
    return open_map(page)


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f'input[name="{name}"][value="{value}"]').click()


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"#filter-{name}").select_option(value)
    await_map(page)


def test_the_page_opens_on_all_that_stands_and_on_nothing_else(map_page: Page, client: FlaskClient):
    assert query(map_page) == {}
    assert {each["status"] for each in served_schools(client, map_page)} == {
        "confirmed",
        "under_review",
        "reported",
    }
    assert_one_set_of_numbers(map_page, client)


def test_a_level_narrows_everything_at_once(map_page: Page, client: FlaskClient):
    before = total(map_page)
    tick(map_page, "level", "middle")
    assert query(map_page) == {"level": "middle"}
    assert 0 < total(map_page) < before
    assert_one_set_of_numbers(map_page, client)


def test_two_levels_are_either_of_them(map_page: Page, client: FlaskClient):
    tick(map_page, "level", "middle")
    middle = total(map_page)
    tick(map_page, "level", "university")
    assert query(map_page) == {"level": "middle,university"}
    assert total(map_page) > middle
    assert_one_set_of_numbers(map_page, client)


def test_refuted_claims_are_shown_only_when_asked_for(map_page: Page, client: FlaskClient):
    refuted = map_page.locator('.group [data-status="refuted"], .school-sign [data-status="refuted"]')
    expect(refuted).to_have_count(0)
    tick(map_page, "status", "refuted")
    assert set(query(map_page)["status"].split(",")) == {"confirmed", "under_review", "reported", "refuted"}
    expect(refuted.first).to_be_attached()
    assert_one_set_of_numbers(map_page, client)


def test_one_status_alone_can_be_seen(map_page: Page, client: FlaskClient):
    for status in ("under_review", "reported"):
        tick(map_page, "status", status)
    assert query(map_page) == {"status": "confirmed"}
    assert {each["status"] for each in served_schools(client, map_page)} == {"confirmed"}
    assert_one_set_of_numbers(map_page, client)


def test_regions_are_chosen_step_by_step(map_page: Page, client: FlaskClient):
    expect(map_page.locator("#filter-sigungu")).to_be_disabled()
    choose(map_page, "sido", "41")
    assert query(map_page) == {"sido": "41", "by": "sigungu"}
    province = total(map_page)
    assert_one_set_of_numbers(map_page, client)

    offered = map_page.locator("#filter-sigungu option").evaluate_all("all => all.map((each) => each.value)")
    assert all(code.startswith("41") for code in offered if code)
    choose(map_page, "sigungu", "41110")
    assert query(map_page) == {"sido": "41", "sigungu": "41110", "by": "sigungu"}
    assert 0 < total(map_page) < province
    assert list(region_table(map_page)) == ["sigungu:41110"]
    assert_one_set_of_numbers(map_page, client)

    (office,) = map_page.locator("#filter-office option").evaluate_all(
        "all => all.map((each) => each.value).filter(Boolean)"
    )
    choose(map_page, "office", office)
    assert query(map_page) == {"sido": "41", "sigungu": "41110", "office": office, "by": "sigungu"}
    assert_one_set_of_numbers(map_page, client)


def test_another_province_lets_go_of_the_city(map_page: Page, client: FlaskClient):
    choose(map_page, "sido", "41")
    choose(map_page, "sigungu", "41110")
    choose(map_page, "sido", "26")
    assert query(map_page) == {"sido": "26", "by": "sigungu"}
    assert_one_set_of_numbers(map_page, client)


@pytest.mark.parametrize(("field", "day"), [("from", "2024-09-15"), ("to", "2024-08-28")])
def test_a_date_leaves_out_what_lies_beyond_it_and_what_has_no_date(
    map_page: Page, client: FlaskClient, field: str, day: str
):
    before = total(map_page)
    map_page.locator(f"#filter-{field}").fill(day)
    assert query(map_page) == {field: day}
    assert 0 < total(map_page) < before
    expect(map_page.locator("#view-sentence")).to_contain_text("날짜")
    assert_one_set_of_numbers(map_page, client)


def test_text_is_searched_while_it_is_typed(map_page: Page, client: FlaskClient):
    map_page.locator("#filter-q").press_sequentially("여 자고")
    assert query(map_page) == {"q": "여 자고"}
    assert 0 < total(map_page) < 60
    names = map_page.locator("#school-list .entry-name").all_inner_texts()
    assert sorted(names) == sorted(each["name"] for each in served_schools(client, map_page))
    assert all("여자고" in name for name in names)
    assert_one_set_of_numbers(map_page, client)


def test_a_text_that_nothing_holds_leaves_nothing_and_says_so(map_page: Page, client: FlaskClient):
    map_page.locator("#filter-q").fill("없는학교")
    expect(map_page.locator("#school-list-empty")).to_be_visible()
    assert total(map_page) == 0
    assert_one_set_of_numbers(map_page, client)


def test_reset_gives_back_what_the_page_opened_with(page: Page, client: FlaskClient):
    open_map(
        page,
        "/?level=middle&status=refuted&sido=41&sigungu=41110&from=2024-08-26&q=가상&by=sigungu&show=rate",
    )
    page.locator("#filter-form button").click()
    assert query(page) == {"show": "rate"}
    assert_one_set_of_numbers(page, client)


def test_levels_alone_are_told_beside_the_number(page: Page):
    open_map(page, "/?level=other")
    expect(page.locator("#view-sentence")).to_have_text(re.compile(r"^전국 학교 \d+곳 · 학교급: 기타$"))
