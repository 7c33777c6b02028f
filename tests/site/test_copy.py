"""What a copy holds: the server's own pages and numbers, with addresses that hold below any folder."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from tests.site.making import SMALL_PAGE
from webmap.exports.dataset.resources import RESOURCES
from webmap.site.links import check, faults
from webmap.site.manifest import read_manifest
from webmap.site.tree import MIN_COMPRESSED_BYTES, TEXTS

pytestmark = pytest.mark.slow

PAGES = ("", "embed/", "unplaced/", "about/", "matching/", "dataset/")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def text(folder: Path, path: str) -> str:
    return (folder / path).read_text("utf-8")


def config(folder: Path, path: str = "index.html") -> dict:
    found = re.search(r'id="webmap-config">(.*?)</script>', text(folder, path), re.DOTALL)
    return json.loads(found[1])


def test_every_address_leads_to_a_file_and_every_file_is_described(copy_folder: Path):
    manifest = read_manifest(copy_folder)
    check(copy_folder, manifest, "")
    assert files(copy_folder) >= {f"{lang}{page}index.html" for lang in ("", "en/") for page in PAGES}


@pytest.mark.parametrize(
    "dead",
    [
        '<a href="nowhere/">x</a>',
        '<a href="about/#no-such-id">x</a>',
        '<a href="/about/">x</a>',
        '<a href="../outside.html">x</a>',
        '<a href="about">without its slash</a>',
        '<img src="assets/none.png">',
        '<a href="http://127.0.0.1:8000/">x</a>',
        '<script>import("./assets/none.js")</script>',
        '<a href="">x</a>',
    ],
)
def test_a_dead_link_is_found(tmp_path: Path, dead: str):
    (tmp_path / "about").mkdir()
    (tmp_path / "about" / "index.html").write_text('<h1 id="known">x</h1>')
    (tmp_path / "index.html").write_text(f'<a href="about/#known">x</a>{dead}')
    known = {"index.html", "about/index.html"}
    assert len(faults(tmp_path, known, "")) == 1
    (tmp_path / "index.html").write_text('<a href="about/#known">x</a><a href="https://example.org/">x</a>')
    assert faults(tmp_path, known, "") == []


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("api/schools.geojson", "/api/schools.geojson"),
        ("en/api/schools.geojson", "/api/schools.geojson?lang=en"),
        ("api/regions/sido.geojson", "/api/regions/sido.geojson"),
        ("en/api/regions/office.geojson", "/api/regions/office.geojson?lang=en"),
        ("api/manifest.json", "/api/manifest.json"),
        ("exports/by-sigungu.csv", "/exports/regions.csv?by=sigungu"),
        ("en/exports/schools.json", "/exports/schools.json?lang=en"),
        ("exports/41/schools.csv", "/exports/schools.csv?sido=41"),
        *((f"dataset/{each.path}", f"/dataset/{each.path}") for each in RESOURCES),
    ],
)
def test_a_file_holds_what_the_server_answers(
    copy_folder: Path, client: FlaskClient, path: str, address: str
):
    assert (copy_folder / path).read_bytes() == client.get(address).get_data()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_scripts_load_what_the_server_gives_them(copy_folder: Path, client: FlaskClient, language: str):
    page = "index.html" if language == "ko" else "en/index.html"
    urls = config(copy_folder, page)["urls"]
    for name, address in {"schools": urls["schools"], "details": urls["details"], **urls["regions"]}.items():
        served = client.get(
            f"/api/map/{name if name in urls else f'regions/{name}'}.json?lang={language}"
        ).get_json()
        del served["version"]
        assert json.loads(((copy_folder / page).parent / address).read_bytes()) == served


def test_every_page_keeps_the_servers_policy_and_tells_that_it_is_fictional(
    copy_folder: Path, client: FlaskClient
):
    for page in PAGES:
        answer = client.get(f"/{page if page == 'dataset/' else page.rstrip('/')}")
        served = answer.headers["Content-Security-Policy"]
        stated = unescape(
            re.search(r'Content-Security-Policy" content="([^"]*)"', text(copy_folder, f"{page}index.html"))[
                1
            ]
        )
        # The map's inline script names the copy's own files, so its digest is another.
        # The server's page holds its sheet, the copy's links it.
        plain = [re.sub("( 'sha256-[^']*')+", "", policy) for policy in (served, stated)]
        kept = [each for each in plain[0].split("; ") if "frame-ancestors" not in each]
        # Pages of text have a script only in a copy: it leads to the language and filters entries.
        added = set(plain[1].split("; ")) - set(kept)
        assert kept == [each for each in plain[1].split("; ") if each not in added]
        assert added <= {"script-src 'self'", "connect-src 'self'"}
        assert not added or page not in ("", "embed/")
    for path in files(copy_folder):
        if path.endswith(".html"):
            assert 'class="notice"' in text(copy_folder, path), path


def test_every_entry_that_is_not_on_the_map_can_be_reached_without_scripts(
    copy_folder: Path, client: FlaskClient
):
    rows = client.get("/api/unplaced.json").get_json()["rows"]
    assert json.loads(text(copy_folder, "api/unplaced.json"))["rows"] == rows
    pages = ["unplaced/index.html"]
    while following := re.search(r'<link rel="next" href="([^"]*)"', text(copy_folder, pages[-1])):
        target = (copy_folder / pages[-1]).parent / following[1] / "index.html"
        pages.append(target.resolve().relative_to(copy_folder.resolve()).as_posix())
    assert len(pages) == -(-len(rows) // SMALL_PAGE) > 1
    all_text = "".join(text(copy_folder, page) for page in pages)
    assert all_text.count('<td data-label="출처">') == len(rows)


def test_texts_lie_beside_their_compressed_forms(copy_folder: Path):
    plain = [path for path in copy_folder.rglob("*") if path.suffix not in (".br", ".gz") and path.is_file()]
    large = [
        each for each in plain if each.stat().st_size >= MIN_COMPRESSED_BYTES and each.name.endswith(TEXTS)
    ]
    assert any(each.suffix == ".html" for each in large)
    for path in large:
        if path.name == "site.json":
            continue
        assert brotli.decompress(path.with_name(f"{path.name}.br").read_bytes()) == path.read_bytes()
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes()


def test_a_copy_that_knows_no_address_names_none(copy_folder: Path):
    assert not {"robots.txt", "sitemap.xml"} & files(copy_folder)
    for path in ("index.html", "dataset/feed.atom", "dataset/datapackage.json", "404.html"):
        assert "copy.invalid" not in text(copy_folder, path)
        assert "canonical" not in text(copy_folder, path)
    assert "<link" not in text(copy_folder, "dataset/feed.atom")


def test_the_dialog_offers_exactly_the_exports_that_there_are(copy_folder: Path):
    for folder, page in (("exports/", "index.html"), ("en/exports/", "en/index.html")):
        offered = {
            f"{folder}{place['code'] and place['code'] + '/'}{view['code']}.{suffix}"
            for place in config(copy_folder, page)["exports"]["kept"]
            for view in place["views"]
            for suffix in view["formats"]
        }
        beside = (".br", ".gz", ".preview.json", ".csv-metadata.json")
        there = {path for path in files(copy_folder) if path.startswith(folder) and not path.endswith(beside)}
        assert offered == there
        assert {path.rpartition(".")[2] for path in offered} == {"csv", "json", "zip"}


def test_the_server_does_not_change_by_a_copy(copy_folder: Path, client: FlaskClient):
    assert copy_folder.is_dir()
    for address in ("/", "/map.html", "/about"):
        assert re.findall(r'href="\.[^"]*', client.get(address).text) == []
    assert "/dataset/feed.atom?lang=ko" in client.get("/dataset/feed.atom").text
