"""Query parameters of the interfaces, read strictly: unknown, repeated or misspelt ones are refused."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request

from webmap.errors import FilterError, NotFoundError
from webmap.view.filters import Filters, parse_filters
from webmap.view.parameters import Called, one_of, quoted, refuse_unknown
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.published import published

LANGUAGE = "lang"


def stated_once() -> dict[str, str]:
    """The request's parameters. Raises FilterError where one is stated twice or no language is such."""
    repeated = [name for name, values in request.args.lists() if len(values) > 1]
    if repeated:
        raise FilterError(
            say(
                "The filter %(name)s is stated more than once. Join its values with commas.",
                name=quoted(repeated[0]),
            )
        )
    refuse_unknown_language()
    return request.args.to_dict()


def refuse_unknown_language() -> None:
    """Raises FilterError where a language is asked for that no text is in."""
    if asked := request.args.get(LANGUAGE, ""):
        one_of(LANGUAGE, asked, LANGUAGES)


def asked_filters(also: Iterable[str] = (LANGUAGE,)) -> Filters:
    """Filters of this request; `also` names parameters that are no filters.

    Raises FilterError naming what is unknown or stated twice.
    """
    return parse_filters(stated_once(), published().table, also=also)


def only(known: Iterable[str] = (LANGUAGE,)) -> dict[str, str]:
    """The parameters of a request that takes no filters. Raises FilterError for any but `known`."""
    arguments = stated_once()
    refuse_unknown(arguments, known, called=Called.PARAMETER)
    return arguments


def known_level(level: str) -> RegionLevel:
    """The region level that a path names. Raises NotFoundError where there is none of that name."""
    if level not in list(RegionLevel):
        raise NotFoundError(
            say(
                "There is no region level %(level)s. Known levels: %(known)s.",
                level=quoted(level),
                known=", ".join(RegionLevel),
            )
        )
    return RegionLevel(level)
