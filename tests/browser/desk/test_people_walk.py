"""Coming to the desk: two people by links, log-in, a code for what matters; every page by axe, narrow and dark."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import update

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import NARROW, WIDE
from tests.browser.serving import serving
from webmap.desk import create_desk
from webmap.review.people import invitations
from webmap.review.tables.people import attempt, person, session
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings

PASSWORD = "네 낱말로 된 긴 문장 하나"


@pytest.fixture(scope="module")
def desk_app(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Flask:
    return create_desk(
        DeskSettings(folder=tmp_path_factory.mktemp("desk")), Settings(snapshots=sample_folder)
    )


@pytest.fixture(scope="module")
def window(desk_app: Flask, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A window of another person each time: `window(size=NARROW, color_scheme="dark")`."""
    made: list[BrowserContext] = []
    with serving(desk_app) as origin:

        def opened(size: tuple[int, int] = WIDE, **options: object) -> Page:
            context = browser.new_context(
                base_url=origin, viewport={"width": size[0], "height": size[1]}, locale="ko-KR", **options
            )
            made.append(context)
            return context.new_page()

        yield opened
        for context in made:
            context.close()


def use_link(page: Page, address: str) -> str:
    """Set a password and a second factor with a link; the result is the second factor's secret."""
    page.goto(address)
    assert violations(page) == []
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    page.get_by_label("한 번 더 입력").fill(PASSWORD)
    page.get_by_label("여섯 자리 코드").fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="로그아웃")).to_be_visible()
    return secret


def next_code(desk_app: Flask, secret: str) -> str:
    """A code that is right now, also where the present one was used: the last step is taken back."""
    with desk_app.extensions["webmap-desk"].database.write() as connection:
        connection.execute(update(person).values(totp_step=0))
    return pyotp.TOTP(secret).generate_otp(int(time.time() // 30))


def is_as_wide_as_its_window(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_two_people_come_by_links_and_what_matters_asks_for_a_code(
    desk_app: Flask, window: Callable[..., Page]
):
    desk = desk_app.extensions["webmap-desk"]
    first, second = window(), window(NARROW, color_scheme="dark")
    secret = use_link(first, f"/invitation/{invitations.invite_first(desk.database, desk.cipher)}")

    first.get_by_role("link", name="사용자", exact=True).click()
    expect(first.get_by_role("heading", name="아직 혼자입니다")).to_be_visible()
    with desk.database.write() as connection:
        connection.execute(update(session).values(confirmed=datetime.now(UTC) - timedelta(hours=1)))
    first.get_by_role("button", name="링크 만들기").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("코드로 확인")
    expect(first.get_by_label("여섯 자리 코드")).to_be_focused()
    assert violations(first) == []
    first.keyboard.type(next_code(desk_app, secret))
    first.keyboard.press("Enter")
    expect(first.get_by_role("heading", level=1)).to_contain_text("r2")
    link = first.locator(".secret").inner_text()

    theirs = use_link(second, link)
    assert is_as_wide_as_its_window(second)
    second.get_by_role("button", name="로그아웃").click()
    second.get_by_label("식별 이름").fill("r2")
    second.get_by_label("비밀번호").fill("틀린 비밀번호")
    second.get_by_label("여섯 자리 코드").fill("000000")
    second.keyboard.press("Enter")
    expect(second.get_by_role("alert")).to_contain_text("맞지 않거나")
    expect(second.get_by_label("식별 이름")).to_have_value("r2")
    assert violations(second) == []
    with desk.database.write() as connection:
        connection.execute(update(attempt).values(failures=0))
    second.get_by_label("비밀번호").fill(PASSWORD)
    second.get_by_label("여섯 자리 코드").fill(next_code(desk_app, theirs))
    second.keyboard.press("Enter")
    expect(second.get_by_role("heading", level=1)).not_to_have_text("로그인")

    for page in (first, second):
        for address in ("/account", *(("/people", "/people/r2", "/people/access") if page is first else ())):
            page.goto(address)
            assert violations(page) == [], address
            assert is_as_wide_as_its_window(page), address
    first.get_by_role("button", name="English").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("Record of log-ins")
