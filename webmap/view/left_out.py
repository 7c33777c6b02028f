"""The counts that a view does not state: of statuses and levels that it was not asked for, or may not show.

A file has no column for them, and answers of a fixed schema (API, OGC collections, data package) hold no
value: a 0 would say that there are none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from webmap.view.audience import Audience
from webmap.view.column import Column
from webmap.view.filters import Filters
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import LEVELS, STATUSES, Term

TERMS: Mapping[Any, Term] = dict([*LEVELS.items(), *STATUSES.items()])
"""By code, everything that is counted by itself."""


@dataclass(frozen=True)
class LeftOut:
    """Codes of levels and statuses: `by_filter` those not asked for, `by_audience` those never shown."""

    by_filter: tuple[str, ...]
    by_audience: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.by_filter, *self.by_audience))

    def columns(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """The columns of a file: without those that count what is left out."""
        return tuple(each for each in columns if each.counts not in self.codes)

    def blank(self, frame: pd.DataFrame, columns: Iterable[Column]) -> pd.DataFrame:
        """The frame without values in the columns that count what is left out; they stay whole numbers."""
        names = [each.name for each in columns if each.counts in self.codes]
        return frame.assign(**{name: pd.Series(pd.NA, frame.index, dtype="Int64") for name in names})

    def as_json(self) -> dict[str, list[str]]:
        """For the metadata of an answer."""
        return {"filter": list(self.by_filter), "audience": list(self.by_audience)}

    def remarks(self, language: str) -> Iterator[str]:
        """Sentences for the notes of a file."""
        if self.by_filter:
            yield say(
                "Not counted, as the filter leaves them out: %(names)s.",
                names=_names(self.by_filter, language),
            ).render(language)
        if self.by_audience:
            yield say(
                "Not counted, as this map does not show them: %(names)s.",
                names=_names(self.by_audience, language),
            ).render(language)


def left_out(filters: Filters, audience: Audience) -> LeftOut:
    """What a view with these filters does not state to an audience."""
    within = audience.within
    levels = within.level if within else frozenset(LEVELS)
    statuses = audience.statuses & (within.status if within else frozenset(STATUSES))
    visible, asked = {*levels, *statuses}, {*filters.level, *filters.status}
    return LeftOut(
        by_filter=_codes(code for code in TERMS if code in visible and code not in asked),
        by_audience=_codes(code for code in TERMS if code not in visible),
    )


def _codes(terms: Iterable[Any]) -> tuple[str, ...]:
    return tuple(map(str, terms))


def _names(codes: Collection[str], language: str) -> str:
    return ", ".join(
        Message(term.name).render(language) for code, term in TERMS.items() if str(code) in codes
    )
