"""The walks of docs/walks.md, step by step on the sample; the document says how many steps each takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import NARROW, OpenPage
from tests.browser.guide import DOCS
from tests.browser.reading import open_map

STEPS = re.compile(r"누르기 (\d+)(?:, 낱말 (\d+))?")
ROWS = [line for line in (DOCS / "walks.md").read_text("utf-8").splitlines() if STEPS.search(line)]
PARENT, PROVINCE, MINISTRY, UNION, PLAIN = "학부모", "시도교육청", "교육부", "교원단체", "스크립트"


class Steps:
    """A reader's presses and typed words."""

    def __init__(self) -> None:
        self.presses = self.words = 0

    def press(self, target: Locator) -> None:
        target.click()
        self.presses += 1

    def type(self, target: Locator, word: str) -> None:
        target.press_sequentially(word)
        self.words += 1


@pytest.fixture
def steps(request: pytest.FixtureRequest) -> Iterator[Steps]:
    """Counts the steps; in the end there are as many as the document says of this reader."""
    counted = Steps()
    yield counted
    (row,) = [row for row in ROWS if request.param in row]
    stated = STEPS.search(row)
    assert stated is not None
    assert (counted.presses, counted.words) == (int(stated[1]), int(stated[2] or 0))


def of(reader: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("steps", [reader], indirect=True, ids=[""])


@of(PARENT)
def test_a_parent_finds_a_school_in_an_embed_on_a_phone(open_page: OpenPage, steps: Steps):
    page = open_page(size=NARROW)
    open_map(page, "/embed?lang=ko")
    field = page.locator("#filter-q")
    steps.press(field)
    steps.type(field, "가상고운")
    steps.press(page.get_by_role("option", name="가상고운고등학교").first)
    expect(page.locator("#card")).to_contain_text("가상고운고등학교")
    expect(page.locator("#card")).to_contain_text("확인")


@of(PROVINCE)
def test_an_official_sees_the_own_province_beside_the_nation(page: Page, steps: Steps):
    open_map(page, "/?lang=ko")
    steps.press(page.get_by_role("tab", name="지역", exact=True))
    steps.press(page.locator("#region-rows").get_by_role("button", name="경기도"))
    expect(page.locator("#card")).to_contain_text("경기도")
    expect(page.locator("#card")).to_contain_text("전국")


@of(MINISTRY)
def test_an_official_takes_a_report_by_office_along(page: Page, steps: Steps):
    open_map(page, "/?lang=ko")
    steps.press(page.get_by_role("radio", name="교육지원청").locator("visible=true"))
    steps.press(page.get_by_role("button", name="내보내기"))
    steps.press(page.locator("#export").get_by_role("radio", name=re.compile("^보고서 ")))
    expect(page.locator("#export .export-table")).to_contain_text("교육지원청")
    with page.expect_download() as download:
        steps.press(page.locator("#export").get_by_role("link", name="내려받기"))
    assert "by=office" in download.value.url


@of(UNION)
def test_a_union_copies_the_table_of_regions(page: Page, steps: Steps, origin: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    open_map(page, "/?lang=ko")
    steps.press(page.get_by_role("tab", name="지역", exact=True))
    steps.press(page.get_by_role("button", name="표 복사"))
    expect(page.locator(".table-actions")).to_contain_text("표를 복사했습니다.")


@of(PLAIN)
def test_a_reader_without_scripts_reads_totals_and_table(browser: Browser, origin: str, steps: Steps):
    page = browser.new_page(base_url=origin, java_script_enabled=False)
    page.goto("/?lang=ko")
    expect(page.locator("#view-sentence")).to_contain_text("전국 학교")
    expect(page.locator("#region-rows tr").first).to_be_visible()
    assert steps.presses == 0
    page.close()


def test_every_walk_of_the_document_is_followed():
    readers = (PARENT, PROVINCE, MINISTRY, UNION, PLAIN)
    assert [sum(reader in row for row in ROWS) for reader in readers] == [1] * len(ROWS)


@pytest.mark.parametrize(("reader", "presses"), [(PARENT, 2), (PROVINCE, 2), (MINISTRY, 4)])
def test_the_tasks_that_matter_most_take_few_presses(reader: str, presses: int):
    (row,) = [row for row in ROWS if reader in row]
    found = STEPS.search(row)
    assert found is not None
    assert int(found[1]) <= presses
