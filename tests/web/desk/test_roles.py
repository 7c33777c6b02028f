"""Every route of the desk × every role: made from the application's own addresses, so none is forgotten."""

from __future__ import annotations

import contextlib
import random

import pytest
from sqlalchemy import delete

from webmap.review.permissions import ALLOWED, Role
from webmap.review.tables.people import session
from webmap.web.desk.gate import FORM_TOKEN, action_of, is_open

SAMPLES = {
    "handle": "nobody",
    "secret": "x",
    "id": "1",
    "release_id": "1",
    "number": "1",
    "slug": "x",
    "version": "x",
    "name": "x",
    "path": "x",
    "key": "x",
}
"""Values for the parts of addresses: of nothing that there is, so that nothing is done."""


def routes(app):
    """(endpoint, method, address) of every route that states an action."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if is_open(app, rule.endpoint):
            continue
        values = {part: SAMPLES.get(part, "1") for part in rule.arguments}
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
        for method in sorted(rule.methods & {"GET", "POST", "PUT", "DELETE", "PATCH"}):
            yield rule.endpoint, method, address


@pytest.fixture
def quiet(desk_app):
    """The application without what its routes do: what passes the gate is answered with 200."""
    for endpoint in desk_app.view_functions:
        if not is_open(desk_app, endpoint):
            view = desk_app.view_functions[endpoint]

            def passed(**_values):
                return "passed"

            passed.__dict__.update(view.__dict__)
            desk_app.view_functions[endpoint] = passed
    return desk_app


@pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
def test_every_route_states_an_action_and_is_a_page_or_a_form(desk_app):
    assert len(list(routes(desk_app))) >= 20
    for endpoint, method, _address in routes(desk_app):
        assert action_of(desk_app, endpoint), endpoint
        assert method in ("GET", "POST"), f"{endpoint}: {method}"


@pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", Role)
def test_each_role_passes_where_the_table_says_so_and_nowhere_else(quiet, enter, role):
    visitor = enter((role, "11" if role is Role.OFFICE else ""))
    for endpoint, method, address in routes(quiet):
        is_allowed = action_of(quiet, endpoint) in ALLOWED[role]
        answer = visitor.get(address) if method == "GET" else visitor.post(address)
        assert answer.status_code == (200 if is_allowed else 403), f"{role}: {method} {address}"


@pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
def test_without_a_session_every_page_leads_to_the_log_in_and_every_form_is_refused(quiet, enter):
    client = quiet.test_client()
    ended = enter(*Role)
    with quiet.extensions["webmap-desk"].database.write() as connection:
        connection.execute(delete(session))
    for _endpoint, method, address in routes(quiet):
        for send in (client, ended):
            answer = send.get(address) if method == "GET" else send.post(address)
            assert answer.status_code == (303 if method == "GET" else 403), f"{method} {address}"


@pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("", {}),
        ("of-another-session", {}),
        (None, {"Sec-Fetch-Site": "cross-site"}),
        (None, {"Sec-Fetch-Site": "same-site"}),
        (None, {"Origin": "https://evil.example"}),
        (None, {"Origin": "https://[evil"}),
    ],
)
def test_a_form_of_another_page_is_refused_whatever_the_roles(quiet, enter, token, headers):
    visitor = enter(*((role, "11" if role is Role.OFFICE else "") for role in Role))
    fields = {} if token is None else {FORM_TOKEN: token}
    for _endpoint, method, address in routes(quiet):
        if method == "POST":
            assert visitor.post(address, fields, headers=headers).status_code == 403, address


@pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
def test_a_log_in_sent_by_another_site_is_refused(desk_app):
    answer = desk_app.test_client().post("/log-in", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


HOSTILE = [
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "9" * 40,
    "٣",
    "\0",
    "\x1b[31m",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "가" * 2000,
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "null",
    "[]",
    "%00",
    "\r\nSet-Cookie: x=1",
]


def fields_of(generator):
    names = [
        "handle", "role", "area", "name", "grant", "password", "again", "code", "sealed", "then", "fresh_code",
        "session", "present", "new", "language", "page", "person", "what", "id", "version", "school", "answer",
        "why", "slug", "text", "state", "status", "note", "release", "digest", "number", "q", "list", "source",
    ]  # fmt: skip
    return {name: generator.choice(HOSTILE) for name in generator.sample(names, 12)}


def addresses(app, generator):
    """Every address, its parts hostile."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        values = {part: generator.choice(HOSTILE[2:]) for part in rule.arguments}
        with contextlib.suppress(ValueError):
            yield rule, app.url_map.bind("localhost").build(rule.endpoint, values)


@pytest.mark.parametrize("seed", range(2))
def test_nothing_that_is_sent_breaks_a_route_with_or_without_a_session(desk_app, enter, seed):
    generator = random.Random(seed)  # noqa: S311
    everything = enter(*((role, "11" if role is Role.OFFICE else "") for role in Role))
    stranger = desk_app.test_client()
    for rule, address in addresses(desk_app, generator):
        fields = fields_of(generator)
        for method in sorted(rule.methods & {"GET", "POST"}):
            for sender in (everything, stranger):
                answer = (
                    sender.get(address, query_string=fields)
                    if method == "GET"
                    else sender.post(address, data=fields)
                )
                assert answer.status_code < 500, f"{method} {address} {fields}: {answer.status_code}"
                assert "<script>alert(1)" not in answer.text
