"""Every middle and high school, written in eight ways, against one, two and three register files.

Adding a register file must never make a placed row worse: a row that one file places stays placed at the same
school, or its reason says what changed and when (closed, moved, another school of that name).

Usage: python bench/registers.py [--sample N] [--file FILE]   (default: every school of both editions)

Prints for each set of files and way of writing how many rows are placed; open with the school among the
candidates; told as closed; told to be open because a further file has another such school; open; wrong; lost.
Exits with 1 where a row is wrong or lost.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from webmap.build import matcher_of
from webmap.lists.entry import Entry
from webmap.matching.forms import short_form, stem_of
from webmap.matching.matcher import Matcher
from webmap.matching.result import Match
from webmap.matching.variants import SHORT_SIDO
from webmap.places.gazetteer import Places, load_places
from webmap.places.register.register import Register, load_register
from webmap.places.register.school import School
from webmap.settings.publishing import default_cache
from webmap.vocabulary.terms import Level, Outcome, RegionLevel

SHARED = Path(__file__).parents[2] / "shared" / "data"
OLD, NEW = "schools_standard_20250325.csv", "schools_standard_20260320.csv"
NEIS, UNIVERSITIES = "neis_schoolinfo_20260531.csv", "universities_standard.csv"
SETS: dict[str, tuple[tuple[str, ...], ...]] = {
    OLD: ((OLD,), (OLD, NEIS), (OLD, NEIS, UNIVERSITIES), (OLD, NEW), (OLD, NEW, NEIS)),
    NEW: ((NEW,), (NEW, NEIS), (NEW, NEIS, UNIVERSITIES), (NEW, OLD), (NEW, OLD, NEIS)),
}
"""Sets of files by the file whose schools are asked for; the first set is that file alone."""

Table = tuple[Sequence[str], dict[str, Counter[str]], float]

PLACED = (Outcome.MATCHED, Outcome.APPROXIMATE)
VERDICTS = ("placed", "candidate", "closed", "told", "open", "wrong", "lost")
SEED = 12


@dataclass(frozen=True)
class Row:
    """One way of writing a school, as a row of a list."""

    way: str
    name: str
    region: str = ""
    level: Level | None = None


def rows_of(school: School, places: Places) -> Iterator[Row]:
    """The eight ways of writing a school."""
    sido = places.table.region(RegionLevel.SIDO, school.sido).name
    sigungu = places.table.region(RegionLevel.SIGUNGU, school.sigungu).name
    short_sido = SHORT_SIDO.get(sido, sido[:2])
    short = short_form(school.name)
    yield Row("full name", school.name)
    yield Row("full name, sigungu beside it", school.name, f"{sido} {sigungu}")
    yield Row("short form", short)
    yield Row("short form, sido beside it", short, sido)
    yield Row("short form, sigungu in front", f"{short_sido} {sigungu} {short}")
    yield Row("short form, sido glued", f"{short_sido}{short}")
    yield Row("without kind, level beside it", stem_of(short), f"{sido} {sigungu}", school.level)
    yield Row("popular form", _popular(school, short), sigungu)


def _popular(school: School, short: str) -> str:
    """A girls' school with 여자, an attached one without 대학교, others with half of the kind."""
    if "여자" in school.name:
        return short.replace("여", "여자", 1) if "여자" not in short else short
    if "부속" in school.name or "부설" in school.name:
        return short.replace("대사대부", "사대부").replace("국립", "")
    return f"{short}교" if short.endswith("고") else f"{short}학" if short.endswith("중") else short


def verdict(match: Match, school: School, register: Register, was_placed: bool) -> str:
    """What became of a row that means a school."""
    target = register.by_key.get(school.key)
    if match.outcome in PLACED:
        return "placed" if match.school is not None and match.school == target else "wrong"
    reason = match.reason.render("en")
    if target is None and "closed" in reason:
        return "closed"
    if was_placed:
        return "told" if _says_what_changed(reason, match, target) else "lost"
    return "candidate" if target in match.candidates else "open"


def _says_what_changed(reason: str, match: Match, target: School | None) -> bool:
    return target in match.candidates and (
        "closed" in reason or "the register of" in reason or "it is in that of" in reason
    )


def run_set(
    files: Sequence[str], schools: Sequence[School], places: Places, placed: dict[tuple[str, str], bool]
) -> dict[str, Counter[str]]:
    """Verdicts by way for one set of files; `placed` learns what the first set places."""
    register = load_register([SHARED / name for name in files], places.read_address, places.table)
    matcher = matcher_of(register, places)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    is_first = not placed
    for school in schools:
        for row in rows_of(school, places):
            (match, *others) = _match(matcher, row)
            was_placed = not is_first and placed[school.key, row.way]
            found = verdict(match, school, register, was_placed) if not others else "lost"
            counts[row.way][found] += 1
            if is_first:
                placed[school.key, row.way] = found == "placed"
            if found in ("wrong", "lost"):
                print(f"  {found}: {row.name} | {row.region} | {school.name} | {match.reason.render('en')}")
    return counts


def _match(matcher: Matcher, row: Row) -> list[Match]:
    return matcher.match_entry(Entry("bench", 1, row.name, row.level, row.region))


def print_set(files: Sequence[str], counts: dict[str, Counter[str]], seconds: float) -> None:
    """One table."""
    print(f"\n{' + '.join(files)} ({seconds:.0f} s)")
    print(f"{'way':<32}" + "".join(f"{each:>11}" for each in VERDICTS))
    total = sum(counts.values(), Counter())
    for way, found in [*counts.items(), ("all", total)]:
        print(f"{way:<32}" + "".join(f"{found[each]:>11,}" for each in VERDICTS))


def choose(base: str, places: Places, sample: int) -> list[School]:
    """The middle and high schools of a file, or a seeded sample of them."""
    register = load_register([SHARED / base], places.read_address, places.table)
    schools = [each for each in register.schools if each.level in (Level.MIDDLE, Level.HIGH)]
    return random.Random(SEED).sample(schools, sample) if sample else schools


def run_base(base: str, schools: Sequence[School], places: Places) -> Iterator[Table]:
    """The table of each set of files for the schools of its first file, with its seconds."""
    placed: dict[tuple[str, str], bool] = {}
    for files in SETS[base]:
        start = time.perf_counter()
        counts = run_set(files, schools, places, placed)
        yield files, counts, time.perf_counter() - start


def main() -> int:
    """Run every set, and return 1 where a row is wrong or lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=0, help="schools taken at random (default: all)")
    parser.add_argument(
        "--file", choices=tuple(SETS), action="append", help="file whose schools are asked for"
    )
    options = parser.parse_args()
    places, failed = load_places(default_cache()), 0
    for base in options.file or SETS:
        schools = choose(base, places, options.sample)
        for files, counts, seconds in run_base(base, schools, places):
            print_set(files, counts, seconds)
            failed += sum(found["wrong"] + found["lost"] for found in counts.values())
        print(
            f"\n{len(schools):,} schools of {base}, {len(SETS[base])} sets of files: "
            f"{failed} wrong or lost so far"
        )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
