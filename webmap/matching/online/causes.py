"""Why a provider gave no answer, in our own words.

The texts of libraries are in English, and may hold the address of a request, and with it a key.
"""

from __future__ import annotations

from collections.abc import Iterator

from geopy.exc import GeocoderParseError, GeocoderQueryError, GeocoderServiceError

from webmap.system.http import FetchError, FetchFailure
from webmap.vocabulary.messages import Message, say

UNREADABLE_ANSWER = say("its answer cannot be read")
UNREACHABLE = say("it cannot be reached from this computer")
FAILURES = {
    FetchFailure.INSECURE: say("no secure connection to it can be made"),
    FetchFailure.SLOW: say("it did not answer in time"),
    FetchFailure.UNREACHABLE: UNREACHABLE,
    FetchFailure.TOO_LARGE: say("its answer is too large"),
    FetchFailure.UNUSABLE: UNREADABLE_ANSWER,
}
MAX_DEPTH = 10
"""Causes of causes that are looked at."""


def cause_of(error: BaseException) -> Message:
    """Why there was no answer, as a clause."""
    for each in _chain(error):
        if isinstance(each, FetchError):
            return FAILURES[each.failure]
        status = getattr(each, "status_code", None)
        if isinstance(status, int):
            return say("it answered with HTTP status %(status)s", status=status)
    if isinstance(error, GeocoderQueryError):
        return say("it did not understand the question")
    of_the_service = isinstance(error, GeocoderServiceError) and not isinstance(error, GeocoderParseError)
    return UNREACHABLE if of_the_service else UNREADABLE_ANSWER


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those in whose handling it was raised."""
    each: BaseException | None = error
    for _ in range(MAX_DEPTH):
        if each is None:
            return
        yield each
        each = each.__cause__ or each.__context__
