from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.matching.making import school
from webmap.figures.listed_schools import ListedSchool
from webmap.figures.regions import (
    BULK_LISTING_MINIMUM,
    FIGURES,
    cautions,
    figures,
    rate_per_100,
    register_counts,
    school_count_facts,
    school_frame,
)
from webmap.places.regions.region_table import ancestors, load_region_table
from webmap.places.register.file import RegisterKind
from webmap.places.register.register import Register
from webmap.vocabulary.terms import COUNTED_LEVELS, LEVELS, Level, Outcome, RegionLevel, Status

TABLE = load_region_table()
SIDO = ancestors(TABLE, RegionLevel.SIDO)
COUNTS = pd.DataFrame(
    {"middle": [4, 6, 0], "high": [4, 3, 0], "university": [0, 1, 0]}, index=["11680", "41110", "36110"]
)


def schools(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["sigungu", "level", "status"])
    return frame.assign(reports=2, first_reported="2024-08-26", last_reported="2024-08-28")


def test_schools_are_counted_by_region_level_and_status():
    listed = schools(
        ("11680", "high", "reported"), ("11680", "middle", "confirmed"), ("41110", "high", "reported")
    )
    seoul = figures(listed, COUNTS, SIDO, LEVELS).loc["11"]
    assert (seoul["schools"], seoul["high"], seoul["middle"], seoul["university"]) == (2, 1, 1, 0)
    assert (seoul["reported"], seoul["confirmed"], seoul["refuted"]) == (1, 1, 0)
    assert (seoul["reports"], seoul["first_reported"], seoul["last_reported"]) == (
        4,
        "2024-08-26",
        "2024-08-28",
    )


def test_the_rate_is_of_the_requested_levels():
    listed = schools(("11680", "high", "reported"))
    everything = figures(listed, COUNTS, SIDO, LEVELS).loc["11"]
    high_only = figures(listed, COUNTS, SIDO, [Level.HIGH]).loc["11"]
    assert (everything["register_schools"], everything["rate_per_100"]) == (8, 12.5)
    assert (high_only["register_schools"], high_only["rate_per_100"]) == (4, 25.0)


def test_a_region_without_schools_has_no_rate_but_its_numbers():
    sejong = figures(schools(), COUNTS, SIDO, LEVELS).loc["36"]
    assert sejong["schools"] == 0
    assert pd.isna(sejong["rate_per_100"])


def test_other_schools_are_counted_but_not_in_the_rate():
    row = figures(schools(("11680", "other", "reported")), COUNTS, SIDO, LEVELS).loc["11"]
    assert (row["schools"], row["other"], row["rate_per_100"]) == (1, 1, 0.0)


def test_every_region_stays_in_the_table_with_all_columns():
    table = figures(schools(), COUNTS, SIDO, LEVELS)
    assert list(table.index) == ["11", "36", "41"]
    assert tuple(table.columns) == FIGURES


@pytest.mark.parametrize(
    ("listed", "existing", "rate"), [(1, 8, 12.5), (1, 3, 33.3), (2, 3, 66.7), (1, 16, 6.3)]
)
def test_rates_round_halves_up(listed, existing, rate):
    assert rate_per_100(pd.Series([listed]), pd.Series([existing])).tolist() == [rate]


def test_a_region_with_nearly_every_school_listed_carries_a_caution():
    every = schools(*[("11680", "high", "reported")] * 4, *[("11680", "middle", "reported")] * 3)
    assert cautions(every, COUNTS, SIDO)["11"] == ["bulk_listing"]
    half = schools(*[("11680", "high", "reported")] * 4)
    assert cautions(half, COUNTS, SIDO)["11"] == []


def test_a_region_with_few_schools_is_no_bulk_listing():
    few = COUNTS.assign(middle=[BULK_LISTING_MINIMUM - 1, 0, 0], high=0, university=0)
    listed = schools(*[("11680", "middle", "reported")] * (BULK_LISTING_MINIMUM - 1))
    assert cautions(listed, few, SIDO)["11"] == []


def test_refuted_claims_are_a_caution_and_do_not_make_a_bulk_listing():
    refuted = schools(*[("11680", "high", "refuted")] * 8)
    assert cautions(refuted, COUNTS, SIDO)["11"] == ["refuted_claims"]


def test_the_fact_table_knows_every_sigungu_and_counted_level():
    facts = school_count_facts()
    assert sorted(facts.index) == sorted(region.code for region in TABLE.regions(RegionLevel.SIGUNGU))
    assert list(facts.columns) == [level.value for level in COUNTED_LEVELS]
    assert (facts.sum() > 300).all()


@pytest.mark.parametrize(("listed", "caution"), [(3, []), (4, ["bulk_listing"]), (5, ["bulk_listing"])])
def test_from_four_in_five_schools_on_a_region_is_listed_in_bulk(listed, caution):
    five = COUNTS.assign(middle=[5, 0, 0], high=0, university=0)
    rows = schools(*[("11680", "middle", "reported")] * listed)
    assert cautions(rows, five, SIDO)["11"] == caution


def test_the_share_of_a_bulk_listing_is_not_rounded_up():
    many = COUNTS.assign(middle=[1000, 0, 0], high=0, university=0)
    rows = schools(*[("11680", "middle", "reported")] * 799)
    assert cautions(rows, many, SIDO)["11"] == []


def test_of_one_school_in_a_region_the_rate_is_known():
    assert rate_per_100(pd.Series([1, 0]), pd.Series([1, 1])).tolist() == [100.0, 0.0]


def test_where_no_school_exists_there_is_no_rate_even_if_one_is_listed():
    assert rate_per_100(pd.Series([1, 0]), pd.Series([0, 0])).isna().all()


def test_levels_that_are_not_listed_are_zero_in_every_region():
    rows = figures(
        schools(("11680", "high", "reported"), ("41110", "middle", "refuted")), COUNTS, SIDO, LEVELS
    )
    assert rows["high"].tolist() == [1, 0, 0]
    assert rows["university"].tolist() == rows["withdrawn"].tolist() == [0, 0, 0]
    assert rows["reports"].tolist() == [2, 0, 2]


def listed_school(key: str, lat: float, lon: float, first_reported: date | None = None) -> ListedSchool:
    return ListedSchool(
        key, key, "가상한빛고등학교", "", Level.HIGH, "가상로 1", "11", "11680", "7010000", lat, lon, None,
        Outcome.MATCHED, Status.REPORTED, False, first_reported, None, 1, ("가", "나"), (),
    )  # fmt: skip


def test_listed_schools_become_points_with_plain_values_in_their_order():
    frame = school_frame(
        [listed_school("b", 37.5, 127.0, date(2024, 8, 26)), listed_school("a", 35.1, 129.0)]
    )
    assert frame.crs.to_epsg() == 4326
    assert [(point.x, point.y) for point in frame.geometry] == [(127.0, 37.5), (129.0, 35.1)]
    assert frame["key"].tolist() == ["b", "a"]
    first = frame.iloc[0]
    assert (first["level"], first["first_reported"], first["sources"]) == ("high", "2024-08-26", ["가", "나"])
    assert (type(first["level"]), type(first["first_reported"]), type(first["sources"])) == (str, str, list)
    assert pd.isna(frame.iloc[1]["first_reported"])
    assert not {"lat", "lon"} & set(frame.columns)


def test_a_map_without_schools_has_the_same_columns():
    full = school_frame([listed_school("a", 35.1, 129.0)])
    assert list(school_frame([]).columns) == list(full.columns)


FACTS = pd.DataFrame({"middle": [9], "high": [8], "university": [7]}, index=["11680"])


def register(*, fictional: bool) -> Register:
    """Two schools of a standard file, which says nothing of universities."""
    high = school("가상한빛고등학교", Level.HIGH, "11680")
    middle = school("가상솔내중학교", Level.MIDDLE, "26230")
    file = SimpleNamespace(kind=RegisterKind.STANDARD)
    return Register((high, middle), (file,), fictional=fictional)


def test_existing_schools_are_counted_in_a_real_register_and_elsewhere_taken_from_the_facts():
    real = register(fictional=False)
    counts = register_counts(real, FACTS, TABLE)
    assert counts.loc["11680"].tolist() == [0, 1, 7]
    assert counts.loc["26230"].tolist() == [1, 0, 0]
    assert counts.loc["36110"].tolist() == [0, 0, 0]
    assert list(counts.index) == [region.code for region in TABLE.regions(RegionLevel.SIGUNGU)]


def test_under_the_fictional_sample_the_facts_alone_count():
    assert register_counts(register(fictional=True), FACTS, TABLE).loc["11680"].tolist() == [9, 8, 7]
