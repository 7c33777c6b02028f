"""Listed schools as numbers in arrays, so that counting any part of 12,000 of them takes a millisecond."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from webmap.vocabulary.terms import LEVELS, STATUSES

Numbers = npt.NDArray[np.int64]
Rows = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class CodedSchools:
    """A row per school: places in the lists of sigungu, levels, statuses and days, and its reports.

    `level` and `status` are one beyond their lists for a value that the map does not show; `first` and `last`
    are -1 without a date. `days` are sorted ISO dates.
    """

    sigungu_codes: Sequence[str]
    days: npt.NDArray[np.object_]
    sigungu: Numbers
    level: Numbers
    status: Numbers
    reports: Numbers
    first: Numbers
    last: Numbers

    def numbers(
        self, rows: Rows | None, parents: Mapping[str, str], regions: Sequence[str]
    ) -> dict[str, Any]:
        """Schools by region (`regions`, in this order): how many, by level and status, reports and days.

        `rows` says which schools count, None for all; `parents` gives a sigungu's region.
        """
        counted, region = self._regions(rows, parents, regions)
        size = len(regions)
        columns: dict[str, Any] = {"schools": np.bincount(region, minlength=size)}
        for values, codes in ((LEVELS, self.level), (STATUSES, self.status)):
            width = len(values) + 1
            cells = np.bincount(region * width + codes[counted], minlength=size * width)
            table = cells.reshape(size, width)
            columns |= {value.value: table[:, number] for number, value in enumerate(values)}
        columns["reports"] = np.bincount(region, weights=self.reports[counted], minlength=size).astype(int)
        columns["first_reported"] = self._days(region, self.first[counted], size, np.minimum)
        columns["last_reported"] = self._days(region, self.last[counted], size, np.maximum)
        return columns

    def sizes(self, rows: Rows, parents: Mapping[str, str], regions: Sequence[str]) -> Numbers:
        """Only how many schools each region has."""
        return np.bincount(self._regions(rows, parents, regions)[1], minlength=len(regions))

    def _regions(
        self, rows: Rows | None, parents: Mapping[str, str], regions: Sequence[str]
    ) -> tuple[Numbers, Numbers]:
        """Which schools count, and the place of each one's region."""
        place = {code: number for number, code in enumerate(regions)}
        region_of = np.array([place.get(parents.get(code, ""), -1) for code in self.sigungu_codes] or [-1])
        region = region_of[self.sigungu]
        counted = np.flatnonzero(region >= 0 if rows is None else rows & (region >= 0))
        return counted, region[counted]

    def _days(self, region: Numbers, days: Numbers, size: int, choose: np.ufunc) -> Any:
        """The first or last day of each region as an ISO text; missing where no school has a date."""
        dated = days >= 0
        start = len(self.days) if choose is np.minimum else -1
        found = np.full(size, start)
        choose.at(found, region[dated], days[dated])
        texts = np.full(size, None, dtype=object)
        known = found != start
        texts[known] = self.days[found[known]]
        return pd.array(texts, dtype="str")


def code_schools(schools: pd.DataFrame) -> CodedSchools:
    """The schools of a frame (as `school_frame`) as numbers."""
    sigungu, sigungu_codes = pd.factorize(schools["sigungu"].fillna("").astype(str))
    dates = pd.concat([schools["first_reported"], schools["last_reported"]])
    days = np.array(sorted(set(dates.dropna())), dtype=object)
    place = {day: number for number, day in enumerate(days)}
    return CodedSchools(
        sigungu_codes=list(sigungu_codes),
        days=days,
        sigungu=sigungu.astype(np.int64),
        level=_places(schools["level"], LEVELS),
        status=_places(schools["status"], STATUSES),
        reports=schools["reports"].to_numpy(dtype=np.int64),
        first=_places_of_days(schools["first_reported"], place),
        last=_places_of_days(schools["last_reported"], place),
    )


def _places(column: pd.Series[Any], values: Collection[Any]) -> Numbers:
    place = {str(value): number for number, value in enumerate(values)}
    return np.array([place.get(str(each), len(place)) for each in column], dtype=np.int64)


def _places_of_days(column: pd.Series[Any], place: Mapping[str, int]) -> Numbers:
    return np.array([place.get(day, -1) for day in column], dtype=np.int64)
