"""All pages of an interface: each requested until it is right, stored, and checked against the others."""

from __future__ import annotations

import math
from typing import Any

from webmap.errors import RegisterLimitError, RegisterUpdateError
from webmap.places.register_update.client import Client
from webmap.places.register_update.interface import (
    Interface,
    LimitReachedError,
    Page,
    TransientError,
    Values,
)
from webmap.places.register_update.pages import PageStore
from webmap.places.register_update.patience import RetryPolicy
from webmap.system.progress import Progress
from webmap.vocabulary.messages import Message, say

MAX_STARTS = 3
"""Attempts to fetch all pages, if the register changes meanwhile."""


class _ChangedError(Exception):
    """A page states another total than the first one."""


class Fetcher:
    """Fetches the rows of one interface."""

    def __init__(
        self, interface: Interface, client: Client, pages: PageStore, retry_policy: RetryPolicy, size: int
    ) -> None:
        self._interface = interface
        self._client = client
        self._pages = pages
        self._retry_policy = retry_policy
        self._size = size
        self._total: int | None = None

    def rows(self, progress: Progress[Any]) -> list[Values]:
        """All rows, as many as the interface states, in its order.

        Raises RegisterUpdateError, or RegisterLimitError; fetched pages stay stored for the next run.
        """
        for _ in range(MAX_STARTS):
            try:
                return self._all_pages(progress)
            except _ChangedError:
                self._pages.clear()
            except LimitReachedError as limit:
                raise self._limit(limit.answer) from None
            except TransientError as failure:
                raise self._gave_up(failure) from None
        raise RegisterUpdateError(
            say(
                "%(service)s changed again and again while it was fetched. Run the command again later.",
                service=self._interface.title,
            )
        )

    def _all_pages(self, progress: Progress[Any]) -> list[Values]:
        self._total = None
        self._total = self._page(1, {}).total
        count = math.ceil(self._total / self._size)
        seen: dict[tuple[Values, ...], int] = {}
        rows: list[Values] = []
        step = say("Fetching from %(service)s", service=self._interface.title)
        for number in progress(range(1, count + 1), step, count):
            page = self._page(number, seen)
            seen[page.rows] = number
            rows += page.rows
        return rows

    def _page(self, number: int, seen: dict[tuple[Values, ...], int]) -> Page:
        """A stored page, or one that is fetched now and stored."""
        page = self._pages.get(number)
        if page is None or not self._fits(page, number):
            page = self._retry_policy.until_it_works(
                lambda seconds: self._checked_page(number, seen, seconds)
            )
            self._pages.put(number, page)
        return page

    def _fits(self, page: Page, number: int) -> bool:
        return page.total == (self._total or page.total) and len(page.rows) == self._expected(page, number)

    def _checked_page(self, number: int, seen: dict[tuple[Values, ...], int], seconds: float) -> Page:
        page = self._client.page(number, self._size, seconds)
        if self._total is not None and page.total != self._total:
            raise _ChangedError
        if len(page.rows) != self._expected(page, number):
            raise TransientError(
                say(
                    "Page %(page)s of %(service)s holds %(rows)s rows instead of %(expected)s.",
                    page=number,
                    service=self._interface.title,
                    rows=len(page.rows),
                    expected=self._expected(page, number),
                )
            )
        if page.number not in (None, number):
            raise TransientError(
                say(
                    "%(service)s answered with page %(other)s instead of page %(page)s.",
                    page=number,
                    service=self._interface.title,
                    other=page.number,
                )
            )
        if page.rows in seen:
            raise TransientError(
                say(
                    "Page %(page)s of %(service)s repeats page %(other)s.",
                    page=number,
                    service=self._interface.title,
                    other=seen[page.rows],
                )
            )
        return page

    def _expected(self, page: Page, number: int) -> int:
        return max(0, min(self._size, page.total - (number - 1) * self._size))

    def _so_far(self) -> Message:
        if self._total is None:
            return say("No page was fetched yet.")
        return say(
            "%(kept)s of %(pages)s pages are fetched and kept.",
            kept=self._pages.count,
            pages=math.ceil(self._total / self._size),
        )

    def _limit(self, answer: str) -> RegisterLimitError:
        return RegisterLimitError(
            say(
                "The daily limit of %(service)s is reached (%(answer)s). %(so_far)s Run the "
                "command again when the limit is lifted, usually at midnight in Korea.",
                service=self._interface.title,
                answer=answer,
                so_far=self._so_far(),
            )
        )

    def _gave_up(self, failure: TransientError) -> RegisterUpdateError:
        kind = RegisterLimitError if failure.limited else RegisterUpdateError
        return kind(
            say(
                "%(failure)s All attempts or the available time were used up. %(so_far)s Run "
                "the command again later; on the same day it continues from there.",
                failure=failure.message,
                so_far=self._so_far(),
            )
        )
