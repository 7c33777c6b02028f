"""The pages of releases: from a proposal to the map, with another person in between."""

from __future__ import annotations

import html
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.review.releases.conftest import quick_build
from tests.review.releases.projects import list_of, put_project
from webmap.app import create_app
from webmap.desk import create_desk
from webmap.exports.formats import FORMATS
from webmap.review.releases import building, publishing, store, worker
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import current_version

HANDLERS = publishing.HANDLERS


@pytest.fixture
def desk_app(
    database_address: str, tmp_path: Path, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Flask:
    """A desk with a project, beside a published map of its own; builds take no time."""
    monkeypatch.setattr(building, "run_command", quick_build)
    shutil.copytree(sample_folder, tmp_path / "snapshots")
    settings = DeskSettings(folder=tmp_path / "desk", database=database_address, language="en")
    app = create_desk(settings, Settings(snapshots=tmp_path / "snapshots"))
    put_project(app.extensions["webmap-desk"].database, list_of([("가상한빛고등학교", "서울", "제보")]))
    return app


class Desk:
    """The desk of an application, for what its worker does and for what it holds."""

    def __init__(self, app: Flask) -> None:
        self.desk = app.extensions["webmap-desk"]

    def work(self) -> None:
        while worker.do_next(self.desk.database, self.desk.settings, self.desk.map_settings):
            pass

    def change(self, number: int, **values: object) -> None:
        with self.desk.database.write() as connection:
            store.change(connection, number, **values)

    def find(self, number: int) -> store.Release:
        with self.desk.database.read() as connection:
            return store.find(connection, number)

    @property
    def served(self) -> str | None:
        return current_version(self.desk.map_settings.snapshots)


@pytest.fixture
def desk(desk_app: Flask) -> Desk:
    return Desk(desk_app)


def fields_of(page: str, address: str) -> dict[str, list[str]]:
    """Fields of the form of a page that is sent to an address, ticked and filled."""
    form = re.search(rf'<form method="post" action="{re.escape(address)}".*?</form>', page, re.DOTALL)
    assert form, f"no form to {address}"
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', form[0]):
        if name != "form_token":
            found.setdefault(name, []).append(html.unescape(value))
    return found


def approve(visitor, number: int):
    address = f"/releases/{number}/approve"
    return visitor.post(address, fields_of(visitor.get(f"/releases/{number}").text, address))


def test_a_page_without_releases_says_what_a_release_is(enter):
    page = enter("reader").get("/releases/").text
    assert "No release yet" in page
    assert "Propose a release" not in page


def test_two_people_publish_in_the_browser_alone(enter, desk):
    author, other = enter("editor"), enter("reviewer")
    answer = author.post("/releases/", {"note": "the lists of monday"})
    assert answer.status_code == 303
    page = author.get(answer.location).text
    assert 'http-equiv="refresh"' in page
    assert "progress" in page
    desk.work()
    assert "another person with the role of a reviewer" in author.get("/releases/1").text
    assert approve(other, 1).status_code == 303
    desk.work()
    assert desk.served == desk.find(1).version
    assert "served now" in author.get("/releases/1").text
    assert "Release 1 is served" in author.get("/releases/").text


def test_nobody_approves_their_own_release_even_by_a_form_of_their_own_making(enter, desk):
    author = enter("editor", "reviewer", "administrator")
    author.post("/releases/", {"note": "mine"})
    desk.work()
    found = desk.find(1)
    page = author.get("/releases/1").text
    assert "/releases/1/approve" not in page
    data = {"input_digest": found.input_digest, "manifest_sha256": found.manifest_sha256}
    assert author.post("/releases/1/approve", data).status_code == 403


def test_a_stale_form_gets_a_sentence(enter, desk):
    author, other = enter("editor"), enter("reviewer")
    author.post("/releases/", {"note": "n"})
    desk.work()
    fields = fields_of(other.get("/releases/1").text, "/releases/1/approve")
    put_project(desk.desk.database, list_of([("가상푸른중학교", "부산", "제보")]), 2)
    assert "Something was accepted after" in other.get("/releases/1").text
    answer = other.post("/releases/1/approve", fields)
    assert answer.status_code == 409
    assert "Something was accepted after" in answer.text


def test_the_second_of_two_approvers_reads_who_was_faster(enter, desk):
    author, first, second = enter("editor"), enter("reviewer"), enter("reviewer")
    author.post("/releases/", {"note": "n"})
    desk.work()
    fields = fields_of(second.get("/releases/1").text, "/releases/1/approve")
    approve(first, 1)
    answer = second.post("/releases/1/approve", fields)
    assert answer.status_code == 409
    assert f"{first.handle} has approved this release already" in answer.text


def test_the_preview_is_the_map_below_the_releases_address_marked_on_every_page(enter, desk):
    author = enter("editor")
    author.post("/releases/", {"note": "n"})
    desk.work()
    for path in ("", "about", "unplaced", "corrections"):
        answer = author.get(f"/releases/1/preview/{path}")
        assert answer.status_code == 200
        assert "Preview of release 1" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        outside = re.findall(r'(?:href|src)="(/(?!releases/)[^"]*)"', answer.text)
        assert outside == []
    data = author.get("/releases/1/preview/api/manifest.json")
    assert data.json["version"] == desk.find(1).version
    assert "ETag" not in data.headers


def test_every_file_of_a_preview_says_so_in_its_name(enter, desk):
    author = enter("editor")
    author.post("/releases/", {"note": "n"})
    desk.work()
    assert '<meta name="title-mark" content="[Preview] ">' in author.get("/releases/1/preview/").text
    for suffix in FORMATS:
        name = author.get(f"/releases/1/preview/exports/regions.{suffix}").headers["Content-Disposition"]
        assert re.search(r'filename="?preview_', name), suffix
        assert "filename*=UTF-8''Preview_" in name, suffix


def test_a_preview_says_in_its_data_that_it_is_not_published_and_the_public_map_never_does(
    enter, desk, monkeypatch
):
    author = enter("editor")
    author.post("/releases/", {"note": "n"})
    desk.work()
    words = "Preview: this map is not published."
    for path in (
        "",
        "about",
        "api/schools.geojson",
        "exports/schools.csv",
        "exports/schools.json",
        "nowhere",
    ):
        assert words in author.get(f"/releases/1/preview/{path}?lang=en").text, path
    monkeypatch.setenv("WEBMAP_IS_PREVIEW", "true")
    public = create_app(desk.desk.map_settings)
    answer = public.test_client().get("/exports/schools.json?lang=en", base_url="http://localhost")
    assert (answer.status_code, words in answer.text) == (200, False)


def test_the_preview_is_for_people_of_the_desk_alone_and_ends_with_the_release(enter, desk, desk_app):
    author = enter("editor")
    author.post("/releases/", {"note": "n"})
    desk.work()
    assert desk_app.test_client().get("/releases/1/preview/").status_code == 303
    assert enter().get("/releases/1/preview/").status_code == 403
    author.post("/releases/1/withdraw")
    assert author.get("/releases/1/preview/").status_code == 404


def test_progress_is_told_to_the_script_of_the_page(enter, desk):
    author = enter("editor")
    author.post("/releases/", {"note": "n"})
    assert author.get("/releases/1/progress").json == {"state": "waiting/waiting", "share": 0, "words": ""}
    desk.work()
    assert author.get("/releases/1/progress").json["state"] == "ready/done"


def difference_of(schools: int) -> dict:
    line = {"kind": "new", "level": "high", "sido": "11", "sigungu": "11110", "before": "", "now": "reported"}
    lines = [{**line, "key": f"V{n}", "name": f"School {n}"} for n in range(schools)]
    gone = {
        **line,
        "kind": "gone",
        "before": "confirmed",
        "now": "",
        "key": "V",
        "name": "<b>Gone</b>",
        "sido": "26",
    }
    row = {
        "before": 1,
        "now": schools,
        **dict.fromkeys(("gone", "status", "moved", "renamed", "unplaced"), 0),
    }
    unplaced = {"kind": "unplaced", "name": "<script>", "place": "", "was_placed": True}
    return {
        "compared": True, "why_not": None, "before": 1, "now": schools,
        "sido": [{**row, "sido": "11", "new": schools}], "lines": [*lines, gone, unplaced], "alarms": [],
    }  # fmt: skip


def test_a_difference_of_twelve_thousand_schools_is_read_by_pages(enter, desk):
    author = enter("editor")
    author.post("/releases/", {"note": "n"})
    desk.work()
    desk.change(1, difference=difference_of(12_000))
    page = author.get("/releases/1?kind=new&page=3").text
    assert "School 100" in page
    assert "School 99<" not in page
    assert len(page) < 150_000
    assert "12,000" in page
    gone = author.get("/releases/1?sido=26").text
    assert "&lt;b&gt;Gone&lt;/b&gt;" in gone
    assert "School 1<" not in gone
    assert "<script>" not in author.get("/releases/1?kind=unplaced").text


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=99999999999", "kind=x&sido=zz", "page=%01"])
def test_an_address_of_any_content_shows_a_page(enter, desk, query):
    author = enter("editor")
    author.post("/releases/", {"note": "n"})
    desk.work()
    assert author.get(f"/releases/1?{query}").status_code == 200
    assert author.get(f"/releases/?{query}&state=x").status_code == 200
    assert author.get(f"/releases/{10**30}").status_code == 404


def test_a_failed_build_says_why_and_offers_to_try_again(enter, desk, monkeypatch):
    from webmap.review.releases.command import Finished

    failed = Finished(3, "The list cannot be read.", "webmap: The list <cannot> be read.")
    monkeypatch.setattr(building, "run_command", lambda *_: failed)
    author = enter("editor")
    author.post("/releases/", {"note": "try"})
    desk.work()
    page = author.get("/releases/1").text
    assert "The build stopped: The list cannot be read." in page
    assert "&lt;cannot&gt;" in page
    assert "Propose it again" in page


def test_a_release_of_one_person_that_nobody_confirmed_stands_above_every_page(enter, desk):
    author, other = enter("editor", "reviewer"), enter("reviewer")
    author.post("/releases/", {"note": "take it off"})
    desk.work()
    desk.change(1, weakens_only=1)
    assert approve(author, 1).status_code == 303
    desk.work()
    assert "confirms it until" in other.get("/releases/1").text
    desk.change(1, confirm_until=datetime.now(UTC) - timedelta(hours=1))
    assert "by one person alone" in author.get("/").text
    assert author.post("/releases/1/confirm").status_code == 403
    other.post("/releases/1/confirm")
    assert "by one person alone" not in author.get("/").text


def test_an_earlier_release_is_proposed_again_from_its_page(enter, desk):
    author, other = enter("editor"), enter("reviewer")
    for number in (1, 2):
        author.post("/releases/", {"note": "n"})
        desk.work()
        approve(other, number)
        desk.work()
    assert "Serve this release again" not in author.get("/releases/2").text
    answer = author.post("/releases/1/again", {"note": "the second one is wrong"})
    assert answer.location.endswith("/releases/3")
    desk.work()
    approve(other, 3)
    desk.work()
    assert desk.served == desk.find(1).version


def test_the_static_copy_is_written_with_the_release_and_asked_for_again_after_a_failure(
    enter, desk, monkeypatch
):
    from webmap.review.releases.command import Finished

    codes = iter([Finished(6, "no space is left", ""), Finished(0, "", "")])
    monkeypatch.setattr(publishing, "run_command", lambda *_: next(codes))
    copied = desk.desk.settings.model_copy(update={"copy_folder": Path("copy")})
    object.__setattr__(desk.desk, "settings", copied)
    author, other = enter("editor"), enter("reviewer")
    author.post("/releases/", {"note": "n"})
    desk.work()
    approve(other, 1)
    desk.work()
    assert desk.find(1).state == "published"
    assert "its static copy was not written: no space is left" in author.get("/releases/1").text
    author.post("/releases/1/copy")
    desk.work()
    assert "its static copy was not written" not in author.get("/releases/1").text
