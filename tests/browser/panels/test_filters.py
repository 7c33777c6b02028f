"""Each filter acts at once on points, areas, list and totals, and lives in the address."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.reading import (
    assert_one_set_of_numbers,
    await_map,
    features,
    open_map,
    query,
    region_table,
    served_schools,
    total,
)
from tests.browser.serving import serving
from tests.browser.watch import Watch
from tests.conftest import app_for
from tests.web.map.test_changes import editions

__all__ = ["editions"]


@pytest.fixture
def map_page(page: Page) -> Page:
    return open_map(page)


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f'input[name="{name}"][value="{value}"]').click()


def open_places(page: Page) -> None:
    if page.locator("#filter-places").get_attribute("open") is None:
        page.locator("#filter-places summary").click()


def choose(page: Page, name: str, value: str) -> None:
    """Tick a region in the list that is offered; a city or an office's list is that of its province."""
    open_places(page)
    if name == "office":
        page.locator('#filter-places label:has(input[value="office"])').click()
    tick(page, name, value)
    await_map(page)


def drill(page: Page, sido: str) -> None:
    """Go into a province."""
    open_places(page)
    page.locator(f'.drill[data-code="{sido}"]').click()
    await_map(page)


def offered(page: Page, name: str) -> list[str]:
    return page.locator(f'#filter-places .places input[name="{name}"]').evaluate_all(
        "all => all.map((each) => each.value)"
    )


def assert_crumbs(page: Page, *names: str) -> None:
    expect(page.locator("#filter-crumbs li")).to_have_text(names)


def chips(page: Page) -> list[str]:
    return page.locator("#filter-chips .chip-text").all_inner_texts()


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


def test_refuted_claims_are_shown_only_when_requested(map_page: Page, client: FlaskClient):
    refuted = map_page.locator('.school-group [data-status="refuted"], .school-sign [data-status="refuted"]')
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
    assert_crumbs(map_page, "전국")
    drill(map_page, "41")
    assert query(map_page) == {"sido": "41", "region": "sido:41"}
    assert_crumbs(map_page, "전국", "경기도")
    province = total(map_page)
    assert_one_set_of_numbers(map_page, client)

    assert all(code.startswith("41") for code in offered(map_page, "sigungu"))
    choose(map_page, "sigungu", "41110")
    assert_crumbs(map_page, "전국", "경기도", "수원시")
    assert query(map_page) == {"sido": "41", "sigungu": "41110", "region": "sigungu:41110"}
    assert 0 < total(map_page) < province
    assert list(region_table(map_page)) == ["sigungu:41110"]
    assert_one_set_of_numbers(map_page, client)

    map_page.locator('#filter-places label:has(input[value="office"])').click()
    (office,) = offered(map_page, "office")
    choose(map_page, "office", office)
    assert query(map_page) == {
        "sido": "41",
        "sigungu": "41110",
        "office": office,
        "by": "sigungu",
        "region": f"office:{office}",
    }
    assert_one_set_of_numbers(map_page, client)


def test_another_province_lets_go_of_the_city(map_page: Page, client: FlaskClient):
    drill(map_page, "41")
    choose(map_page, "sigungu", "41110")
    map_page.locator("#filter-crumbs button").first.click()
    assert query(map_page) == {}
    choose(map_page, "sido", "26")
    assert query(map_page) == {"sido": "26", "region": "sido:26"}
    assert_one_set_of_numbers(map_page, client)


def test_several_regions_can_be_chosen_and_each_can_be_taken_away(map_page: Page, client: FlaskClient):
    choose(map_page, "sido", "26")
    choose(map_page, "sido", "41")
    assert query(map_page)["sido"] == "26,41"
    assert_one_set_of_numbers(map_page, client)
    assert chips(map_page) == ["부산광역시", "경기도"]
    map_page.locator("#filter-chips button").first.click()
    assert query(map_page) == {"sido": "41"}
    expect(map_page.locator("#filter-chips button")).to_be_focused()
    map_page.keyboard.press("Enter")
    assert query(map_page) == {}
    expect(map_page.locator("#filter-q")).to_be_focused()


def test_each_choice_tells_how_many_schools_it_would_leave(page: Page, client: FlaskClient):
    given = "level=high,middle&sido=41&from=2024-08-27&q=ㄱㅅ"
    open_map(page, f"/?{given}&by=sigungu")
    open_places(page)
    choices = page.locator("#filter-form label.choice").evaluate_all(
        "all => all.map((each) => [each.querySelector('input').name, each.querySelector('input').value,"
        " each.querySelector('.count').textContent])"
    )
    others = dict(parse_qsl(given))
    assert {name for name, _, _ in choices} == {"level", "status", "lists", "sigungu"}
    for name, value, count in choices:
        if name == "sigungu" and count == "0":
            continue  # dozens of towns; one of them is asked below
        found = client.get("/api/schools.geojson", query_string={**others, name: value}).get_json()
        assert int(count) == len(found["features"]), (name, value)
    assert any(name == "sigungu" and count != "0" for name, _, count in choices)


def test_a_search_suggests_schools_and_regions_that_enter_opens(map_page: Page, client: FlaskClient):
    field = map_page.locator("#filter-q")
    field.press_sequentially("ㄱㅅㄱㄹ")
    options = map_page.locator("#filter-q-list [role=option]")
    assert 0 < options.count() <= 8
    assert_one_set_of_numbers(map_page, client)
    map_page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    name = options.first.locator(".suggestion-name").inner_text()
    map_page.keyboard.press("Enter")
    expect(map_page.locator("#card-title")).to_have_text(name)

    expect(field).to_have_value("")
    field.press_sequentially("수원")
    map_page.locator("#filter-q-list", has_text="수원시").wait_for()
    map_page.keyboard.press("Escape")
    expect(map_page.locator("#filter-q-list")).to_be_hidden()
    map_page.keyboard.press("ArrowDown")
    map_page.keyboard.press("Enter")
    await_map(map_page)
    assert_crumbs(map_page, "전국", "경기도", "수원시")
    assert query(map_page)["sigungu"] == "41110"
    assert "q" not in query(map_page)


def test_a_syllable_that_is_still_being_made_already_filters_and_is_left_alone(map_page: Page):
    field = map_page.locator("#filter-q")
    field.focus()
    keyboard = map_page.context.new_cdp_session(map_page)
    for made in ("ㄱ", "가", "갓"):
        keyboard.send("Input.imeSetComposition", {"text": made, "selectionStart": 1, "selectionEnd": 1})
        expect(field).to_have_value(made)
        # What no name holds filters nothing; it is on its way to another syllable.
        assert query(map_page) == ({"q": made} if made != "갓" else {})
    keyboard.send("Input.insertText", {"text": "가상"})
    expect(field).to_have_value("가상")
    assert query(map_page) == {"q": "가상"}


def test_a_period_is_brushed_on_the_chart_and_moved_by_the_keyboard(map_page: Page, client: FlaskClient):
    chart = map_page.locator("#filter-dates .histogram")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    bins = chart.locator(".bar").count()
    at = lambda bin: box["x"] + box["width"] * (bin + 0.5) / bins  # noqa: E731
    map_page.mouse.move(at(1), box["y"] + 20)
    map_page.mouse.down()
    map_page.mouse.move(at(2), box["y"] + 20)
    map_page.mouse.move(at(3), box["y"] + 20)
    map_page.mouse.up()
    assert query(map_page) == {"from": "2024-09-02", "to": "2024-09-22"}
    assert chart.locator(".bar.is-outside").count() == bins - 3
    assert_one_set_of_numbers(map_page, client)

    end = map_page.locator("#filter-dates input[type=range]").nth(1)
    end.focus()
    map_page.keyboard.press("ArrowLeft")
    assert query(map_page) == {"from": "2024-09-02", "to": "2024-09-15"}
    expect(end).to_have_attribute("aria-valuetext", "2024년 9월 15일")
    map_page.go_back()
    assert query(map_page) == {}


def test_a_period_plays_from_its_beginning_and_stops_at_the_end(page: Page, client: FlaskClient):
    page.clock.install()
    open_map(page, "/?level=high")
    button, before = page.locator("#filter-play"), total(page)
    assert "to" not in query(page)
    button.click()
    expect(button).to_contain_text("멈춤")
    assert query(page) == {"level": "high", "to": "2024-09-01"}
    assert 0 < total(page) < before
    page.clock.run_for(2_000)
    reached = query(page)["to"]
    assert reached > "2024-09-01"
    button.click()
    page.clock.run_for(20_000)
    assert query(page)["to"] == reached
    assert_one_set_of_numbers(page, client)

    button.click()
    page.clock.run_for(30_000)
    assert query(page) == {"level": "high"}
    assert total(page) == before
    expect(button).to_contain_text("재생")


def test_the_view_is_shown_as_a_sentence(page: Page):
    open_map(page, "/?level=high&sido=41&from=2024-09-01&to=2024-09-30&status=confirmed")
    sentence = page.locator("#view-sentence")
    expect(sentence).to_have_text(
        re.compile(r"^경기도 고등학교 \d+곳, 2024년 9월에 처음 알려진 곳, 확인된 곳만$")
    )
    expect(page.locator("#view-announced")).to_have_text(sentence.inner_text())
    open_map(page, "/?lang=en&level=high&sido=41&from=2024-09-01&to=2024-09-30&status=confirmed")
    expect(sentence).to_have_text(
        re.compile(r"^\d+ high schools? in Gyeonggi-do, first reported in September 2024, confirmed only$")
    )


def test_a_search_that_is_too_long_is_left_out_and_reported(page: Page):
    open_map(page, f"/?q={'a' * 101}&level=high")
    assert query(page) == {"q": "a" * 101, "level": "high"}
    expect(page.locator("#messages")).to_contain_text("100자")
    expect(page.locator("#filter-q")).to_have_value("")
    page.locator("#filter-q").fill("b" * 150)
    expect(page.locator("#filter-q")).to_have_value("b" * 100)


def test_filters_work_in_the_sheet_of_a_phone(open_page: OpenPage, client: FlaskClient):
    page = open_page(size=NARROW)
    open_map(page)
    page.locator('[data-sheet="filters"]').click()
    drill(page, "41")
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    page.locator("#filter-q").press_sequentially("가상")
    page.keyboard.press("Escape")
    expect(page.locator("#filter-q-list")).to_be_hidden()
    page.wait_for_url(lambda url: "q=" in url)
    assert query(page) == {"sido": "41", "region": "sido:41", "q": "가상"}
    assert total(page) == len(served_schools(client, page))


@pytest.mark.parametrize(("field", "day"), [("from", "2024-09-15"), ("to", "2024-08-28")])
def test_a_date_leaves_out_what_lies_beyond_it_and_what_has_no_date(
    map_page: Page, client: FlaskClient, field: str, day: str
):
    before = total(map_page)
    map_page.locator("#filter-dates summary").click()
    map_page.locator(f"#filter-{field}").fill(day)
    assert query(map_page) == {field: day}
    assert 0 < total(map_page) < before
    expect(map_page.locator("#view-sentence")).to_contain_text("날짜")
    assert_one_set_of_numbers(map_page, client)


def test_text_is_searched_while_it_is_typed(map_page: Page, client: FlaskClient):
    map_page.locator("#filter-q").press_sequentially("여 자고")
    # The browser reports the address a moment after the last key.
    map_page.wait_for_url(lambda url: parse_qsl(urlsplit(url).query) == [("q", "여 자고")])
    assert 0 < total(map_page) < 60
    names = map_page.locator("#school-list .entry-name").all_inner_texts()
    assert sorted(names) == sorted(each["name"] for each in served_schools(client, map_page))
    assert all("여자고" in name for name in names)
    assert_one_set_of_numbers(map_page, client)


def test_reset_gives_back_what_the_page_opened_with(page: Page, client: FlaskClient):
    open_map(
        page,
        "/?level=middle&status=refuted&sido=41&sigungu=41110&from=2024-08-26&q=가상&by=sigungu&show=rate",
    )
    page.locator("#filter-reset").click()
    assert query(page) == {"show": "rate"}
    assert_one_set_of_numbers(page, client)


def test_levels_alone_are_shown_beside_the_number(page: Page):
    open_map(page, "/?level=other")
    expect(page.locator("#view-sentence")).to_have_text(re.compile(r"^전국 기타 학교 \d+곳$"))


def test_what_changed_since_the_last_edition_is_counted_and_marked(
    open_page: OpenPage, watch: Watch, editions: Path
):
    app = app_for(editions)
    with serving(app) as address:
        watch.origins.add(address)
        page = open_map(open_page(), f"{address}/?lang=en")
        page.locator("#filter-more summary").click()
        page.locator("#filter-since label", has_text="Since the last edition").click()
        changes = page.locator("#changes")
        expect(changes).to_contain_text("Since the edition of Sep 30, 2024")
        edition = app.test_client().get("/api/map/changes.json").get_json()["periods"]["edition"]
        expect(changes).to_contain_text(f"new {len(edition['new'])}")
        expect(changes).to_contain_text(f"now: Confirmed {len(edition['confirmed'])}")
        expect(page.locator(".change-mark").first).to_be_attached()
        assert query(page) == {"lang": "en", "since": "edition"}
        assert violations(page) == []
        listed = features(app.test_client(), "/api/schools.geojson")
        school = next(each for each in listed if each["id"] in edition["new"])
        open_map(page, f"{address}/?lang=en&since=edition&q={school['properties']['name']}")
        expect(page.locator(f'.entry[data-key="{school["id"]}"]')).to_contain_text("· new")


def test_without_an_older_edition_the_map_says_so(page: Page):
    open_map(page, "/?lang=en&since=edition")
    expect(page.locator("#changes")).to_contain_text("No earlier edition is kept here")
    expect(page.locator(".change-mark")).to_have_count(0)
