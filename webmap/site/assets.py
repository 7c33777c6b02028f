"""Scripts, style sheets and pictures of a copy, each under a name that holds its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from webmap.site.layout import DIGEST
from webmap.web.http import bundle
from webmap.web.http.assets import asset_path

SCRIPTS = {"bundle/map.js": "main", "bundle/document.js": "document"}
"""Joined scripts by path: the module that each starts with."""


def hashed(folder: str, name: str, content: bytes) -> str:
    """Path of a file whose name holds its digest: `data/schools.ko.json` → `data/schools.ko.1a2b….json`."""
    stem, _, suffix = name.rpartition(".")
    return f"{folder}/{stem}.{hashlib.sha256(content).hexdigest()[:DIGEST]}.{suffix}"


class Assets:
    """Puts each file into the copy when a page first names it; so nothing lies there that nothing uses."""

    def __init__(self, put: Callable[[str, bytes], None]) -> None:
        self._put = put
        self._paths: dict[str, str] = {}

    def path(self, name: str) -> str:
        """Path of an asset ("bundle/map.css", "icon.svg", "vendor/leaflet/leaflet.js") in the copy."""
        if name not in self._paths:
            content = self._content(name)
            self._paths[name] = hashed("assets", name.rpartition("/")[2], content)
            self._put(self._paths[name], content)
        return self._paths[name]

    def _content(self, name: str) -> bytes:
        kind = name.removeprefix("bundle/").removesuffix(".css")
        if name in SCRIPTS:
            return bundle.script(SCRIPTS[name]).encode()
        if name.startswith("bundle/") and kind in bundle.SHEETS:
            sheets = [(asset_path(path), media) for path, media in bundle.SHEETS[kind]]
            return bundle.styles(sheets, self._beside).encode()
        text = asset_path(name).read_bytes()
        return _without_source_map(text) if name.endswith(".js") else text

    def _beside(self, shown: Path) -> str:
        """A file that a sheet shows lies beside it."""
        content = shown.read_bytes()
        path = hashed("assets", shown.name, content)
        self._put(path, content)
        return path.rpartition("/")[2]


def _without_source_map(text: bytes) -> bytes:
    """A script without the line that names a source map: there is none in a copy."""
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(b"//# sourceMappingURL=")]
    return b"".join(lines)
