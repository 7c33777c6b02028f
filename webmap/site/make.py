"""Making the files of a copy, in the order in which they need each other."""

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
from webmap.site.app import CopyApp, Pinned
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
from webmap.view.unplaced_filters import UnplacedFilters
from webmap.view.view import View
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.web.http.static_copy import KEY, StaticCopy

PAGES, FILES = say("Writing pages"), say("Writing data")
COMPRESSING = say("Compressing")


def make(options: PublishOptions, view: View, tree: Tree, bars: ProgressBars) -> SiteManifest:
    """Put every file into the tree; give the description of the copy."""
    made_from = _made_from(options, view)
    held = make_exports(options, view, tree, bars, made_from)
    app = _app(options, view, tree, held)
    answers = _make_pages(app, tree, view, bars)
    files = list(pages.files(options.held))
    for asked in bars.over(files, FILES, len(files)):
        tree.put(pages.place_of(app, asked), pages.as_file(pages.ask(app, asked)))
    _make_for_hosts(app, tree, view, answers)
    tree.compress(processors(), lambda items, count: bars.over(items, COMPRESSING, count))
    return SiteManifest(
        _about(options, view), dict(tree.files), {} if options.forget else tree.kept(), made_from
    )


def _app(options: PublishOptions, view: View, tree: Tree, held: ExportIndex) -> CopyApp:
    """The application, which puts what its pages name into the tree."""
    filters, assets, data = options.filters(view.table), Assets(tree.put), copy_data.make_data(view, tree.put)

    def place(endpoint: str, values: dict[str, Any], language: str) -> str:
        if endpoint == "assets.file":
            return assets.path(values["name"])
        return copy_data.data_path(data, endpoint, values, language)

    def exports(language: str) -> dict[str, Any] | None:
        return offered(held, view, filters, language) if held else None

    app = bare_app(options.settings.model_copy(update={"join_assets": True}), CopyApp)
    app.place = place
    app.extensions["webmap"] = Pinned(options.settings, view)
    app.extensions[KEY] = StaticCopy(app.path, options.held, filters if options.held else None, exports)
    return app


def _make_pages(app: CopyApp, tree: Tree, view: View, bars: ProgressBars) -> dict[str, hosts.Headers]:
    """Put every page into the tree; give the headers that the server sends with each, by its address."""
    answers: dict[str, hosts.Headers] = {}
    asked = list(pages.pages(view))
    for each in bars.over(asked, PAGES, len(asked)):
        answer, path = pages.ask(app, each), pages.place_of(app, each)
        tree.put(path, pages.as_file(answer))
        answers[path.removesuffix("index.html")] = dict(answer.headers)
    return answers


def _make_for_hosts(app: CopyApp, tree: Tree, view: View, answers: dict[str, hosts.Headers]) -> None:
    base = app.config["WEBMAP_SETTINGS"].base_url
    notice = " ".join(map(FICTIONAL.render, LANGUAGES)) if view.snapshot.fictional else None
    with app.test_request_context(base_url=pages.NOWHERE):
        tree.put(NOT_FOUND, hosts.not_found(base, notice).encode())
    tree.put(HEADERS, hosts.host_headers(answers).encode())
    tree.put(NO_JEKYLL, b"")
    if base:
        count = view.unplaced(UnplacedFilters(page=1)).pages
        tree.put("robots.txt", hosts.robots(base).encode())
        tree.put("sitemap.xml", hosts.sitemap(base, range(2, count + 1)).encode())


def _about(options: PublishOptions, view: View) -> dict[str, Any]:
    """What the copy is; nothing of when or where it was written, so that the same copy has the same words."""
    snapshot = view.snapshot
    notice = {each: FICTIONAL.render(each) for each in LANGUAGES} if snapshot.fictional else None
    return {
        "version": snapshot.version,
        "as_of": snapshot.manifest["as_of"],
        "fictional": snapshot.fictional,
        "notice": notice,
        "base_url": options.settings.base_url,
        "filters": dict(options.held),
    }


def _made_from(options: PublishOptions, view: View) -> str:
    """Names everything that exports are made from: where it is the same, so are they."""
    audience = sorted(view.audience.statuses), view.audience.row_texts
    parts = [
        software_digest(),
        view.snapshot.version,
        audience,
        sorted(options.held.items()),
        options.formats,
    ]
    parts.append(options.places(view.table))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@cache
def software_digest() -> str:
    """Digest of this program's files and of the versions of all that is installed."""
    total = hashlib.sha256()
    for folder in (Path(webmap.__file__).parent, static_path(), data_path()):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    for installed in sorted(f"{each.name} {each.version}" for each in distributions()):
        total.update(installed.encode())
    return total.hexdigest()
