from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.lists import dates
from webmap.lists.dates import read_date

TODAY = datetime.date(2024, 11, 8)
DAY = datetime.date(2024, 8, 26)


@pytest.mark.parametrize(
    "text",
    [
        *("2024-08-26", "2024.8.26.", "2024. 8. 26", "2024. 08. 26.", "24.08.26", "24. 8. 26.", "24-08-26"),
        *("'24.8.26", "’24.8.26", "'24/8/26", "2024/8/26", "20240826", "2024·8·26", "２０２４．８．２６"),
        *(
            "2024년 8월 26일",
            "2024년8월26일(월)",
            "24년 8월 26일",
            "'24년 8월 26일 월요일",
            "2024-08-26 (월)",
        ),
        *("2024. 8. 26 오후 3시", "2024-08-26 14:30", "2024-08-26 14:30:59", "2024. 8. 26 오후 3:14:05"),
        *(
            "2024년 8월 26일 오후 3시 30분경",
            "2024.8.26 밤",
            "2024-08-26T14:30:00",
            "2024-08-26T14:30:00.123",
        ),
        *("2024-08-26T14:30:00Z", "2024-08-25T23:30:00Z", "2024-08-26T00:30:00+09:00", "20240826 14:30"),
        *("26/08/2024", "08/26/2024", "08/26/24", "2024-8-26 3시 반", "240826", "2024년 8/26", "2024.8.26일"),
        *(
            "2024/08/26 3:05:12 PM GMT+9",
            "2024. 8. 26 오후 3:05:12",
            "2024/8/26, 오후 3:05",
            "3:05 PM 8/26/2024",
        ),
        *("26-Aug-2024", "Aug 26, 2024", "August 26th, 2024", "26 August 2024", "2024-Aug-26", "26-Aug-24"),
        *("Mon, 26 Aug 2024 15:05:12 +0900", "Mon Aug 26 15:05:12 KST 2024", "Mon Aug 26 15:05:12 2024"),
        *("Mon Aug 26 2024 15:05:12 GMT+0900 (한국 표준시)", "2024-08-26T15:00:00.000+09:00[Asia/Seoul]"),
        *("20240826150512", "20240826T150512", "20240826T150512+09", "2024-08-26 15:00~16:00", "1724598000"),
        *("1724684399999", "2024-08-26 24:00", "2024-08-26 밤 12시", "2024-08-26+09:00", "2024-08-26 자정"),
    ],
)
def test_a_day_is_read_in_every_usual_form(text: str) -> None:
    assert read_date(text, text, TODAY) == dates.DateReading(DAY)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        *[
            (text, dates.NO_YEAR)
            for text in ("8월 26일", "8/26", "8.26", "8.26.", "08-26", "8월 26일(월) 오후 3시")
        ],
        *[(text, dates.NO_DAY) for text in ("2024-08", "2024년 8월", "24년 8월", "2024.8.")],
        *[(text, dates.TWO_WAYS) for text in ("08/09/2024", "8-9-2024", "24/08/26", "08/09/24")],
        *[(text, dates.IMPOSSIBLE) for text in ("2024-02-30", "2024-13-01", "20241301", "2024년 0월 1일")],
        *[(text, dates.OUT_OF_RANGE) for text in ("1999-12-31", "2024-11-10", "2124-08-26")],
        *[(text, dates.NOT_A_DATE) for text in ("어제", "45530", "2024", "8월 말", "2024-08-2612")],
    ],
)
def test_a_day_that_is_not_certain_is_not_guessed(text: str, problem: str) -> None:
    assert read_date(text, text, TODAY) == dates.DateReading(None, problem)


@pytest.mark.parametrize(
    "text",
    [
        *("2024. 8. 26. ~ 27.", "2024-08-26~2024-08-27", "2024.8.26~9.1", "2024년 8월 26일 ~ 8월 27일"),
        *("2024.8.26(1차), 8.27(2차)", "2024.8.26, 2024.8.28", "2024-08-26부터", "2024.8.26(월) 및 8.28(수)"),
        *("Aug 26-27, 2024", "26-27 Aug 2024", "2024.8.26 15:00 - 2024.8.27 16:00", "2024-08-26 이후"),
    ],
)
def test_the_first_of_several_days_is_read_and_the_others_are_mentioned(text: str) -> None:
    assert read_date(text, text, TODAY) == dates.DateReading(DAY, dates.SEVERAL_DAYS)


def test_a_weekday_of_another_day_is_mentioned() -> None:
    assert read_date("", "2024-08-26 (화)", TODAY) == dates.DateReading(DAY, dates.OTHER_WEEKDAY)
    assert read_date("", "Tue, 27 Aug 2024 00:30:00 +1000", TODAY) == dates.DateReading(DAY)


@pytest.mark.parametrize("zone", ["EST", "CST", "IST", "현지시간", "Nowhere/Land", "XYZ", "미국 동부 시간"])
def test_a_zone_with_several_meanings_leaves_the_day_open(zone: str) -> None:
    assert read_date("", f"2024-08-26 15:05 {zone}", TODAY).problem == dates.ANY_ZONE


def test_a_span_of_hours_is_not_taken_for_a_zone() -> None:
    assert read_date("", "2024-08-26 01:00-02:00", TODAY).date == DAY
    assert read_date("", "2024-08-26 09:00-10:00", TODAY).problem == dates.TWO_WAYS
    assert read_date("", "2024-08-26T09:00-10:00", TODAY).date == DAY + datetime.timedelta(days=1)


def test_a_day_elsewhere_without_a_time_is_two_days_in_korea() -> None:
    assert read_date("", "2024-08-26Z", TODAY).problem == dates.TWO_WAYS


@pytest.mark.parametrize(
    "text", ["1012345678", "0212345678", "2024-08-26 25:00", "2024-08-26 오전 15:05", "2024-08-26 3:75"]
)
def test_numbers_of_telephones_and_times_that_no_clock_has_are_no_dates(text: str) -> None:
    assert read_date("", text, TODAY).problem == dates.NOT_A_DATE


def test_moments_of_other_formats_are_days_in_korea() -> None:
    moment = datetime.datetime(2024, 8, 25, 23, 30, tzinfo=datetime.UTC)
    assert read_date(moment, "", TODAY).date == DAY
    assert read_date(moment.replace(tzinfo=None), "", TODAY).date == DAY - datetime.timedelta(days=1)


def test_tomorrow_is_still_a_day_but_the_day_after_is_not() -> None:
    assert read_date("", "2024-11-09", TODAY).date
    assert read_date("", "2024-11-10", TODAY).date is None


def test_a_blank_cell_has_no_date_and_no_problem() -> None:
    assert read_date("", "", TODAY) == dates.DateReading()


def test_serial_days_count_only_where_the_format_has_them() -> None:
    assert read_date(45530.0, "45530", TODAY, numeric_dates=True).date == DAY
    assert read_date(45530.75, "45530.75", TODAY, numeric_dates=True).date == DAY
    assert read_date(45530, "45530", TODAY).problem == dates.NOT_A_DATE
    assert read_date(True, "TRUE", TODAY, numeric_dates=True).problem == dates.NOT_A_DATE


def _twelve(hour: int) -> int:
    return hour % 12 or 12


_ZONES = (
    "Z",
    " UTC",
    " GMT",
    " GMT{h:+d}",
    " UTC{h:+03d}:00",
    " {h:+03d}00",
    "{h:+03d}:00",
    " GMT{h:+03d}00",
)
_STYLES = (
    "{t:%Y-%m-%dT%H:%M:%S}{z}", "{t:%Y-%m-%d %H:%M:%S}{z}", "{t:%Y-%m-%dT%H:%M:%S.%f}{z}", "{t:%Y%m%dT%H%M%S}{z}",
    "{t:%Y/%m/%d} {twelve}:{t:%M:%S} {en} {z}", "{t:%Y/%m/%d} {twelve}:{t:%M:%S} {ko}{z}", "{t:%Y. %m. %d}. {ko} {twelve}:{t:%M:%S}{z}",
    "{t:%Y. %m. %d}({day}) {ko} {twelve}:{t:%M}{z}", "{t:%y.%m.%d} {t:%H:%M}{z}", "{t:%Y}년 {t.month}월 {t.day}일 {ko} {twelve}시 {t.minute}분{z}",
    "{t:%Y년 %m월 %d일} {day}요일 {t:%H시 %M분 %S초}{z}", "{week}, {t.day} {mon} {t:%Y %H:%M:%S}{z}", "{week} {mon} {t:%d %Y %H:%M:%S}{z}",
    "{t:%d}-{mon}-{t:%Y %H:%M}{z}", "{mon} {t.day}, {t:%Y}, {twelve}:{t:%M} {en} {z}", "{twelve}:{t:%M:%S} {en} {z}, {t:%Y-%m-%d}",
)  # fmt: skip


@given(
    st.datetimes(datetime.datetime(2000, 1, 3), datetime.datetime(2024, 11, 6)),
    st.integers(-12, 14),
    st.sampled_from(_ZONES),
    st.sampled_from(_STYLES),
)
def test_a_moment_in_any_style_and_zone_is_its_day_in_korea(
    moment: datetime.datetime, hours: int, zone: str, style: str
) -> None:
    offset = hours if "{" in zone else 0
    text = style.format(
        t=moment, z=zone.format(h=hours), twelve=_twelve(moment.hour),
        en="AM" if moment.hour < 12 else "PM", ko="오전" if moment.hour < 12 else "오후",
        day="월화수목금토일"[moment.weekday()],
        week="Mon Tue Wed Thu Fri Sat Sun".split()[moment.weekday()],
        mon="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[moment.month - 1],
    )  # fmt: skip
    in_korea = moment + datetime.timedelta(hours=9 - offset)
    found = read_date(text, text, TODAY)
    if found.problem == dates.TWO_WAYS:  # 09:00-10:00 is a span of hours, too
        assert in_korea.date() != moment.date()
        assert hours < 0
        assert zone == "{h:+03d}:00"
    else:
        assert found == dates.DateReading(in_korea.date()), text
    korean = style.format(
        t=moment, z="", twelve=_twelve(moment.hour), en="AM" if moment.hour < 12 else "PM",
        ko="오전" if moment.hour < 12 else "오후", day="월화수목금토일"[moment.weekday()],
        week="Mon Tue Wed Thu Fri Sat Sun".split()[moment.weekday()],
        mon="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[moment.month - 1],
    )  # fmt: skip
    assert read_date(korean, korean, TODAY) == dates.DateReading(moment.date()), korean


@given(st.text(st.sampled_from("0123456789.-/년월일 '오후시:TZ+()월~,차"), max_size=110))
def test_any_text_is_a_day_in_range_or_none(text: str) -> None:
    found = read_date(text, text, TODAY)
    assert found.date is None or dates.EARLIEST <= found.date <= TODAY + datetime.timedelta(days=1)
    assert not found.date or found.problem in ("", dates.SEVERAL_DAYS, dates.OTHER_WEEKDAY)


@given(
    st.dates(dates.EARLIEST, TODAY),
    st.sampled_from(["%Y-%m-%d", "%Y. %m. %d.", "%y.%m.%d", "%Y%m%d", "%Y년 %m월 %d일"]),
)
def test_every_day_is_read_back(day: datetime.date, form: str) -> None:
    assert read_date("", day.strftime(form), TODAY).date == day
