"""The one grammar of filters, for page, embed, API and exports.

`level` and `status` take the declared terms, `sido`, `sigungu` and `office` codes (each a comma list),
`from` and `to` ISO dates (inclusive, of the first report), `q` a part of a school's name or its initial
consonants (`webmap.view.search`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from webmap.errors import FilterError
from webmap.places.regions.region_table import RegionTable
from webmap.view.search import fold_query
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import LEVELS, STATUSES, STATUSES_COUNTED_BY_DEFAULT, Level, RegionLevel, Status
from webmap.vocabulary.text import printable

MAX_TEXT_LENGTH = 100
"""Most characters of a search; the page gets it with its config."""


@dataclass(frozen=True)
class Filters:
    """What a reader wants to see; the default is everything that stands."""

    level: frozenset[Level] = frozenset(LEVELS)
    status: frozenset[Status] = frozenset(STATUSES_COUNTED_BY_DEFAULT)
    sido: frozenset[str] = frozenset()
    sigungu: frozenset[str] = frozenset()
    office: frozenset[str] = frozenset()
    since: date | None = field(default=None, metadata={"parameter": "from"})
    until: date | None = field(default=None, metadata={"parameter": "to"})
    q: str = ""

    def regions(self) -> dict[RegionLevel, frozenset[str]]:
        """The region codes asked for, by level; levels that are not filtered are left out."""
        asked = {
            RegionLevel.SIDO: self.sido,
            RegionLevel.SIGUNGU: self.sigungu,
            RegionLevel.OFFICE: self.office,
        }
        return {level: codes for level, codes in asked.items() if codes}


PARAMETERS = {f.metadata.get("parameter", f.name): f.name for f in fields(Filters)}
"""Query parameter → field of `Filters`."""

NO_FILTER = Filters()
EVERYTHING = Filters(status=frozenset(STATUSES))


def parse_filters(arguments: Mapping[str, str], table: RegionTable, also: Iterable[str] = ()) -> Filters:
    """Read filters from query parameters; `also` names parameters that are allowed but no filters.

    Raises FilterError naming an unknown filter or value. A blank value is no filter.
    """
    _refuse_unknown(arguments, also)
    readers: dict[str, Callable[[str, str], object]] = {
        "level": lambda name, text: _terms(name, text, LEVELS),
        "status": lambda name, text: _terms(name, text, STATUSES),
        **{level.value: _codes_reader(level, table) for level in RegionLevel},
        "from": _day,
        "to": _day,
        "q": _text,
    }
    given = {name: arguments[name].strip() for name in PARAMETERS if arguments.get(name, "").strip()}
    values = {PARAMETERS[name]: readers[name](name, text) for name, text in given.items()}
    # A list of nothing but commas is no filter either: it would let nothing in.
    filters = Filters(**{field: value for field, value in values.items() if value})  # type: ignore[arg-type]
    if filters.since and filters.until and filters.since > filters.until:
        raise FilterError(say("The filter `from` lies after `to`. Swap the two dates."))
    return filters


def parameters(filters: Filters) -> dict[str, str]:
    """The filters as query parameters in their one spelling, those that are not set left out."""
    stated = {
        name: getattr(filters, field)
        for name, field in PARAMETERS.items()
        if getattr(filters, field) != getattr(NO_FILTER, field)
    }
    return {name: _written(value) for name, value in stated.items()}


def _written(value: frozenset[str] | date | str) -> str:
    return ",".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def _refuse_unknown(arguments: Mapping[str, str], also: Iterable[str]) -> None:
    unknown = sorted(set(arguments) - set(PARAMETERS) - set(also))
    if unknown:
        raise FilterError(
            say(
                "There is no filter %(names)s. Known filters: %(known)s.",
                names=", ".join(quoted(name) for name in unknown[:5]),
                known=", ".join(PARAMETERS),
            )
        )


def _terms(name: str, text: str, known: Iterable[StrEnum]) -> frozenset[StrEnum]:
    by_value = {str(term): term for term in known}
    asked = _split(text)
    unknown = sorted(set(asked) - set(by_value))
    if unknown:
        raise _unknown_value(name, unknown[0], ", ".join(by_value))
    return frozenset(by_value[value] for value in asked)


def _codes_reader(level: RegionLevel, table: RegionTable) -> Callable[[str, str], frozenset[str]]:
    def read(name: str, text: str) -> frozenset[str]:
        asked = _split(text)
        unknown = sorted(code for code in asked if not table.has(level, code))
        if unknown:
            example = table.regions(level)[0]
            raise _unknown_value(name, unknown[0], f"{example.code} ({example.name}) …")
        return frozenset(asked)

    return read


def _day(name: str, text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise _unknown_value(name, text, "YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _unknown_value(name, text, "YYYY-MM-DD") from None


def _text(name: str, text: str) -> str:
    # Folding may lengthen a text: one sign can stand for a whole sentence.
    if max(len(text), len(fold_query(text))) > MAX_TEXT_LENGTH:
        raise FilterError(
            say("The filter %(name)s takes at most %(count)s characters.", name=name, count=MAX_TEXT_LENGTH)
        )
    return " ".join(text.split())


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _unknown_value(name: str, value: str, known: str) -> FilterError:
    return FilterError(
        say(
            "The filter %(name)s does not know the value %(value)s. It takes: %(known)s.",
            name=name,
            value=quoted(value),
            known=known,
        )
    )


def quoted(text: str) -> str:
    """A short, printable form of what somebody typed, for a sentence that repeats it."""
    return f"“{printable(text[:40])}{'…' if len(text) > 40 else ''}”"
