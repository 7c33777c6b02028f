"""What a map shows of the schools stands on every page, in every file and in every answer for programs."""

from __future__ import annotations

import html
import io
import re
import zipfile
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.conftest import app_for
from tests.web.regions import serving as of_regions
from tests.web.regions.serving import regions_app, unpacked
from tests.web.route_examples import BASE, every_address
from webmap.exports.content import make_content
from webmap.exports.formats import CSV_ZIP, FORMATS
from webmap.exports.picture.picture import link_picture, slide
from webmap.exports.protected import picture as protected_picture
from webmap.exports.protected.choice import Choice
from webmap.exports.protected.content import WRITERS, make_protected_content, write_protected
from webmap.exports.request import ExportRequest, Subject
from webmap.places.regions.region_table import load_region_table
from webmap.view.audience import Audience
from webmap.view.filters import EVERYTHING
from webmap.view.view import View
from webmap.vocabulary.disclosed import Disclosed, disclosed_by
from webmap.vocabulary.messages import LANGUAGES, Message
from webmap.vocabulary.terms import STATUSES, Status

SHOWN = frozenset({Status.CONFIRMED, Status.REPORTED})
SENTENCES = {
    "schools": {
        "ko": "이 지도는 모든 상태의 학교를 보여 줍니다.",
        "en": "This map shows schools of every status.",
    },
    "statuses": {
        "ko": "이 지도는 다음 상태의 학교만 보여 줍니다: 확인, 제보.",
        "en": "This map shows only schools of these statuses: Confirmed, Reported.",
    },
    "regions": {
        "ko": "이 지도는 지역의 숫자만 보여 주고 학교는 보여 주지 않습니다.",
        "en": "This map shows numbers of regions only, and no school.",
    },
}
PREVIEW = "Preview: this map is not published."
DRAWN = ("png", "svg")
"""Formats whose words are read in the picture that they are made from."""
WITHOUT = {
    "assets.file": "no data",
    "height.script": "no data",
    "status.healthz": "no data",
    "status.readyz": "the server's state",
    "status.robots": "no data",
    "metrics.metrics": "the server's state",
    "oembed.oembed": "names the page that states it",
    "map_data.regions": "a part of the page",
    "map_data.schools": "a part of the page",
    "map_data.details": "a part of the page",
    "map_data.register": "a part of the page",
    "map_data.changes": "a part of the page",
    "map_data.words": "a part of the page",
    "map_data.pieces_index": "a part of the page",
    "map_data.piece": "a part of the page",
    "exports.preview": "a look at a file that states it",
    "exports.export": "as a file, below",
    "link_picture.picture": "as a picture, below",
    "dataset.file": "its description, datapackage.json, states it",
    "openapi.document": "describes addresses",
    "ogc.openapi": "describes addresses",
    "ogc.conformance": "describes addresses",
    "ogc.schema": "describes addresses",
    "ogc.queryables": "describes addresses",
    "ogc.sortables": "describes addresses",
}
"""Endpoints whose answers state nothing, and why."""


def app_at(level: str, language: str, sample_folder: Path, protected_folder: Path) -> Flask:
    if level == "regions":
        return regions_app(protected_folder, language=language)
    statuses = {"public_statuses": ",".join(sorted(SHOWN))} if level == "statuses" else {}
    return app_for(sample_folder, disclosure=level, language=language, base_url=BASE, **statuses)


def first_addresses(app: Flask, level: str) -> dict[str, str]:
    """By endpoint, one of its addresses, in the language of the settings."""
    if level == "regions":
        found = (
            (endpoint, address.partition("?lang=")[0]) for endpoint, address in of_regions.every_address(app)
        )
    else:
        key = app.extensions["webmap"].view().schools(EVERYTHING)["key"].iloc[0]
        found = every_address(app, key)
    return dict(reversed([*found]))


@pytest.mark.parametrize(("level", "language"), [("schools", "ko"), ("statuses", "en"), ("regions", "ko")])
def test_every_route_with_data_states_it(level, language, sample_folder, protected_folder):
    app = app_at(level, language, sample_folder, protected_folder)
    client, sentence = app.test_client(), SENTENCES[level][language]
    addresses = first_addresses(app, level)
    assert set(addresses) == {rule.endpoint for rule in app.url_map.iter_rules()}
    silent = []
    for endpoint, address in addresses.items():
        if endpoint in WITHOUT:
            continue
        answer = client.get(address, base_url="http://localhost")
        assert answer.status_code == 200, address
        if sentence not in text_of(address, answer.data):
            silent.append(endpoint)
    assert silent == []


@pytest.mark.parametrize("level", ["schools", "statuses", "regions"])
def test_a_page_that_failed_states_it(level, sample_folder, protected_folder):
    client = app_at(level, "ko", sample_folder, protected_folder).test_client()
    answer = client.get("/nowhere", base_url="http://localhost")
    assert (answer.status_code, SENTENCES[level]["ko"] in answer.text) == (404, True)


def text_of(name: str, content: bytes) -> str:
    path = name.partition("?")[0]
    packed = b"".join([*unpacked(path, content), *unzipped(path, content)])
    return html.unescape((content + packed).decode("utf-8", "ignore"))


def unzipped(name: str, content: bytes) -> list[bytes]:
    if not name.endswith(".zip"):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(each) for each in archive.namelist()]


@pytest.mark.parametrize("suffix", [*FORMATS, "zip"])
def test_every_file_states_it_and_that_it_is_of_a_preview(suffix, sample_snapshot, tmp_path):
    audience = Audience(statuses=SHOWN, preview=True)
    content = make_content(View(sample_snapshot, load_region_table(), audience), ExportRequest(language="en"))
    if suffix in DRAWN:
        found = seen_in(slide(content))
    else:
        form = CSV_ZIP if suffix == "zip" else FORMATS[suffix]
        form.write(content, path := tmp_path / f"export.{suffix}")
        found = read(path)
    assert squeezed(f"{PREVIEW} {SENTENCES['statuses']['en']}") in found


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_file_of_regions_states_it(suffix, numbers, tmp_path):
    content = make_protected_content(numbers, Choice(), "en")
    if suffix in DRAWN:
        found = seen_in(protected_picture.slide(content))
    else:
        write_protected(content, suffix, path := tmp_path / f"export.{suffix}")
        found = read(path)
    assert squeezed(SENTENCES["regions"]["en"]) in found


def test_the_pictures_of_links_state_it(sample_snapshot, numbers):
    view = View(sample_snapshot, load_region_table())
    of_schools = make_content(view, ExportRequest(language="ko", what=Subject.SCHOOLS))
    assert squeezed(SENTENCES["schools"]["ko"]) in seen_in(link_picture(of_schools))
    of_numbers = make_protected_content(numbers, Choice(), "ko")
    assert squeezed(SENTENCES["regions"]["ko"]) in seen_in(protected_picture.link_picture(of_numbers))


def read(path: Path) -> str:
    """Every word of a file, without spaces."""
    if path.suffix == ".pdf":
        return squeezed("".join(page.extract_text() for page in PdfReader(path).pages))
    return squeezed(text_of(path.name, path.read_bytes()))


def seen_in(svg: str) -> str:
    """The words that a picture shows: not its description."""
    return squeezed("".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("level", SENTENCES)
def test_the_levels_are_those_of_the_setting_in_both_languages(level):
    statuses = SHOWN if level == "statuses" else frozenset(STATUSES)
    declared = Disclosed("regions") if level == "regions" else disclosed_by(statuses)
    assert declared.level == level
    for language in LANGUAGES:
        said = declared.as_json(partial(Message.render, language=language))
        assert said == {"disclosure": level, "disclosure_note": SENTENCES[level][language]}
