"""Asking a described interface, in this process, whatever its description lets one ask and what it does not."""

import re

import schemathesis
from hypothesis import HealthCheck, settings

from webmap.errors import FilterError
from webmap.places.regions.short_codes import expand
from webmap.vocabulary.terms import RegionLevel
from webmap.web.api.ogc.moments import PERIOD, read_period

FEW = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

FEW_CODES = 1
QUICK = ("csv", "json", "geojson")
"""Formats requested hundreds of times. Reports and pictures take seconds each, and the other files
tenths; all of them go through the same address, parameters and failures."""


CONDITIONS = [
    "name LIKE '가%'",
    "name <> 'x' AND first_reported IS NULL",
    "S_INTERSECTS(geometry, POINT(127 37))",
]

DRAWN = ("/exports/link.png",)
"""Every request draws a picture; tests of its own ask for it (test_link_picture.py)."""


class Served:
    """The application, which is there only once the tests run, as it answers who takes nothing compressed."""

    app = None

    def __call__(self, environ, start_response):
        return self.app({**environ, "HTTP_ACCEPT_ENCODING": "identity"}, start_response)


SERVED = Served()


def ask_every_address(what, document):
    """A test for each address of a description, by a name of its own: of equal names, xdist runs one."""
    _narrow(document)
    schema = schemathesis.openapi.from_dict(document)
    schema.app = SERVED
    return {
        f"test_{what}_answers_as_described_at_{_plain(path)}": _test(schema, path)
        for path in document["paths"]
        if path not in DRAWN
    }


def _narrow(document):
    # Each of some four hundred codes would be tried on every address; a few of each kind tell as much.
    for level in RegionLevel:
        codes = document["components"]["parameters"][level.value]["schema"]["items"]
        codes["enum"] = codes["enum"][:FEW_CODES]
    if "filter" in document["components"]["parameters"]:
        # Of any texts, hardly one is a condition; these hold for every collection.
        document["components"]["parameters"]["filter"]["schema"]["enum"] = CONDITIONS
    for methods in document["paths"].values():
        for place in methods["get"].get("parameters", ()):
            if place.get("name") == "format":
                place["schema"]["enum"] = list(QUICK)


def _test(schema, path):
    @schema.include(path=path).parametrize()
    @FEW
    def answers(case):
        case.call_and_validate()

    return answers


def _plain(path):
    return re.sub(r"\W+", "_", path).strip("_") or "its_root"


@schemathesis.hook
def filter_case(_context, case):
    """What JSON Schema has no words for: which format holds what, which snapshots are kept, a set's one code."""
    query, form = case.query or {}, (case.path_parameters or {}).get("format")
    if not _a_short_code(query) or query.get("filter") not in (None, *CONDITIONS):
        return False
    if query.get("compare") or not isinstance(query.get("unplaced", ""), str):
        return False
    zipped, further = query.get("zip") == "1", query.get("unplaced") == "1"
    metadata_or_csv = form == "csv" or form is None
    return not (zipped and not metadata_or_csv) and not (further and metadata_or_csv and not zipped)


@schemathesis.hook
def filter_query(_context, query):
    """What JSON Schema has no words for: the order of two days or edges, a day in the calendar, a condition."""
    query = query or {}
    in_order = _ordered(query.get("from"), query.get("to"))
    return in_order and _a_period(query) and _a_box(query)


def _ordered(begin, end):
    return not (isinstance(begin, str) and isinstance(end, str) and begin > end)


def _a_period(query):
    text = query.get("datetime")
    if not isinstance(text, str) or not re.fullmatch(PERIOD, text, re.ASCII):
        return True
    try:
        read_period(text)
    except FilterError:
        return False
    return True


def _a_short_code(query):
    """Only one spelling of a set is taken, and not beside the filter for which it stands."""
    text = query.get("r")
    if not isinstance(text, str) or not text:
        return True
    try:
        expand({name: str(value) for name, value in query.items()})
    except FilterError:
        return not re.fullmatch(r"[pgo][0-9]+[.][A-Za-z0-9_-]+", text, re.ASCII)
    return True


def _a_box(query):
    box = query.get("bbox")
    numbers = isinstance(box, list) and len(box) == 4 and all(type(each) in (int, float) for each in box)
    return not (numbers and box[1] > box[3])
