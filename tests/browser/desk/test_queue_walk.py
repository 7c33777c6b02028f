"""The queue by keyboard alone, with a screen reader's names: questions answered, skipped, undone and accepted."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import NARROW, WIDE
from tests.browser.desk.test_objections_walk import Enter, desk_app, enter
from tests.web.desk.questions import A, B, C, fill, question

__all__ = ["desk_app", "enter"]

FIRST = question("가상서중", [A, B], rows=3, statuses={"confirmed": 1, "reported": 2})
SECOND = question("가상새봄중", [C], rows=2, miss="doubtful")
THIRD = question("가상없는중", [A], rows=1, miss="unmatched", outcome="unmatched")


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(f"“{name}”")


def test_the_queue_is_walked_by_keys_and_what_was_answered_is_accepted(desk_app, enter: Enter):
    fill(desk_app.extensions["webmap-desk"].database, [FIRST, SECOND, THIRD])
    page = enter("walker-1", "editor")
    page.goto("/queue")
    assert violations(page) == []
    page.get_by_role("link", name="차례로 결정하기").focus()
    page.keyboard.press("Enter")
    heading(page, "가상서중")
    expect(page.get_by_role("radio", name="가상서중학교")).to_have_count(2)
    assert violations(page) == []

    # A number chooses and does not send; a second one changes the choice.
    page.keyboard.press("1")
    page.keyboard.press("2")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    expect(page.get_by_role("radio").nth(1)).to_be_focused()
    heading(page, "가상서중")

    # In a field the keys are letters; "e" leads there.
    page.keyboard.press("e")
    expect(page.locator("#why")).to_be_focused()
    page.keyboard.type("s1u0 학교에 물음")
    expect(page.locator("#why")).to_have_value("s1u0 학교에 물음")
    page.keyboard.press("Enter")

    # The next question comes, with what was saved beside its heading, which has the focus.
    heading(page, "가상새봄중")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_accessible_description(re.compile("가상서중"))
    page.keyboard.press("u")
    heading(page, "가상서중")
    expect(page.get_by_role("radio", name="가상서중학교")).to_have_count(2)

    # "?" explains, and a key with a modifier is the browser's.
    page.keyboard.press("?")
    expect(page.locator("#explain")).to_have_attribute("open", "")
    page.keyboard.press("Control+s")
    heading(page, "가상서중")
    page.keyboard.press("s")
    heading(page, "가상새봄중")

    # Another school than the candidates, found while it is typed.
    page.keyboard.press("/")
    page.keyboard.type("서중 부산")
    found = page.locator("#find-results").get_by_role("radio")
    expect(found).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(found).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    heading(page, "가상없는중")
    page.keyboard.press("0")
    page.keyboard.press("Enter")
    heading(page, "가상서중")

    judge = enter("walker-2", "reviewer")
    judge.goto("/judging")
    assert violations(judge) == []
    boxes = judge.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    boxes.nth(0).focus()
    judge.keyboard.press("Space")
    judge.get_by_role("button", name="선택한 제안 승인").focus()
    judge.keyboard.press("Enter")
    expect(judge.get_by_role("region", name="처리 결과")).to_contain_text(
        "승인: “가상새봄중”이라고 적힌 행 2개"
    )
    expect(judge.get_by_role("checkbox")).to_have_count(1)


def test_single_keys_are_turned_off_for_good(desk_app, enter: Enter):
    fill(desk_app.extensions["webmap-desk"].database, [FIRST, SECOND])
    page = enter("walker-3", "editor", size=NARROW, colours="dark")
    page.goto(f"/queue/{FIRST['id']}")
    page.get_by_text("단축키", exact=True).click()
    page.get_by_label("단축키 사용").uncheck()
    assert violations(page) == []
    page.reload()
    page.locator("h1").focus()
    page.keyboard.press("1")
    page.keyboard.press("s")
    heading(page, "가상서중")
    expect(page.locator("[name=choice]:checked")).to_have_count(0)
    page.get_by_text("단축키", exact=True).click()
    page.get_by_label("단축키 사용").check()
    page.locator("h1").focus()
    page.keyboard.press("1")
    expect(page.locator("[name=choice]:checked")).to_have_count(1)


def test_two_answers_at_once_are_shown_side_by_side(desk_app, enter: Enter):
    fill(desk_app.extensions["webmap-desk"].database, [question("가상둘중", [A, B])])
    mine, theirs = enter("walker-4", "editor"), enter("walker-5", "editor", size=WIDE)
    for page in (mine, theirs):
        page.goto("/queue/next")
        heading(page, "가상둘중")
    expect(theirs.get_by_text("walker-4")).to_be_visible()
    for page, key in ((theirs, "1"), (mine, "2")):
        page.keyboard.press(key)
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    expect(mine.get_by_role("heading", level=1)).to_contain_text(
        "그 사이에 다른 사람이 “가상둘중”에 답했습니다"
    )
    expect(mine.get_by_text("walker-5")).to_be_visible()
    assert violations(mine) == []
    mine.get_by_role("button", name="내 답으로 제안").focus()
    mine.keyboard.press("Enter")
    expect(mine).to_have_url(re.compile("/queue"))
    expect(mine.get_by_role("heading", level=1)).to_have_text("미결 행")
