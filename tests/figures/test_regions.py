import pandas as pd
import pytest

from webmap.build import school_count_facts
from webmap.figures.regions import BULK_LISTING_MINIMUM, FIGURES, cautions, figures, rate_per_100
from webmap.places.regions.region_table import ancestors, load_region_table
from webmap.vocabulary.terms import COUNTED_LEVELS, LEVELS, Level, RegionLevel

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
