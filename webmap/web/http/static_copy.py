"""What a page says differently where the application writes itself down as files (`webmap publish`).

A copy lies on a host that runs nothing: a language is a folder there, not a parameter, and only what was
written exists. Pages ask `static_copy()`; while serving it is None.
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
        """Path of what an endpoint would answer."""


@dataclass(frozen=True)
class StaticCopy:
    """The copy that is being written.

    `path` gives what lies where; `held` are the filters to which the copy was narrowed, as parameters of an
    address (empty: none), and `within` the same, read; `exports` gives what the dialog offers in a language.
    """

    path: PathFor
    held: Mapping[str, str]
    within: Filters | None
    exports: Callable[[str], Mapping[str, Any] | None]


def register(app: Flask) -> None:
    """Give templates `static_copy()`."""
    app.jinja_env.globals["copying"] = static_copy


def static_copy() -> StaticCopy | None:
    """The copy that is being written; None while serving."""
    return cast("StaticCopy | None", current_app.extensions.get(KEY)) if has_app_context() else None


def language_folders() -> dict[str, dict[str, str]]:
    """For each language where page and embed are, and the parameter `lang` that they need there."""
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
    """The public address of what an endpoint answers, below `base`."""
    copy = static_copy()
    path = f"/{copy.path(endpoint, **values)}" if copy else url_for(endpoint, **values)
    return base + path
