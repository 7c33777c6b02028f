"""The data set under `/dataset/`: its page, its files, and the feed of what changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Blueprint, Response

from webmap.errors import NotFoundError
from webmap.exports.dataset.changes import Changes, Figures, figures_of, history, kept_figures, kept_versions
from webmap.exports.dataset.package import NAME, Files, archive, describe, licence, make_files
from webmap.exports.dataset.resources import ARCHIVE, RESOURCES
from webmap.view.audience import Audience
from webmap.view.parameters import quoted
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.vocabulary.schema_version import RELEASES
from webmap.web.api.feed import atom, title, told
from webmap.web.api.openapi_parameters import renderer
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import answer, encode_body, encode_json
from webmap.web.http.arguments import only
from webmap.web.http.environ import link_base
from webmap.web.http.published import published, view
from webmap.web.http.request_language import gettext, language
from webmap.web.http.static_copy import static_copy, whole_address
from webmap.web.pages.page import page as shared_page

blueprint = Blueprint("dataset", __name__, url_prefix="/dataset")
response_cache = ResponseCache("dataset", 32 * 1024 * 1024)
ATOM = "application/atom+xml"

_making = Lock()


@blueprint.get("/")
@blueprint.get("", endpoint="page_unslashed")
def page() -> Response:
    """What the data set holds, how to cite it, and what has changed."""
    current = view()
    kept = tuple(kept_versions(published().settings.snapshots, current.snapshot.version))
    return shared_page("dataset.html", lambda: _page_values(current), also=(link_base(), kept))


def _page_values(current: View) -> dict[str, Any]:
    described = _described(current)
    return {
        "package": described,
        "size": sum(each["bytes"] for each in described["resources"]),
        "json_ld": _json_ld(described) if link_base() or not static_copy() else None,
        "changes": [
            {"version": each.now.version, "title": title(each, language()), "lines": told(each, language())}
            for each in _history(current)
        ],
        "releases": [
            {"version": each.version, "date": each.date, "changes": [gettext(text) for text in each.changes]}
            for each in RELEASES
        ],
    }


@blueprint.get("/datapackage.json")
def package() -> Response:
    """The description of the data set."""
    only()
    current = view()
    key = ("package", current.snapshot.version, current.audience, language(), link_base())
    return answer(response_cache.get(key, lambda: encode_json(_described(current), "application/json")))


@blueprint.get("/dataset.zip", endpoint="archive")
def whole() -> Response:
    """All files in one."""
    only(())
    current = view()
    key = ("archive", current.snapshot.version, current.audience)
    made = response_cache.get(key, lambda: encode_body(_archive(current), "application/zip"))
    return _named(answer(made), ARCHIVE, current)


@blueprint.get("/feed.atom")
def feed() -> Response:
    """Snapshots and what changed between them."""
    only()
    current = view()
    folder = published().settings.snapshots
    kept = tuple(kept_versions(folder, current.snapshot.version))
    key = ("feed", folder, kept, current.audience, language(), _feed_links())
    return answer(
        response_cache.get(
            key, lambda: encode_body(atom(_history(current), language(), *_feed_links()), ATOM)
        )
    )


@blueprint.get("/<name>")
def file(name: str) -> Response:
    """One file."""
    found = next((each for each in RESOURCES if each.path == name), None)
    if found is None:
        raise NotFoundError(
            say(
                "The data set has no file %(name)s. Its files: %(known)s.",
                name=quoted(name),
                known=", ".join(each.path for each in RESOURCES),
            )
        )
    only(())
    current = view()
    key = ("file", name, current.snapshot.version, current.audience)
    made = response_cache.get(key, lambda: encode_body(_files(current).content[name], found.media_type))
    return _named(answer(made), name, current)


def _feed_links() -> tuple[str, str]:
    """Public addresses of the feed and of its page; both '' in a copy that knows none."""
    if static_copy() and not link_base():
        return "", ""
    base, lang = link_base(), language()
    return whole_address(base, "dataset.feed", lang=lang), whole_address(base, "dataset.page", lang=lang)


def _named(response: Response, name: str, current: View) -> Response:
    """Saved under a name that says what it is and of which day."""
    stem, _, extension = name.rpartition(".")
    kept_as = f"{NAME}-{stem}-{current.snapshot.manifest['as_of']}.{extension}"
    response.headers.set("Content-Disposition", "attachment", filename=kept_as)
    return response


def _files(current: View) -> Files:
    # Several readers who ask at once wait for one to make them.
    with _making:
        return _made(current)


@lru_cache(maxsize=1)
def _made_for(_identity: tuple[str, Audience, Path]) -> list[Files]:
    return []


def _made(current: View) -> Files:
    held = _made_for((current.snapshot.version, current.audience, published().settings.snapshots))
    if not held:
        held.append(make_files(current))
    return held[0]


def _described(current: View) -> dict[str, Any]:
    return describe(_files(current), renderer(language()), link_base())


def _archive(current: View) -> bytes:
    # In the language of the map, whoever asks: the archive has one digest.
    files = _files(current)
    return archive(files, describe(files, renderer(LANGUAGES[0]), published().settings.base_url))


def _history(current: View) -> list[Changes]:
    folder, audience = published().settings.snapshots, current.audience
    versions = kept_versions(folder, current.snapshot.version)
    older = [
        _figures(folder, version, audience) for version in versions if version != current.snapshot.version
    ]
    return history([*(each for each in older if each is not None), figures_of(current)])


@lru_cache(maxsize=64)
def _figures(folder: Path, version: str, audience: Audience) -> Figures | None:
    """Of an older snapshot, which never changes."""
    return next(kept_figures(folder, [version], published().table, audience), None)


def _json_ld(described: dict[str, Any]) -> dict[str, Any]:
    """The data set in the words of schema.org, by which search engines list it."""
    base = link_base()
    terms = licence(described["fictional"], renderer(language()))
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": described["title"],
        "description": described["description"],
        "url": whole_address(base, "dataset.page", lang=language()) if static_copy() else f"{base}/dataset/",
        "identifier": described["id"],
        "version": described["version"],
        "dateModified": described["created"],
        "inLanguage": list(LANGUAGES),
        "isAccessibleForFree": True,
        "license": terms.get("path", terms["title"]),
        "creator": {"@type": "Organization", "name": gettext("Map of affected schools")},
        "spatialCoverage": {"@type": "Place", "name": gettext("Republic of Korea")},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": each["title"],
                "contentUrl": f"{base}/dataset/{each['path']}",
                "encodingFormat": each["mediatype"],
                "contentSize": f"{each['bytes']} B",
            }
            for each in described["resources"]
        ],
    }
