"""The order of the queue: the strongest claim first, among equal ones the answer that decides most rows."""

from __future__ import annotations

from collections.abc import Mapping

from webmap.vocabulary.terms import STATUSES, Status

BAND = 1_000_000
"""Weight between two statuses: more rows than any list has."""
STRENGTH = {status: number for number, status in enumerate(reversed(STATUSES), start=1)}
"""Confirmed claims are the strongest: what they name wrongly, or not at all, weighs most."""


def weight_of(statuses: Mapping[Status, int]) -> int:
    """Weight of a question, given the number of its rows by status."""
    strongest = max((STRENGTH[status] for status, count in statuses.items() if count), default=0)
    return BAND * strongest + min(BAND - 1, sum(statuses.values()))


def band(status: Status) -> tuple[int, int]:
    """The weights, the last one excluded, of questions whose strongest claim has this status."""
    first = BAND * STRENGTH[status]
    return first, first + BAND
