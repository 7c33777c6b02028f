"""Scripts, style sheets and pictures of a copy, each under a name that holds its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from webmap.site.layout import DIGEST
from webmap.web.http import bundle
from webmap.web.http.assets import asset_path
from webmap.web.http.sheets import SHEETS

MAP, LATER = "bundle/map.js", "bundle/later.js"
SCRIPTS = {MAP: "main", "bundle/document.js": "document", "bundle/regions.js": "regions"}
"""Entry module of each joined script, by path."""


def digest_path(folder: str, name: str, content: bytes) -> str:
    """Path of a file whose name holds its digest: `data/schools.ko.json` → `data/schools.ko.1a2b….json`."""
    stem, _, suffix = name.rpartition(".")
    return f"{folder}/{stem}.{hashlib.sha256(content).hexdigest()[:DIGEST]}.{suffix}"


class Assets:
    """Puts each file into the copy when a page first names it, so the copy has no unused files."""

    def __init__(self, put: Callable[[str, bytes], None]) -> None:
        self._put = put
        self._paths: dict[str, str] = {}

    def path(self, name: str) -> str:
        """Path of an asset ("bundle/map.css", "icon.svg", "vendor/leaflet/leaflet.js") in the copy."""
        if name not in self._paths:
            content = self._content(name)
            self._paths[name] = digest_path("assets", name.rpartition("/")[2], content)
            self._put(self._paths[name], content)
        return self._paths[name]

    def _content(self, name: str) -> bytes:
        kind = name.removeprefix("bundle/").removesuffix(".css")
        if name == LATER:
            return bundle.later_script(f"./{self.path(MAP).rpartition('/')[2]}").encode()
        if name in SCRIPTS:
            return bundle.script(SCRIPTS[name]).encode()
        if name.startswith("bundle/") and kind in SHEETS:
            sheets = [(asset_path(path), media) for path, media in SHEETS[kind]]
            return bundle.styles(sheets, self._beside).encode()
        content = asset_path(name).read_bytes()
        return _without_source_map(content) if name.endswith(".js") else content

    def _beside(self, source: Path) -> str:
        """Put a picture that a style sheet uses beside the sheet; return its name."""
        content = source.read_bytes()
        path = digest_path("assets", source.name, content)
        self._put(path, content)
        return path.rpartition("/")[2]


def _without_source_map(content: bytes) -> bytes:
    """A script without its source map line: a copy has no source maps."""
    lines = [
        line for line in content.splitlines(keepends=True) if not line.startswith(b"//# sourceMappingURL=")
    ]
    return b"".join(lines)
