"""Comparing ten lists of 5,000 rows beside matching them, in the same run, in processor time.

Usage: python bench/comparing.py [REGISTER…]   (default: ../shared/data, else the fictional sample)

Each list names schools of the register in an order of its own; one row in twelve has a letter left out.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta

from matching import register_files

from webmap.build import matcher_of
from webmap.comparison.claims import ListVersion, claims_of
from webmap.comparison.comparison import compare
from webmap.comparison.document import as_bytes
from webmap.lists.entry import Entry
from webmap.matching.matcher import Matcher
from webmap.places.gazetteer import load_places
from webmap.places.register.register import load_register
from webmap.places.register.school import School
from webmap.settings.publishing import default_cache

LISTS, ROWS, SEED, DAYS = 10, 5_000, 7, 40
SLIPS = 1 / 12
MOST_SECONDS = 2.0


def entries_of(slug: str, schools: Sequence[School]) -> list[Entry]:
    """Rows of one list, each with a day."""
    chosen = random.choices(schools, k=ROWS)
    return [
        Entry(slug, row, school=_typed(school.name), date=date(2024, 8, 26) + timedelta(days=row % DAYS))
        for row, school in enumerate(chosen, start=1)
    ]


def _typed(name: str) -> str:
    if random.random() >= SLIPS:
        return name
    place = random.randrange(len(name))
    return name[:place] + name[place + 1 :]


def version_of(matcher: Matcher, slug: str, entries: Sequence[Entry]) -> ListVersion:
    """The list, matched."""
    return ListVersion(slug, "1", claims_of(matcher.match(entries)), rows=len(entries))


def main() -> None:
    """Print the seconds of both and what comparing adds."""
    random.seed(SEED)
    places = load_places(default_cache())
    register = load_register(register_files(sys.argv[1:]), places.read_address, places.table)
    matcher = matcher_of(register, places)
    lists = {f"list-{i}": entries_of(f"list-{i}", list(register.schools)) for i in range(LISTS)}
    start = time.process_time()
    versions = [version_of(matcher, slug, entries) for slug, entries in lists.items()]
    matched = time.process_time()
    size = len(as_bytes(compare(versions)))
    seconds = time.process_time() - matched
    print(
        f"Comparing {LISTS} lists of {ROWS:,} rows: {seconds:.2f} s of processor beyond matching "
        f"(goal: {MOST_SECONDS:.0f}), {seconds / (matched - start):.0%} of matching's "
        f"{matched - start:.1f} s; {size / 1e6:.1f} MB of JSON."
    )


if __name__ == "__main__":
    main()
