"""The data set under `/dataset/`: its page, its files, and the feed of changes."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Blueprint, Response

from webmap.errors import NotFoundError
from webmap.exports.dataset.changes import Changes, Figures, figures_of, history, kept_figures, kept_versions
from webmap.exports.dataset.package import NAME, NO_LICENCE, Files, archive, citation, describe, make_files
from webmap.exports.dataset.resources import ARCHIVE, DESCRIPTION, RESOURCES
from webmap.settings.licence import DataLicence
from webmap.view.audience import Audience
from webmap.view.parameters import quoted
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.vocabulary.schema_version import RELEASES
from webmap.vocabulary.terms import RegionLevel
from webmap.web.api.feed import atom, change_lines, title
from webmap.web.api.openapi_parameters import renderer
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import EncodedBody, answer, encode_body, encode_json
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
    """The page of the data set: its files, how to cite it, and its changes."""
    current = view()
    versions = tuple(kept_versions(published().settings.snapshots, current.snapshot.version))
    return shared_page("dataset.html", lambda: _page_values(current), also=(link_base(), versions))


def _page_values(current: View) -> dict[str, Any]:
    description = _description(current)
    base, licence = _stated()
    return {
        "package": description,
        "licence": licence,
        "no_licence": gettext(NO_LICENCE),
        "citations": {each: citation(current, base, each) for each in LANGUAGES},
        "provinces": [
            {"code": each.code, "name": each.name if language() == "ko" else each.name_en}
            for each in current.table.regions(RegionLevel.SIDO)
        ],
        "json_ld": _json_ld(description) if link_base() or not static_copy() else None,
        "changes": [
            {
                "version": each.now.version,
                "title": title(each, language()),
                "lines": change_lines(each, language()),
            }
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
    key = ("package", current.snapshot.version, current.audience, language(), link_base(), *_stated())
    return answer(response_cache.get(key, lambda: encode_json(_description(current), "application/json")))


@blueprint.get("/dataset.zip", endpoint="archive")
def whole_archive() -> Response:
    """All files in one archive."""
    only(())
    current = view()
    key = ("archive", current.snapshot.version, current.audience, *_stated())
    body = response_cache.get(key, lambda: encode_body(_archive(current), "application/zip"))
    return _as_attachment(answer(body), ARCHIVE, current)


@blueprint.get("/feed.atom")
def feed() -> Response:
    """Snapshots and what changed between them."""
    only()
    return _feed("")


@blueprint.get("/feed-<sido>.atom")
def province_feed(sido: str) -> Response:
    """Snapshots and what changed between them in one province."""
    only()
    if sido not in {each.code for each in published().table.regions(RegionLevel.SIDO)}:
        raise NotFoundError(say("There is no province %(name)s.", name=quoted(sido)))
    return _feed(sido)


def _feed(sido: str) -> Response:
    current = view()
    folder = published().settings.snapshots
    versions = tuple(kept_versions(folder, current.snapshot.version))
    links = _feed_links(sido)
    key = ("feed", sido, folder, versions, current.audience, language(), links)

    def make() -> EncodedBody:
        changes = _history(current, sido)
        return encode_body(atom(changes, language(), *links, province=_name_of(sido), code=sido), ATOM)

    return answer(response_cache.get(key, make))


def _name_of(sido: str) -> str:
    regions = published().table.regions(RegionLevel.SIDO)
    return next(
        (each.name if language() == "ko" else each.name_en for each in regions if each.code == sido), ""
    )


@blueprint.get("/package/<name>")
def packaged(name: str) -> Response:
    """The description of the data set, or one of its files beside it.

    Some programs take an address of one name behind `/dataset/` for one of CKAN.
    """
    return package() if name == DESCRIPTION else file(name)


@blueprint.get("/<name>")
def file(name: str) -> Response:
    """One file."""
    resource = next((each for each in RESOURCES if each.path == name), None)
    if resource is None:
        raise NotFoundError(
            say(
                "The data set has no file %(name)s. Its files: %(known)s.",
                name=quoted(name),
                known=", ".join(each.path for each in RESOURCES),
            )
        )
    only(())
    current = view()
    key = ("file", name, current.snapshot.version, current.audience, *_stated())
    body = response_cache.get(key, lambda: encode_body(_files(current).content[name], resource.media_type))
    response = _as_attachment(answer(body), name, current)
    response.last_modified = datetime.fromisoformat(str(current.snapshot.manifest["created"]))
    return response


def _feed_links(sido: str) -> tuple[str, str]:
    """Public addresses of a feed and of its page; both '' in a copy without a public address."""
    if static_copy() and not link_base():
        return "", ""
    base, lang = link_base(), language()
    own = (
        whole_address(base, "dataset.province_feed", sido=sido, lang=lang)
        if sido
        else whole_address(base, "dataset.feed", lang=lang)
    )
    return own, whole_address(base, "dataset.page", lang=lang)


def _as_attachment(response: Response, name: str, current: View) -> Response:
    """The response with a file name that states the content and its as-of date."""
    stem, _, extension = name.rpartition(".")
    saved_name = f"{NAME}-{stem}-{current.as_of}.{extension}"
    response.headers.set("Content-Disposition", "attachment", filename=saved_name)
    return response


def _files(current: View) -> Files:
    # Requests at the same time wait for one to make the files.
    with _making:
        return _cached_files(current)


@lru_cache(maxsize=1)
def _files_cache(_identity: tuple[str, Audience, Path, str]) -> list[Files]:
    return []


def _cached_files(current: View) -> Files:
    base, _licence = _stated()
    cached = _files_cache((current.snapshot.version, current.audience, published().settings.snapshots, base))
    if not cached:
        cached.append(make_files(current, base))
    return cached[0]


def _description(current: View) -> dict[str, Any]:
    _base, licence = _stated()
    return describe(_files(current), renderer(language()), link_base(), licence)


def _stated() -> tuple[str, DataLicence | None]:
    """The public address and the licence of the data, as the operator states them."""
    settings = published().settings
    return settings.base_url, settings.licence


def _archive(current: View) -> bytes:
    # Always in the map's first language, so that the archive has one digest.
    files = _files(current)
    return archive(files, describe(files, renderer(LANGUAGES[0]), *_stated()))


def _history(current: View, sido: str = "") -> list[Changes]:
    folder, audience = published().settings.snapshots, current.audience
    versions = kept_versions(folder, current.snapshot.version)
    older = [
        _figures(folder, version, audience, by_province=bool(sido)).get(sido)
        for version in versions
        if version != current.snapshot.version
    ]
    return history([*(each for each in older if each is not None), figures_of(current, sido)])


@lru_cache(maxsize=64)
def _figures(folder: Path, version: str, audience: Audience, by_province: bool) -> dict[str, Figures]:
    """Figures of an older snapshot, or of each province in it, which never change: it is opened once."""
    table = published().table
    places = [each.code for each in table.regions(RegionLevel.SIDO)] if by_province else [""]
    return kept_figures(folder, version, table, audience, places)


def _json_ld(description: dict[str, Any]) -> dict[str, Any]:
    """The data set in terms of schema.org, for search engines."""
    base = link_base()
    _base, stated = _stated()
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": description["title"],
        "description": description["description"],
        "url": whole_address(base, "dataset.page", lang=language()) if static_copy() else f"{base}/dataset/",
        "identifier": description["id"],
        "version": description["version"],
        "dateModified": description["created"],
        "inLanguage": list(LANGUAGES),
        "isAccessibleForFree": True,
        **({"license": stated.path or stated.title} if stated else {}),
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
            for each in description["resources"]
        ],
    }
