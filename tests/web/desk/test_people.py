"""The page People: links, roles, recovery, leaving; and that what matters asks for a new code."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select, update

from webmap.review import journal
from webmap.review.people import accounts
from webmap.review.tables.people import person, role_grant, session

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def desk(desk_app):
    return desk_app.extensions["webmap-desk"]


@pytest.fixture
def administrator(enter, desk):
    """An administrator whose second factor is SECRET, and who counts as one who can log in."""

    def entered(*more):
        visitor = enter("administrator", *more)
        with desk.database.write() as connection:
            accounts.set_second_factor(connection, desk.cipher, visitor.person, SECRET, 0)
            accounts.set_password(connection, visitor.person, "kept")
        return visitor

    return entered


def grow_stale(desk):
    with desk.database.write() as connection:
        connection.execute(update(session).values(confirmed=datetime.now(UTC) - timedelta(minutes=6)))


def link_in(page):
    return re.search(r'<code class="secret">(http[^<]*)</code>', page)[1]


def test_a_link_is_shown_once_and_opens_the_page_of_welcome(administrator, desk_app, desk):
    visitor = administrator()
    answer = visitor.post(
        "/people/invite", {"handle": "seoul-1", "role": "office", "area": "11", "name": "가명"}
    )
    assert answer.status_code == 200
    path = link_in(answer.text).removeprefix("http://localhost")
    assert "seoul-1" in desk_app.test_client().get(path).text
    assert path not in visitor.get("/people").text
    assert "가명" in visitor.get("/people").text
    with desk.database.read() as connection:
        last = journal.lines(connection)[0]
    assert (last.action, last.subject, last.values) == (
        "invite",
        "seoul-1",
        {"roles": [{"area": "11", "role": "office"}]},
    )


def test_a_role_is_given_and_ended(administrator, enter, desk):
    visitor, other = administrator(), enter("reader")
    assert visitor.post(f"/people/{other.handle}/roles", {"role": "editor", "area": ""}).status_code == 303
    page = visitor.get(f"/people/{other.handle}?done=given").text
    assert "역할을 주었습니다" in page
    with desk.database.read() as connection:
        grant = connection.execute(select(role_grant.c.id).where(role_grant.c.role == "editor")).scalar_one()
    assert visitor.post(f"/people/{other.handle}/roles/end", {"grant": grant}).status_code == 303
    assert visitor.post(f"/people/{other.handle}/roles/end", {"grant": grant}).status_code == 404


def test_the_last_administrator_can_be_neither_ended_nor_removed(administrator, desk):
    visitor = administrator()
    with desk.database.read() as connection:
        grant = connection.execute(select(role_grant.c.id)).scalar_one()
    assert visitor.post(f"/people/{visitor.handle}/roles/end", {"grant": grant}).status_code == 409
    assert visitor.post(f"/people/{visitor.handle}/leave").status_code == 409
    assert visitor.get("/people").status_code == 200


def test_two_administrators_recover_a_third_account(administrator, enter):
    first, second, lost = administrator(), administrator(), enter("editor")
    assert first.post(f"/people/{lost.handle}/recovery").status_code == 303
    assert first.post(f"/people/{lost.handle}/recovery/agree").status_code == 403
    answer = second.post(f"/people/{lost.handle}/recovery/agree")
    assert "/invitation/" in link_in(answer.text)
    assert lost.get("/").status_code == 303
    assert second.post(f"/people/{lost.handle}/recovery/agree").status_code == 409


def test_what_matters_asks_for_a_new_code_and_keeps_what_was_typed(administrator, desk):
    visitor = administrator()
    grow_stale(desk)
    form = {"handle": "r9", "role": "reviewer", "area": "", "name": "<가명>"}
    answer = visitor.post("/people/invite", form)
    assert answer.status_code == 403
    assert 'name="name" value="&lt;가명&gt;"' in answer.text
    assert 'action="/people/invite"' in answer.text
    assert visitor.post("/people/invite", {**form, "fresh_code": "000000"}).status_code == 403
    now = pyotp.TOTP(SECRET).now()
    assert visitor.post("/people/invite", {**form, "fresh_code": now}).status_code == 200
    grow_stale(desk)
    assert visitor.post("/people/invite", {**form, "handle": "r10", "fresh_code": now}).status_code == 403


def test_wrong_codes_of_a_session_are_slowed_down(administrator, desk):
    visitor = administrator()
    grow_stale(desk)
    codes = [visitor.post("/people/r1/recovery", {"fresh_code": "000000"}).status_code for _ in range(8)]
    assert codes == [403] * 6 + [429] * 2


def test_a_page_that_needs_a_code_is_opened_after_it(administrator, desk):
    visitor = administrator()
    grow_stale(desk)
    assert 'name="then" value="/account/second-factor"' in visitor.get("/account/second-factor").text
    answer = visitor.post(
        "/account/confirm", {"then": "/account/second-factor", "fresh_code": pyotp.TOTP(SECRET).now()}
    )
    assert (answer.status_code, answer.location) == (303, "/account/second-factor")
    assert visitor.get("/account/second-factor").status_code == 200


def test_whoever_leaves_is_out_at_once(administrator, enter, desk):
    visitor, other = administrator(), enter("editor")
    assert visitor.post(f"/people/{other.handle}/leave").status_code == 303
    assert other.get("/").status_code == 303
    with desk.database.read() as connection:
        row = connection.execute(select(person).where(person.c.id == other.person)).one()
    assert (row.state, row.name) == ("left", None)


def test_the_record_of_log_ins_is_filtered_by_its_address(administrator, desk, desk_app):
    visitor = administrator()
    desk_app.test_client().post("/log-in", data={"handle": visitor.handle, "password": "x", "code": "1"})
    page = visitor.get(f"/people/access?person={visitor.handle}&what=failure").text
    assert "127.0.0.0/24" in page
    assert "127.0.0.0/24" not in visitor.get("/people/access?what=export").text
    assert visitor.get("/people/access?page=x&what=%00").status_code == 400
