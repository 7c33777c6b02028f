"""Taking the numbers of the view away as a file, with the keyboard and on a phone."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.reading import open_map
from tests.browser.serving import serving
from tests.browser.watch import Watch
from tests.conftest import app_for
from webmap.snapshot.snapshot import Snapshot, write_snapshot

LOOK = {"show": "rate", "classes": "natural", "points": "off"}


def open_dialog(page: Page) -> None:
    page.locator("#export-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#export .export-table")).to_be_visible()
    page.locator("#export .export-more summary").click()


def choose(page: Page, form: str, what: str = "") -> Page:
    page.locator(f'#export input[name="format"][value="{form}"]').check()
    if what:
        page.locator(f'#export input[name="what"][value="{what}"]').check()
    return page


def link(page: Page) -> tuple[str, dict[str, str]]:
    """Path and parameters of the file that is offered."""
    address = urlsplit(page.locator("#export .export-download").get_attribute("href") or "")
    return address.path, dict(parse_qsl(address.query))


@pytest.mark.parametrize(("kind", "form"), [("Table", "xlsx"), ("Report", "pdf"), ("Picture", "png")])
def test_the_dialog_begins_with_a_table_a_report_and_a_picture(page: Page, kind: str, form: str):
    open_map(page, "/?lang=en&by=office")
    page.locator("#export-open").click()
    page.locator("#export").get_by_role("radio", name=re.compile(f"^{kind} ")).check()
    path, parameters = link(page)
    assert (path, parameters["by"]) == (f"/exports/regions.{form}", "office")
    expect(page.locator("#export .export-fields")).to_be_hidden()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_file_holds_what_the_map_shows(open_page: OpenPage, size: tuple[int, int], tmp_path):
    page = open_map(open_page(size=size), "/?level=middle&lang=en")
    listed = page.locator("#view-sentence b").inner_text()
    open_dialog(page)
    page.locator('#export input[value="schools"]').check()
    page.locator('#export input[name="format"][value="csv"]').check()
    caption = page.locator("#export caption")
    expect(caption).to_contain_text("the file holds all of them")
    expect(page.locator("#export .export-sentence")).to_contain_text("middle school")
    with page.expect_download() as downloading:
        page.locator("#export .export-download").click()
    downloading.value.save_as(path := tmp_path / "schools.csv")
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert {row["level"] for row in rows} == {"middle"}
    expect(caption).to_contain_text(f"of {len(rows)} lines")
    assert str(len(rows)) in listed


def test_the_keyboard_opens_chooses_and_closes_and_the_focus_comes_back(page: Page):
    open_map(page, "/?lang=en")
    open_dialog(page)
    page.locator('#export input[name="format"]:checked').focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#export .export-download")).to_have_attribute(
        "href", "/exports/regions.csv?by=sido&lang=en"
    )
    expect(page.locator('#export input[name="unplaced"]')).to_be_disabled()
    page.locator('#export input[name="zip"]').focus()
    page.keyboard.press("Space")
    expect(page.locator('#export input[name="unplaced"]')).to_be_enabled()
    page.keyboard.press("Escape")
    expect(page.locator("#export")).not_to_be_visible()
    expect(page.locator("#export-open")).to_be_focused()


def test_axe_finds_nothing_in_the_dialog(open_page: OpenPage):
    for size, colours in ((WIDE, "light"), (NARROW, "dark")):
        page = open_map(open_page(size=size, colours=colours), "/?lang=ko")
        open_dialog(page)
        assert violations(page) == []


def test_pictures_and_reports_are_coloured_as_the_map_and_other_files_do_not_ask(page: Page):
    open_map(page, "/?lang=en&by=office&show=rate&classes=natural&points=off")
    open_dialog(page)
    for form, look in (("pdf", LOOK), ("png", LOOK), ("csv", {})):
        assert link(choose(page, form))[1] == {"by": "office", **look, "lang": "en"}
    assert link(choose(page, "svg", "schools"))[1] == {"by": "office", **LOOK, "lang": "en"}


def test_an_older_snapshot_is_offered_and_what_has_changed_is_in_the_file(
    open_page: OpenPage, watch: Watch, published_snapshot: Snapshot, sample_folder: Path, tmp_path: Path
):
    now = published_snapshot.manifest
    older = {**now, "version": "older", "created": "2024-01-01T00:00:00Z", "as_of": "2024-09-30"}
    schools = published_snapshot.schools
    write_snapshot(replace(published_snapshot, manifest=older, schools=schools.iloc[5:]), tmp_path)
    copytree(sample_folder, tmp_path, dirs_exist_ok=True)
    with serving(app_for(tmp_path)) as origin:
        watch.origins.add(origin)
        page = open_map(
            open_page(), f"{origin}/?lang=en&status=confirmed,under_review,reported,refuted,withdrawn"
        )
        open_dialog(page)
        page.get_by_label("What has changed since").select_option("older")
        expect(page.locator("#export thead")).to_contain_text("Listed before")
        path, parameters = link(choose(page, "json"))
        assert parameters["compare"] == "older"
        preview = page.request.get(f"{origin}{path}?{urlencode(parameters)}").json()
        assert preview["totals"]["schools_new"] == 5
        for form, what, possible in (
            ("csv", "sido", True),
            ("csv", "schools", False),
            ("png", "sido", False),
        ):
            assert ("compare" in link(choose(page, form, what))[1]) is possible
