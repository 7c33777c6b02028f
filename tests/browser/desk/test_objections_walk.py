"""An objection from the telephone to the decision, by two people with the keyboard alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import insert

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import NARROW, WIDE
from tests.browser.serving import serving
from webmap.desk import create_desk
from webmap.review.people import grants, sessions
from webmap.review.permissions import Grant, Role
from webmap.review.tables.people import person
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings
from webmap.system.clock import KOREA
from webmap.web.desk.cases.current_map import EXTENSION
from webmap.web.desk.gate import PLAIN_COOKIE

YEAR = datetime.now(KOREA).year
NUMBER = f"{YEAR}-0001"
Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def desk_app(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Flask:
    folder = tmp_path_factory.mktemp("desk")
    return create_desk(DeskSettings(folder=folder), Settings(snapshots=sample_folder))


@pytest.fixture(scope="module")
def enter(desk_app: Flask, browser: Browser) -> Iterator[Enter]:
    """Give a page of a person with roles, who has logged in."""
    database, made = desk_app.extensions["webmap-desk"].database, []
    with serving(desk_app) as origin:

        def entered(handle: str, *roles: str, size: tuple[int, int] = WIDE, colours: str = "light") -> Page:
            person_id = uuid.uuid4().hex
            with database.write() as connection:
                connection.execute(
                    insert(person).values(
                        id=person_id, handle=handle, state="active", created=datetime.now(UTC)
                    )
                )
                for role in roles:
                    grants.give(connection, person_id, Grant(Role(role)), None)
                secret = sessions.begin(connection, person_id, "127.0.0.0/24")
            context = browser.new_context(
                base_url=origin,
                viewport={"width": size[0], "height": size[1]},
                color_scheme=colours,
                locale="ko-KR",
            )
            context.add_cookies([{"name": PLAIN_COOKIE, "value": secret, "url": origin}])
            made.append(context)
            return context.new_page()

        yield entered
        for context in made:
            context.close()


@pytest.fixture(scope="module")
def school(desk_app: Flask) -> str:
    """Key of a school that the sample shows as confirmed."""
    directory = desk_app.extensions[EXTENSION].directory()
    return next(each.key for each in directory._schools if each.status == "confirmed")


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_role("textbox", name=label, exact=True)
    field.focus()
    page.keyboard.insert_text(text)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_an_objection_is_entered_answered_and_accepted_by_keyboard(enter: Enter, school: str):
    one, two = enter("r1", "reviewer"), enter("r2", "reviewer", size=NARROW, colours="dark")
    one.goto(f"/objections/new?school={school}")
    assert violations(one) == []
    write(one, "이의 본문", "본교는 피해 학교가 아닙니다. 문의 010-1234-5678")
    press(one, "이의 저장")
    expect(one.get_by_role("alert")).to_contain_text("1번째 줄")
    one.get_by_role("textbox", name="이의 본문", exact=True).fill("본교는 피해 학교가 아닙니다.")
    press(one, "이의 저장")
    expect(one.get_by_role("heading", level=1)).to_have_text(f"이의 {NUMBER}")
    assert violations(one) == []

    one.goto(f"/schools/{school}")
    press(one, "학교 보류")
    expect(one.get_by_text(f"이의 {NUMBER}에 따라 보류 중")).to_be_visible()
    assert violations(one) == []

    one.goto(f"/objections/{NUMBER}")
    one.get_by_role("combobox", name="결정", exact=True).focus()
    one.keyboard.press("ArrowDown")
    write(one, "답변", "확인한 결과 지도에서 내립니다.")
    press(one, "답변 제안")
    expect(one.get_by_text("다른 사람이 답변을 승인해야 합니다.")).to_be_visible()

    two.goto(f"/objections/{NUMBER}")
    assert violations(two) == []
    press(two, "답변 승인")
    expect(two.get_by_role("status")).to_contain_text("결정되었습니다")
    for address in ("/objections?state=all", f"/schools/{school}", "/schools?listed=1"):
        two.goto(address)
        two.set_viewport_size({"width": NARROW[0], "height": 5000})
        assert violations(two) == []
        wider = two.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0
