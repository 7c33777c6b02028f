"""The application that writes a copy: the same pages, with addresses that work below any folder.

The copy uses the same routes and templates as the server, so neither numbers nor markup can differ. Only
addresses differ: each becomes a relative path from its page to the file in the copy.
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
"""Endpoints whose files have a digest in their name: their paths are known only once they are made."""


class CopyApp(Flask):
    """A Flask application whose `url_for` returns addresses of the copy."""

    place: Callable[[str, dict[str, Any], str], str]
    """Path of a file with a digest in its name, by endpoint, values and language."""

    layout: Callable[[str, dict[str, Any], str], str] = staticmethod(path_of)
    """Path of every other file."""

    def url_for(self, /, endpoint: str, *, _anchor: str | None = None, **values: Any) -> str:
        """Address of a file of the copy, relative to the current page. Raises CopyError for no file."""
        page = self.path(request.endpoint or "", **{**request.args, **(request.view_args or {})})
        address = relative(page, self.path(endpoint, **values))
        return f"{address}#{_anchor}" if _anchor else address

    def path(self, endpoint: str, **values: Any) -> str:
        """Path of an endpoint's file, from the copy's root."""
        lang = str(values.pop("lang", "") or language())
        if endpoint.startswith(HASHED):
            return self.place(endpoint, values, lang)
        return self.layout(endpoint, values, lang)


class PinnedView(Published):
    """One view for the whole copy, even if another snapshot is published meanwhile."""

    def __init__(self, settings: Settings, view: View) -> None:
        super().__init__(settings, view.table)
        self._pinned = view

    def view(self) -> View:
        """The view that the copy is made from."""
        return self._pinned


def relative(page: str, target: str) -> str:
    """Relative address of one path of the copy from another.

    It always begins with a dot: browsers refuse `import("data/x.js")` as a bare module specifier.
    """
    start = posixpath.dirname(page)
    address = posixpath.relpath(target or ".", start or ".")
    if target == "" or target.endswith("/"):
        address = "./" if address == "." else f"{address}/"
    if ".." in target.split("/"):
        raise CopyError(f"{target} leads out of the copy")
    return quote(address if address.startswith(".") else f"./{address}")
