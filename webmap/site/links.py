"""A check that every address in a copy leads to a file of the copy."""

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

ADDRESSES = ("href", "src", "action", "data-entries", "data-later")
ELSEWHERE = ("http", "https", "mailto", "tel", "data")
IMPORT = re.compile(r"""\bimport\(\s*["']([^"']+)["']""")
CSS_URL = re.compile(r"""url\(\s*["']?([^"')#][^"')]*)""")
LOCAL = re.compile(r"^(localhost|127\.|\[|0\.0\.0\.0|.*\.invalid$)", re.IGNORECASE)
"""Hosts that no other computer can reach."""


@dataclass
class Page(HTMLParser):
    """The addresses in a page, and the ids that addresses may name."""

    addresses: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    _script: str | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note addresses and ids."""
        attributes = dict(attrs)
        self.addresses += [value or "" for name, value in attrs if name in ADDRESSES]
        if attributes.get("property") == "og:url":
            self.addresses.append(attributes.get("content") or "")
        if "id" in attributes:
            self.ids.add(attributes["id"] or "")
        self._script = (attributes.get("id") or "") if tag == "script" else None

    def handle_endtag(self, _tag: str) -> None:
        """A script ends."""
        self._script = None

    def handle_data(self, data: str) -> None:
        """Note the addresses in scripts and in their configuration."""
        if self._script == "webmap-config":
            self.addresses += list(_config_addresses(json.loads(data)))
        elif self._script == "":
            self.addresses += IMPORT.findall(data)


def _config_addresses(config: dict[str, Any]) -> Iterator[str]:
    """Addresses in the configuration that a page gives its scripts."""
    yield from _texts(config["urls"])
    if "file" not in config:  # a page of regions names nothing else
        return
    if not config["file"]:
        yield config["matching_url"]
        yield config["corrections_url"]
        pages = config["corrections_pages"]
        yield from (f"{pages['before']}{each}{pages['after']}" for each in range(1, pages["closed"] + 1))
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
    """Addresses of a copy that lead nowhere, as `file: address`.

    `base` is the copy's public address, '' where none is stated.
    """
    pages = {path: _page((root / path).read_text("utf-8")) for path in files if path.endswith(".html")}
    links = [(path, address) for path, page in pages.items() for address in page.addresses]
    for path in files:
        if path.endswith(".css"):
            links += [(path, each) for each in CSS_URL.findall((root / path).read_text("utf-8"))]
        elif path.endswith((".atom", "sitemap.xml")):
            links += [(path, each) for each in _xml_addresses((root / path).read_text("utf-8"))]
        elif path.endswith("datapackage.json"):
            described = json.loads((root / path).read_bytes())
            links += [("dataset/datapackage.json", each["path"]) for each in described["resources"]]
    ids = {path: page.ids for path, page in pages.items()}
    return sorted(
        {
            f"{path}: {address}"
            for path, address in links
            if not _is_reachable(path, address, files, ids, base)
        }
    )


def _page(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    return page


def _xml_addresses(text: str) -> list[str]:
    return re.findall(r'<link[^>]* href="([^"]*)"', text) + re.findall(r"<loc>([^<]*)</loc>", text)


def _is_reachable(
    page: str, address: str, files: Collection[str], ids: dict[str, set[str]], base: str
) -> bool:
    if base and (address == base or address.startswith(f"{base}/")):
        page, address = "", f"./{address[len(base) :].removeprefix('/')}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in ELSEWHERE and not LOCAL.match(parts.netloc)
    if parts.path.startswith("/") or not address:
        return False
    target = page
    if parts.path:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        joined = "" if joined == "." else joined
        is_folder = parts.path.endswith(("/", "..")) or parts.path in (".", "..")
        target = file_at(f"{joined}/" if is_folder and joined else joined)
    return target in files and (not parts.fragment or unquote(parts.fragment) in ids.get(target, ()))


MAX_LISTED = 30


def check(root: Path, manifest: SiteManifest, base: str) -> None:
    """Raise CopyError where a file is missing, damaged or not described, or an address leads nowhere."""
    described = {path: entry.sha256 for path, entry in manifest.every().items()}
    for path, entry in manifest.every().items():
        described |= {f"{path}.{suffix}": digest for suffix, digest in entry.compressed.items()}
    present = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} - {MANIFEST}
    problems = [f"{path}: not described" for path in present - set(described)]
    problems += [f"{path}: missing" for path in set(described) - present]
    problems += [
        f"{path}: damaged"
        for path in present & set(described)
        if sha256((root / path).read_bytes()) != described[path]
    ]
    problems += faults(root, set(manifest.files), base)
    if problems:
        raise CopyError("; ".join(sorted(problems)[:MAX_LISTED]))
