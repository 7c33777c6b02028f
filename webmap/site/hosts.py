"""What hosts are told beside the files: headers, robots, and the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape as escape_xml

from flask import render_template

from webmap.site.layout import FOLDERS, IMMUTABLE, folder
from webmap.vocabulary.messages import LANGUAGES
from webmap.web.http import bundle
from webmap.web.http.assets import asset_path
from webmap.web.map.folium_map import digest
from webmap.web.pages.help_lines import help_lines

KEPT_FOR_A_YEAR = "Cache-Control: public, max-age=31536000, immutable"
OPEN_FOLDERS = ("api", "dataset", "exports")
"""What pages of other sites may read: public data, asked for without credentials."""

NEVER_SENT = {
    "content-type", "content-length", "content-disposition", "content-security-policy", "cache-control",
    "etag", "vary", "date", "server", "accept-ranges", "last-modified",
}  # fmt: skip
"""Headers of an answer that a host makes itself, or that stand in the page."""

Headers = Mapping[str, str]


def host_headers(answers: Mapping[str, Headers]) -> str:
    """`_headers`, as Netlify and Cloudflare Pages read it, from the headers of the pages by path.

    What all pages share is said of everything; the rest, and who may frame a page, of each page.
    """
    told = {path: _told(headers) for path, headers in answers.items()}
    shared = set.intersection(*map(set, told.values()))
    rules = [("/*", sorted(shared))]
    rules += [(f"/{name}*", [KEPT_FOR_A_YEAR]) for name in IMMUTABLE]
    prefixes = [folder(language) for language in LANGUAGES]
    rules += [
        (f"/{prefix}{name}/*", ["Access-Control-Allow-Origin: *"])
        for prefix in prefixes
        for name in OPEN_FOLDERS
    ]
    rules += [(f"/{path}", sorted(set(lines) - shared)) for path, lines in told.items()]
    return "".join(f"{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in rules if lines)


def _told(headers: Headers) -> list[str]:
    lines = [f"{name}: {value}" for name, value in headers.items() if name.lower() not in NEVER_SENT]
    policy = headers.get("Content-Security-Policy", "").split(";")
    ancestors = [each.strip() for each in policy if each.strip().startswith("frame-ancestors")]
    return lines + [f"Content-Security-Policy: {each}" for each in ancestors]


def not_found(base: str, notice: str | None) -> str:
    """The page for what is not there: hosts send it at any depth, so nothing in it has a relative address."""
    style = bundle.styles(
        [(asset_path(path), media) for path, media in bundle.SHEETS["document"]], lambda _: "data:,"
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
    """robots.txt: everything may be read, and where the list of pages is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"


def sitemap(base: str, unplaced_pages: Iterable[int]) -> str:
    """sitemap.xml (https://www.sitemaps.org/protocol.html): the pages of every language."""
    paths = [name for endpoint, name in FOLDERS.items() if endpoint != "pages.embed"]
    paths += [f"unplaced/{number}/" for number in unplaced_pages]
    addresses = [f"{base}/{folder(language)}{path}" for language in LANGUAGES for path in paths]
    places = "".join(f"<url><loc>{escape_xml(each)}</loc></url>\n" for each in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )
