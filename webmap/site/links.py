"""Checking that every address in a copy leads to a file of the copy."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from webmap.site.layout import MANIFEST, CopyError, file_at
from webmap.site.manifest import SiteManifest, sha256

ADDRESSES = ("href", "src", "action", "data-entries")
ELSEWHERE = ("http", "https", "mailto", "tel", "data")
IMPORT = re.compile(r"""\bimport\(\s*["']([^"']+)["']""")
SHOWN = re.compile(r"""url\(\s*["']?([^"')#][^"')]*)""")
LOCAL = re.compile(r"^(localhost|127\.|\[|0\.0\.0\.0|.*\.invalid$)", re.IGNORECASE)
"""Hosts that nobody else reaches."""


@dataclass
class Page(HTMLParser):
    """What a page names: addresses, and the ids to which others may lead."""

    addresses: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    _script: str | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note addresses and ids."""
        told = dict(attrs)
        self.addresses += [value or "" for name, value in attrs if name in ADDRESSES]
        if told.get("property") == "og:url":
            self.addresses.append(told.get("content") or "")
        if "id" in told:
            self.ids.add(told["id"] or "")
        self._script = (told.get("id") or "") if tag == "script" else None

    def handle_endtag(self, _tag: str) -> None:
        """A script ends."""
        self._script = None

    def handle_data(self, data: str) -> None:
        """Note the addresses that scripts are told."""
        if self._script == "webmap-config":
            self.addresses += list(_told(json.loads(data)))
        elif self._script == "":
            self.addresses += IMPORT.findall(data)


def _told(config: dict[str, Any]) -> Iterator[str]:
    """Addresses in what a page says to its scripts."""
    yield from _texts(config["urls"])
    if not config["file"]:
        yield config["matching_url"]
        yield from (each[name] for each in config["languages"].values() for name in ("page", "embed"))
    exports = config["exports"] or {"kept": []}
    for place in exports["kept"]:
        for view in place["views"]:
            path = f"{exports['address']}{place['code'] and place['code'] + '/'}{view['code']}"
            yield from (f"{path}.{suffix}" for suffix in [*view["formats"], "preview.json"])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif value:
        yield value


def faults(root: Path, files: Collection[str], base: str) -> list[str]:
    """What is wrong with the addresses of a copy, as `file: address`; empty where all is well.

    `base` is the copy's public address, '' where none is stated.
    """
    pages = {path: _page((root / path).read_text("utf-8")) for path in files if path.endswith(".html")}
    named = [(path, address) for path, page in pages.items() for address in page.addresses]
    for path in files:
        if path.endswith(".css"):
            named += [(path, each) for each in SHOWN.findall((root / path).read_text("utf-8"))]
        elif path.endswith((".atom", "sitemap.xml")):
            named += [(path, each) for each in _of_xml((root / path).read_text("utf-8"))]
        elif path.endswith("datapackage.json"):
            described = json.loads((root / path).read_bytes())
            named += [("dataset/datapackage.json", each["path"]) for each in described["resources"]]
    ids = {path: page.ids for path, page in pages.items()}
    return sorted(
        {f"{path}: {address}" for path, address in named if not _leads(path, address, files, ids, base)}
    )


def _page(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    return page


def _of_xml(text: str) -> list[str]:
    return re.findall(r'<link[^>]* href="([^"]*)"', text) + re.findall(r"<loc>([^<]*)</loc>", text)


def _leads(own: str, address: str, files: Collection[str], ids: dict[str, set[str]], base: str) -> bool:
    if base and (address == base or address.startswith(f"{base}/")):
        own, address = "", f"./{address[len(base) :].removeprefix('/')}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in ELSEWHERE and not LOCAL.match(parts.netloc)
    if parts.path.startswith("/") or not address:
        return False
    target = own
    if parts.path:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(own), unquote(parts.path)))
        joined = "" if joined == "." else joined
        is_folder = parts.path.endswith(("/", "..")) or parts.path in (".", "..")
        target = file_at(f"{joined}/" if is_folder and joined else joined)
    return target in files and (not parts.fragment or unquote(parts.fragment) in ids.get(target, ()))


MAX_LISTED = 30


def check(root: Path, manifest: SiteManifest, base: str) -> None:
    """Raise CopyError where a file is missing, damaged or not described, or an address leads nowhere."""
    told = {path: entry.sha256 for path, entry in manifest.every().items()}
    for path, entry in manifest.every().items():
        told |= {f"{path}.{suffix}": digest for suffix, digest in entry.compressed.items()}
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} - {MANIFEST}
    wrong = [f"{path}: not described" for path in found - set(told)]
    wrong += [f"{path}: missing" for path in set(told) - found]
    wrong += [
        f"{path}: damaged" for path in found & set(told) if sha256((root / path).read_bytes()) != told[path]
    ]
    wrong += faults(root, set(manifest.files), base)
    if wrong:
        raise CopyError("; ".join(sorted(wrong)[:MAX_LISTED]))
