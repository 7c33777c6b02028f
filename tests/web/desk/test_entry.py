"""Coming in and going out: invitation, log-in, redirects, cookies."""

import html
import re
import time

import pyotp
import pytest

from webmap.review.people import codes, invitations, passwords
from webmap.review.people.invitations import Maker
from webmap.review.permissions import Grant, Role
from webmap.web.desk.entry import own_path
from webmap.web.desk.gate import PLAIN_COOKIE

PASSWORD = "네 낱말로 된 긴 문장 하나"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Passwords kept without their cost."""
    monkeypatch.setattr(passwords, "is_right", lambda kept, typed: kept == f"kept {typed}")
    monkeypatch.setattr(passwords, "hashed", lambda password: f"kept {password}")


@pytest.fixture
def link(desk_app):
    desk = desk_app.extensions["webmap-desk"]
    with desk.database.write() as connection:
        secret = invitations.invite(connection, desk.cipher, Maker(), "r7", [Grant(Role.EDITOR)])
    return f"/invitation/{secret}"


def field_of(page, name):
    """The value of the last field of this name: the header has forms, too."""
    return html.unescape(re.findall(rf'name="{name}"[^>]* value="([^"]*)"', page)[-1])


def secret_of(page):
    return re.search(r'<code class="secret">([^<]*)</code>', page)[1].replace(" ", "")


def use(client, link, **changes):
    """Open a link, and set a password and a second factor; the result is the answer and the secret."""
    page = client.get(link).text
    secret = secret_of(page)
    form = {
        "sealed": field_of(page, "sealed"),
        "password": PASSWORD,
        "again": PASSWORD,
        "code": pyotp.TOTP(secret).now(),
        **changes,
    }
    return client.post(link, data=form), secret


def test_a_link_leads_into_the_desk_and_then_ends(desk_app, link):
    client = desk_app.test_client()
    answer, _ = use(client, link)
    assert (answer.status_code, answer.location) == (303, "/?done=welcome")
    assert client.get("/").status_code == 200
    assert client.get(link).status_code == 400


def test_what_was_refused_can_be_corrected_on_the_same_page_with_the_same_picture(desk_app, link):
    client = desk_app.test_client()
    answer, secret = use(client, link, again="another")
    assert answer.status_code == 400
    assert "같지 않습니다" in answer.text
    assert secret_of(answer.text) == secret


def test_a_secret_that_the_page_did_not_make_is_refused(desk_app, link):
    cipher = desk_app.extensions["webmap-desk"].cipher
    for sealed in ("", "x", codes.seal(cipher, "another link", "JBSWY3DPEHPK3PXP")):
        assert desk_app.test_client().post(link, data={"sealed": sealed}).status_code == 400


def test_a_picture_and_the_secret_as_text_come_from_here(desk_app, link):
    answer = desk_app.test_client().get(link)
    assert '<img src="data:image/svg+xml' in answer.text
    assert "img-src 'self' data:" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] in ("no-referrer", "same-origin")


@pytest.fixture
def ready(desk_app, link, monkeypatch):
    """A person who has come once and gone again: the form of a log-in that is right."""
    client = desk_app.test_client()
    _, secret = use(client, link)
    later = pyotp.TOTP(secret).generate_otp(int(time.time() // 30) + 1)
    return {"handle": "r7", "password": PASSWORD, "code": later}


def test_a_log_in_leads_to_where_one_wanted_to_go(desk_app, ready):
    client = desk_app.test_client()
    then = field_of(client.get("/account?x=%EA%B0%80", follow_redirects=True).text, "then")
    answer = client.post("/log-in", data={**ready, "then": then})
    assert (answer.status_code, answer.location) == (303, "/account?x=%EA%B0%80")


@pytest.mark.parametrize("wrong", [{"handle": "r8"}, {"password": "x"}, {"code": "000000"}, {"code": ""}])
def test_a_wrong_log_in_says_the_same_whatever_is_wrong(desk_app, ready, wrong):
    answer = desk_app.test_client().post("/log-in", data={**ready, **wrong})
    assert answer.status_code == 403
    assert "식별 이름, 비밀번호 또는 코드가 맞지 않거나" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_each_log_in_begins_a_new_session_and_ends_the_one_before(desk_app, ready):
    client = desk_app.test_client()
    client.set_cookie(PLAIN_COOKIE, "chosen-by-a-stranger")
    client.post("/log-in", data=ready)
    assert client.get_cookie(PLAIN_COOKIE).value != "chosen-by-a-stranger"


def test_a_log_out_ends_the_session_itself(desk_app, enter):
    visitor = enter("reader")
    kept = visitor.client.get_cookie(PLAIN_COOKIE).value
    assert visitor.client.post("/log-out").status_code == 403  # a form of another page
    assert visitor.post("/log-out").status_code == 303
    visitor.client.set_cookie(PLAIN_COOKIE, kept)
    assert visitor.get("/").location.startswith("/log-in")


def test_whoever_has_no_role_any_more_can_still_log_out(enter):
    assert enter().post("/log-out").status_code == 303


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        " /x",
        "/a\\..\\b",
    ],
)
def test_nobody_is_led_to_another_site(address):
    assert own_path(address) == "/"


@pytest.mark.parametrize("address", ["/", "/people/r1?done=given", "/queue?list=%EA%B0%80&page=2", "/학교"])
def test_own_pages_are_led_to(address):
    assert own_path(address) == address


def test_the_language_stays_chosen(desk_app):
    client = desk_app.test_client()
    answer = client.post("/language", data={"language": "en", "then": "/log-in"})
    assert (answer.status_code, answer.location) == (303, "/log-in")
    assert '<html lang="en">' in client.get("/log-in").text
    client.post("/language", data={"language": "<x>", "then": "/log-in"})
    assert '<html lang="en">' in client.get("/log-in").text


def test_another_host_name_is_refused(desk_app):
    assert desk_app.test_client().get("/log-in", headers={"Host": "evil.example"}).status_code == 421
