"""Snapshots of schools that do not exist, made by the project's own code."""

from __future__ import annotations

import csv
import itertools
import random
from pathlib import Path

import numpy as np

from webmap.build import Geocoded, make_snapshot, matcher_of
from webmap.figures.regions import school_count_facts
from webmap.lists.limits import Limits
from webmap.lists.reader import read_list
from webmap.places.gazetteer import Places
from webmap.places.regions.boundaries import boundaries
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.snapshot.snapshot import Snapshot, write_snapshot
from webmap.vocabulary.terms import COUNTED_LEVELS, STATUSES, Level, RegionLevel

SEED = 7
SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"
ENDINGS = {Level.MIDDLE: "중학교", Level.HIGH: "고등학교", Level.UNIVERSITY: "대학교"}
STATUS_WEIGHTS = (10, 10, 70, 8, 2)


def fictional_register(places: Places, count: int) -> Register:
    """Made-up names at points drawn inside the country, as many in each sigungu as it has of all schools."""
    chance = random.Random(SEED)
    counts = school_count_facts()
    shares = counts.to_numpy().sum(axis=1) / counts.to_numpy().sum()
    sigungu = np.random.default_rng(SEED).choice(counts.index.to_numpy(), size=count, p=shares)
    layer = boundaries(RegionLevel.SIGUNGU, "web", places.cache).set_index("code")
    codes, numbers = np.unique(sigungu, return_counts=True)
    shapes = layer.loc[codes].sample_points(numbers, rng=SEED)
    names = ["".join(each) for each in itertools.permutations(SYLLABLES, 3)]
    chance.shuffle(names)
    schools = []
    for code, drawn in zip(codes, shapes, strict=True):
        for point in getattr(drawn, "geoms", [drawn]):
            schools.append(_school(len(schools), names[len(schools)], code, point, places, chance))
    return Register(tuple(schools), (), fictional=True)


def _school(number, name, code, point, places: Places, chance: random.Random) -> School:
    level = chance.choice(COUNTED_LEVELS)
    region = places.table.region(RegionLevel.SIGUNGU, code)
    sido = places.table.region(RegionLevel.SIDO, region.sido)
    return School(
        key=f"V{number:09}",
        id=f"V{number:09}",
        name=f"가상{name}{ENDINGS[level]}",
        level=level,
        address=f"{sido.name} {region.name} 가상{name[:2]}로 {chance.randint(1, 400)}",
        sido=region.sido,
        sigungu=code,
        office=places.table.office_of_sigungu(code),
        lat=round(point.y, 6),
        lon=round(point.x, 6),
        name_en=f"Virtual School {number}",
    )


def make_snapshots(places: Places, sizes: tuple[int, ...], folder: Path) -> dict[int, Snapshot]:
    """Publish a snapshot of each size in a folder named for it."""
    register = fictional_register(places, max(sizes))
    matcher = matcher_of(register, places)
    made = {}
    for size in sizes:
        path = folder / f"list_{size}.csv"
        _write_list(path, random.Random(SEED).sample(register.schools, size))
        read = read_list(path, Limits())
        matches = [match for entry in read.entries for match in matcher.match_entry(entry)]
        made[size] = make_snapshot(Geocoded((read,), register, tuple(matches), fictional=True), places)
        write_snapshot(made[size], folder / str(size))
        if len(made[size].schools) < 0.99 * size:  # a few made-up names read like a region's
            raise SystemExit(f"{len(made[size].schools)} of {size} schools are on the map")
    return made


def _write_list(path: Path, schools: list[School]) -> None:
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["학교명", "학교급", "지역", "날짜", "상태", "출처"])
        for school in schools:
            day = f"2024-{chance.choice(['08', '09', '10'])}-{chance.randint(1, 28):02}"
            status = chance.choices([status.value for status in STATUSES], STATUS_WEIGHTS)[0]
            writer.writerow([school.name, "", "", day, status, chance.choice(["가상 제보방", "가상 보도"])])
