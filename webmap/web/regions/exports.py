"""Exports of the menu's tables, and the picture that other sites show with a link."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, Response, url_for

from webmap.exports.csv.metadata import MIMETYPE, metadata
from webmap.exports.file_names import disposition
from webmap.exports.protected.choice import Choice, read_choice
from webmap.exports.protected.content import (
    ProtectedContent,
    check_format,
    make_protected_content,
    mimetype,
    write_protected,
)
from webmap.exports.protected.picture import draw_link_picture
from webmap.system.temporary_folder import scratch_folder
from webmap.view.parameters import Called, one_of
from webmap.vocabulary.messages import say
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import FOR_A_MINUTE, EncodedBody, answer, encode_body, encode_json
from webmap.web.http.arguments import stated_once
from webmap.web.http.request_language import language
from webmap.web.http.static_copy import static_copy
from webmap.web.regions.preview import base_url
from webmap.web.regions.served import numbers

blueprint = Blueprint("exports", __name__, url_prefix="/exports")
picture_blueprint = Blueprint("link_picture", __name__)
response_cache = ResponseCache("exports")
pictures = ResponseCache("link_pictures", 32 * 1024 * 1024)

LANGUAGE, BOM = "lang", "bom"


@blueprint.get("/regions.<suffix>", endpoint="export")
def export(suffix: str) -> Response:
    """A table of the menu in one of the formats."""
    check_format(suffix)
    stated = stated_once()
    choice, bom = read_choice(stated, (LANGUAGE, BOM)), _bom(stated)

    def make() -> EncodedBody:
        with scratch_folder() as folder:
            path = Path(folder) / f"export.{suffix}"
            write_protected(_content(choice, bom), suffix, path)
            return encode_body(path.read_bytes(), mimetype(suffix))

    response = answer(response_cache.get((suffix, bom, *_key(choice)), make), FOR_A_MINUTE)
    response.headers["Content-Disposition"] = disposition(*file_names(choice, suffix))
    if suffix == "csv" and not static_copy():
        address = url_for("exports.csv_metadata") + _query(choice)
        response.headers["Link"] = f'<{address}>; rel="describedby"; type="{MIMETYPE}"'
    return response


@blueprint.get("/regions.csv-metadata.json")
def csv_metadata() -> Response:
    """Metadata of the CSV file of the same parameters (CSV on the Web)."""
    stated = stated_once()
    choice, bom = read_choice(stated, (LANGUAGE, BOM)), _bom(stated)
    file = url_for("exports.export", suffix="csv") + _query(choice)

    def make() -> EncodedBody:
        content = _content(choice, bom)
        return encode_json(metadata(content, content.main, file), MIMETYPE)

    return answer(response_cache.get(("metadata", bom, *_key(choice)), make))


@picture_blueprint.get("/exports/link.png")
def picture() -> Response:
    """The map of a choice, as other sites show it with a link."""
    choice = read_choice(stated_once())

    def make() -> EncodedBody:
        return encode_body(draw_link_picture(_content(choice, bom=True)), "image/png")

    return answer(pictures.get(_key(choice), make), FOR_A_MINUTE)


def file_names(choice: Choice, suffix: str) -> tuple[str, str]:
    """Name of a downloaded file in the reader's language, and in ASCII."""
    current, code = numbers(), language()
    parts = [
        say("fictional").render(code) if current.fictional else "",
        choice.title.render(code),
        choice.subject.render(code).replace(",", ""),
        current.as_of,
    ]
    plain = ["fictional" if current.fictional else "", f"listed-schools-by-{choice.by}", choice.level]
    name, ascii_name = "_".join(filter(None, parts)), "_".join(filter(None, [*plain, choice.status]))
    return f"{name}.{suffix}", f"{ascii_name}_{current.as_of}.{suffix}"


def _content(choice: Choice, bom: bool) -> ProtectedContent:
    return make_protected_content(numbers(), choice, language(), base_url(), bom)


def _key(choice: Choice) -> tuple[object, ...]:
    """Everything that an export depends on besides its format."""
    return numbers().digest, choice, language(), base_url()


def _bom(stated: Mapping[str, str]) -> bool:
    return one_of(BOM, stated.get(BOM) or "1", ("0", "1"), Called.PARAMETER) == "1"


def _query(choice: Choice) -> str:
    return f"?{urlencode({**choice.parameters(), LANGUAGE: language()})}"
