"""Every address of the official files, and what the polygons say of the same schools."""

from __future__ import annotations

import csv
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from webmap.places.addresses.addresses import Address, read_address
from webmap.places.addresses.legal_dongs import LegalDongs
from webmap.places.regions.boundaries import locate
from webmap.places.regions.source_polygons import METRIC_CRS, STORED_CRS

pytestmark = pytest.mark.register


def read(path: Path, encoding: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as source:
        return list(csv.DictReader(source))


@pytest.fixture(scope="module")
def schools(shared_data: Path) -> list[dict[str, str]]:
    return read(shared_data / "schools_standard_20250325.csv", "cp949")


@pytest.fixture(scope="module")
def universities(shared_data: Path) -> list[dict[str, str]]:
    rows = read(shared_data / "universities_standard.csv", "utf-8-sig")
    return [row for row in rows if row["대학구분명"] != "대학원"]


@pytest.fixture(scope="module")
def addresses(schools: list[dict[str, str]], legal_dongs: LegalDongs) -> list[Address | None]:
    return [read_address(row["소재지지번주소"], legal_dongs) for row in schools]


@pytest.fixture(scope="module")
def school_points(schools: list[dict[str, str]]) -> gpd.GeoDataFrame:
    lon, lat = ([float(row[column]) for row in schools] for column in ("경도", "위도"))
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=STORED_CRS)


def test_the_sigungu_of_every_lot_number_address_is_understood(addresses: list[Address | None]) -> None:
    assert len(addresses) == 11_985
    assert None not in addresses


def test_the_sigungu_of_every_road_address_is_understood(
    schools: list[dict[str, str]], legal_dongs: LegalDongs
) -> None:
    roads = [row["소재지도로명주소"] for row in schools if row["소재지도로명주소"]]
    assert len(roads) == 11_983
    assert all(read_address(road, legal_dongs) for road in roads)


def test_nearly_every_lot_number_address_has_its_legal_dong(addresses: list[Address | None]) -> None:
    # 화성시 새솔동 (3 schools) stands on land that the polygons do not have.
    unknown = [address for address in addresses if address and address.precision != "legal_dong"]
    assert {(address.sigungu, len(unknown)) for address in unknown} <= {("41590", 3)}


def test_polygon_and_address_agree_for_at_least_998_of_1000_schools(
    addresses: list[Address | None], school_points: gpd.GeoDataFrame, sigungu_layer: gpd.GeoDataFrame
) -> None:
    located = locate(school_points, sigungu_layer)
    assert len(located) == len(addresses)
    agree = [
        address and address.sigungu == code for address, code in zip(addresses, located["code"], strict=True)
    ]
    assert sum(map(bool, agree)) / len(agree) >= 0.998
    assert located["code"].notna().all()


def test_schools_lie_in_the_circle_of_their_legal_dong(
    addresses: list[Address | None], school_points: gpd.GeoDataFrame
) -> None:
    circles = [address for address in addresses if address]
    centres = gpd.GeoSeries.from_xy([c.lon for c in circles], [c.lat for c in circles], crs=STORED_CRS)
    distances = school_points.to_crs(METRIC_CRS).distance(centres.to_crs(METRIC_CRS))
    outside = distances.to_numpy() > np.array([circle.radius_m for circle in circles])
    assert outside.mean() < 0.002


def test_universities_are_placed_in_their_legal_dong(
    universities: list[dict[str, str]], legal_dongs: LegalDongs
) -> None:
    found = [read_address(row["소재지도로명주소"], legal_dongs) for row in universities]
    assert len(found) == 441
    assert None not in found
    precise = [address for address in found if address and address.precision == "legal_dong"]
    assert len(precise) / len(found) >= 0.98


def test_the_sido_of_a_university_is_the_one_its_row_names(
    universities: list[dict[str, str]], legal_dongs: LegalDongs
) -> None:
    for row in universities:
        address = read_address(row["소재지도로명주소"], legal_dongs)
        named = read_address(f"{row['시도명']} {' '.join(row['소재지도로명주소'].split()[1:])}", legal_dongs)
        assert address is not None
        assert named is not None
        assert address.sido == named.sido


def test_neis_addresses_are_understood_unless_they_lie_abroad_or_are_blank(
    shared_data: Path, legal_dongs: LegalDongs
) -> None:
    rows = read(shared_data / "neis_schoolinfo_20260531.csv", "cp949")
    unknown = [
        row
        for row in rows
        if read_address(f"{row['도로명주소']} {row['도로명상세주소']}", legal_dongs) is None
        and row["도로명주소"]
        and not row["학교종류명"].startswith("재외한국학교")
    ]
    assert [row["도로명주소"] for row in unknown] == []
