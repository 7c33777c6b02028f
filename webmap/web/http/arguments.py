"""Query parameters of the interfaces, read strictly: unknown, repeated or misspelt ones are refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from flask import request

from webmap.errors import FilterError, NotFoundError, WebmapError
from webmap.view.filters import Filters, parse_filters
from webmap.view.parameters import Called, one_of, quoted, refuse_unknown
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.published import published, view

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
    arguments = stated_once()
    return parse_filters(arguments, published().table, also, known_lists(arguments))


def known_lists(arguments: Mapping[str, str]) -> Collection[str]:
    """Codes of the lists of this map; nothing is compared for a request that states none."""
    return view().lists.by_code if arguments.get("lists", "").strip() else ()


def lists_of_map() -> Collection[str]:
    """Codes of the lists of this map; none where nothing is published yet."""
    try:
        return view().lists.by_code
    except WebmapError:
        return ()


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
