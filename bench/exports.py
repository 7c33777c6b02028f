"""Exports of 12,000 schools beside plain pandas: the same table by `to_csv` and `to_excel`, in the same run.

Usage: python bench/exports.py

By sigungu (229 lines that count 12,000 schools) and school by school. Each format is written in a process of
its own, so that its memory can be measured; it begins with the snapshot open, as the server has it, and our
times hold the counting, too; those of pandas only its writing.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from webmap.build import SAMPLE_LISTS, SAMPLE_REGISTER, geocode, make_snapshot
from webmap.exports.content import make_content
from webmap.exports.formats import FORMATS
from webmap.exports.request import ExportRequest, Subject
from webmap.exports.tables.table import ExportTable
from webmap.figures.listed_schools import ListedSchool
from webmap.figures.regions import school_frame
from webmap.lists.limits import Limits
from webmap.places.gazetteer import load_places
from webmap.places.regions.region_table import load_region_table
from webmap.settings.publishing import default_cache
from webmap.snapshot.snapshot import open_snapshot, write_snapshot
from webmap.system.shipped_files import data_path
from webmap.view.view import View
from webmap.vocabulary.terms import LEVELS, STATUSES_COUNTED_BY_DEFAULT, Outcome, RegionLevel

SCHOOLS, SEED = 12_000, 7
SECONDS, MEGABYTES = 2.0, 300
MEASURED = tuple(suffix for suffix, form in FORMATS.items() if not form.draws_map)
BOUND = ("csv", "json", "geojson", "xlsx")
PLAIN = {"csv": "to_csv", "xlsx": "to_excel"}


def many_schools() -> list[ListedSchool]:
    """Made-up schools in all sigungu, of every level and standing status."""
    random.seed(SEED)
    table = load_region_table()
    codes = [region.code for region in table.regions(RegionLevel.SIGUNGU)]
    found = []
    for number in range(SCHOOLS):
        sigungu = random.choice(codes)
        first = date(2024, 8, 20) + timedelta(days=random.randrange(60))
        found.append(
            ListedSchool(
                key=f"B{number:05}", id=f"B{number:05}", name=f"가상{number}학교", name_en=f"School {number}",
                level=random.choice(list(LEVELS)), address=f"가상시 가상로 {number}",
                sido=table.ancestor(sigungu, RegionLevel.SIDO), sigungu=sigungu,
                office=table.ancestor(sigungu, RegionLevel.OFFICE), lat=random.uniform(34, 38),
                lon=random.uniform(126, 129), radius_m=None, outcome=Outcome.MATCHED,
                status=random.choice(STATUSES_COUNTED_BY_DEFAULT), disputed=False,
                first_reported=first, last_reported=first,
                reports=random.randint(1, 3), sources=("list.csv",), notes=(),
            )
        )  # fmt: skip
    return found


def publish(folder: Path) -> None:
    """Publish the sample with 12,000 made-up schools in the place of its own."""
    places = load_places(default_cache())
    lists, registers = ([data_path(name) for name in names] for names in (SAMPLE_LISTS, SAMPLE_REGISTER))
    sample = make_snapshot(geocode(lists, registers, places, Limits(), lambda items, *_: items), places)
    write_snapshot(replace(sample, schools=school_frame(many_schools())), folder)


def measure(folder: Path, what: Subject, suffix: str, plain: bool) -> tuple[float, float, int]:
    """Seconds to make and write an export, the process's peak in megabytes, and bytes of the file."""
    view = View(open_snapshot(folder), load_region_table())
    request = ExportRequest(what=what, by=RegionLevel.SIGUNGU)
    path = folder / f"export.{suffix}"
    if plain:
        table = make_content(view, request).main
    began = time.perf_counter()
    if plain:
        write_plainly(table, suffix, path)
    else:
        FORMATS[suffix].write(make_content(view, request), path)
    seconds = time.perf_counter() - began
    return seconds, peak_megabytes(), path.stat().st_size


def peak_megabytes() -> float:
    """Peak memory of this process. (`getrusage` would give its parent's where that is higher.)"""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


def write_plainly(table: ExportTable, suffix: str, path: Path) -> None:
    """The same table as pandas writes it: one sheet, nothing made harmless, no totals, nothing explained."""
    frame = pd.DataFrame(table.frame[[column.name for column in table.columns]])
    if suffix == "csv":
        frame.to_csv(path, index=False, encoding="utf-8-sig")
    else:
        frame.to_excel(path, index=False, engine="xlsxwriter")


def in_its_own_process(*arguments: object) -> tuple[float, float, int]:
    """Measure in a new process, whose memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()  # type: ignore[arg-type]


def main() -> None:
    """Print the figures; fails where a bound is not kept."""
    kept = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publish(folder)
        for what in Subject:
            print(f"{SCHOOLS:,} schools, {what}{' by sigungu' if what is Subject.REGIONS else ''}:")
            for suffix in MEASURED:
                seconds, megabytes, size = in_its_own_process(folder, what, suffix, False)
                line = f"  {suffix:8} {seconds:6.2f} s  {megabytes:5.0f} MB peak  {size / 1e6:6.2f} MB file"
                if suffix in PLAIN:
                    plain, plain_mb, _ = in_its_own_process(folder, what, suffix, True)
                    line += f"   (pandas {PLAIN[suffix]}: {plain:.2f} s, {plain_mb:.0f} MB)"
                print(line)
                if what is Subject.REGIONS and suffix in BOUND:
                    kept &= seconds < SECONDS and megabytes < MEGABYTES
    print(f"by sigungu under {SECONDS:.0f} s and {MEGABYTES} MB: {'kept' if kept else 'NOT KEPT'}")
    sys.exit(not kept)


if __name__ == "__main__":
    main()
