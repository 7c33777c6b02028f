"""A request in another spelling gets the same answer, made once; a cached answer costs nothing again."""

import pytest

from tests.conftest import app_for
from webmap.places.regions.region_table import load_region_table
from webmap.view.filters import parameters, parse_filters
from webmap.web.http.answer_cache import MISS, RESPONSE_CACHES

ONE, OTHER = "level=high&sido=41,11&from=2024-08-01", "from=2024-08-01&sido=11,%2041,41,&level=high&status="

SPELLINGS = {
    "schools": (f"/api/schools.geojson?{ONE}", f"/api/schools.geojson?{OTHER}"),
    "regions": (f"/api/regions/sido.geojson?{ONE}", f"/api/regions/sido.geojson?{OTHER}"),
    "region": (f"/api/regions/sido/41?{ONE}", f"/api/regions/sido/41?{OTHER}"),
    "search": ("/api/schools.geojson?q=AB", "/api/schools.geojson?q=%20ab%20"),
    "unplaced": ("/api/unplaced.json?level=high,middle&q=AB", "/api/unplaced.json?q=ab&level=middle,high"),
    "page of unplaced": ("/unplaced?level=high,middle", "/unplaced?level=middle&level=high&q="),
    "items": (
        f"/ogc/collections/schools/items?bbox=126,37,127,38&limit=5&{ONE}",
        f"/ogc/collections/schools/items?{OTHER}&limit=05&bbox=126.0,37.0,127.0,38.0",
    ),
    "export": (f"/exports/regions.json?{ONE}", f"/exports/regions.json?{OTHER}&by=sido"),
    "metadata": (f"/exports/regions.csv-metadata.json?{ONE}", f"/exports/regions.csv-metadata.json?{OTHER}"),
    "file": (f"/map.html?{ONE}", f"/map.html?{OTHER}"),
    "page": (f"/?{ONE}", f"/?fbclid=shared-by-somebody&{ONE}&utm_source=x"),
    "embed": (f"/embed?title=off&{ONE}", f"/embed?{ONE}&fbclid=another&title=off"),
}


def made():
    return sum(cache.counts[MISS] for cache in RESPONSE_CACHES)


@pytest.fixture(scope="module")
def fresh(sample_folder):
    return app_for(sample_folder).test_client()


@pytest.mark.parametrize("name", SPELLINGS)
def test_equal_questions_share_one_answer_and_asking_again_makes_nothing(fresh, name):
    one, other = SPELLINGS[name]
    first = fresh.get(one)
    assert first.status_code == 200
    so_far = made()
    again = fresh.get(other)
    assert again.data == first.data
    assert fresh.head(one).headers["Content-Length"] == first.headers["Content-Length"]
    assert fresh.get(one, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert made() == so_far


def test_filters_written_out_are_read_as_the_same_filters():
    table = load_region_table()
    for query in ({"sido": "41,11", "q": " Ab", "to": "2024-09-01"}, {"level": "high,middle"}, {}):
        filters = parse_filters(query, table)
        assert parse_filters(parameters(filters), table) == filters
