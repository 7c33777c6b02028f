"""docs/desk.md can be followed word for word: from an empty folder to a published map, with two people."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.guide import Guide, picture
from tests.free_ports import free_port
from webmap.app import create_app
from webmap.settings.settings import Settings
from webmap.system.shipped_files import data_path
from webmap.vocabulary.messages import translations

pytestmark = pytest.mark.slow

PASSWORD = "네 낱말로 된 긴 문장 하나"
SIZE = {"width": 1366, "height": 768}
BUILD_MS = 240_000
RELOAD_MS = 200
REGISTERS = ("register_schools.csv", "register_universities.csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder, but for the register."""
    made = tmp_path_factory.mktemp("desk")
    (made / "register").mkdir()
    for name in REGISTERS:
        shutil.copy(data_path(f"sample/{name}"), made / "register" / name)
    return made


@pytest.fixture(scope="module")
def link(folder: Path) -> Iterator[str]:
    """`webmap desk run` in the folder; the first administrator's link, as it prints it."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "WEBMAP_PICTURES"},
        "PYTHONPATH": str(data_path().parent),
        "PYTHONUNBUFFERED": "1",
        "WEBMAP_DESK_FOLDER": str(folder / "desk"),
        "WEBMAP_DESK_BUILD_PRIORITY": "low",
        "WEBMAP_SNAPSHOTS": str(folder / "snapshots"),
        "WEBMAP_REGISTER_FOLDER": str(folder / "register"),
    }
    command = [sys.executable, "-m", "webmap", "desk", "run", "--port", str(free_port())]
    served = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert served.stdout
        yield next(line.strip() for line in served.stdout if "/invitation/" in line)
    finally:
        served.terminate()
        served.wait(60)


@pytest.fixture(scope="module")
def windows(browser: Browser, link: str) -> Iterator[tuple[Page, Page]]:
    """The browsers of two people."""
    origin = link.partition("/invitation/")[0]
    contexts = [browser.new_context(base_url=origin, viewport=SIZE, locale="ko-KR") for _ in range(2)]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def list_file(folder: Path) -> Path:
    """A list of fictional schools: some that one school fits, and a name that several have."""
    with data_path("sample/register_schools.csv").open(encoding="cp949") as source:
        schools = [row for row in csv.DictReader(source) if row["학교급구분"] == "고등학교"]
    times = Counter(row["학교명"] for row in schools)
    single = [row for row in schools if times[row["학교명"]] == 1][:12]
    shared = next(name for name, count in times.items() if count > 1)
    lines = [f"{row['학교명']},{row['시도교육청명'].removesuffix('교육청')},제보" for row in single]
    path = folder / "목록.csv"
    path.write_text("\n".join(["학교,지역,상태", *lines, f"{shared},,제보"]) + "\n", "utf-8")
    return path


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).locator("visible=true").first.click()


def go(page: Page, name: str) -> None:
    """Open a page by the menu."""
    page.locator("#desk-menu").get_by_role("link", name=name, exact=True).click()


def visit(page: Page, address: str) -> None:
    """Open an address of a server that may have only just started."""
    for _ in range(100):
        with suppress(PlaywrightError):
            page.goto(address)
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{address} never answered")


def use_link(page: Page, link: str, guide: Guide) -> None:
    visit(page, link)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    page.get_by_label("한 번 더 입력").fill(PASSWORD)
    page.get_by_label("여섯 자리 코드").fill(pyotp.TOTP(secret).now())
    press(page, guide.name("Set both and log in"))
    expect(page.get_by_role("heading", level=1)).to_have_text(guide.name("Overview"))


def seen_after_reloads(page: Page, address: str, found: Callable[[], bool]) -> None:
    """Open a page until it shows what the worker makes meanwhile.

    The first renewal on a machine also prepares the borders, which alone takes a minute.
    """
    end = time.monotonic() + BUILD_MS / 1000
    while time.monotonic() < end:
        page.goto(address)
        if found():
            return
        page.wait_for_timeout(RELOAD_MS)
    raise AssertionError(f"{address} never showed it")


def invite(first: Page, second: Page, link: str, guide: Guide) -> None:
    use_link(first, link, guide)
    picture(first, "pictures/desk-overview.png")
    go(first, guide.name("People"))
    first.get_by_role("link", name="r1", exact=True).click()
    press(first, guide.name("Give"))
    go(first, guide.name("People"))
    picture(first, "pictures/desk-people.png")
    press(first, guide.name("Make the link"))
    use_link(second, first.locator(".secret").inner_text(), guide)


def take_list(first: Page, second: Page, path: Path, guide: Guide) -> None:
    go(first, guide.name("Lists"))
    form = first.locator("form", has=first.get_by_label(guide.name("Title")))
    form.get_by_label(guide.name("Title")).fill("가상 노조")
    form.get_by_label(guide.name("Short name")).fill("union")
    form.locator("input[type=file]").set_input_files(path)
    form.get_by_role("button", name=guide.name("Upload and read")).click()
    expect(first.get_by_role("button", name=guide.name("Propose to use it"))).to_be_visible()
    picture(first, "pictures/desk-list.png")
    press(first, guide.name("Propose to use it"))
    go(second, guide.name("Lists"))
    second.locator("table.rows a").first.click()
    press(second, guide.name("Use this version"))
    expect(second.get_by_role("status")).to_be_visible()


def answer(first: Page, second: Page, guide: Guide) -> None:
    go(first, guide.name("Open rows"))
    start = first.get_by_role("link", name=guide.name("Decide one after the other"))
    seen_after_reloads(first, first.url, lambda: start.count() > 0)
    start.click()
    first.locator("input[name=choice]").first.check()
    picture(first, "pictures/desk-question.png")
    press(first, guide.name("Propose this answer"))
    go(second, guide.name("To be accepted"))
    second.locator("input[name=line]").first.check()
    picture(second, "pictures/desk-accepting.png")
    press(second, guide.name("Accept the ticked ones"))
    expect(second.locator("input[name=line]")).to_have_count(0)


def look_at(context: BrowserContext, address: str) -> None:
    """The preview says that it is one in its title, which the map's script sets anew, and on its page."""
    page = context.new_page()
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-state", "ready", timeout=BUILD_MS)
    expect(page).to_have_title(re.compile(r"^\[미리 보기\] "))
    expect(
        page.get_by_text(translations("ko").gettext("Preview: this map is not published."))
    ).to_be_visible()
    page.close()


def publish(first: Page, second: Page, guide: Guide) -> None:
    go(first, guide.name("Releases"))
    first.locator("textarea, input[name=note]").locator("visible=true").first.fill("첫 게시")
    press(first, guide.name("Build the preview"))
    second.goto(re.sub(r"\?.*", "", first.url))
    preview = second.get_by_role("link", name=guide.name("Open the preview"))
    expect(preview).to_be_visible(timeout=BUILD_MS)
    for line in second.locator("input[name=tick]").all():
        line.check()
    picture(second, "pictures/desk-release.png")
    look_at(second.context, preview.get_attribute("href") or "")
    press(second, guide.name("Approve and publish"))
    served = translations("ko").gettext("served now")
    expect(second.get_by_role("heading", level=1)).to_contain_text(served, timeout=BUILD_MS)


def test_two_people_come_from_an_empty_folder_to_a_published_map(
    folder: Path, link: str, windows: tuple[Page, Page]
):
    first, second = windows
    guide = Guide("desk")
    invite(first, second, link, guide)
    take_list(first, second, list_file(folder), guide)
    answer(first, second, guide)
    publish(first, second, guide)
    client = create_app(Settings(snapshots=folder / "snapshots")).test_client()
    assert len(client.get("/api/schools.geojson").json["features"]) == 13
    for name, file in (("Schools", "desk-schools"), ("Journal", "desk-journal")):
        go(second, guide.name(name))
        expect(second.get_by_role("heading", level=1)).to_have_text(translations("ko").gettext(name))
        picture(second, f"pictures/{file}.png")
    guide.assert_followed()
