"""Filter grammars: the bytes are the query of an address, as a browser or an attacker sends it."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from fuzz.sentences import check_sentence
from fuzz.targets.frame import seeds
from webmap.errors import FilterError
from webmap.exports.request import PARAMETERS as ASKED
from webmap.exports.request import Subject, read_export_request
from webmap.places.regions.region_table import load_region_table
from webmap.view.filters import PARAMETERS, Filters, parse_filters, plain_values
from webmap.view.search import name_test, search_text
from webmap.view.unplaced_filters import KNOWN, parse_unplaced_filters, refuse_unknown_file
from webmap.view.words import title
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import LEVELS, OUTCOMES, STATUSES, RegionLevel
from webmap.web.api.ogc.collections import COLLECTIONS
from webmap.web.api.ogc.parameters import read_items_query
from webmap.web.api.ogc.reference_systems import FARTHEST
from webmap.web.guard.input_limits import Request

LISTS = ("press", "union")
FILES = ("가상 목록.csv", "press.xlsx")
SCHOOL = search_text("가상한빛여자고등학교", "Gasang Hanbit Girls' High School")
TABLE = load_region_table()
SIDO = [region.code for region in TABLE.regions(RegionLevel.SIDO)]

SEEDS = seeds(
    "level=high,middle&status=refuted,confirmed&sido=11,41&sigungu=11680&office=7021000",
    "from=2024-08-26&to=2024-09-30&q=%EA%B0%80%EC%83%81",
    "q=%E3%84%B3%E3%85%81&level=&status=+,+&from=",
    "lists=press,only:press.union&level=high",
    "outcome=ambiguous,refused&level=none&sido=none&file=press.xlsx&q=x&page=3",
    "outcome=ambiguous&outcome=unmatched&level=other",
    "by=sigungu&show=rate&classes=quantile&points=off&unplaced=1&bom=0&zip=1&compare=x&lang=ko",
    "from=0000-00-00&to=9999-99-99&q=%ED%A0%80%00%ff",
    "bbox=124,33,132,39&bbox-crs=x&crs=y&limit=10&offset=0&datetime=2024-08-26/..&f=json",
    "q=%EF%B7%BA%EF%B7%BA&sido=99&colour=red&level=high&level=low",
)
MAX_BYTES = 4_096


def words() -> list[str]:
    """Parameters and values that the grammars know."""
    names = [*PARAMETERS, *KNOWN, *ASKED, "bbox", "limit", "offset", "datetime"]
    values = [
        *LEVELS,
        *STATUSES,
        *OUTCOMES,
        *RegionLevel,
        "11",
        "11680",
        "7021000",
        "2024-02-29",
        "none",
        "press",
        "only:",
    ]
    hostile = [
        "%00",
        "%ED%A0%80",
        "%EF%B7%BA",
        "%E2%80%AE",
        "%C3%9F",
        "%CD%85",
        "NaN",
        "Infinity",
        "-1e308",
        "../",
    ]
    return [*(f"{name}=" for name in names), *values, *hostile, "&", ",", "%2C", "/.."]


def one_input(data: bytes) -> None:
    """Read a query in every grammar: it is understood, or refused with a sentence."""
    arguments = Request({"QUERY_STRING": data.decode("latin-1")}).args
    _filters(arguments)
    _export_request(arguments)
    _unplaced(arguments)
    _items(arguments)


def _filters(arguments: MultiDict[str, str]) -> None:
    stated = arguments.to_dict()
    for language in LANGUAGES:
        assert title(stated, TABLE, language, fictional=True).isprintable()
    try:
        filters = parse_filters(stated, TABLE, lists=LISTS)
    except FilterError as failure:
        check_sentence(failure.message)
        return
    assert parse_filters(printed(filters), TABLE, lists=LISTS) == filters, "not the same when read again"
    assert isinstance(name_test(filters.q)(SCHOOL), bool)
    hash(filters)


def printed(filters: Filters) -> dict[str, str]:
    """Filters as the parameters of an address, as exports write them."""
    return {
        name: ",".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in plain_values(filters).items()
        if value
    }


def _export_request(arguments: MultiDict[str, str]) -> None:
    try:
        request = read_export_request(Subject.SCHOOLS, arguments.to_dict(), TABLE, "ko", LISTS)
        assert request.filters.level <= set(LEVELS)
    except FilterError as failure:
        check_sentence(failure.message)


def _unplaced(arguments: MultiDict[str, str]) -> None:
    try:
        filters = parse_unplaced_filters(dict(arguments.lists()), SIDO)
        refuse_unknown_file(filters, FILES)
    except FilterError as failure:
        check_sentence(failure.message)
        return
    again = {name: [text] for name, text in filters.parameters().items()}
    assert parse_unplaced_filters(again, SIDO) == filters, "not the same when read again"


def _items(arguments: MultiDict[str, str]) -> None:
    try:
        query = read_items_query(
            arguments.to_dict(),
            arguments.getlist("datetime"),
            TABLE,
            also=("lang", "f"),
            collection=COLLECTIONS["schools"],
            lists=LISTS,
        )
    except FilterError as failure:
        check_sentence(failure.message)
        return
    # A comparison with NaN is never true.
    assert all(abs(number) <= FARTHEST for number in query.bbox or ())
    assert query.limit > 0
    assert query.offset >= 0
