"""The static copy of a protected snapshot: the pages and files of regions, and nothing of schools."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from webmap.app import bare_app
from webmap.errors import RequestError
from webmap.exports.protected.choice import Choice, choices, lenient_choice
from webmap.exports.protected.content import WRITERS
from webmap.exports.protected.numbers import Numbers
from webmap.places.regions.region_table import load_region_table
from webmap.site import hosts, pages
from webmap.site.app import CopyApp
from webmap.site.assets import Assets, digest_path
from webmap.site.layout import HEADERS, NO_JEKYLL, NOT_FOUND, CopyError, folder
from webmap.site.manifest import SiteManifest, json_bytes
from webmap.site.options import PublishOptions
from webmap.site.pages import PageRequest
from webmap.site.tree import Tree
from webmap.site.workers import processors
from webmap.snapshot.protected.snapshot import open_protected
from webmap.system.progress import ProgressBars
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.static_copy import KEY, StaticCopy
from webmap.web.regions.served import PinnedNumbers, numbers_of

FOLDERS = {
    "pages.index": "",
    "pages.embed": "embed/",
    "pages.about": "about/",
    "lists.lists": "lists/",
    "corrections.page": "corrections/",
    "dataset.page": "dataset/",
}
"""Pages by endpoint; those of the map have a folder for each table of the menu below theirs."""
OF_A_CHOICE = ("pages.index", "pages.embed")
WRITING, COMPRESSING = say("Writing pages"), say("Compressing")


def opened(options: PublishOptions) -> Numbers:
    """The numbers that the copy shows. Raises SnapshotError, and RequestError for options of schools."""
    if options.copy_filters or options.provinces or options.tiles:
        raise RequestError(
            say(
                "With WEBMAP_DISCLOSURE=regions a copy holds the whole menu: it takes no filters, "
                "provinces or tiles."
            )
        )
    return numbers_of(open_protected(options.settings.snapshots), load_region_table())


def make(options: PublishOptions, numbers: Numbers, tree: Tree, bars: ProgressBars) -> SiteManifest:
    """Put every file into the tree; return the description of the copy."""
    app = _app(options, numbers, tree)
    requests = [*_pages(), *_files(options)]
    responses: dict[str, hosts.Headers] = {}
    for each in bars.over(requests, WRITING, len(requests)):
        response, path = pages.response_to(app, each), pages.place_of(app, each)
        tree.put(path, pages.as_file(response))
        if response.mimetype == "text/html":
            responses[path.removesuffix("index.html")] = dict(response.headers)
    _make_for_hosts(app, tree, numbers, responses)
    tree.compress(processors(), lambda items, count: bars.over(items, COMPRESSING, count))
    made_from = hashlib.sha256(repr((numbers.digest, options.settings.base_url)).encode()).hexdigest()
    return SiteManifest(
        _about(options, numbers),
        dict(tree.files),
        {} if options.drop_previous else tree.keep_previous(),
        made_from,
    )


def _app(options: PublishOptions, numbers: Numbers, tree: Tree) -> CopyApp:
    assets, boundaries = Assets(tree.put), {}
    for level in RegionLevel:
        content = json_bytes(dict(numbers.topology(level)))
        boundaries[level.value] = digest_path("data", f"boundaries-{level.value}.json", content)
        tree.put(boundaries[level.value], content)

    def place(endpoint: str, values: dict[str, Any], _language: str) -> str:
        return assets.path(values["name"]) if endpoint == "assets.file" else boundaries[values["level"]]

    settings = options.settings.without_tiles().model_copy(update={"join_assets": True})
    app = bare_app(settings, CopyApp)
    app.place, app.layout = place, path_of
    pinned = PinnedNumbers(settings, numbers.table)
    pinned.pinned = numbers
    app.extensions["webmap"] = pinned
    app.extensions[KEY] = StaticCopy(app.path, {}, None, lambda _language: {"formats": formats_of(options)})
    return app


def _pages() -> Iterator[PageRequest]:
    for language in LANGUAGES:
        for endpoint in FOLDERS:
            for choice in choices() if endpoint in OF_A_CHOICE else [Choice()]:
                yield PageRequest(endpoint, {**choice.parameters(), "lang": language})


def _files(options: PublishOptions) -> Iterator[PageRequest]:
    for language in LANGUAGES:
        yield PageRequest("api.manifest", {"lang": language})
        for choice in choices():
            stated = {**choice.parameters(), "lang": language}
            level = {name: value for name, value in stated.items() if name != "by"}
            yield PageRequest("api.regions", {**level, "region_level": choice.by.value})
            for suffix in formats_of(options):
                yield PageRequest("exports.export", {**stated, "suffix": suffix})
            if options.settings.base_url:
                yield PageRequest("link_picture.picture", stated)
    yield PageRequest("height.script", {})


def formats_of(options: PublishOptions) -> list[str]:
    """The formats of the copy's exports."""
    return [suffix for suffix in WRITERS if suffix in options.formats]


def path_of(endpoint: str, values: Mapping[str, Any], language: str) -> str:
    """Path of an endpoint's file; ends with `/` for a page. Raises CopyError where the copy has none."""
    if endpoint == "height.script":
        return "embed.js"
    choice = lenient_choice({"by": values.get("region_level", ""), **values})
    name = slug(choice)
    known = {
        **{
            page: f"{path}{name}/" if name and page in OF_A_CHOICE else path for page, path in FOLDERS.items()
        },
        "api.manifest": "api/manifest.json",
        "api.regions": f"api/regions{f'-{name}' if name else ''}.geojson",
        "exports.export": f"exports/regions{f'-{name}' if name else ''}.{values.get('suffix')}",
        "link_picture.picture": f"link{f'-{name}' if name else ''}.png",
    }
    if endpoint not in known:
        raise CopyError(f"{endpoint} is no part of a copy")
    return folder(language) + known[endpoint]


def slug(choice: Choice) -> str:
    """Name of a choice in addresses of a copy: '' for the first table, `sigungu`, `sido-high` …"""
    if not choice.parameters():
        return ""
    parts = [choice.by.value, choice.parameters().get("level"), choice.parameters().get("status")]
    return "-".join(filter(None, parts))


def _make_for_hosts(app: CopyApp, tree: Tree, numbers: Numbers, responses: dict[str, hosts.Headers]) -> None:
    base = app.config["WEBMAP_SETTINGS"].base_url
    notice = " ".join(map(FICTIONAL.render, LANGUAGES)) if numbers.fictional else None
    with app.test_request_context(base_url=pages.NOWHERE):
        tree.put(NOT_FOUND, hosts.not_found(base, notice).encode())
    tree.put(HEADERS, hosts.host_headers(responses).encode())
    tree.put(NO_JEKYLL, b"")
    if base:
        paths = [path for endpoint, path in FOLDERS.items() if endpoint != "pages.embed"]
        paths += [f"{slug(each)}/" for each in choices() if slug(each)]
        tree.put("robots.txt", hosts.robots(base).encode())
        tree.put("sitemap.xml", hosts.sitemap_of(base, paths).encode())


def _about(options: PublishOptions, numbers: Numbers) -> dict[str, Any]:
    """The copy's description, without the time and place of writing, so that equal copies are equal files."""
    notice = {each: FICTIONAL.render(each) for each in LANGUAGES} if numbers.fictional else None
    return {
        "version": numbers.version,
        "as_of": numbers.as_of,
        "fictional": numbers.fictional,
        "disclosure": "regions",
        "notice": notice,
        "base_url": options.settings.base_url,
        "filters": {},
    }
