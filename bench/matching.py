"""Matching and reading addresses beside plain ways, in the same run.

Names: rapidfuzz `extractOne` with WRatio over all names. Addresses: one regular expression of all regions'
names, which knows no old name, no legal-dong and no place on the map.

Usage: python bench/matching.py [REGISTER…]   (default: ../shared/data, else the fictional sample)

12,000 rows of mixed text (full and short names, with and without region, decomposed, unknown) are matched by
this project; the plain way is timed on a sample of them, as it takes minutes for all.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from webmap.build import SAMPLE_REGISTER, matcher_of
from webmap.lists.entry import Entry
from webmap.matching.forms import short_form
from webmap.matching.text import name_key
from webmap.places.gazetteer import Places, load_places
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.register import load_register
from webmap.settings.publishing import default_cache
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import RegionLevel

ROWS, PLAIN_ROWS, SEED = 12_000, 150, 7
SHARED = Path(__file__).parents[2] / "shared" / "data"
PUBLISHED = ("schools_standard_20250325.csv", "universities_standard.csv", "neis_schoolinfo_20260531.csv")


def register_files(arguments: list[str]) -> list[Path]:
    """The files named, else the published ones where they are, else the sample."""
    if arguments:
        return [Path(argument) for argument in arguments]
    published = [SHARED / name for name in PUBLISHED]
    return published if published[0].exists() else [data_path(name) for name in SAMPLE_REGISTER]


def mixed_texts(schools, table) -> list[tuple[str, str]]:
    """Names as people type them, each with a region column that may be blank."""
    random.seed(SEED)
    ways = (
        lambda school, _place: (school.name, ""),
        lambda school, place: (short_form(school.name), place),
        lambda school, place: (f"{place} {short_form(school.name)}", ""),
        lambda school, place: (unicodedata.normalize("NFD", place + school.name), ""),
        lambda school, place: (f"12. {short_form(school.name)} (확인)", place),
        lambda school, _place: ("없는" + school.name[1:], ""),
    )
    names = {region.code: region.name for level in ("sido",) for region in table.regions(level)}
    texts = []
    for _ in range(ROWS):
        school = random.choice(schools)
        texts.append(random.choice(ways)(school, names.get(school.sido, "")))
    return texts


def region_pattern(table: RegionTable) -> re.Pattern[str]:
    """A province and a city or county of it by their full names, at the start of an address."""
    pairs = [
        rf"{re.escape(sido.name)}\s+{re.escape(sigungu.name)}"
        for sido in table.regions(RegionLevel.SIDO)
        for sigungu in table.sigungu_of_sido(sido.code)
    ]
    return re.compile("|".join(pairs))


def print_addresses(addresses: Sequence[str], places: Places) -> None:
    """Print what reading each address costs beside the plain expression, and how many each of them reads."""
    pattern = region_pattern(places.table)
    ours, read = seconds_each(places.read_address, addresses)
    plain, found = seconds_each(pattern.match, addresses)
    print(f"addresses: {1e6 * ours:,.0f} µs each, {read:,} of {len(addresses):,} read")
    print(f"plain expression: {1e6 * plain:,.0f} µs each, {found:,} found; ratio: {ours / plain:,.1f}")


def seconds_each(read: Callable[[str], object], addresses: Sequence[str]) -> tuple[float, int]:
    """Seconds for one address, and how many are read."""
    began = time.perf_counter()
    count = sum(read(address) is not None for address in addresses)
    return (time.perf_counter() - began) / len(addresses), count


def main() -> None:
    """Print the figures."""
    places = load_places(default_cache())
    register = load_register(register_files(sys.argv[1:]), places.read_address, places.table)
    began = time.perf_counter()
    matcher = matcher_of(register, places)
    indexed = time.perf_counter() - began
    texts = mixed_texts(register.schools, places.table)
    entries = [
        Entry("bench", number, unicodedata.normalize("NFC", name), region=region)
        for number, (name, region) in enumerate(texts, 1)
    ]
    began = time.perf_counter()
    for entry in entries:
        matcher.match_entry(entry)
    ours = (time.perf_counter() - began) / len(entries)
    names = [name_key(school.name) for school in register.schools]
    began = time.perf_counter()
    for name, region in texts[:PLAIN_ROWS]:
        process.extractOne(name_key(f"{region} {name}"), names, scorer=fuzz.WRatio)
    plain = (time.perf_counter() - began) / PLAIN_ROWS
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"register: {len(register.schools):,} schools; index built in {indexed:.2f} s")
    print(f"ours: {1e6 * ours:,.0f} µs a row ({len(entries):,} rows); plain: {1e6 * plain:,.0f} µs a row")
    print(f"ratio: {plain / ours:,.1f} times faster; peak memory {memory:,.0f} MB")
    print_addresses([school.address for school in register.schools], places)


if __name__ == "__main__":
    main()
