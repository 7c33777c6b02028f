"""A release from the proposal to the map by two people with the keyboard, and its preview below its address."""

from __future__ import annotations

import re
import shutil

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import NARROW
from tests.browser.desk.test_objections_walk import Enter, enter
from tests.review.releases.conftest import quick_build
from tests.review.releases.projects import list_of, put_project
from tests.web.desk.test_releases import Desk, difference_of
from webmap.desk import create_desk
from webmap.review.releases import building, publishing
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings

__all__ = ["enter", "publishing"]

ALARM = {
    "key": "gone",
    "message": {"text": "Schools disappear from the map: %(count)s", "values": {"count": 2}},
    "names": ["가상한빛고등학교"],
}


@pytest.fixture(scope="module")
def desk_app(tmp_path_factory: pytest.TempPathFactory, sample_folder) -> Flask:
    folder = tmp_path_factory.mktemp("desk-of-releases")
    shutil.copytree(sample_folder, folder / "snapshots")
    app = create_desk(DeskSettings(folder=folder / "desk"), Settings(snapshots=folder / "snapshots"))
    put_project(app.extensions["webmap-desk"].database, list_of([("가상한빛고등학교", "서울", "제보")]))
    return app


@pytest.fixture
def desk(desk_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(building, "run_command", quick_build)
    return Desk(desk_app)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_two_people_release_with_the_keyboard(desk_app, desk, enter: Enter):
    first, second = enter("release-1", "editor"), enter("release-2", "reviewer", size=NARROW, colours="dark")
    first.goto("/releases/")
    assert violations(first) == []
    first.get_by_label("무엇을 위한 게시입니까?").focus()
    first.keyboard.type("월요일 목록")
    press(first, "미리 보기 만들기")
    expect(first.get_by_role("progressbar")).to_be_visible()
    assert violations(first) == []

    # The page of the first person learns by itself that the preview is there.
    desk.work()
    expect(first.get_by_text("승인을 기다림")).to_be_visible()
    desk.change(1, difference={**difference_of(120), "alarms": [ALARM]})

    second.goto("/releases/1?kind=new&page=2")
    assert violations(second) == []
    second.get_by_role("checkbox").focus()
    second.keyboard.press("Space")
    press(second, "승인하고 게시")
    second.wait_for_url(re.compile("done=approved"))
    desk.work()
    expect(second.get_by_text("지금 보이는 지도")).to_be_visible()
    second.goto("/releases/")
    assert violations(second) == []

    reader = enter("release-3", "reviewer")
    reader.goto("/journal/?kind=release")
    expect(reader.get_by_role("row")).to_have_count(5)
    assert violations(reader) == []


def test_the_preview_works_below_its_address(desk_app, desk, enter: Enter):
    page = enter("release-4", "editor")
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: problems.append(answer.url) if answer.status >= 400 else None)
    put_project(desk.desk.database, list_of([("가상푸른중학교", "부산", "제보")]), 2)
    page.goto("/releases/")
    page.get_by_label("무엇을 위한 게시입니까?").fill("미리 보기")
    press(page, "미리 보기 만들기")
    page.wait_for_url(re.compile(r"/releases/\d+$"))
    desk.work()
    page.goto(page.url)  # the page itself comes anew once or twice meanwhile
    page.get_by_role("link", name="미리 보기 열기").click()
    expect(page.get_by_text(re.compile("공개되지 않았습니다"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    page.get_by_role("link", name="자료 안내").first.click()
    expect(page).to_have_url(re.compile(r"/releases/\d+/preview/about"))
    expect(page.get_by_text(re.compile("공개되지 않았습니다"))).to_be_visible()
    page.get_by_role("link", name="게시로 돌아가기").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("게시")
    assert problems == []
