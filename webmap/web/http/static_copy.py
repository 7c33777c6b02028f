"""What differs on pages that `webmap publish` writes as a static copy.

A copy is on a host that runs nothing: a language is a folder there, not a parameter, and only written files
exist. Pages call `static_copy()`; it is None while serving.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from flask import Flask, current_app, has_app_context, url_for

from webmap.view.filters import Filters
from webmap.vocabulary.messages import LANGUAGES

KEY = "webmap.copying"


class PathFor(Protocol):
    """Gives an address below the copy's own, such as `en/about/`."""

    def __call__(self, endpoint: str, **values: Any) -> str:
        """Path of the file with the endpoint's answer."""


@dataclass(frozen=True)
class StaticCopy:
    """The copy that is being written.

    `path` gives the path of an endpoint's file; `filters` are those to which the copy is narrowed, as
    parameters of an address (empty: none), and `within` the same, parsed; `exports` gives the choices of the
    export dialog in a language.
    """

    path: PathFor
    filters: Mapping[str, str]
    within: Filters | None
    exports: Callable[[str], Mapping[str, Any] | None]


def register(app: Flask) -> None:
    """Give templates `static_copy()`."""
    app.jinja_env.globals["copying"] = static_copy


def static_copy() -> StaticCopy | None:
    """The copy that is being written; None while serving."""
    return cast("StaticCopy | None", current_app.extensions.get(KEY)) if has_app_context() else None


def language_folders() -> dict[str, dict[str, str]]:
    """By language, the addresses of page and embed, and the parameter `lang` that they need there."""
    if static_copy() is None:
        page, embed = url_for("pages.index"), url_for("pages.embed")
        return {code: {"page": page, "embed": embed, "lang": code} for code in LANGUAGES}
    return {
        code: {
            "page": url_for("pages.index", lang=code),
            "embed": url_for("pages.embed", lang=code),
            "lang": "",
        }
        for code in LANGUAGES
    }


def whole_address(base: str, endpoint: str, **values: Any) -> str:
    """The public address of an endpoint, below `base`."""
    copy = static_copy()
    path = f"/{copy.path(endpoint, **values)}" if copy else url_for(endpoint, **values)
    return base + path
