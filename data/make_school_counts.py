"""Count schools by sigungu: `PYTHONPATH=. python data/make_school_counts.py STANDARD_FILE UNIVERSITY_FILE`.

Reads the national standard data of schools and of universities exactly as published, and writes
`school_counts.csv` beside this script. Middle and high schools are counted with their branch schools;
of the university file every row counts that is no graduate school, so each campus is one. That file does
not tell which of its universities have closed: those still in it are counted.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from webmap.places.addresses.addresses import address_reader
from webmap.places.addresses.legal_dongs import load_legal_dongs
from webmap.places.regions.cache import default_cache
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.register import load_register
from webmap.vocabulary.terms import COUNTED_LEVELS, RegionLevel

COLUMNS = ("sigungu", "name", *(level.value for level in COUNTED_LEVELS), "source", "as_of")
SOURCE = "National standard data of schools (2025-03-25) and of universities (2025-01-08)"
AS_OF = "2025-03-25"


def count_schools(standard: Path, universities: Path) -> list[dict[str, object]]:
    """One row for each of the 229 sigungu, in official order."""
    table = load_region_table()
    read_address = address_reader(load_legal_dongs(default_cache()))
    counted = load_register([standard, universities], read_address, table).counts_by_sigungu()
    return [
        {"sigungu": region.code, "name": region.name, "source": SOURCE, "as_of": AS_OF}
        | {level.value: counted.get(region.code, {}).get(level, 0) for level in COUNTED_LEVELS}
        for region in table.regions(RegionLevel.SIGUNGU)
    ]


def main() -> None:
    """Write the table."""
    target = Path(__file__).with_name("school_counts.csv")
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(count_schools(Path(sys.argv[1]), Path(sys.argv[2])))


if __name__ == "__main__":
    main()
