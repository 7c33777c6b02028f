"""Small snapshots for the tests of exports: random schools in real regions, whose outlines are squares."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import shapely
from hypothesis import strategies as st

from webmap.figures.listed_schools import ListedSchool
from webmap.figures.regions import school_frame
from webmap.figures.statements import Statement
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.snapshot import Snapshot
from webmap.snapshot.statements import table_of
from webmap.vocabulary.terms import LEVELS, STATUSES, Level, Outcome, RegionLevel, Status

TABLE = load_region_table()
SIGUNGU = [region.code for region in TABLE.regions(RegionLevel.SIGUNGU)]
FEW = SIGUNGU[:3] + SIGUNGU[60:64] + SIGUNGU[-2:]
"""Sigungu of several sido, among them ones that share an office of education."""
DAYS = [None, *(date(2024, 8, 20) + timedelta(days=days) for days in range(0, 60, 7))]


def listed(key: str, sigungu: str = "11110", **values: Any) -> ListedSchool:
    """A listed school with plain values for what is not stated."""
    plain: dict[str, Any] = {
        "key": key, "id": key, "name": f"가상{key}고등학교", "name_en": "", "level": Level.HIGH, "address": "가상로 1",
        "sido": TABLE.ancestor(sigungu, RegionLevel.SIDO), "sigungu": sigungu,
        "office": TABLE.ancestor(sigungu, RegionLevel.OFFICE), "lat": 37.5, "lon": 127.0, "radius_m": None,
        "outcome": Outcome.MATCHED, "status": Status.REPORTED, "disputed": False, "first_reported": None,
        "last_reported": None, "reports": 1, "sources": ("list.csv",), "notes": (),
    }  # fmt: skip
    return ListedSchool(**{**plain, **values})


@st.composite
def school_lists(draw: st.DrawFn) -> list[ListedSchool]:
    """Lists of schools of every level and status, with and without dates."""
    many = draw(st.integers(0, 40))
    return [
        listed(
            f"V{number:04}",
            draw(st.sampled_from(FEW)),
            level=draw(st.sampled_from(list(LEVELS))),
            status=draw(st.sampled_from(list(STATUSES))),
            reports=draw(st.integers(1, 4)),
            first_reported=(first := draw(st.sampled_from(DAYS))),
            last_reported=first and first + timedelta(days=draw(st.integers(0, 5))),
            radius_m=(radius := draw(st.sampled_from([None, 500]))),
            outcome=Outcome.APPROXIMATE if radius else Outcome.MATCHED,
        )
        for number in range(many)
    ]


def snapshot_of(base: Snapshot, schools: list[ListedSchool], **manifest: Any) -> Snapshot:
    """The base snapshot with other schools, outlines that are quick to write, and changes to its manifest."""
    squares = {
        level: layer.set_geometry([shapely.box(127, 37, 127.1, 37.1)] * len(layer), crs=layer.crs)
        for level, layer in base.regions.items()
    }
    stated = {**base.manifest, **manifest}
    frame = school_frame(schools)
    # As it comes back from the snapshot's files, also where not one school has a date.
    frame = frame.astype({"first_reported": object, "last_reported": object, "reports": int})
    said = table_of(
        (
            school.key,
            Statement("list.csv", f"source {number}", school.status, school.first_reported, "official"),
        )
        for school in schools
        for number in range(school.reports)
    )
    return replace(base, schools=frame, regions=squares, manifest=stated, statements=said)


def many_schools(seed: int, many: int = 150) -> list[ListedSchool]:
    """Schools drawn by lot alone, so that every region, level and status is among them whatever the seed."""
    chance = random.Random(seed)  # noqa: S311
    return [
        listed(
            f"V{number:04}",
            chance.choice(FEW),
            level=chance.choice(list(LEVELS)),
            status=chance.choice(list(STATUSES)),
            reports=chance.randint(1, 4),
            first_reported=(first := chance.choice(DAYS)),
            last_reported=first,
        )
        for number in range(many)
    ]
