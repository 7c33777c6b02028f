"""The data of the page's scripts, each at an address whose content never changes.

The address names the version of everything that the answer depends on, so a browser caches the answer and
never revalidates it. Under another version the current data is sent uncached; it names its own version, and
the page, which is then out of date, reloads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, current_app, request, url_for

from webmap import __version__
from webmap.errors import NotFoundError
from webmap.exports.tables.older_snapshot import comparable
from webmap.settings.settings import Settings
from webmap.view.view import View
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import REGION_LEVELS
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import ASK_AGAIN, FOR_A_YEAR, OF_ITS_VERSION, answer, encode_body, encode_json
from webmap.web.http.arguments import known_level
from webmap.web.http.assets import assets_version
from webmap.web.http.published import published, view
from webmap.web.http.request_language import language
from webmap.web.map.changes import changes_payload
from webmap.web.map.later_words import later_words
from webmap.web.map.payload import details_payload, regions_payload, register_payload, schools_payload

blueprint = Blueprint("map_data", __name__, url_prefix="/api/map")
response_cache = ResponseCache("map_data")
JSON = "application/json"


@blueprint.get("/schools.json")
def schools() -> Response:
    """All schools that the audience may see, with the fields of the map and the list."""
    return _cached("schools", lambda current: schools_payload(current, language()))


@blueprint.get("/details.json")
def details() -> Response:
    """Further fields of these schools, in the same order."""
    return _cached("details", details_payload)


@blueprint.get("/regions/<level>.json")
def regions(level: str) -> Response:
    """Boundaries of a level as TopoJSON, with names, existing schools and cautions."""
    by = known_level(level)
    return _cached(f"regions/{level}", lambda current: regions_payload(current, by, language()))


@blueprint.get("/register.json")
def register() -> Response:
    """Names of the register's schools, for the search. Raises NotFoundError where there are none."""
    if not offers_register(view()):
        raise NotFoundError(say("The names of the register are not published here."))
    return _cached("register", lambda current: register_payload(current, language()))


@blueprint.get("/changes.json")
def changes() -> Response:
    """What has changed in the last days and since the last edition."""
    folder = published().settings.snapshots
    kept = tuple(comparable(view(), folder))
    return _cached("changes", lambda current: changes_payload(current, folder), also=kept)


@blueprint.get("/words.json")
def words() -> Response:
    """Words of cards and dialogs, which the page does not need before a click."""
    return _cached("words", later_words)


def offers_register(current: View) -> bool:
    """Whether the search finds schools of the register that are not listed."""
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    return settings.search_register and current.snapshot.register_names is not None


@blueprint.get("/pieces/<version>/index.json")
def pieces_index(version: str) -> Response:
    """Where each piece with borders and names for near zooms lies."""
    pieces = view().snapshot.pieces
    content = response_cache.get(("pieces", pieces.version), lambda: encode_json(pieces.index(), JSON))
    return answer(content, FOR_A_YEAR if version == pieces.version else ASK_AGAIN)


@blueprint.get("/pieces/<version>/<name>.json")
def piece(version: str, name: str) -> Response:
    """Borders and names of a sigungu or of a part of it; the same for every list, audience and language."""
    pieces = view().snapshot.pieces
    stored = pieces.content(name)
    if stored is None:
        abort(HTTPStatus.NOT_FOUND)
    content = response_cache.get(("pieces", pieces.version, name), lambda: encode_body(stored, JSON))
    return answer(content, FOR_A_YEAR if version == pieces.version else ASK_AGAIN)


def data_version(current: View) -> str:
    """A digest of everything but the language that the answers depend on: snapshot, audience and software."""
    depends = (current.snapshot.version, repr(_stable(current.audience)), __version__, assets_version())
    return hashlib.sha256("\n".join(depends).encode()).hexdigest()[:16]


def addresses(current: View) -> dict[str, Any]:
    """Addresses of the page's data in the request's language."""
    parameters: dict[str, Any] = {"v": data_version(current), "lang": language()}
    return {
        "schools": url_for("map_data.schools", **parameters),
        "details": url_for("map_data.details", **parameters),
        "changes": url_for("map_data.changes", **parameters),
        "register": url_for("map_data.register", **parameters) if offers_register(current) else "",
        "regions": {
            level.value: url_for("map_data.regions", level=level.value, **parameters)
            for level in REGION_LEVELS
        },
        "pieces": pieces_address(current),
    }


def words_address(current: View) -> str:
    """Address of the words of cards and dialogs, in the request's language."""
    return url_for("map_data.words", v=data_version(current), lang=language())


def pieces_address(current: View) -> str:
    """Address of the index of pieces, beside which they lie; '' for a snapshot that holds none."""
    pieces = current.snapshot.pieces
    return url_for("map_data.pieces_index", version=pieces.version) if pieces.names() else ""


def _stable(audience: Any) -> list[tuple[str, Any]]:
    """The audience's fields in an order that is the same in every process."""
    fields = sorted(vars(audience).items())
    return [(name, sorted(value) if isinstance(value, frozenset) else value) for name, value in fields]


def _cached(name: str, make: Callable[[View], dict[str, Any]], also: Hashable = None) -> Response:
    current, requested_version = view(), request.args.get("v")
    if requested_version not in (None, data_version(current)):
        # The page may come from another process or machine that already serves a newer snapshot.
        current = published().refreshed()
    version = data_version(current)
    content = response_cache.get(
        (name, version, language(), also), lambda: encode_json({"version": version, **make(current)}, JSON)
    )
    return answer(content, OF_ITS_VERSION if requested_version == version else ASK_AGAIN)
