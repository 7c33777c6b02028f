"""Corrections page by page: each on exactly one page, at an address that stays, on the server and in the copy."""

from __future__ import annotations

import html
import json
import re
import shutil

import pytest

from tests.conftest import app_for, publish_again
from tests.site.making import publish_sample
from webmap.snapshot.snapshot import open_snapshot

LATER = {"version": "20990101T000000Z-later", "created": "2099-01-01T00:00:00+00:00"}
MANY, SOME = 12_000, 650
BUDGET = 300_000
"""Most bytes of a page, before compression."""
ENTRY = re.compile(r'<tr id="c(\d+)">')
OLDER = re.compile(r'<link rel="next" href="([^"]*)"')
NEWER = re.compile(r'<link rel="prev" href="([^"]*)"')
OFF = {"is_due": True, "is_on_school": True, "key": "", "name": "", "level": "middle", "sido": "26",
       "day": "2026-11-30", "was": "confirmed", "now": "not_listed", "why": "", "cause": "other",
       "gravity": "major", "objection": "2026-0031"}  # fmt: skip


def publish_corrections(folder, count):
    """Publish the sample with so many corrections, of which no. 42 is of a school on the map."""
    school = open_snapshot(folder).schools.iloc[0]
    named = {"key": school["key"], "name": school["name"], "off_map": {"level": "middle", "sido": "26"}}
    entries = [{**OFF, "number": number, **(named if number == 42 else {})} for number in range(1, count + 1)]
    publish_again(
        folder, **LATER, corrections={"delay_days": 7, "entries": entries, "personal_data": {"2026-11": 3}}
    )


def address_of(config, number):
    """Where a card leads, by the rule of `static/js/cards/school_card.js`."""
    pages = config["corrections_pages"]
    page = -(-number // pages["size"])
    closed = page <= pages["closed"]
    return f"{pages['before']}{page}{pages['after']}" if closed else config["corrections_url"]


def config_of(text):
    return json.loads(html.unescape(re.search(r'id="webmap-config"[^>]*>(.*?)</script>', text, re.S)[1]))


@pytest.fixture(scope="module")
def served(sample_folder, tmp_path_factory):
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("corrections") / "snapshots")
    publish_corrections(folder, MANY)
    return app_for(folder, limit_clients=False).test_client()


def walk(client, address):
    """Texts of the pages from one to the next older one."""
    while True:
        answer = client.get(address)
        assert answer.status_code == 200
        yield answer.text
        older = OLDER.search(answer.text)
        if not older:
            return
        address = html.unescape(older[1])


def test_every_entry_stands_on_exactly_one_page_the_newest_first_within_a_budget(served):
    texts = list(walk(served, "/corrections?lang=en"))
    numbers = [int(each) for text in texts for each in ENTRY.findall(text)]
    assert numbers == list(range(MANY, 0, -1))
    assert max(len(text.encode()) for text in texts) < BUDGET
    assert "12,000" in texts[0]
    assert ['id="personal-data"' in text for text in texts] == [True] + [False] * (len(texts) - 1)
    assert [bool(NEWER.search(text)) for text in texts] == [False] + [True] * (len(texts) - 1)


def test_an_entry_keeps_its_address_when_others_follow(served, snapshots):
    publish_corrections(snapshots, SOME)
    before = app_for(snapshots).test_client()
    for page in range(1, 5):
        numbers = {str(each) for each in range(200 * page - 199, min(200 * page, SOME) + 1)}
        for client in (before, served):
            assert numbers <= set(ENTRY.findall(client.get(f"/corrections?page={page}").text))


def test_a_card_and_the_feed_lead_to_the_page_of_the_entry(served):
    client = served
    text = client.get("/?lang=en").text
    details = client.get(config_of(text)["urls"]["details"]).json["corrections"]
    assert [["2026-11-30", 42]] in details.values()
    for number in (42, 200, 201, MANY - 200, MANY):
        page = client.get(address_of(config_of(text), number)).text
        assert str(number) in ENTRY.findall(page), number
    feed = client.get("/corrections/feed.atom?lang=en").text
    links = re.findall(r'href="([^"]*page=\d+[^"]*)#c(\d+)"', feed)
    assert len(links) == 100
    for address, number in (links[0], links[-1]):
        assert number in ENTRY.findall(client.get(html.unescape(address)).text)


@pytest.mark.parametrize(("page", "status"), [("0", 400), ("-1", 400), ("x", 400), ("", 400), ("61", 404)])
def test_a_page_that_there_is_not_is_refused_as_elsewhere(served, page, status):
    assert served.get(f"/corrections?page={page}").status_code == status


def test_a_page_leads_to_itself_in_the_other_language_and_keeps_the_view(served):
    text = served.get("/corrections?page=3&sido=26&lang=ko").text
    assert "sido=26&amp;page=3&amp;lang=en" in text
    assert re.search(r'rel="next" href="[^"]*sido=26[^"]*page=2', text)


def test_the_copy_has_the_same_pages(snapshots, tmp_path):
    publish_corrections(snapshots, SOME)
    publish_sample(snapshots, tmp_path / "copy", base_url="https://map.example")
    for language in ("", "en/"):
        root = tmp_path / "copy" / language
        pages = [root / "corrections" / "index.html"]
        while older := OLDER.search(pages[-1].read_text("utf-8")):
            pages.append((pages[-1].parent / older[1] / "index.html").resolve())
        numbers = [int(each) for page in pages for each in ENTRY.findall(page.read_text("utf-8"))]
        assert numbers == list(range(SOME, 0, -1))
        config = config_of((root / "index.html").read_text("utf-8"))
        for number in (42, 200, SOME):
            page = (root / address_of(config, number) / "index.html").read_text("utf-8")
            assert str(number) in ENTRY.findall(page)
            feed = f"corrections/{-(-number // 200)}/index.html"
            assert str(number) in ENTRY.findall((root / feed).read_text("utf-8"))
    assert "/en/corrections/2/" in (tmp_path / "copy" / "sitemap.xml").read_text("utf-8")
