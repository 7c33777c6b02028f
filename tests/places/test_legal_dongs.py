"""The table of legal-dong, and circles."""

from __future__ import annotations

from collections import Counter

import geopandas as gpd
import pytest
import shapely
from shapely import MultiPolygon, Point, box

from webmap.places.addresses.legal_dongs import LegalDongs
from webmap.places.regions.circles import Circle, circle_around, circles_of
from webmap.places.regions.region_table import RegionTable, read_rows
from webmap.places.regions.source_polygons import METRIC_CRS, STORED_CRS
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import RegionLevel


def metric(circle: Circle) -> Point:
    point = gpd.GeoSeries.from_xy([circle.lon], [circle.lat], crs=STORED_CRS).to_crs(METRIC_CRS).iloc[0]
    assert isinstance(point, Point)
    return point


def test_every_legal_dong_has_a_code_a_name_and_a_sigungu_of_today(
    legal_dongs: LegalDongs, table: RegionTable
) -> None:
    assert len(legal_dongs.all) > 20_000
    for place in legal_dongs.all:
        assert table.has(RegionLevel.SIGUNGU, place.sigungu)
        assert place.emd
        assert len(place.code) == (10 if place.ri else 8)


def test_no_legal_dong_stands_in_the_table_twice(legal_dongs: LegalDongs) -> None:
    repeated = [code for code, count in Counter(p.code for p in legal_dongs.all).items() if count > 1]
    assert repeated == []


def test_every_sigungu_has_legal_dong_and_a_circle(legal_dongs: LegalDongs, table: RegionTable) -> None:
    sigungu = {region.code for region in table.regions(RegionLevel.SIGUNGU)}
    assert {place.sigungu for place in legal_dongs.all} == sigungu
    assert all(legal_dongs.sigungu_circle(code).radius_m > 1_000 for code in sigungu)


def test_a_name_shared_by_two_gu_is_distinguished_by_the_gu(legal_dongs: LegalDongs) -> None:
    assert {place.gu for place in legal_dongs.emd("중앙동", {"48120"})} == {"성산구", "진해구"}


def test_a_myeon_that_became_an_eup_is_found_by_its_name_of_today(legal_dongs: LegalDongs) -> None:
    (place,) = legal_dongs.emd("정관읍", {"26710"})
    assert (place.code, place.name) == ("26710320", "정관읍")


def test_every_name_of_today_leads_to_polygons_of_its_sigungu(legal_dongs: LegalDongs) -> None:
    for row in read_rows(data_path("legal_dong_aliases.csv")):
        emd, _, ri = row["name"].partition(" ")
        places = legal_dongs.ri(ri, {row["sigungu"]}) if ri else legal_dongs.emd(emd, {row["sigungu"]})
        assert {place.code for place in places} >= set(row["legal_dongs"].split(";")), row
        assert row["reason"]


def test_a_circle_holds_every_vertex_of_every_part_and_its_centre_lies_inside() -> None:
    two_islands = MultiPolygon(
        [box(950_000, 1_950_000, 951_000, 1_951_000), box(960_000, 1_950_000, 960_010, 1_950_010)]
    )
    horseshoe = box(0, 0, 10, 10).difference(box(2, 2, 8, 10)).normalize()
    shapes = gpd.GeoSeries(
        [two_islands, shapely.transform(horseshoe, lambda xy: xy * 100 + 1_000_000)], crs=METRIC_CRS
    )
    for shape, row in zip(shapes, circles_of(shapes).itertuples(index=False), strict=True):
        centre = metric(Circle(*row))
        assert shape.contains(centre)
        assert shape.hausdorff_distance(centre) <= row.radius_m + 0.1


@pytest.mark.parametrize("count", [2, 3, 5])
def test_the_circle_around_several_holds_each_of_them(count: int) -> None:
    circles = [Circle(36.0 + 0.02 * i, 127.0 + 0.03 * (i % 2), 500.0 + 300 * i) for i in range(count)]
    around = circle_around(circles)
    for circle in circles:
        assert metric(around).distance(metric(circle)) + circle.radius_m <= around.radius_m


def test_the_circle_around_one_is_itself() -> None:
    circle = Circle(36.0, 127.0, 500.0)
    assert circle_around([circle]) == circle
