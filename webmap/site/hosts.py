"""Files for hosts: headers, robots.txt, sitemap, and the page for missing addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape as escape_xml

from flask import render_template

from webmap.site.layout import FOLDERS, folder
from webmap.vocabulary.messages import LANGUAGES
from webmap.web.http import bundle
from webmap.web.http.assets import asset_path
from webmap.web.http.sheets import SHEETS
from webmap.web.map.folium_map import digest
from webmap.web.pages.help_lines import help_lines

CACHE_FOR_A_YEAR = "Cache-Control: public, max-age=31536000, immutable"
CACHE_FOR_A_MINUTE = "Cache-Control: public, max-age=60, must-revalidate"
CACHES = {"assets/": CACHE_FOR_A_YEAR, "data/": CACHE_FOR_A_MINUTE}
"""How long files with a digest in their name are cached. Borders lie below `data/`; hosts join the rules of
two folders of which one is in the other, so they are requested again as the data beside them.
"""
OPEN_FOLDERS = ("api", "dataset", "exports")
"""Folders that pages of other sites may read: public data, requested without credentials."""

FOR_EVERY_ORIGIN = ["Access-Control-Allow-Origin: *", "Cross-Origin-Resource-Policy: cross-origin"]
"""Headers of files that any page may load and read.

Our own embed needs them, too: in a frame without `allow-same-origin` its origin is `null`.
"""

OMITTED_HEADERS = {
    "content-type", "content-length", "content-disposition", "content-security-policy", "cache-control",
    "etag", "vary", "date", "server", "accept-ranges", "last-modified",
}  # fmt: skip
"""Headers that a host sets itself, or that are in the page as `meta` elements."""

Headers = Mapping[str, str]


def host_headers(answers: Mapping[str, Headers]) -> str:
    """`_headers`, as Netlify and Cloudflare Pages read it, from the headers of the pages by path.

    Headers that all pages share are stated once for `/*`; the rest, and `frame-ancestors`, for each page.
    """
    lines_of = {path: _header_lines(headers) for path, headers in answers.items()}
    shared = set.intersection(*map(set, lines_of.values()))
    rules = [("/*", sorted(shared))]
    rules += [(f"/{name}*", [cache, *FOR_EVERY_ORIGIN]) for name, cache in CACHES.items()]
    prefixes = [folder(language) for language in LANGUAGES]
    rules += [(f"/{prefix}{name}/*", FOR_EVERY_ORIGIN) for prefix in prefixes for name in OPEN_FOLDERS]
    rules += [("/embed.js", FOR_EVERY_ORIGIN)]
    rules += [(f"/{path}", sorted(set(lines) - shared)) for path, lines in lines_of.items()]
    return "".join(f"{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in rules if lines)


def _header_lines(headers: Headers) -> list[str]:
    lines = [f"{name}: {value}" for name, value in headers.items() if name.lower() not in OMITTED_HEADERS]
    policy = headers.get("Content-Security-Policy", "").split(";")
    # A browser ignores `frame-ancestors` in a meta element: only the header can state it.
    ancestors = [each.strip() for each in policy if each.strip().startswith("frame-ancestors")]
    return lines + [f"Content-Security-Policy: {each}" for each in ancestors]


def not_found(base: str, notice: str | None) -> str:
    """The page for missing addresses: hosts send it at any depth, so it has no relative addresses."""
    style = bundle.styles(
        [(asset_path(path), media) for path, media in SHEETS["document"]], lambda _: "data:,"
    )
    policy = f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"
    return render_template(
        "not_found.html",
        policy=policy,
        style=style,
        pages=[{"language": each, "address": f"{base}/{folder(each)}" if base else ""} for each in LANGUAGES],
        notice=notice,
        help_lines=help_lines(LANGUAGES[0]),
        language=LANGUAGES[0],
    )


def robots(base: str) -> str:
    """robots.txt: crawlers may read everything; it names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"


def sitemap(base: str, unplaced_pages: Iterable[int], correction_pages: Iterable[int]) -> str:
    """sitemap.xml (https://www.sitemaps.org/protocol.html): the pages of every language."""
    paths = [name for endpoint, name in FOLDERS.items() if endpoint != "pages.embed"]
    paths += [f"unplaced/{number}/" for number in unplaced_pages]
    paths += [f"corrections/{number}/" for number in correction_pages]
    return sitemap_of(base, paths)


def sitemap_of(base: str, paths: Iterable[str]) -> str:
    """The sitemap of pages, by their paths in the folder of a language."""
    paths = list(paths)
    addresses = [f"{base}/{folder(language)}{path}" for language in LANGUAGES for path in paths]
    places = "".join(f"<url><loc>{escape_xml(each)}</loc></url>\n" for each in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )
