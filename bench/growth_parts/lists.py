"""Lists of any length as people write them: names in several ways, with regions, dates, statuses, notes."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from webmap.matching.forms import short_form
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.school import School
from webmap.vocabulary.terms import RegionLevel

SEED = 7
HEADER = ("학교명", "학교급", "지역", "날짜", "상태", "출처", "비고")
SOURCES = ("제보방", "모음집", "연대 단체", "보도")
STATUSES = ("신고", "신고", "신고", "조사중", "확인", "사실무근")
NOTES = ("", "", "", "중복 확인 필요", "담당자 확인 전", "교육청에 전달함", "학교에서 안내함")
FIRST_DAY, DAYS = date(2024, 8, 1), 120


class Kind(StrEnum):
    """What repeats in a list."""

    EQUAL = "equal"
    """Cells repeat, as schools are reported again and again."""
    ROWS = "rows"
    """Names repeat; every note, and so every row, is another one."""
    CELLS = "cells"
    """Every name is written in another way, and every note is another one."""


def write_list(
    path: Path, rows: int, kind: Kind, schools: Sequence[School], table: RegionTable, first: int = 1
) -> None:
    """Write a list of `rows` rows, the same ones each time; `first` numbers the first of them."""
    chance = random.Random(SEED + first)
    sido = {region.code: region.name for region in table.regions(RegionLevel.SIDO)}
    sigungu = {region.code: region.name for region in table.regions(RegionLevel.SIGUNGU)}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(first, first + rows):
            school = chance.choice(schools)
            name, region = _written(
                school, sido.get(school.sido, ""), sigungu.get(school.sigungu, ""), chance
            )
            cell = f"{name} (접수 {number})" if kind is Kind.CELLS else name
            note = (
                chance.choice(NOTES)
                if kind is Kind.EQUAL
                else f"{chance.choice(NOTES)} 접수 {number}번".strip()
            )
            day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
            written_day = f"{day:%Y-%m-%d}" if number % 3 else f"{day.year}. {day.month}. {day.day}."
            writer.writerow(
                [cell, "", region, written_day, chance.choice(STATUSES), chance.choice(SOURCES), note]
            )


def _written(school: School, sido: str, sigungu: str, chance: random.Random) -> tuple[str, str]:
    """A name and the region beside it, in one of the ways in which people write both."""
    short = short_form(school.name)
    ways = (
        (school.name, ""),
        (school.name, sido),
        (short, sido),
        (short, f"{sido} {sigungu}"),
        (f"{sigungu} {short}", ""),
        (f"{sido} {school.name}", ""),
        (f"{short}(확인)", sigungu),
        (f"  {short} ", sido[:2]),
        (short, ""),
        (f"없는{short[1:]}", sido),
    )
    return chance.choice(ways)
