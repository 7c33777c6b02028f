"""In which region a point lies."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point, box

from webmap.places.addresses.legal_dongs import LegalDongs
from webmap.places.regions.boundaries import locate

PLACES = {
    "Seoul city hall": (126.9779, 37.5663, "11140"),
    "Dokdo": (131.8660, 37.2417, "47940"),
    "Ulleungdo": (130.8700, 37.5000, "47940"),
    "Gageodo": (125.1200, 34.0730, "46910"),
    "Heuksando": (125.4350, 34.6840, "46910"),
    "Marado": (126.2690, 33.1180, "50130"),
    "Baengnyeongdo": (124.6800, 37.9600, "28720"),
    "Cheongju, once Cheongwon-gun": (127.4900, 36.6060, "43110"),
    "Gunwi": (128.5728, 36.2428, "27720"),
    "Sejong": (127.2890, 36.4800, "36110"),
}


def points(*lon_lat: tuple[float, float]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[Point(*each) for each in lon_lat], crs="EPSG:4326")


@pytest.mark.parametrize("name", PLACES)
def test_known_places_lie_in_their_sigungu(name: str, sigungu_layer: gpd.GeoDataFrame) -> None:
    lon, lat, code = PLACES[name]
    located = locate(points((lon, lat)), sigungu_layer)
    assert located["code"].tolist() == [code]
    assert located["distance_m"].item() < 500


def test_a_point_off_the_coast_belongs_to_the_nearest_region_and_says_so(
    sigungu_layer: gpd.GeoDataFrame,
) -> None:
    located = locate(points((129.20, 35.10)), sigungu_layer)
    assert located["nearest"].tolist() == [True]
    assert located["code"].item() is not None
    assert 0 < located["distance_m"].item() < 20_000


def test_a_point_far_from_every_region_is_in_none(sigungu_layer: gpd.GeoDataFrame) -> None:
    located = locate(points((135.0, 35.0), (0.0, 0.0)), sigungu_layer)
    assert located["code"].tolist() == [None, None]
    assert located["nearest"].tolist() == [False, False]
    assert located["distance_m"].isna().all()


def test_one_row_comes_out_for_each_row_that_goes_in_whatever_the_index(
    sigungu_layer: gpd.GeoDataFrame,
) -> None:
    asked = points((126.9779, 37.5663), (126.9779, 37.5663), (0.0, 0.0)).set_axis(["b", "b", "a"])
    located = locate(asked, sigungu_layer)
    assert located.index.tolist() == ["b", "b", "a"]
    assert located["code"].tolist() == ["11140", "11140", None]


def test_points_without_coordinates_have_no_region(sigungu_layer: gpd.GeoDataFrame) -> None:
    asked = gpd.GeoDataFrame(geometry=[None, Point()], crs="EPSG:4326")
    assert locate(asked, sigungu_layer)["code"].tolist() == [None, None]


def test_no_points_give_no_rows(sigungu_layer: gpd.GeoDataFrame) -> None:
    assert len(locate(gpd.GeoDataFrame(geometry=[], crs="EPSG:4326"), sigungu_layer)) == 0


def test_a_point_on_a_common_border_is_counted_once() -> None:
    layer = gpd.GeoDataFrame(
        {"code": ["2", "1"]}, geometry=[box(127, 36, 128, 37), box(128, 36, 129, 37)], crs="EPSG:4326"
    )
    located = locate(points((128.0, 36.5)), layer)
    assert located["code"].tolist() == ["1"]


def test_the_centre_of_every_legal_dong_lies_in_its_sigungu(
    legal_dongs: LegalDongs, sigungu_layer: gpd.GeoDataFrame
) -> None:
    centres = points(*((place.circle.lon, place.circle.lat) for place in legal_dongs.all))
    located = locate(centres, sigungu_layer)
    expected = pd.Series([place.sigungu for place in legal_dongs.all])
    # One ri in the demilitarised zone lies in a strip that no sigungu polygon covers.
    assert (located["code"] != expected).sum() <= 1
