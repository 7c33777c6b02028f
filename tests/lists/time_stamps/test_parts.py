"""The parts of a time stamp at the bounds of the clock, the calendar and the zones."""

from __future__ import annotations

import datetime

import pytest

from webmap.lists.dates import (
    ANY_ZONE,
    IMPOSSIBLE,
    NO_DAY,
    NO_YEAR,
    NOT_A_DATE,
    OTHER_WEEKDAY,
    OUT_OF_RANGE,
    SEVERAL_DAYS,
    TWO_WAYS,
    read_date,
)
from webmap.lists.time_stamps.grammar import normalised, parse_stamp
from webmap.lists.time_stamps.parts import Stamp, exists, hour_of_day
from webmap.lists.time_stamps.zones import zone_of_name, zone_of_offset

TODAY = datetime.date(2026, 3, 30)


def _stamp(text: str) -> Stamp:
    stamp = parse_stamp(normalised(text))
    assert stamp is not None, text
    return stamp


def _day(text: str) -> str:
    reading = read_date(text, text, TODAY)
    return reading.problem or str(reading.date)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2024-08-26 0:00", (0, 0, 0)),
        ("2024-08-26 23:59:59", (23, 59, 59)),
        ("2024-08-26 24:00", (23, 59, 59)),
        ("2024-08-26 24:00:00", (23, 59, 59)),
        ("2024-08-26 23:59:60", (23, 59, 59)),
        ("2024-08-26 7시", (7, 0, 0)),
        ("2024-08-26 7시 반", (7, 30, 0)),
        ("2024-08-26 7시 5분", (7, 5, 0)),
        ("2024-08-26 7시 5분 9초", (7, 5, 9)),
        ("20240826T070509", (7, 5, 9)),
        ("20240826070509", (7, 5, 9)),
        ("202408260705", (7, 5, 0)),
        ("2024-08-26 정오", (12, 0, 0)),
        ("2024-08-26 자정", (0, 0, 0)),
        ("2024-08-26 3 pm", (3, 0, 0)),
    ],
)
def test_a_time_of_day_is_read_up_to_its_last_second(text: str, clock: tuple[int, int, int]) -> None:
    assert _stamp(text).clock == datetime.time(*clock)


@pytest.mark.parametrize("clock", ["24:01", "24:00:01", "25:00", "23:60", "23:59:61", "0:99"])
def test_a_time_that_no_clock_shows_is_no_part_of_a_stamp(clock: str) -> None:
    assert parse_stamp(f"2024-08-26 {clock}") is None


@pytest.mark.parametrize(
    ("hour", "half", "found"),
    [
        (0, "", 0), (23, "", 23), (12, "오전", 0), (11, "오전", 11), (13, "오전", None), (0, "새벽", 0), (12, "am", 0),
        (13, "a.m.", None), (12, "오후", 12), (1, "오후", 13), (11, "pm", 23), (13, "오후", 13), (12, "밤", 23),
        (0, "밤", 23), (11, "밤", 23), (1, "밤", 13), (13, "아침", None), (12, "a.m", 0), (0, "낮", 12),
    ],
)  # fmt: skip
def test_a_half_of_the_day_makes_hours_of_twelve_into_those_of_24(
    hour: int, half: str, found: int | None
) -> None:
    assert hour_of_day(hour, half) == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("24/08/26", TWO_WAYS),
        ("24/13/26", IMPOSSIBLE),
        ("24/08/32", OUT_OF_RANGE),
        ("24/02/30", OUT_OF_RANGE),
        ("31/12/24", TWO_WAYS),
        ("13/08/2024", "2024-08-13"),
        ("08/13/2024", "2024-08-13"),
        ("08/09/2024", TWO_WAYS),
        ("08/08/2024", "2024-08-08"),
        ("13/13/2024", IMPOSSIBLE),
        ("'24.8.26", "2024-08-26"),
        ("24.8.26", "2024-08-26"),
        ("240826", "2024-08-26"),
        ("241326", NOT_A_DATE),
        ("2024-02-30", IMPOSSIBLE),
        ("2024-02-29", "2024-02-29"),
        ("26 Aug 2024", "2024-08-26"),
        ("August 26, 2024", "2024-08-26"),
        ("26 DEC '24", "2024-12-26"),
        ("Jan 1 2024", "2024-01-01"),
        ("26 Aug", NO_YEAR),
        ("Aug 2024", NO_DAY),
        ("8월 26일", NO_YEAR),
        ("2024년 8월", NO_DAY),
        ("2024년", NO_DAY),
        ("Mon Aug 26 15:05:12 2024", "2024-08-26"),
        ("8월 26일 15:05 2024", NOT_A_DATE),
        ("2024-08-26 15:05 2025", NOT_A_DATE),
        ("2024-08-26 월", "2024-08-26"),
        ("2024-08-26 (일)", OTHER_WEEKDAY),
        ("2024-08-25 Sun", "2024-08-25"),
        ("2024-08-25 saturday", OTHER_WEEKDAY),
        ("2024-08-26~27", SEVERAL_DAYS),
        ("26-27 Aug 2024", SEVERAL_DAYS),
        ("2024-08-26 오전 13:00", NOT_A_DATE),
        ("2024-08-26 글", NOT_A_DATE),
        ("접수", NOT_A_DATE),
        ("접수 2024-08-26", NOT_A_DATE),
        ("2024-08-26 접수", "2024-08-26"),
        ("2024-08-26 18:00~20:00", "2024-08-26"),
        ("2024-08-26 " + "," * 89, "2024-08-26"),
        ("2024-08-26 " + "," * 90, NOT_A_DATE),
        ("2000-01-01", "2000-01-01"),
        ("1999-12-31", OUT_OF_RANGE),
        ("2026-03-31", "2026-03-31"),
        ("2026-04-01", OUT_OF_RANGE),
        ("1100000000", "2004-11-09"),
        ("1099999999", NOT_A_DATE),
        ("1724630400000", "2024-08-26"),
    ],
)
def test_a_date_is_the_one_day_that_it_can_be(text: str, says: str) -> None:
    assert _day(text) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024-08-25 15:00 UTC", "2024-08-26"),
        ("2024-08-25 14:59 UTC", "2024-08-25"),
        ("2024-08-25T23:00:00-09:00", "2024-08-26"),
        ("2024-08-26 00:30 GMT+9", "2024-08-26"),
        ("2024-08-26 00:30 GMT+10", "2024-08-25"),
        ("2024-08-26 오전 12:30 KST", "2024-08-26"),
        ("2024-08-25 오후 3:00 UTC", "2024-08-26"),
        ("2024-08-26 12:00 Asia/Seoul", "2024-08-26"),
        ("2024-08-26 12:00 CST", ANY_ZONE),
        ("2024-08-26+09:00", "2024-08-26"),
        ("2024-08-26 UTC", TWO_WAYS),
        ("2024-08-26 09:00-10:00", TWO_WAYS),
        ("2024-08-25 23:00-10:00", TWO_WAYS),
    ],
)
def test_a_time_in_a_zone_is_turned_to_koreas_day(text: str, says: str) -> None:
    assert _day(text) == says


def test_a_moment_of_a_workbook_or_program_is_turned_to_koreas_day() -> None:
    utc = datetime.datetime(2024, 8, 25, 15, tzinfo=datetime.UTC)
    assert read_date(utc, "", TODAY).date == datetime.date(2024, 8, 26)
    assert read_date(utc.replace(tzinfo=None), "", TODAY).date == datetime.date(2024, 8, 25)
    assert read_date(datetime.date(2024, 8, 25), "", TODAY).date == datetime.date(2024, 8, 25)


@pytest.mark.parametrize(
    ("cell", "day"),
    [(36526, "2000-01-01"), (45530, "2024-08-26"), (45530.99, "2024-08-26"), (36525, None), (True, None), ("45530", None), (100_000, None)],
)  # fmt: skip
def test_a_serial_day_is_a_number_of_a_workbook_from_the_year_2000_on(cell: object, day: str | None) -> None:
    reading = read_date(cell, str(cell), TODAY, True)
    assert reading.date == (datetime.date.fromisoformat(day) if day else None)
    assert read_date(cell, str(cell), TODAY).date is None
    assert read_date(99_999, "99999", TODAY, True).problem == OUT_OF_RANGE


@pytest.mark.parametrize(
    ("offset", "minutes"),
    [("+9", 540), ("-9", -540), ("+09", 540), ("+0930", 570), ("+09:30", 570), ("-03:30", -210), ("+14:00", 840), ("+9:60", None), ("+24", None), ("9", None)],
)  # fmt: skip
def test_a_distance_from_greenwich_has_hours_and_minutes(offset: str, minutes: int | None) -> None:
    zone = zone_of_offset(offset)
    found = zone.utcoffset(None) if zone else None
    assert found == (None if minutes is None else datetime.timedelta(minutes=minutes))


def test_zones_have_one_meaning_or_none() -> None:
    assert zone_of_name(" (KST) ") == zone_of_name("한국 표준시")
    for name in ("Asia/Nowhere", "../../etc/passwd", "CST", "/"):
        assert zone_of_name(name) is None
    assert str(zone_of_name("[Asia/Seoul]")) == "Asia/Seoul"


def test_a_day_exists_where_a_calendar_has_it() -> None:
    assert exists((2024, 2, 29))
    assert not exists((2023, 2, 29))
    assert not exists((0, 1, 1))
