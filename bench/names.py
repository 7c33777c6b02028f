"""Names that the register lacks or that are misspelt, over the whole register: what is placed and offered.

Usage: python -m bench.names [REGISTER…]   (default: ../shared/data, else the sample)

1. Every school is masked and asked for in every way of `tests.matching.ways`: none may be placed
   elsewhere.
2. Every name without its place, with the school's sido and with its sigungu: the share that is placed.
3. Slips of every kind of `tests.matching.slipping`: the share of rows that offer the right school, its rank.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from bench.matching import register_files
from tests.matching.slipping import KINDS, TWO_SLIPS, slipped
from tests.matching.ways import entries_of, is_named, regions_of
from webmap.build import matcher_of
from webmap.lists.entry import Entry
from webmap.matching.forms import names_no_school, short_form
from webmap.matching.matcher import Matcher
from webmap.matching.nicknames import load_tables
from webmap.matching.variants import Fit, variants_of
from webmap.places.gazetteer import load_places
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.register import load_register
from webmap.places.register.school import School
from webmap.settings.publishing import default_cache
from webmap.vocabulary.terms import Level

SEED = 5


def print_masked(matcher: Matcher, schools: Sequence[School], table: RegionTable) -> None:
    """Mask each school and print how many of its names are placed at another."""
    tried, elsewhere = 0, []
    for school in schools:
        masked = replace(matcher, index=matcher.index.without(school))
        for entry in entries_of(school, table):
            for match in masked.match_entry(entry):
                tried += 1
                if match.school is not None and not is_named(match, school, table):
                    elsewhere.append((school.name, entry.school, entry.region, match.school.name))
    print(f"masked: {len(schools):,} schools, {tried:,} names, {len(elsewhere)} placed elsewhere")
    for each in elsewhere[:20]:
        print("   ", *each)


def print_left_out(matcher: Matcher, schools: Sequence[School], table: RegionTable) -> None:
    """Print how many names without their place are placed, by the region stated."""
    for level, place in (("sido", 1), ("sigungu", 2)):
        outcomes = Counter(
            _judged(matcher, school, form, regions_of(school, table)[place])
            for school in schools
            if school.sigungu
            for form, fit in set(variants_of(school, load_tables()))
            if fit is Fit.WITHOUT_PLACE and not names_no_school(form)
        )
        print(f"without the place, {level} stated: {dict(outcomes)} of {outcomes.total():,}")


def _judged(matcher: Matcher, school: School, form: str, region: str) -> str:
    matches = matcher.match_entry(Entry("names", 1, form, region=region))
    if any(match.school is not None for match in matches):
        return "placed" if all(match.school == school for match in matches) else "another of this name"
    return "offered" if any(school in match.candidates for match in matches) else "missed"


def print_slips(matcher: Matcher, schools: Sequence[School], table: RegionTable) -> None:
    """Print, by kind of slip, the share of rows that offer the right school, first or at all."""
    for kind in (*KINDS, TWO_SLIPS):
        began, ranks = time.process_time(), list(_ranks(matcher, schools, table, kind))
        seconds = time.process_time() - began
        found = [rank for rank in ranks if rank]
        first, third = (sum(rank <= most for rank in found) / len(ranks) for most in (1, 3))
        print(
            f"{kind:18} {len(ranks):6,} names: {len(found) / len(ranks):6.1%} offered, {first:6.1%} first, "
            f"{third:6.1%} among three; {len(ranks) / seconds:,.0f} names/s"
        )


def _ranks(matcher: Matcher, schools: Sequence[School], table: RegionTable, kind: str) -> Iterator[int]:
    """Rank of the right school for each slip, 0 where it is not offered."""
    chance = Random(SEED)
    for school in schools:
        typed = slipped(short_form(school.name), kind, chance)
        if not typed or matcher.index.fitting(typed):
            continue
        for region in regions_of(school, table)[:2]:
            matches = matcher.match_entry(Entry("names", 1, typed, region=region))
            offered = [each.name for match in matches for each in match.candidates]
            yield offered.index(school.name) + 1 if school.name in offered else 0


def main() -> None:
    """Print the figures."""
    places = load_places(default_cache())
    register = load_register(register_files(sys.argv[1:]), places.read_address, places.table)
    matcher = matcher_of(register, places)
    schools = [school for school in register.schools if school.level is not Level.ELEMENTARY]
    print_slips(matcher, schools, places.table)
    print_left_out(matcher, schools, places.table)
    print_masked(matcher, schools, places.table)


if __name__ == "__main__":
    main()
