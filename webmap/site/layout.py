"""The layout of a copy, and how long browsers may cache each kind of file.

======================================  ====================================================================
`index.html`, `en/index.html`           the map; `?level=…` and all other filters are read by its scripts
`embed/`, `en/embed/`                   the embed, with its options (`?theme=dark`)
`unplaced/`, `unplaced/2/` …            the entries that are not on the map, page by page
`about/`, `matching/`, `lists/`, `corrections/` … the other pages, each also under `en/`
`assets/`                               scripts, style sheets, pictures; digest in the name, never changed
`data/`                                 data of the scripts; digest in the name, kept for a minute, as it may
                                        have to be taken back
`data/pieces/…`                         borders and names for near zooms, in a folder named by their digest
`api/`, `en/api/`                       the answers of the API without a filter (GeoJSON, JSON)
`exports/`, `en/exports/`               the exports of the usual views, with their first lines for the dialog
`dataset/…`                             the data package, its archive, and the feeds
`corrections/1/`, `corrections/2/` …     corrections by number, 200 on a page, at addresses that stay
`corrections/feed.atom`                 the feed of corrections
`map.html`, `en/map.html`               the map as one file
`link.png`, `en/link.png`               the picture that other sites show with a link
`embed.js`                              for pages that frame the embed: fits the height
`404.html`, `site.json`, `_headers`     page for missing addresses; all files with their digests; headers
`.nojekyll`                             for GitHub Pages: every file is sent as it is
`robots.txt`, `sitemap.xml`             only where the copy knows its public address
======================================  ====================================================================

Beside a text of a thousand bytes or more lie its compressed forms (`.br`, `.gz`). Korean is at the root,
every other language in a folder of its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webmap.vocabulary.messages import DEFAULT_LANGUAGE, LANGUAGES


class CopyError(Exception):
    """A page names an address that the copy does not have, or a file that it must not have."""


KEPT = ("assets/", "data/pieces/")
"""Folders whose files have a digest in their name and no data of a list in them: they stay for pages of the
copy before, and browsers cache them for a year without asking again.
"""

PIECES = "data/pieces/"
"""Folder of the pieces with borders and names for near zooms, below it in one with their digest."""

DIGEST = 12
"""Characters of a digest in a name."""

PAGE = "index.html"
MANIFEST, HEADERS, NOT_FOUND = "site.json", "_headers", "404.html"
NO_JEKYLL = ".nojekyll"
"""Tells GitHub Pages to send every file as it is."""

FOLDERS = {
    "pages.index": "",
    "pages.embed": "embed/",
    "pages.unplaced": "unplaced/",
    "pages.about": "about/",
    "pages.matching": "matching/",
    "lists.lists": "lists/",
    "dataset.page": "dataset/",
    "corrections.page": "corrections/",
}
"""Pages by endpoint: each is the `index.html` of a folder."""

FILES = {
    "onefile.file": "map.html",
    "link_picture.picture": "link.png",
    "dataset.package": "dataset/datapackage.json",
    "dataset.feed": "dataset/feed.atom",
    "corrections.feed": "corrections/feed.atom",
    "corrections.as_json": "api/corrections.json",
    "api.manifest": "api/manifest.json",
    "api.unplaced": "api/unplaced.json",
}
"""Files of each language by endpoint."""

SHARED = {"dataset.archive": "dataset/dataset.zip", "height.script": "embed.js"}
"""Files that are the same in every language."""

EVERY_STATUS = "api/schools-of-every-status.geojson"


def folder(language: str) -> str:
    """Folder of a language: '' for the one at the root."""
    return "" if language == DEFAULT_LANGUAGE else f"{language}/"


def path_of(endpoint: str, values: Mapping[str, Any], language: str) -> str:
    """Path of an endpoint's file; ends with `/` for a page. Raises CopyError where the copy has none."""
    if endpoint in SHARED:
        return SHARED[endpoint]
    if endpoint == "dataset.file":
        return f"dataset/{values['name']}"
    return folder(language) + _in_language(endpoint, values)


def _in_language(endpoint: str, values: Mapping[str, Any]) -> str:
    known = {**FOLDERS, **FILES}
    page = values.get("page")
    if endpoint == "pages.unplaced" and page is not None and int(page) > 1:
        return f"unplaced/{page}/"
    if endpoint == "corrections.page" and page is not None:
        return f"corrections/{page}/"
    if endpoint == "dataset.province_feed":
        return f"dataset/feed-{values['sido']}.atom"
    if endpoint == "api.regions":
        return f"api/regions/{values['level']}.geojson"
    if endpoint == "api.schools":
        return EVERY_STATUS if "status" in values else "api/schools.geojson"
    if endpoint not in known:
        raise CopyError(f"{endpoint} is no part of a copy")
    return known[endpoint]


def file_at(path: str) -> str:
    """The file that a host sends for a path of the copy."""
    return path + PAGE if path == "" or path.endswith("/") else path


def is_export(path: str) -> bool:
    """Whether a file is an export, or describes one."""
    return any(path.startswith(f"{folder(language)}exports/") for language in LANGUAGES)


def is_kept(path: str) -> bool:
    """Whether a file stays in the next copy for pages that are still open."""
    return path.startswith(KEPT)
