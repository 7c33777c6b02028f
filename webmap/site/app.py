"""The application that writes a copy: the same pages, with addresses that hold below any folder.

Everything is asked of the same views and templates that serve, so neither numbers nor markup can differ.
Only what an address becomes is another: a path from the page that names it to the file in the copy.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Flask, request

from webmap.settings.settings import Settings
from webmap.site.layout import CopyError, path_of
from webmap.view.view import View
from webmap.web.http.published import Published
from webmap.web.http.request_language import language

HASHED = ("assets.file", "map_data.")
"""Endpoints whose files have a digest in their name, so that only who makes them knows where they lie."""


class CopyApp(Flask):
    """The application, whose `url_for` gives addresses of the copy."""

    place: Callable[[str, dict[str, Any], str], str]
    """Path of a file with a digest in its name, by endpoint, values and language."""

    def url_for(self, /, endpoint: str, *, _anchor: str | None = None, **values: Any) -> str:
        """Address of a file of the copy from the page that is being made. Raises CopyError for none."""
        own = self.path(request.endpoint or "", **{**request.args, **(request.view_args or {})})
        address = relative(own, self.path(endpoint, **values))
        return f"{address}#{_anchor}" if _anchor else address

    def path(self, endpoint: str, **values: Any) -> str:
        """Path of what an endpoint answers, from the copy's root."""
        lang = str(values.pop("lang", "") or language())
        if endpoint.startswith(HASHED):
            return self.place(endpoint, values, lang)
        return path_of(endpoint, values, lang)


class Pinned(Published):
    """One view for the whole copy, whatever is published while it is being written."""

    def __init__(self, settings: Settings, view: View) -> None:
        super().__init__(settings, view.table)
        self._pinned = view

    def view(self) -> View:
        """The view of which the copy is made."""
        return self._pinned


def relative(own: str, target: str) -> str:
    """Address of a path of the copy from another one; always begins with a dot, as modules need it."""
    start = posixpath.dirname(own)
    steps = posixpath.relpath(target or ".", start or ".")
    if target == "" or target.endswith("/"):
        steps = "./" if steps == "." else f"{steps}/"
    if ".." in target.split("/"):
        raise CopyError(f"{target} leads out of the copy")
    return quote(steps if steps.startswith(".") else f"./{steps}")
