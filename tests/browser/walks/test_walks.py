"""The main tasks of a reader, walked once in each engine: Chromium, Firefox and WebKit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.browser.serving import FilesWithHeaders, host_page, serving, serving_files
from tests.browser.walks import firefox, webkit
from tests.browser.walks.chromium import Chromium
from tests.browser.walks.firefox import Firefox
from tests.browser.walks.walker import Walker, until
from tests.browser.walks.webkit import WebKit
from tests.conftest import app_for
from tests.free_ports import free_port
from tests.site.making import publish_sample

ENGINES = ("chromium", "firefox", "webkit")

READY = """() => document.documentElement.dataset.state === "ready"
  && Number(document.querySelector("#view-sentence").textContent.match(/[0-9,]+/)[0].replace(",", ""))"""
"""Schools in the view's sentence, once the map shows them."""
FIRST_SCHOOL = "#school-list .entry"
PAPER = b"%PDF"


@pytest.fixture(scope="module", params=ENGINES)
def walker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    """A browser of each engine that this machine has."""
    walker = _start(request, tmp_path_factory.mktemp(request.param))
    yield walker
    walker.close()


def _start(request: pytest.FixtureRequest, folder: Path) -> Walker:
    if request.param == "firefox":
        return Firefox(folder) if firefox.find() else pytest.skip(firefox.NONE_HERE)
    if request.param == "webkit":
        return WebKit(folder) if webkit.find() else pytest.skip(webkit.NONE_HERE)
    return Chromium(request.getfixturevalue("browser"))


@pytest.fixture(scope="module")
def origin(sample_folder: Path) -> Iterator[str]:
    """Where the sample is served by a map that states its address: in a sandbox, WebKit needs it."""
    port = free_port()
    with serving(app_for(sample_folder, base_url=f"http://127.0.0.1:{port}"), port) as address:
        yield address


@pytest.fixture(scope="module")
def copy(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a copy lies, on a host that reads its `_headers`."""
    port, folder = free_port(), tmp_path_factory.mktemp("hosted") / "map"
    publish_sample(sample_folder, folder, base_url=f"http://127.0.0.1:{port}")
    with serving_files(folder, FilesWithHeaders, port) as address:
        yield address


def count(client: FlaskClient, query: str) -> int:
    """Schools that the server gives for a query."""
    return len(client.get(f"/api/schools.geojson?{query}").get_json()["features"])


def query_of(walker: Walker) -> str:
    return str(walker.call("() => location.search"))


def test_a_reader_filters_searches_and_opens_a_card(walker: Walker, origin: str, client: FlaskClient):
    walker.open(f"{origin}/")
    assert until(walker, READY) == count(client, "")
    walker.click('#filter-form input[name="level"][value="high"]')
    high = count(client, "level=high")
    until(walker, "(schools) => location.search.includes('level=high') && document.querySelector("
          "'#view-sentence').textContent.includes(schools)", f"{high:,}")  # fmt: skip
    name = str(walker.call(f"() => document.querySelector('{FIRST_SCHOOL} .entry-name').textContent"))
    walker.type("#filter-q", name)
    until(walker, "(name) => document.querySelector('#filter-q').value === name "
          "&& !document.querySelector('#filter-q-list').hidden", name)  # fmt: skip
    walker.open(f"{origin}/?level=high&q={quote(name)}")
    assert until(walker, READY) == count(client, f"level=high&q={quote(name)}")
    walker.click(FIRST_SCHOOL)
    until(walker, "() => !document.querySelector('#card').hidden")
    assert name in str(walker.call("() => document.querySelector('#card').textContent"))
    assert "school=" in query_of(walker)


def test_a_view_is_shared_and_printed(walker: Walker, origin: str, client: FlaskClient):
    walker.open(f"{origin}/?level=high&sido=41")
    until(walker, READY)
    walker.click("#share-open")
    link = str(
        until(
            walker,
            "() => document.querySelector('#share').open && document.querySelector('#share-link').value",
        )
    )
    paper = walker.print()
    assert paper is None or paper.startswith(PAPER)
    walker.open(link)
    assert until(walker, READY) == count(client, "level=high&sido=41")


@pytest.mark.parametrize("sandbox", [None, "allow-scripts"], ids=["framed", "sandboxed"])
def test_another_site_frames_the_embed(walker: Walker, origin: str, client: FlaskClient, sandbox: str | None):
    with serving(host_page(f"{origin}/embed?level=middle", sandbox=sandbox)) as host:
        walker.open(host)
        walker.enter_frame()
        assert until(walker, READY) == count(client, "level=middle")


def test_the_map_as_one_file_opens_from_a_disk(walker: Walker, client: FlaskClient, tmp_path: Path):
    file = tmp_path / "피해 학교.html"
    file.write_bytes(client.get("/map.html?level=high&sido=41").data)
    walker.open(file.as_uri())
    assert until(walker, READY) == count(client, "level=high&sido=41")
    walker.click(FIRST_SCHOOL)
    until(walker, "() => !document.querySelector('#card').hidden")


@pytest.mark.parametrize("sandbox", [None, "allow-scripts"], ids=["framed", "sandboxed"])
def test_another_site_frames_the_embed_of_a_copy(
    walker: Walker, copy: str, client: FlaskClient, sandbox: str | None
):
    with serving(host_page(f"{copy}/embed/?level=high", sandbox=sandbox)) as host:
        walker.open(host)
        walker.enter_frame()
        assert until(walker, READY) == count(client, "level=high")


def test_a_static_copy_is_read(walker: Walker, copy: str, client: FlaskClient):
    walker.open(f"{copy}/?level=high")
    assert until(walker, READY) == count(client, "level=high")
