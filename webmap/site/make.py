"""The files of a copy, made in the order in which they depend on each other."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import webmap
from webmap.app import bare_app
from webmap.site import data as copy_data
from webmap.site import hosts, pages
from webmap.site.app import CopyApp, PinnedView
from webmap.site.assets import Assets
from webmap.site.export_files import ExportIndex, make_exports
from webmap.site.exports import offered
from webmap.site.layout import HEADERS, NO_JEKYLL, NOT_FOUND
from webmap.site.manifest import SiteManifest
from webmap.site.options import PublishOptions
from webmap.site.tree import Tree
from webmap.site.workers import processors
from webmap.system.progress import ProgressBars
from webmap.system.shipped_files import data_path, static_path
from webmap.view.allowed.corrections import CorrectionPages, corrections_of
from webmap.view.unplaced_filters import UnplacedFilters
from webmap.view.view import View
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.web.http.static_copy import KEY, StaticCopy

PAGES, FILES = say("Writing pages"), say("Writing data")
COMPRESSING = say("Compressing")


def make(options: PublishOptions, view: View, tree: Tree, bars: ProgressBars) -> SiteManifest:
    """Put every file into the tree; return the description of the copy."""
    made_from = _made_from(options, view)
    index = make_exports(options, view, tree, bars, made_from)
    app = _app(options, view, tree, index)
    responses = _make_pages(app, tree, view, bars)
    files = list(pages.files(options.copy_filters, options.settings.base_url, view.table))
    for each in bars.over(files, FILES, len(files)):
        tree.put(pages.place_of(app, each), pages.as_file(pages.response_to(app, each)))
    _make_for_hosts(app, tree, view, responses)
    tree.compress(processors(), lambda items, count: bars.over(items, COMPRESSING, count))
    return SiteManifest(
        _about(options, view),
        dict(tree.files),
        {} if options.drop_previous else tree.keep_previous(),
        made_from,
    )


def _app(options: PublishOptions, view: View, tree: Tree, index: ExportIndex) -> CopyApp:
    """The application; the files that its pages name go into the tree."""
    filters, assets = options.filters(view.table), Assets(tree.put)
    with_register = options.settings.search_register and view.snapshot.register_names is not None
    data = copy_data.make_data(view, tree.put, with_register, options.settings.snapshots)

    def place(endpoint: str, values: dict[str, Any], language: str) -> str:
        if endpoint == "assets.file":
            return assets.path(values["name"])
        return copy_data.data_path(data, endpoint, values, language)

    def exports(language: str) -> dict[str, Any] | None:
        return offered(index, view, filters, language) if index else None

    settings = options.settings if options.tiles else options.settings.without_tiles()
    app = bare_app(settings.model_copy(update={"join_assets": True}), CopyApp)
    app.place = place
    app.extensions["webmap"] = PinnedView(options.settings, view)
    app.extensions[KEY] = StaticCopy(
        app.path, options.copy_filters, filters if options.copy_filters else None, exports
    )
    return app


def _make_pages(app: CopyApp, tree: Tree, view: View, bars: ProgressBars) -> dict[str, hosts.Headers]:
    """Put every page into the tree; return the headers that the server sends with each, by address."""
    responses: dict[str, hosts.Headers] = {}
    requested = list(pages.pages(view))
    for each in bars.over(requested, PAGES, len(requested)):
        response, path = pages.response_to(app, each), pages.place_of(app, each)
        tree.put(path, pages.as_file(response))
        responses[path.removesuffix("index.html")] = dict(response.headers)
    return responses


def _make_for_hosts(app: CopyApp, tree: Tree, view: View, responses: dict[str, hosts.Headers]) -> None:
    base = app.config["WEBMAP_SETTINGS"].base_url
    notice = " ".join(map(FICTIONAL.render, LANGUAGES)) if view.snapshot.fictional else None
    with app.test_request_context(base_url=pages.NOWHERE):
        tree.put(NOT_FOUND, hosts.not_found(base, notice).encode())
    tree.put(HEADERS, hosts.host_headers(responses).encode())
    tree.put(NO_JEKYLL, b"")
    if base:
        count = view.unplaced(UnplacedFilters(page=1)).pages
        tree.put("robots.txt", hosts.robots(base).encode())
        closed = CorrectionPages(corrections_of(view)).closed
        tree.put("sitemap.xml", hosts.sitemap(base, range(2, count + 1), range(1, closed + 1)).encode())


def _about(options: PublishOptions, view: View) -> dict[str, Any]:
    """The copy's description, without the time and place of writing, so that equal copies are equal files."""
    snapshot = view.snapshot
    notice = {each: FICTIONAL.render(each) for each in LANGUAGES} if snapshot.fictional else None
    return {
        "version": snapshot.version,
        "as_of": view.as_of,
        "fictional": snapshot.fictional,
        "disclosure": view.audience.disclosed.level,
        "notice": notice,
        "base_url": options.settings.base_url,
        "filters": dict(options.copy_filters),
    }


def _made_from(options: PublishOptions, view: View) -> str:
    """Digest of everything that exports are made from: equal digests mean equal exports."""
    audience = sorted(view.audience.statuses), view.audience.row_texts
    parts = [
        software_digest(),
        view.snapshot.version,
        audience,
        sorted(options.copy_filters.items()),
        options.formats,
        options.places(view.table),
        options.settings.base_url,
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def program_files(folder: Path) -> list[Path]:
    """The files of a folder, without what Python compiles: that another process may be writing just now."""
    found = sorted(path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return [path for path in found if path.is_file()]


@cache
def software_digest() -> str:
    """Digest of this program's files and of all installed versions."""
    total = hashlib.sha256()
    for folder in (Path(webmap.__file__).parent, static_path(), data_path()):
        for path in program_files(folder):
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    for installed in sorted(f"{each.name} {each.version}" for each in distributions()):
        total.update(installed.encode())
    return total.hexdigest()
