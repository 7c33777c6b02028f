"""Checks of the computer's clock, which dates snapshots and may be wrong."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from webmap.errors import RequestError
from webmap.vocabulary.messages import Message, say

KOREA = timezone(timedelta(hours=9), "KST")


def today_in_korea() -> date:
    """The publishers' day: their data and their daily limits change at midnight there."""
    return datetime.now(KOREA).date()


SECONDS = len("20240901T000000Z")


def check_as_of(as_of: date | None) -> None:
    """Raise RequestError for an as-of date in the future of this computer's clock."""
    today = datetime.now(KOREA).date()
    # Time zones east of Korea have tomorrow's date already.
    if as_of is not None and as_of > today + timedelta(days=1):
        raise RequestError(
            say(
                "--as-of %(day)s lies in the future: by the clock of this computer today is %(today)s. "
                "Correct one of them.",
                day=as_of.isoformat(),
                today=today.isoformat(),
            )
        )


def about_clock(before: str | None, now: str) -> list[Message]:
    """A warning where a version is dated before the one served until then."""
    if before is None or not (before[:8].isdigit() and now[:SECONDS] < before[:SECONDS]):
        return []
    return [
        say(
            "Check the clock of this computer: the new snapshot %(now)s is dated before "
            "%(before)s, which was served until now. The new one is served anyway.",
            now=now,
            before=before,
        )
    ]
