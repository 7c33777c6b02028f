"""A snapshot in which every text that a list or a register may hold tries to become markup."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.conftest import silent
from webmap.build import geocode, make_snapshot
from webmap.lists.limits import Limits
from webmap.places.gazetteer import Places
from webmap.snapshot.snapshot import write_snapshot
from webmap.system.shipped_files import data_path

NAME = "<img src=x onerror=alert(1)>${alert(1)}"
NEIGHBOUR = f"{NAME} 이웃"
TWIN = f"{NAME} 쌍둥이"
UNIVERSITY = f"{NAME} 대학교"
MISSING = f"{NAME} 없는고"

DONG = "훈정동"
PLACES = (
    ("서울특별시 종로구", DONG, "37.5735", "126.9943"),
    ("서울특별시 종로구", "명륜4가", "37.5825", "127.0009"),
    ("서울특별시 중구", "황학동", "37.5699", "127.0224"),
    ("서울특별시 중구", "충무로1가", "37.5612", "126.9842"),
)
"""Where the hostile schools stand: sigungu and legal-dong of the address, latitude and longitude (EPSG:4326)."""
UNIVERSITY_SIDO = ("47", "경상북도")
UNIVERSITY_ADDRESS = "경상북도 경주시 천북면 가상대학로 83 (오야리)"

HEADER = ("학교명", "학교급", "지역", "날짜", "상태", "출처", "비고")
ROWS = (
    (NAME, "고등학교", "", "2024-08-28", "제보", NAME, NAME),
    (NEIGHBOUR, "고등학교", "", "2024-08-29", "확인", NAME, NAME),
    (UNIVERSITY, "대학교", "", "", "제보", NAME, ""),
    (TWIN, "고등학교", "", "2024-08-28", "제보", NAME, NAME),
    (MISSING, "고등학교", NAME, "2024-08-28", "제보", NAME, NAME),
)


def write_hostile_snapshot(folder: Path, places: Places) -> None:
    """Publish it under `folder`, made the way of any list and register."""
    named = folder / f"{NAME}.csv"
    _write(named, [HEADER, *ROWS])
    registers = [_register(folder), _universities(folder)]
    write_snapshot(make_snapshot(geocode([named], registers, places, Limits(), silent), places), folder)


def _register(folder: Path) -> Path:
    """The first rows of the sample's register under names, and at addresses, that are hostile."""
    header, *rows = _read(data_path("sample/register_schools.csv"), "cp949")
    schools = [dict(zip(header, row, strict=True)) for row in rows[:4]]
    names = (NAME, NEIGHBOUR, TWIN, TWIN)
    for school, name, (sigungu, dong, lat, lon) in zip(schools, names, PLACES, strict=True):
        school |= {"학교명": name, "학교급구분": "고등학교", "위도": lat, "경도": lon}
        school["소재지도로명주소"] = f"{sigungu} 가상로 1 ({dong}) {NAME}"
        school["소재지지번주소"] = f"{sigungu} {dong} 1 {NAME}"
    return _write(folder / "schools.csv", [header, *(list(school.values()) for school in schools)])


def _universities(folder: Path) -> Path:
    header, row, *_ = _read(data_path("sample/register_universities.csv"), "utf-8-sig")
    university = dict(zip(header, row, strict=True))
    university |= {"학교명": UNIVERSITY, "학교 영문명": NAME, "소재지도로명주소": UNIVERSITY_ADDRESS}
    university |= dict(zip(("시도코드", "시도명"), UNIVERSITY_SIDO, strict=True))
    return _write(folder / "universities.csv", [header, list(university.values())])


def _read(path: Path, encoding: str) -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, rows: list[tuple[str, ...] | list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
