"""Counting by region: schools, reports, rates per 100 schools, and cautions.

One function, `figures`, counts for the map, the API and every export.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from webmap.figures.coded_schools import CodedSchools, Rows, code_schools
from webmap.figures.listed_schools import ListedSchool
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.register import Register
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import (
    CAUTIONS,
    COUNTED_LEVELS,
    LEVELS,
    STATUSES,
    STATUSES_COUNTED_BY_DEFAULT,
    Level,
    RegionLevel,
    Status,
)

FIGURES = (
    "schools",
    *(level.value for level in LEVELS),
    *(status.value for status in STATUSES),
    "reports",
    "first_reported",
    "last_reported",
    "register_schools",
    "rate_per_100",
)
"""Columns of `figures`, in the order in which exports show them."""

BULK_LISTING_SHARE = 0.8
"""From this share of its existing schools on, a region counts as listed in bulk."""
BULK_LISTING_MINIMUM = 5
"""Regions with fewer existing schools are not judged: one in three is no bulk listing."""


def school_frame(schools: Sequence[ListedSchool]) -> gpd.GeoDataFrame:
    """Listed schools as points, one row each in the given order, EPSG:4326; dates are ISO texts."""
    columns = list(ListedSchool.__dataclass_fields__)
    rows = [{name: _plain(value) for name, value in vars(school).items()} for school in schools]
    frame = pd.DataFrame(rows, columns=columns)
    points = gpd.points_from_xy(frame["lon"], frame["lat"])
    return gpd.GeoDataFrame(frame.drop(columns=["lat", "lon"]), geometry=points, crs="EPSG:4326")


def _plain(value: Any) -> Any:
    """A value as a file of columns holds it."""
    match value:
        case date():
            return value.isoformat()
        case StrEnum():
            return str(value)
        case tuple():
            return list(value)
        case _:
            return value


def register_counts(register: Register, facts: pd.DataFrame, table: RegionTable) -> pd.DataFrame:
    """Numbers of existing schools: rows = today's sigungu codes, columns = counted levels.

    A level that a real register covers is counted in it; any other level, and all of them under the
    fictional sample, come from `facts` (data/school_counts.csv, same shape).
    """
    codes = [region.code for region in table.regions(RegionLevel.SIGUNGU)]
    counts = facts.reindex(codes, fill_value=0)[[level.value for level in COUNTED_LEVELS]].copy()
    if register.fictional:
        return counts
    counted = register.counts_by_sigungu()
    for level in register.levels:
        counts[level.value] = [counted.get(code, {}).get(level, 0) for code in codes]
    return counts


def register_names(register: Register) -> pd.DataFrame:
    """Every open school of the counted levels, by name: columns key, name, level, sido and sigungu (codes).

    Nothing more of a school is kept, as a school that is not listed only has to be found by its name.
    """
    schools = [
        (school.key, school.name, school.level.value, school.sido, school.sigungu)
        for school in register.schools
        if school.level in COUNTED_LEVELS
    ]
    frame = pd.DataFrame(schools, columns=["key", "name", "level", "sido", "sigungu"], dtype=str)
    return frame.sort_values(["name", "key"], ignore_index=True)


def figures(
    schools: pd.DataFrame, counts: pd.DataFrame, parents: Mapping[str, str], levels: Iterable[Level]
) -> pd.DataFrame:
    """Count schools by region.

    `schools`: as `school_frame`, already filtered. `counts`: existing schools by sigungu, only those
    sigungu that match the filter. `parents`: sigungu code → code of the region to count by. `levels`:
    the levels in the filter; the rate is 100 x listed / existing schools of those that are counted.
    Returns one row per region that `counts` touches, indexed by its code, columns `FIGURES`; the rate is
    NaN where no school exists, and so is the number of existing ones where no level in the filter is counted.
    """
    return count_figures(code_schools(schools), None, counts, parents, levels)


def count_figures(
    schools: CodedSchools,
    rows: Rows | None,
    counts: pd.DataFrame,
    parents: Mapping[str, str],
    levels: Iterable[Level],
) -> pd.DataFrame:
    """The same for coded schools; `rows` says which of them match the filter, None for all."""
    counted = [level.value for level in levels if level in COUNTED_LEVELS]
    region_of = [parents.get(code, "") for code in counts.index]
    regions = sorted(set(region_of) - {""})
    existing = _existing(counts, counted, region_of, regions)
    numbers = schools.numbers(rows, parents, regions)
    listed = sum((numbers[level] for level in counted), np.zeros(len(regions), dtype=np.int64))
    rates = rate_per_100(pd.Series(listed), pd.Series(existing))
    numbers |= {"register_schools": existing, "rate_per_100": rates.to_numpy()}
    return pd.DataFrame({name: numbers[name] for name in FIGURES}, index=pd.Index(regions, dtype=object))


def _existing(
    counts: pd.DataFrame, counted: Sequence[str], region_of: Sequence[str], regions: Sequence[str]
) -> npt.NDArray[Any]:
    """Existing schools of the counted levels by region; without a counted level NaN, not zero."""
    if not counted:
        return np.full(len(regions), np.nan)
    place = {region: number for number, region in enumerate(regions)}
    known = [number for number, region in enumerate(region_of) if region]
    by_sigungu = counts[list(counted)].to_numpy()[known].sum(axis=1)
    numbers = [place[region_of[number]] for number in known]
    summed = np.bincount(numbers, weights=by_sigungu, minlength=len(regions))
    return summed.astype(by_sigungu.dtype)


def rate_per_100(listed: pd.Series, existing: pd.Series) -> pd.Series:
    """100 x listed / existing, to one decimal, halves up; NaN where nothing exists.

    In whole numbers, so that the browser's arithmetic gives the same digit.
    """
    known = existing.where(existing > 0)
    return ((2000 * listed + known) // (2 * known)) / 10


def cautions(
    all_schools: pd.DataFrame, counts: pd.DataFrame, parents: Mapping[str, str]
) -> dict[str, list[str]]:
    """Cautions by region code, computed from all listed schools, whatever a reader filters."""
    counted_schools = all_schools[
        all_schools["status"].isin([status.value for status in STATUSES_COUNTED_BY_DEFAULT])
    ]
    table = figures(counted_schools, counts, parents, COUNTED_LEVELS)
    refuted = all_schools[all_schools["status"] == Status.REFUTED.value]
    with_refuted = set(refuted["sigungu"].map(parents))
    by_code: dict[str, list[str]] = {}
    for code, row in table.iterrows():
        enough = row["register_schools"] >= BULK_LISTING_MINIMUM
        bulk = enough and row["rate_per_100"] >= 100 * BULK_LISTING_SHARE
        rules = {"bulk_listing": bulk, "refuted_claims": code in with_refuted}
        by_code[str(code)] = [caution for caution in CAUTIONS if rules[caution]]
    return by_code


def school_count_facts() -> pd.DataFrame:
    """Number of schools of each sigungu, from the fact table: index = code, columns = counted levels."""
    facts = pd.read_csv(data_path("school_counts.csv"), dtype={"sigungu": str})
    return facts.set_index("sigungu")[[level.value for level in COUNTED_LEVELS]]
