"""Growing pauses after failed attempts; nobody is ever locked out, and no stranger can keep a person out.

Each attempt goes by lanes. A browser in which the person has logged in before has a lane of its own, which no
stranger reaches. All others share three: the one of their network (whatever handle is tried), the one of that
handle in that network, and the one of the handle from anywhere, whose pauses stay short. A handle that nobody
has goes the same way as any other: lanes are digests of what was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from sqlalchemy import Connection, delete, insert, select, update

from webmap.errors import TooManyRequestsError
from webmap.review.cipher import Cipher
from webmap.review.tables.people import attempt
from webmap.vocabulary.messages import say

FORGOTTEN_AFTER = timedelta(days=1)
ONE_OFF_AFTER = timedelta(minutes=10)
"""So long without a failure takes one off the count."""


@dataclass(frozen=True)
class Lane:
    """What is counted together: `free` failures cost no pause; then each doubles it, up to the longest."""

    key: str
    free: int
    longest: timedelta

    def pause(self, failures: int) -> timedelta:
        """The pause after so many failures."""
        beyond = failures - self.free
        return min(timedelta(seconds=2 ** min(beyond, 20)), self.longest) if beyond > 0 else timedelta(0)


def lanes(cipher: Cipher, handle: str, client: str, network: str, browser: str = "") -> tuple[Lane, ...]:
    """The lanes of an attempt, by the client (IPv4: address, IPv6: /64) and its network (IPv6: /48).

    `browser`: the digest of a browser that is known for this handle, else ''.
    """
    if browser:
        return (Lane(cipher.digest(f"browser\n{browser}"), 5, timedelta(minutes=15)),)
    return (
        Lane(cipher.digest(f"handle and network\n{client}\n{handle}"), 5, timedelta(minutes=15)),
        Lane(cipher.digest(f"network\n{network}"), 30, timedelta(minutes=15)),
        Lane(cipher.digest(f"handle\n{handle}"), 20, timedelta(minutes=1)),
    )


def person_lane(cipher: Cipher, person_id: str) -> tuple[Lane, ...]:
    """The lane of codes that a person with a session types."""
    return (Lane(cipher.digest(f"code\n{person_id}"), 5, timedelta(minutes=15)),)


def check(connection: Connection, chosen: Sequence[Lane]) -> None:
    """Raise TooManyRequestsError, with the seconds to wait, while a pause lasts.

    No wait is longer than the longest pause of its lane, though the clock was set back meanwhile.
    """
    now, longest = datetime.now(UTC), {lane.key: lane.longest for lane in chosen}
    rows = connection.execute(select(attempt.c.key, attempt.c.until).where(attempt.c.key.in_([*longest])))
    waits = (min(until - now, longest[key]) for key, until in rows)
    seconds = ceil(max((wait.total_seconds() for wait in waits), default=0))
    if seconds > 0:
        raise TooManyRequestsError(
            say("Too many attempts have failed. Try again in %(seconds)s seconds.", seconds=seconds),
            {"Retry-After": str(seconds)},
        )


def count(connection: Connection, chosen: Sequence[Lane]) -> None:
    """Count a failure; before the password is checked, so that attempts at one moment are all counted."""
    now = datetime.now(UTC)
    for lane in chosen:
        row = connection.execute(select(attempt).where(attempt.c.key == lane.key)).first()
        # A clock that was set back must not add failures.
        passed = max(0, (now - row.at) // ONE_OFF_AFTER) if row else 0
        failures = 1 + (max(0, row.failures - passed) if row else 0)
        values = {"failures": failures, "at": now, "until": now + lane.pause(failures)}
        if row is None:
            connection.execute(insert(attempt).values(key=lane.key, **values))
        else:
            connection.execute(update(attempt).where(attempt.c.key == lane.key).values(**values))


def forgive(connection: Connection, chosen: Sequence[Lane]) -> None:
    """Take back the one failure that `count` counted; of what belongs to the person alone, forget all."""
    connection.execute(delete(attempt).where(attempt.c.key == chosen[0].key))
    for lane in chosen[1:]:
        connection.execute(
            update(attempt)
            .where(attempt.c.key == lane.key, attempt.c.failures > 0)
            .values(failures=attempt.c.failures - 1)
        )


def remove_old(connection: Connection) -> int:
    """Remove what no longer counts; the result is how many."""
    old = datetime.now(UTC) - FORGOTTEN_AFTER
    return connection.execute(delete(attempt).where(attempt.c.at < old)).rowcount
