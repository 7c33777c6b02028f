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


def stated_once(except_for: str = "") -> dict[str, str]:
    """The request's parameters. Raises FilterError for a repeated parameter or an unknown language.

    `except_for`: a parameter that may be repeated, of which the result has the first value.
    """
    repeated = [name for name, values in request.args.lists() if len(values) > 1 and name != except_for]
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
    """Raise FilterError where the requested language is unknown."""
    if code := request.args.get(LANGUAGE, ""):
        one_of(LANGUAGE, code, LANGUAGES)


def asked_filters(also: Iterable[str] = (LANGUAGE,)) -> Filters:
    """The request's filters; `also` names parameters that are not filters.

    Raises FilterError naming the unknown or repeated parameter.
    """
    return parse_filters(stated_once(), published().table, also=also)


def only(known: Iterable[str] = (LANGUAGE,)) -> dict[str, str]:
    """The parameters of a request that takes no filters. Raises FilterError for any other than `known`."""
    arguments = stated_once()
    refuse_unknown(arguments, known, called=Called.PARAMETER)
    return arguments


def known_level(level: str) -> RegionLevel:
    """The region level that a path names. Raises NotFoundError for an unknown name."""
    if level not in list(RegionLevel):
        raise NotFoundError(
            say(
                "There is no region level %(level)s. Known levels: %(known)s.",
                level=quoted(level),
                known=", ".join(RegionLevel),
            )
        )
    return RegionLevel(level)
