"""Without scripts, a name that no listed school has gets the honest answer, not a map of zeros."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

NOBODY = "없는이름고등학교"


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_name_that_nobody_on_the_list_bears_is_answered_beside_the_whole_view(
    client: FlaskClient, path: str
):
    text = client.get(f"{path}?q={NOBODY}&lang=en").text
    whole = client.get(f"{path}?lang=en").text
    answer = re.search(r'<noscript>\s*<section class="plain-answer".*?</noscript>', text, re.DOTALL)
    assert answer
    assert f"“{NOBODY}”" in answer[0]
    assert "Not on the list. That does not mean that nothing happened." in answer[0]
    assert f"/unplaced?q={quote(NOBODY)}&amp;lang=en" in answer[0]
    assert 'href="tel:1366"' in answer[0]
    rows = re.compile(r'<tbody id="region-rows".*?</tbody>', re.DOTALL)
    counts = [re.findall(r"<td>([^<]*)</td>", match[0]) for match in map(rows.search, (text, whole)) if match]
    assert counts[0] == counts[1]
    assert "plain-answer" not in whole


def test_files_beside_the_answer_hold_what_the_page_shows(client: FlaskClient):
    text = client.get(f"/?q={NOBODY}&sido=26").text
    links = re.findall(r'href="(/exports/[^"]*)"', text)
    assert links
    assert all("q=" not in link and "sido=26" in link for link in links)


def test_a_typed_text_cannot_leave_the_answer(client: FlaskClient):
    text = client.get("/?q=<script>alert(1)</script>").text
    assert "<script>alert" not in text


def test_a_name_on_the_list_gets_no_such_answer(client: FlaskClient):
    assert "plain-answer" not in client.get("/?q=가상").text
