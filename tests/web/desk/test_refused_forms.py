"""What a person wrote into a form that is refused comes back on the page that says why, secrets excepted."""

from __future__ import annotations

import html
import io
import re

from webmap.system.shipped_files import data_path
from webmap.web.desk.failures import TYPED

TEMPLATES = data_path().parent / "webmap" / "web" / "templates" / "desk"
FIELDS = re.compile(
    r"""ui\.(?:field|area)\(\s*"(\w+)"|<textarea[^>]*\bname="(\w+)"|<input(?![^>]*type="(?:hidden|checkbox|radio|file)")[^>]*\bname="(\w+)\""""
)
SECRET = {"password", "new", "present", "again", "code", "fresh_code"}
ELSEWHERE = {"q", "column_"}
"""Filters, which stay in the address, and headings of a list, which stand on its page."""
HOSTILE = '<b onclick="x">두 낱말</b> ${x}'


def test_every_field_in_which_people_write_is_given_back_or_secret():
    names = {
        next(filter(None, found))
        for path in TEMPLATES.glob("*.html")
        for found in FIELDS.findall(path.read_text("utf-8"))
    }
    assert len(names) > 15
    assert names - set(TYPED) - SECRET - ELSEWHERE == set()
    assert set(TYPED).isdisjoint(SECRET)


def test_a_refused_form_gives_back_what_was_written_as_text(enter):
    sent = {"list": "new", "slug": "Not A Slug", "title": HOSTILE, "kind": "union", "origin": ""}
    answer = enter("editor").post(
        "/lists/upload", {**sent, "file": (io.BytesIO(b"x"), "list.csv")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 400
    assert "<b onclick" not in answer.text
    assert HOSTILE in html.unescape(answer.text)
    assert "Not A Slug" in answer.text


def test_what_another_site_sends_is_not_shown(enter):
    answer = enter("editor").post(
        "/releases/", {"note": "Call this number"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert "Call this number" not in answer.text


def test_a_refused_form_gives_back_no_secret(enter):
    answer = enter("editor").post(
        "/account/password", {"present": "old-secret", "new": "x", "again": "other"}
    )
    assert answer.status_code >= 400
    assert "old-secret" not in answer.text
