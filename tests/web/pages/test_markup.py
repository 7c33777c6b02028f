"""The markup of every page: what html-validate finds; no id twice, and no role that only repeats what an element is."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import app_for
from tests.web.html_validate.run import findings, needs_html_validate
from tests.web.pages.test_pages import PAGES as PAGES_OF_TEXT

PAGES = {
    **{path.strip("/").replace("/", "-") or "map": path for path in PAGES_OF_TEXT},
    "file": "/map.html?sido=36",
    "missing": "/nothing",
    "refused": "/unplaced?colour=red",
}
VIEWS = {
    "filtered": "/?sido=41&by=sigungu&level=high,middle",
    "rates": "/?by=office&show=rate",
    "empty": "/?q=%EC%97%86%EC%9D%8C",
    "region": "/?region=sido:11&sido=11",
    "frame": "/embed?controls=on&title=on&level=high",
    "province": "/unplaced?sido=11",
    "ogc": "/ogc?f=html",
    "ogc-classes": "/ogc/conformance?f=html",
    "ogc-addresses": "/ogc/openapi?f=html",
    "ogc-collections": "/ogc/collections?f=html",
    "ogc-collection": "/ogc/collections/schools?f=html",
    "ogc-properties": "/ogc/collections/schools/queryables?f=html",
    "ogc-items": "/ogc/collections/sigungu/items?f=html&limit=20&offset=20&datetime=../2024-09-01&datetime=2024-08-01",
    "ogc-item": "/ogc/collections/sido/items/11?f=html",
}
"""Pages in other forms than their plain ones; for a reader without scripts, what the server sends is the page."""
IMPLICIT = {
    "a": "link", "article": "article", "aside": "complementary", "button": "button", "dialog": "dialog",
    "h1": "heading", "h2": "heading", "h3": "heading", "hr": "separator", "img": "img", "li": "listitem",
    "main": "main", "nav": "navigation", "ol": "list", "option": "option", "progress": "progressbar",
    "table": "table", "tbody": "rowgroup", "td": "cell", "textarea": "textbox", "tfoot": "rowgroup",
    "thead": "rowgroup", "tr": "row", "ul": "list",
}  # fmt: skip
"""Element → the role that it has by itself (HTML in ARIA)."""
HEADERS = {"rowheader", "columnheader"}


class Markup(HTMLParser):
    """Ids, roles that elements have anyway, and places that links inside of the page lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.repeated: list[str] = []
        self.targets: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        role = given.get("role")
        if identity := given.get("id"):
            self.ids[identity] += 1
        if role and (IMPLICIT.get(tag) == role or (tag == "th" and role in HEADERS)):
            self.repeated.append(f"{tag} {role}")
        if tag == "a" and (given.get("href") or "").startswith("#"):
            self.targets.add(str(given["href"])[1:])


def html(client: FlaskClient, path: str, language: str) -> str:
    address = f"{path}{'&' if '?' in path else '?'}lang={language}"
    return client.get(address, headers={"Accept": "text/html"}).text


@needs_html_validate
def test_html_validate_finds_nothing_in_any_page(client: FlaskClient, tmp_path: Path):
    pages = {
        f"{name}-{language}": html(client, path, language)
        for name, path in (PAGES | VIEWS).items()
        for language in ("ko", "en")
    }
    unserved = app_for(tmp_path / "none").test_client()
    pages["prepared"] = html(unserved, "/", "ko")
    assert findings(pages, "served", tmp_path) == []


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_nothing_twice(client, page: str, language: str):
    path = PAGES[page]
    markup = Markup(html(client, path, language))
    assert markup.ids
    assert [name for name, count in markup.ids.items() if count > 1] == []
    assert markup.repeated == []
    scripted = {"lists-title", "filters-title"}  # in a file these are made by the scripts
    assert markup.targets - scripted <= markup.ids.keys() | {""}
