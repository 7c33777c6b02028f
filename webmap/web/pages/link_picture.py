"""The picture that other sites show with a link to a view (`og:image`), 1200 × 630 pixels."""

from __future__ import annotations

from flask import Blueprint, Response

from webmap.exports.content import make_content
from webmap.exports.picture.png import draw_link_picture
from webmap.exports.request import ExportRequest
from webmap.view.filters import Filters, parameters
from webmap.view.view import View
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import FOR_A_MINUTE, EncodedBody, answer, encode_body
from webmap.web.http.arguments import asked_filters
from webmap.web.http.published import view
from webmap.web.http.request_language import default_language, language
from webmap.web.map import data as map_data
from webmap.web.map.view_address import base_url, picture_address

blueprint = Blueprint("link_picture", __name__)
response_cache = ResponseCache("link_pictures", 32 * 1024 * 1024)


@blueprint.get("/exports/link.png")
def picture() -> Response:
    """The map of a view with its number, what a listing means, the date and the address."""
    current, filters, lang, base = view(), asked_filters(), language(), base_url()

    def make() -> EncodedBody:
        export_request = ExportRequest(by=level_of(filters), filters=filters, language=lang)
        return encode_body(
            draw_link_picture(make_content(current, export_request, base_url=base)), "image/png"
        )

    key = (map_data.data_version(current), lang, base, *parameters(filters).items())
    return answer(response_cache.get(key, make), FOR_A_MINUTE)


def made_ahead(current: View) -> list[str]:
    """Addresses of the pictures that are drawn before anybody asks: of the nation and of each province."""
    sido = [region.code for region in current.table.regions(RegionLevel.SIDO)]
    views = [Filters(), *(Filters(sido=frozenset({code})) for code in sido)]
    return [picture_address(filters, default_language()) for filters in views] if base_url() else []


def level_of(filters: Filters) -> RegionLevel:
    """The regions that the picture counts by: those inside of what the filter names."""
    if filters.office:
        return RegionLevel.OFFICE
    return RegionLevel.SIGUNGU if filters.sido or filters.sigungu else RegionLevel.SIDO
