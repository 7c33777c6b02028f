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
        *("26/08/2024", "08/26/2024", "2024-8-26 3시 반"),
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
        *[(text, dates.TWO_WAYS) for text in ("08/09/2024", "8-9-2024", "24/08/26", "08/09/24", "08/26/24")],
        *[(text, dates.IMPOSSIBLE) for text in ("2024-02-30", "2024-13-01", "20241301", "2024년 0월 1일")],
        *[(text, dates.OUT_OF_RANGE) for text in ("1999-12-31", "2024-11-10", "2124-08-26")],
        *[
            (text, dates.NOT_A_DATE)
            for text in ("어제", "2024.8.26~9.1", "45530", "2024", "8월 말", "2024-08-2612")
        ],
    ],
)
def test_a_day_that_is_not_certain_is_not_guessed(text: str, problem: str) -> None:
    assert read_date(text, text, TODAY) == dates.DateReading(None, problem)


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


@given(st.text(st.sampled_from("0123456789.-/년월일 '오후시:TZ+()월"), max_size=24))
def test_any_text_is_a_day_in_range_or_none(text: str) -> None:
    found = read_date(text, text, TODAY)
    assert found.date is None or dates.EARLIEST <= found.date <= TODAY + datetime.timedelta(days=1)
    assert not (found.date and found.problem)


@given(
    st.dates(dates.EARLIEST, TODAY),
    st.sampled_from(["%Y-%m-%d", "%Y. %m. %d.", "%y.%m.%d", "%Y%m%d", "%Y년 %m월 %d일"]),
)
def test_every_day_is_read_back(day: datetime.date, form: str) -> None:
    assert read_date("", day.strftime(form), TODAY).date == day
