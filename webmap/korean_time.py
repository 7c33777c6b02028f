"""The days of Korea, whatever the clock of the machine is set to."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

KOREA = timezone(timedelta(hours=9), "KST")


def today_in_korea() -> date:
    """The publishers' day: their data and their daily limits change at midnight there."""
    return datetime.now(KOREA).date()
