"""Programs that know the standard and nothing of us read what the map shows."""

import pyogrio
import pytest
from owslib.ogcapi.features import Features

from webmap.view.filters import NO_FILTER
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.published import Published

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture
def view(app):
    published: Published = app.extensions["webmap"]
    return published.view()


def test_gdal_finds_the_collections(ogc_address):
    names = [name for name, _kind in pyogrio.list_layers(f"OAPIF:{ogc_address}")]
    assert names == ["schools", "sido", "sigungu", "offices"]


def test_gdal_reads_every_school_over_several_pages(ogc_address, view):
    read = pyogrio.read_dataframe(f"OAPIF:{ogc_address}", layer="schools", PAGE_SIZE=100)
    shown = view.schools(NO_FILTER)
    assert sorted(read["key"]) == sorted(shown["key"])
    assert read.crs.to_authority() in (("OGC", "CRS84"), ("EPSG", "4326"))
    assert set(read["status"]) == set(shown["status"])


def test_gdal_asks_for_a_box_and_for_a_property(ogc_address, view):
    source, shown = f"OAPIF:{ogc_address}", view.schools(NO_FILTER)
    inside = pyogrio.read_dataframe(source, layer="schools", bbox=(126.7, 37.4, 127.2, 37.7))
    assert len(inside) == len(shown.cx[126.7:127.2, 37.4:37.7]) > 0
    high = pyogrio.read_dataframe(source, layer="schools", where="level = 'high'")
    assert len(high) == (shown["level"] == "high").sum() > 0


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("first_reported >= '2024-09-01'", lambda day: day >= "2024-09-01"),
        ("first_reported <= '2024-09-01'", lambda day: (day != "") & (day <= "2024-09-01")),
        ("first_reported = '2024-09-03'", lambda day: day == "2024-09-03"),
        (
            "first_reported >= '2024-08-27' AND first_reported <= '2024-09-03'",
            lambda day: (day >= "2024-08-27") & (day <= "2024-09-03"),
        ),
    ],
)
def test_gdal_asks_for_days_of_the_first_report(ogc_address, view, where, expected):
    read = pyogrio.read_dataframe(f"OAPIF:{ogc_address}", layer="schools", where=where)
    shown = view.schools(NO_FILTER)
    assert set(read["key"]) == set(shown["key"][expected(shown["first_reported"].fillna(""))])
    assert len(read) > 0


def test_gdal_is_refused_another_date_instead_of_given_other_rows(ogc_address):
    with pytest.raises(ValueError, match="last_reported"):
        pyogrio.read_dataframe(f"OAPIF:{ogc_address}", layer="schools", where="last_reported >= '2024-09-01'")


@pytest.mark.parametrize(
    ("collection", "level"), [("sido", "sido"), ("sigungu", "sigungu"), ("offices", "office")]
)
def test_gdal_reads_the_figures_of_the_map(ogc_address, view, collection, level):
    read = pyogrio.read_dataframe(f"OAPIF:{ogc_address}", layer=collection).set_index("code")
    shown = view.regions(NO_FILTER, RegionLevel(level))
    assert read["schools"].to_dict() == shown["schools"].to_dict()
    assert read["register_schools"].to_dict() == shown["register_schools"].to_dict()


def test_owslib_reads_collections_filters_and_items(ogc_address, view):
    service = Features(ogc_address)
    assert service.feature_collections() == ["schools", "sido", "sigungu", "offices"]
    assert "level" in service.collection_queryables("schools")["properties"]
    page = service.collection_items("schools", limit=3, level="high")
    assert page["numberMatched"] == (view.schools(NO_FILTER)["level"] == "high").sum()
    one = service.collection_item("schools", page["features"][0]["id"])
    assert one["properties"] == page["features"][0]["properties"]


def test_gdal_takes_numbers_for_numbers_though_the_first_features_have_none(ogc_address):
    """It knows the types of properties from the first twenty features alone."""
    types = dict(
        zip(
            *(
                pyogrio.read_info(f"OAPIF:{ogc_address}", layer="schools")[each]
                for each in ("fields", "ogr_types")
            ),
            strict=True,
        )
    )
    assert (types["radius_m"], types["reports"]) == ("OFTInteger", "OFTInteger")
    far = pyogrio.read_dataframe(f"OAPIF:{ogc_address}", layer="schools", where="radius_m > 0")
    assert len(far) > 0
    assert (far["radius_m"] > 0).all()
    regions = pyogrio.read_info(f"OAPIF:{ogc_address}", layer="sigungu")
    assert dict(zip(regions["fields"], regions["ogr_types"], strict=True))["rate_per_100"] == "OFTReal"


def test_owslib_puts_conditions_in_cql2(ogc_address, view):
    page = Features(ogc_address).collection_items(
        "schools", limit=3, filter="level = 'high' AND reports >= 2"
    )
    shown = view.schools(NO_FILTER)
    assert page["numberMatched"] == ((shown["level"] == "high") & (shown["reports"] >= 2)).sum() > 0
