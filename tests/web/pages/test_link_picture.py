"""The picture that other sites show with a link: of every view, of one size, with what a listing means."""

from __future__ import annotations

import re
import struct
from urllib.parse import urlsplit

import pytest

from tests.conftest import app_for
from tests.web.addresses import BASE
from webmap.exports.content import make_content
from webmap.exports.picture.picture import link_picture
from webmap.exports.request import ExportRequest
from webmap.snapshot.snapshot import Snapshot
from webmap.view.audience import Audience
from webmap.view.filters import parse_filters
from webmap.view.view import View
from webmap.web.http.published import override_view
from webmap.web.pages import link_picture as pictures


@pytest.fixture(scope="module")
def app(sample_folder):
    return app_for(sample_folder, base_url=BASE)


def image_of(client, address: str) -> str:
    """Path and query of the picture that a page names."""
    found = re.search(r'<meta property="og:image" content="([^"]+)">', client.get(address).text)
    parts = urlsplit(found[1].replace("&amp;", "&"))
    assert f"{parts.scheme}://{parts.netloc}" == BASE
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.mark.parametrize(
    ("address", "picture"),
    [
        ("/", "/exports/link.png"),
        ("/?lang=en&sido=41", "/exports/link.png?sido=41&lang=en"),
        ("/?level=middle,high&fbclid=1&at=7/36/128", "/exports/link.png?level=high,middle"),
        ("/embed?sigungu=11110", "/exports/link.png?sigungu=11110"),
        ("/?level=none", "/exports/link.png"),
    ],
)
def test_a_page_names_the_picture_of_its_view_in_one_spelling(app, address, picture):
    assert image_of(app.test_client(), address) == picture


def test_the_picture_has_the_size_that_the_page_states(app):
    page = app.test_client().get("/?sido=36").text
    answer = app.test_client().get(image_of(app.test_client(), "/?sido=36"))
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    width, height = struct.unpack(">II", answer.data[16:24])
    assert f'og:image:width" content="{width}"' in page
    assert f'og:image:height" content="{height}"' in page
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_picture_says_what_a_listing_means_since_when_and_where(
    published_snapshot: Snapshot, app, language: str
):
    table = app.extensions["webmap"].table
    filters = parse_filters({"sido": "41"}, table)
    view = View(published_snapshot, table, Audience())
    content = make_content(
        view,
        ExportRequest(by=pictures.level_of(filters), filters=filters, language=language),
        base_url="https://map.example.org",
    )
    text = link_picture(content)
    for words in (
        content.about.listed_note,
        content.about.as_of,
        content.about.notice[:6],
        "map.example.org",
    ):
        assert words
        assert words in re.sub(r"</?text[^>]*>", " ", text)


def test_the_nation_and_each_province_are_drawn_ahead(app):
    with app.test_request_context("/"), override_view(app.extensions["webmap"].view()):
        ahead = pictures.made_ahead(app.extensions["webmap"].view())
    assert ahead[0] == "/exports/link.png"
    assert len(ahead) == 18
    assert image_of(app.test_client(), "/?sido=41") in ahead


def test_without_an_address_no_picture_is_named_or_drawn_ahead(sample_folder):
    app = app_for(sample_folder)
    assert "og:image" not in app.test_client().get("/").text
    with app.test_request_context("/"):
        assert pictures.made_ahead(app.extensions["webmap"].view()) == []
