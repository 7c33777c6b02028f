"""Lists at the desk by keyboard: one person uploads a file and proposes it, another one uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import NARROW, WIDE
from tests.browser.serving import serving
from tests.review.people_of import actor_of
from webmap.desk import create_desk
from webmap.review.people import sessions
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings

LIST = "학교명,지역,상태,담당자\n가상한빛고,서울,제보,x\n가상새봄고,부산,몰라요,x\n가상별고 010-1234-5678,대전,제보,x\n"


@pytest.fixture(scope="module")
def desk_app(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Flask:
    return create_desk(
        DeskSettings(folder=tmp_path_factory.mktemp("desk")), Settings(snapshots=sample_folder)
    )


@pytest.fixture(scope="module")
def enter(desk_app: Flask, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A window of a new person with a role, without scripts where it is said."""
    made: list[BrowserContext] = []
    database = desk_app.extensions["webmap-desk"].database
    with serving(desk_app) as origin:

        def entered(role: str, size: tuple[int, int] = WIDE, **options: object) -> Page:
            person = actor_of(database, f"r{len(made) + 1}", role)
            with database.write() as connection:
                secret = sessions.begin(connection, person.person, "127.0.0.0/24")
            context = browser.new_context(
                base_url=origin, viewport={"width": size[0], "height": size[1]}, locale="ko-KR", **options
            )
            context.add_cookies([{"name": "desk", "value": secret, "url": origin}])
            made.append(context)
            return context.new_page()

        yield entered
        for context in made:
            context.close()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_list_is_uploaded_proposed_and_used_by_two_people_with_the_keyboard_and_without_scripts(
    enter: Callable[..., Page],
):
    editor = enter("editor", java_script_enabled=False)
    editor.goto("/lists/")
    expect(editor.get_by_role("heading", name="아직 목록이 없습니다")).to_be_visible()
    editor.get_by_label("제목", exact=True).fill("가상 노조")
    editor.keyboard.press("Tab")
    editor.keyboard.type("union")
    editor.get_by_label("파일").set_input_files(
        [{"name": "월요일.csv", "mimeType": "text/csv", "buffer": LIST.encode()}]
    )
    editor.get_by_role("button", name="올리고 읽기").focus()
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("status")).to_contain_text("파일을 보관하고 읽었습니다")
    expect(editor.get_by_text("가상한빛고")).to_be_visible()
    assert "010-1234" not in editor.content()
    address = editor.url.partition("?")[0]
    editor.get_by_role("button", name="사용 제안").focus()
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("status")).to_contain_text("제안했습니다")

    for options in ({}, {"size": NARROW, "color_scheme": "dark"}):
        reviewer = enter("reviewer", **options)
        for page in ("/lists/", address, "/lists/registers"):
            reviewer.goto(page)
            assert violations(reviewer) == []
            assert fits(reviewer)
    reviewer.goto(address)
    reviewer.get_by_role("button", name="이 판 사용").focus()
    reviewer.keyboard.press("Enter")
    expect(reviewer.get_by_role("status")).to_contain_text("이제부터 이 판을 씁니다")
    reviewer.goto("/lists/?state=in_use&q=union")
    expect(reviewer.get_by_role("rowheader", name="가상 노조")).to_be_visible()
