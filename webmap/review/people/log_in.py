"""Log-in: a handle, a password and a code; each failure costs the same time and gets the same answer."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from webmap.errors import DeskError
from webmap.review.cipher import Cipher
from webmap.review.database import Database
from webmap.review.people import access, attempts, codes, passwords, sessions
from webmap.review.people.attempts import Lane
from webmap.review.tables.people import known_browser, person
from webmap.vocabulary.messages import say

MAX_BROWSERS = 10
"""Known browsers of a person; the one that was not used for longest is forgotten."""


WRONG = say(
    "The handle, the password or the code is not right, or the code was used already. Wait for the next "
    "code and try again."
)


class WrongError(DeskError):
    """The handle, the password or the code is not right; which one is never said."""

    http_status = 403
    kind = "wrong-log-in"


@dataclass(frozen=True)
class Typed:
    """What a person typed."""

    handle: str
    password: str
    code: str


@dataclass(frozen=True)
class Origin:
    """Where from. `client`: address, for limits; `network`: what is kept; `browser`: its cookie, or ''."""

    client: str
    network: str
    browser: str = ""


@dataclass(frozen=True)
class Entered:
    """A log-in: the secrets of the session's cookie and of the browser's."""

    person: str
    session: str
    browser: str


def log_in(database: Database, cipher: Cipher, typed: Typed, origin: Origin) -> Entered:
    """Let a person in. Raises WrongError, TooManyRequestsError during a pause, DeskBusyError.

    The failure is counted before the password is checked and taken back afterwards, so that many attempts at
    one moment are as slow as one after another.
    """
    handle = typed.handle.strip().lower()
    with database.read() as connection:
        lanes = _lanes(connection, cipher, handle, origin)
        attempts.check(connection, lanes)
        kept = _kept(connection, cipher, handle)
    with database.write() as connection:
        attempts.check(connection, lanes)
        attempts.count(connection, lanes)
    has_password = passwords.is_right(kept.password, typed.password)
    step = codes.step_of(kept.secret, typed.code, kept.step)
    with database.write() as connection:
        if has_password and step is not None and _use(connection, kept, step):
            attempts.forgive(connection, lanes)
            return enter(connection, kept.person, origin)
        access.note_failure(connection, kept.person or None, origin.network)
    raise WrongError(WRONG)


@dataclass(frozen=True)
class _Kept:
    """What is kept of a person; of a handle that nobody has, what is compared in its place."""

    person: str = ""
    password: str | None = None
    secret: str = codes.NOBODYS_SECRET
    step: int | None = None


def _kept(connection: Connection, cipher: Cipher, handle: str) -> _Kept:
    row = connection.execute(
        select(person).where(person.c.handle == handle, person.c.state == "active")
    ).first()
    if row is None or row.password is None or row.totp_secret is None:
        return _Kept(row.id if row else "")
    return _Kept(row.id, row.password, cipher.text(row.totp_secret), row.totp_step)


def enter(connection: Connection, person_id: str, origin: Origin) -> Entered:
    """Begin a session in a browser that is known from now on."""
    access.note(connection, access.Entry.LOG_IN, person_id, origin.network)
    browser = _remember(connection, person_id, origin.browser)
    return Entered(person_id, sessions.begin(connection, person_id, origin.network), browser)


def _lanes(connection: Connection, cipher: Cipher, handle: str, origin: Origin) -> Sequence[Lane]:
    browser = sessions.digest_of(origin.browser)
    known = connection.execute(
        select(person.c.id)
        .join(known_browser, known_browser.c.person == person.c.id)
        .where(known_browser.c.token == browser, person.c.handle == handle)
    ).first()
    # Whoever has a /48 of IPv6 has 65,536 clients; behind an IPv4 address stands an office at most.
    network = origin.network if ":" in origin.network else origin.client
    return attempts.lanes(cipher, handle, origin.client, network, browser if known else "")


def _use(connection: Connection, kept: _Kept, step: int) -> bool:
    """Use up the code; False where it was used, or the account changed, while the password was checked."""
    used = connection.execute(
        update(person)
        .where(
            person.c.id == kept.person,
            person.c.state == "active",
            person.c.password == kept.password,
            person.c.totp_step.is_(None) | (person.c.totp_step < step),
        )
        .values(totp_step=step)
    )
    return used.rowcount == 1


def _remember(connection: Connection, person_id: str, browser: str) -> str:
    """The secret by which the browser is known: a new one at each log-in."""
    connection.execute(
        delete(known_browser).where(
            known_browser.c.token == sessions.digest_of(browser), known_browser.c.person == person_id
        )
    )
    known = connection.execute(
        select(known_browser.c.token)
        .where(known_browser.c.person == person_id)
        .order_by(known_browser.c.seen.desc())
    ).scalars().all()  # fmt: skip
    connection.execute(delete(known_browser).where(known_browser.c.token.in_(known[MAX_BROWSERS - 1 :])))
    secret = secrets.token_urlsafe(sessions.SECRET_BYTES)
    connection.execute(
        insert(known_browser).values(
            token=sessions.digest_of(secret), person=person_id, seen=datetime.now(UTC)
        )
    )
    return secret


def forget_browsers(connection: Connection, person_id: str) -> None:
    """Know none of a person's browsers any more."""
    connection.execute(delete(known_browser).where(known_browser.c.person == person_id))
