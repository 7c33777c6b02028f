"""oEmbed answers for our own addresses only, from the base address, whatever the request."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import app_for
from webmap.web.map.view_address import KNOWN, read_own_address

BASE = "https://map.example.org/m"
OURS = [
    BASE,
    f"{BASE}/",
    f"{BASE}/embed",
    f"{BASE}/?sido=41&level=high",
    "HTTPS://Map.EXAMPLE.org/m/?lang=en#x",
]
FOREIGN = [
    "",
    "/",
    "//map.example.org/m/",
    "http://map.example.org/m/",
    "https://map.example.org/",
    "https://map.example.org/M/",
    "https://map.example.org.evil.example/m/",
    "https://evil.example/?https://map.example.org/m/",
    "https://map.example.org@evil.example/m/",
    "https://map.example.org:443@evil.example/m/",
    "https://map.example.org:8443/m/",
    "https://map.example.org\\@evil.example/m/",
    "https:\\\\map.example.org\\m\\",
    "https://map.example.org%2fm/",
    f"{BASE}//",
    f"{BASE}%2f",
    f"{BASE}/embed/",
    f"{BASE}/../evil",
    f"{BASE}/about",
    f"{BASE}/embed\n?x",
    f"{BASE}mm",
    "javascript:alert(1)",
    "data:text/html,x",
]


@pytest.fixture(scope="module")
def client(sample_folder: Path) -> FlaskClient:
    return app_for(sample_folder, base_url=BASE).test_client()


class Frame(HTMLParser):
    """The one element that an answer may hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes = dict(attrs)


def ask(client: FlaskClient, url: str, **more: Any) -> Any:
    return client.get("/oembed", query_string={"url": url, **more})


@pytest.mark.parametrize("url", OURS)
def test_our_own_addresses_are_answered(client: FlaskClient, url: str):
    answer = ask(client, url).get_json()
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    frame = Frame(answer["html"])
    assert frame.tags == ["iframe"]
    assert frame.attributes["src"].startswith(f"{BASE}/embed")
    assert frame.attributes["title"] == answer["title"]
    asked, given_on = (dict(parse_qsl(urlsplit(each).query)) for each in (url, str(frame.attributes["src"])))
    assert given_on == asked


@pytest.mark.parametrize("url", FOREIGN)
def test_foreign_and_lookalike_addresses_are_not(client: FlaskClient, url: str):
    assert ask(client, url).status_code == (404 if url else 400)


def test_the_title_says_what_is_shown_and_that_it_is_fictional(client: FlaskClient):
    title = ask(client, f"{BASE}/?sido=41&level=high&lang=en").get_json()["title"]
    assert title == "Map of affected schools: high schools in Gyeonggi-do (Fictional sample data)"
    assert (
        "피해 학교 지도: 경기도 고등학교 (가상의 예시 자료)"
        in ask(client, f"{BASE}/?sido=41&level=high").get_json()["title"]
    )


def test_the_size_never_exceeds_what_the_consumer_has_room_for(client: FlaskClient):
    answer = ask(client, f"{BASE}/?height=900", maxwidth=300, maxheight=200).get_json()
    assert (answer["width"], answer["height"]) == (300, 200)
    roomy = ask(client, f"{BASE}/embed?height=900", maxwidth=5000, maxheight=5000).get_json()
    assert (roomy["width"], roomy["height"]) == (800, 900)


@pytest.mark.parametrize("most", ["0", "-1", "wide", "1e3", "٣", "9" * 40])
def test_a_size_that_is_no_number_of_pixels_is_refused(client: FlaskClient, most: str):
    answer = ask(client, BASE, maxwidth=most, lang="en")
    assert answer.status_code == 400
    assert "maxwidth" in answer.get_json()["detail"]


def test_other_formats_are_not_implemented(client: FlaskClient):
    answer = ask(client, BASE, format="yaml", lang="en")
    assert answer.status_code == 501
    assert "json or xml" in answer.get_json()["detail"]


def test_the_host_of_the_request_is_never_believed(client: FlaskClient):
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    for path in (f"/oembed?url={BASE}/", "/?sido=41"):
        assert "evil.example" not in client.get(path, headers=headers).text
    assert client.get("/oembed?url=http://evil.example/", headers=headers).status_code == 404


def test_without_a_public_address_oembed_is_off_and_says_why(app: Flask):
    answer = app.test_client().get("/oembed?url=http://localhost/&lang=en")
    assert answer.status_code == 501
    assert "WEBMAP_BASE_URL" in answer.get_json()["detail"]
    page = app.test_client().get("/").text
    assert not re.search(r"oembed\?|canonical|og:", page)


def test_where_nobody_may_frame_the_map_there_is_nothing_to_discover(sample_folder: Path):
    client = app_for(sample_folder, base_url=BASE, frame_ancestors="none").test_client()
    assert ask(client, BASE).status_code == 501
    page = client.get("/").text
    assert "+oembed" not in page
    assert 'rel="canonical"' in page


def test_a_page_leads_to_its_own_answers_in_both_forms(client: FlaskClient):
    page = client.get("/?sido=41&q=%3Cb%3E%22&colour=blue&lang=en").text
    links = dict(re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', page))
    assert set(links) == {"application/json+oembed", "text/xml+oembed"}
    for kind, link in links.items():
        assert link.startswith(f"{BASE}/oembed?")
        answer = client.get(link.removeprefix(BASE).replace("&amp;", "&"))
        assert answer.status_code == 200
        assert answer.mimetype == kind.removesuffix("+oembed")
        assert "sido=41" in answer.text
        assert "colour" not in answer.text
    assert f'<link rel="canonical" href="{BASE}/?lang=en">' in page
    description = re.findall(r'<meta property="og:description" content="([^"]+)"', page)[0]
    assert description.startswith("Fictional sample data")


hosts = st.sampled_from(
    ["map.example.org", "evil.example", "map.example.org.evil.example", "map.example.org:443"]
)
lookalikes = st.builds(
    "".join,
    st.lists(
        st.one_of(
            hosts,
            st.sampled_from(
                [
                    "https:",
                    "//",
                    "/",
                    "\\",
                    "@",
                    "/m",
                    "/embed",
                    "?",
                    "#",
                    ":443",
                    "%2f",
                    "%40",
                    "..",
                    "\t",
                    "\n",
                    "\x00",
                    "。",
                ]
            ),
            st.text(max_size=3),
        ),
        max_size=9,
    ),
)


@settings(max_examples=400, deadline=None)
@given(lookalikes)
@example(f"{BASE}/?q=x")
def test_what_is_read_as_ours_is_ours_to_every_reader_of_addresses(url: str):
    if read_own_address(url, BASE) is not None:
        parts = urlsplit(url)
        assert (parts.scheme, parts.netloc.lower()) == ("https", "map.example.org")
        assert parts.path in ("/m", "/m/", "/m/embed")


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*KNOWN, "other"]), st.text(max_size=30), max_size=6))
def test_whatever_a_view_asks_for_the_answer_is_one_frame_and_well_formed(
    client: FlaskClient, asked: dict[str, str]
):
    url = f"{BASE}/?{urlencode(asked, errors='replace')}"
    fields = ask(client, url).get_json()
    written = ElementTree.fromstring(ask(client, url, format="xml").data)
    read = {each.tag: each.text for each in written}
    assert read == {name: str(value) for name, value in fields.items()}
    frame = Frame(fields["html"])
    assert frame.tags == ["iframe"]
    assert set(frame.attributes) == {"src", "title", "width", "height", "loading", "style"}
    assert re.fullmatch(r"https://map\.example\.org/m/embed(\?[!-~]*)?", str(frame.attributes["src"]))


def test_an_answer_names_the_picture_of_the_view_where_there_is_room_for_it(client: FlaskClient):
    answer = ask(client, f"{BASE}/?sido=41&level=high&by=sigungu&lang=en").get_json()
    picture = urlsplit(answer["thumbnail_url"])
    assert answer["thumbnail_url"].startswith(f"{BASE}/exports/link.png?")
    assert dict(parse_qsl(picture.query)) == {"level": "high", "sido": "41", "lang": "en"}
    drawn = client.get(f"/exports/link.png?{picture.query}").data
    size = tuple(int.from_bytes(drawn[place : place + 4], "big") for place in (16, 20))
    assert size == (answer["thumbnail_width"], answer["thumbnail_height"])
    for room in ({"maxwidth": 1199}, {"maxheight": 600}):
        narrow = ask(client, f"{BASE}/", **room).get_json()
        assert not [name for name in narrow if name.startswith("thumbnail")]
    assert "thumbnail_url" in ask(client, f"{BASE}/", maxwidth=1200, maxheight=630).get_json()
