"""What plain pandas counts of made-up lists, and the filters of the tests that compare every door with it."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import strategies as st

from tests.exports.making import FEW, listed
from webmap.view.filters import Filters
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel

COUNTS = ["schools", *map(str, LEVELS), *map(str, STATUSES), "reports"]

filters = st.builds(
    Filters,
    level=st.sets(st.sampled_from(list(LEVELS)), min_size=1).map(frozenset),
    status=st.sets(st.sampled_from(list(STATUSES)), min_size=1).map(frozenset),
    sido=st.sets(st.sampled_from([code[:2] for code in FEW]), max_size=2).map(frozenset),
    sigungu=st.sets(st.sampled_from(FEW), max_size=3).map(frozenset),
    since=st.sampled_from([None, date(2024, 8, 27)]),
    until=st.sampled_from([None, date(2024, 9, 17)]),
)


def plainly_filtered(schools: list, filters: Filters) -> pd.DataFrame:
    """The same by pandas alone, written apart from the application."""
    frame = pd.DataFrame([vars(school) for school in schools], columns=list(listed("x").__dict__))
    frame = frame[frame["level"].isin(filters.level) & frame["status"].isin(filters.status)]
    if filters.sido:
        frame = frame[frame["sigungu"].str[:2].isin(filters.sido)]
    if filters.sigungu:
        frame = frame[frame["sigungu"].isin(filters.sigungu)]
    if filters.since or filters.until:
        first, last = filters.since or date.min, filters.until or date.max
        inside = [day is not None and first <= day <= last for day in frame["first_reported"]]
        frame = frame.loc[pd.Series(inside, frame.index, dtype=bool)]
    return frame


def plainly_counted(frame: pd.DataFrame, by: RegionLevel) -> dict[str, dict[str, int]]:
    """Counts by region code, of regions that have schools."""
    region = frame[by.value]
    wide = pd.DataFrame(
        {"schools": frame.groupby(region).size(), "reports": frame.groupby(region)["reports"].sum()}
    )
    for column in ("level", "status"):
        wide = wide.join(pd.crosstab(region, frame[column].map(str)))
    wide = wide.reindex(columns=COUNTS).fillna(0).astype(int)
    return {str(code): row for code, row in wide.to_dict("index").items()}


SEVERAL = {
    "level": st.sets(st.sampled_from(list(LEVELS)), min_size=2).map(frozenset),
    "status": st.sets(st.sampled_from(list(STATUSES)), min_size=2).map(frozenset),
    "until": st.sampled_from([None, date(2024, 9, 17)]),
}
letting_in = st.one_of(
    st.builds(Filters, **SEVERAL, sido=st.just(frozenset())),
    st.builds(Filters, **SEVERAL, sido=st.just(frozenset(code[:2] for code in FEW[:4]))),
    st.builds(Filters, **SEVERAL, sigungu=st.sets(st.sampled_from(FEW), min_size=4).map(frozenset)),
)
"""Filters that let some of `making.many_schools` in: for tests with examples too dear to be empty ones."""
