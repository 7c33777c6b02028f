"""Turns the rows of a register file into schools, one function per kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from webmap.places.addresses.addresses import Address, ReadAddress, read_region
from webmap.places.regions.circles import distance_m
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.file import RegisterFile, RegisterKind, Row
from webmap.places.register.names import is_closed_state, without_closing_mark
from webmap.places.register.school import UNKNOWN_DAY, School
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import Level

LEVEL_OF_STANDARD = {"초등학교": Level.ELEMENTARY, "중학교": Level.MIDDLE, "고등학교": Level.HIGH}

LEVEL_OF_NEIS = {
    "초등학교": Level.ELEMENTARY,
    "중학교": Level.MIDDLE,
    "고등학교": Level.HIGH,
    "각종학교(초)": Level.ELEMENTARY,
    "평생학교(초)-3년6학기": Level.ELEMENTARY,
    "평생학교(초)-4년12학기": Level.ELEMENTARY,
}
"""학교종류명 of NEIS. Every other kind (special, foreign, broadcast, lifelong and miscellaneous schools) is
`Level.OTHER`: counting them as middle or high schools would make the rates of a build with NEIS differ
from those of a build without it."""

NOT_A_SCHOOL = {"공동실습소"}
ABROAD = "재외한국학교"
NOT_OPEN_YET = re.compile(r"가칭|(?:개교|신설|설립)\s*예정")
KOREA = {"lat": (32.5, 39.0), "lon": (124.0, 132.5)}
"""Degrees within which a coordinate of the register is plausible (EPSG:4326)."""

GRADUATE = N_("graduate schools (they belong to their university)")
OVERSEAS = N_("Korean schools abroad")
WORKSHOP = N_("shared workshops")
NOT_OPEN = N_("provisional names and schools that have not opened")
JOINED = N_("already in the national standard file")
NAMELESS = N_("rows without a name")
WITHOUT_ID = N_("rows without a school ID")
FAR_FROM_ADDRESS = N_("points that lie far from their address")

TOLERANCE_M = 5_000
"""Metres that a surveyed point may lie outside the circle of its address.

Of the 11,985 points of the national standard data of 2025-03-25 none lies outside the circle of its road
address at all, and one lies farther than this from that of its lot-number address (율정중학교, 6.6 km).
"""


def schools_of(source: RegisterFile, read_address: ReadAddress, table: RegionTable) -> Iterator[School]:
    """Yield the schools of a file; other rows are counted in `source.left_out`.

    A point that contradicts its address (`TOLERANCE_M`) is not used and counted in `source.unused_points`;
    the school then lies in the circle of its address. In the published files no row is affected.
    """
    read = {
        RegisterKind.STANDARD: _from_standard,
        RegisterKind.NEIS: _from_neis,
        RegisterKind.UNIVERSITY: _from_university,
    }[source.kind]
    for row in source.rows:
        reason = _reason_to_leave_out(source.kind, row)
        if reason:
            source.left_out[reason] = source.left_out.get(reason, 0) + 1
            continue
        school = _with_edition(read(row), row, source)
        address = _best_address(school, row, source.kind, read_address)
        if _is_far_from(school, address):
            source.unused_points[FAR_FROM_ADDRESS] = source.unused_points.get(FAR_FROM_ADDRESS, 0) + 1
            school = replace(school, lat=None, lon=None)
            address = _best_address(school, row, source.kind, read_address)
        yield _with_place(school, row, address, table)


def _with_edition(school: School, row: Row, source: RegisterFile) -> School:
    """Add what the file states of itself, and whether it marks the school as closed."""
    name, is_marked = without_closing_mark(school.name)
    is_closed = is_marked or is_closed_state(row.get("운영상태", ""))
    return replace(
        school,
        name=name,
        founded=_day(row.get("설립일자")),
        kinds=(source.kind.value,),
        edition=source.edition,
        closed=(source.edition or UNKNOWN_DAY) if is_closed else "",
    )


def _reason_to_leave_out(kind: RegisterKind, row: Row) -> str | None:
    if not row["학교명"]:
        return NAMELESS
    if kind is RegisterKind.STANDARD and not row["학교ID"]:
        return WITHOUT_ID
    if kind is RegisterKind.UNIVERSITY and row["대학구분명"] == "대학원":
        return GRADUATE
    if kind is RegisterKind.NEIS:
        return _reason_to_leave_out_of_neis(row)
    return None


def _reason_to_leave_out_of_neis(row: Row) -> str | None:
    if row["학교종류명"].startswith(ABROAD):
        return OVERSEAS
    if row["학교종류명"] in NOT_A_SCHOOL:
        return WORKSHOP
    if NOT_OPEN_YET.search(row["학교명"]) or row["설립일자"] > f"{today_in_korea():%Y%m%d}":
        return NOT_OPEN
    return None


def _from_standard(row: Row) -> School:
    latitude, longitude = degrees(row["위도"], "lat"), degrees(row["경도"], "lon")
    both = latitude is not None and longitude is not None
    return School(
        key=row["학교ID"],
        id=row["학교ID"],
        name=row["학교명"],
        level=LEVEL_OF_STANDARD.get(row["학교급구분"], Level.OTHER),
        address=row["소재지도로명주소"] or row["소재지지번주소"],
        lat=latitude if both else None,
        lon=longitude if both else None,
        as_of=_day(row.get("데이터기준일자")),
    )


def _from_neis(row: Row) -> School:
    # 100 rows of 2026-05-31 have no code, among them open schools: name and sido are their ID.
    code = row["행정표준코드"] or f"{row['학교명']}@{row['시도명']}"
    return School(
        key=code,
        id=code,
        name=row["학교명"],
        level=LEVEL_OF_NEIS.get(row["학교종류명"], Level.OTHER),
        address=f"{row['도로명주소']} {row['도로명상세주소']}".strip(),
        name_en=row["영문학교명"],
        as_of=_day(row.get("수정일자")),
    )


def _from_university(row: Row) -> School:
    identifier = f"{row['학교명']}@{row['시도명']}"
    return School(
        key=identifier,
        id=identifier,
        name=row["학교명"],
        level=Level.UNIVERSITY,
        address=row["소재지도로명주소"] or row["소재지지번주소"],
        name_en=row["학교 영문명"],
        campus="" if row["본분교구분명"] == "본교" else row["본분교구분명"],
        as_of=_day(row.get("데이터기준일자")),
    )


def _is_far_from(school: School, address: Address | None) -> bool:
    if address is None or school.lat is None or school.lon is None:
        return False
    distance = distance_m(school.lat, school.lon, address.lat, address.lon)
    return distance > address.radius_m + TOLERANCE_M


def _with_place(school: School, row: Row, address: Address | None, table: RegionTable) -> School:
    """Give a school its region codes and, where the register has no point, its circle."""
    if address is None:
        return replace(school, lat=None, lon=None, sido=_stated_sido(row))
    office = table.office_of_sigungu(address.sigungu)
    with_region = replace(school, sido=address.sido, sigungu=address.sigungu, gu=address.gu, office=office)
    if with_region.is_exact:
        return with_region
    return replace(with_region, lat=address.lat, lon=address.lon, radius_m=round(address.radius_m))


def _stated_sido(row: Row) -> str:
    """Code of the sido that a row states beside its address, '' where none or several fit."""
    codes = read_region(row.get("시도명", "")).sido
    return next(iter(codes)) if len(codes) == 1 else ""


def _best_address(school: School, row: Row, kind: RegisterKind, read_address: ReadAddress) -> Address | None:
    """The road address; the lot-number one where only that gives the sigungu or the legal-dong.

    A school with a surveyed point needs only the sigungu.
    """
    lot = "" if kind is RegisterKind.NEIS else row["소재지지번주소"]
    first = read_address(school.address) if school.address else None
    has_point = school.lat is not None and school.lon is not None
    if first is not None and (has_point or first.legal_dong or not lot):
        return first
    return (read_address(lot) if lot else None) or first


def _day(text: str | None) -> str:
    return re.sub(r"\D", "", text or "")[:8]


def degrees(text: str, axis: str) -> float | None:
    """A coordinate of the register ("lat" or "lon"), None where it is invalid or outside Korea.

    It must be written like the published ones, with 3 decimals at least (they have 3 to 8).
    """
    low, high = KOREA[axis]
    if not re.fullmatch(r"\d{2,3}\.\d{3,}", text, re.ASCII):
        return None
    value = float(text)
    return value if low <= value <= high else None
