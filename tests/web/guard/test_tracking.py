"""What other sites add to an address to follow its readers changes nothing; every other unknown part is refused."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from werkzeug.test import EnvironBuilder

from tests.conftest import app_for
from tests.web.addresses import BASE, addresses
from tests.web.test_modules import NODE, call
from webmap.exports.request import PARAMETERS as EXPORT_PARAMETERS
from webmap.view.unplaced_filters import KNOWN as UNPLACED_PARAMETERS
from webmap.web.api.ogc.collections import QUERY
from webmap.web.guard.tracking import TRACKING, is_tracking, without_tracking
from webmap.web.http.headers import POLICIES
from webmap.web.map.view_address import KNOWN
from webmap.web.serving.front import ResponseCacheMiddleware

FOLLOWED = [
    "fbclid=IwAR0x&utm_source=kakaotalk&utm_medium=social", "UTM_Campaign=a", "gclid=1&_ga=2.3&_gl=1*x", "msclkid=1",
    "igshid=x&igsh=y", "NaPm=ct%3Dx&n_query=%ED%94%BC%ED%95%B4", "utm_source", "fbclid=&fbclid=", "%66bclid=1",
    "mc_cid=1&mc_eid=2&_hsenc=3", "ref_src=twsrc%5Etfw", "pk_campaign=a&mtm_source=b", "utm_x=%FF%FE",
]  # fmt: skip
UNKNOWN = ["colour=red", "utm=1", "fbclid2=1", "xfbclid=1", "xutm_source=1", "g%63lid_=1", "ga=1", "mtm=1"]


@pytest.fixture(scope="module")
def client(sample_folder):
    return app_for(sample_folder, base_url=BASE).test_client()


@pytest.mark.parametrize("endpoint", POLICIES)
def test_every_address_answers_as_without_them(client, endpoint):
    address = addresses(client)[endpoint]
    plain = client.get(address)
    for query in FOLLOWED[:3]:
        followed = client.get(f"{address}{'&' if '?' in address else '?'}{query}")
        assert (followed.status_code, followed.headers.get("ETag")) == (200, plain.headers.get("ETag"))


@pytest.mark.parametrize("query", FOLLOWED)
def test_they_are_left_out_wherever_they_stand(query):
    for before, after in (("", ""), ("level=high", ""), ("", "level=high"), ("q=%FF", "lang=en&level=")):
        stated = "&".join(filter(None, (before, query, after)))
        assert without_tracking(stated) == "&".join(filter(None, (before, after)))


@pytest.mark.parametrize("query", UNKNOWN)
@pytest.mark.parametrize(
    "path", ["/api/schools.geojson", "/exports/regions.csv", "/ogc/collections/schools/items"]
)
def test_other_unknown_parameters_stay_errors(client, path, query):
    assert client.get(f"{path}?{query}&fbclid=1").status_code == 400


def test_no_parameter_of_our_own_is_one_of_them():
    own = {
        *KNOWN,
        *EXPORT_PARAMETERS,
        *UNPLACED_PARAMETERS,
        *QUERY,
        "url",
        "format",
        "maxwidth",
        "maxheight",
        "v",
    }
    assert [name for name in own if is_tracking(name)] == []
    assert all(is_tracking(name.replace("*", "x").upper()) for name in TRACKING)


def test_one_kept_answer_serves_them_all(app):
    computed = []

    def counting(environ, start_response):
        computed.append(environ["QUERY_STRING"])
        return app.wsgi_app(environ, start_response)

    front = ResponseCacheMiddleware(app)
    front._flask = counting
    for query in ("level=high", *(f"level=high&{each}" for each in FOLLOWED), f"{FOLLOWED[0]}&level=high"):
        environ = EnvironBuilder("/api/schools.geojson", query_string=query).get_environ()
        b"".join(front(environ, lambda _status, _headers: None))
    assert computed == ["level=high"]


def test_links_of_a_page_do_not_repeat_them(client):
    query = "level=high&fbclid=secret1&utm_source=secret1"
    for path in ("/", "/embed", "/unplaced", "/about", "/ogc/collections/schools/items", "/map.html"):
        assert (
            "secret1"
            not in client.get(f"{path}?{query.removeprefix('' if path != '/about' else 'level=high&')}").text
        )
    answer = client.get(f"/oembed?url={quote(f'{BASE}/?{query}')}")
    assert "level=high" in answer.json["html"]
    assert "secret1" not in answer.text


@pytest.mark.slow
@pytest.mark.skipif(NODE is None, reason="node is not installed; the page's modules were not run")
@pytest.mark.parametrize(
    "queries", [[*FOLLOWED, *UNKNOWN, "level=high", "", "level=high&fbclid=1&q=%EA%B0%80"]]
)
def test_the_scripts_leave_out_the_same(queries):
    removed = [call("state/address.js", "withoutTracking", f"?{query}", TRACKING) for query in queries[-4:]]
    assert removed == ["?mtm=1", "?level=high", "?", "?level=high&q=%EA%B0%80"]
    joined = "&".join(queries)
    there = call("state/address.js", "withoutTracking", f"?{joined}", TRACKING)
    assert there == f"?{without_tracking(joined)}"
