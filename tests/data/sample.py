"""The sample as the tests of `data/` read it."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
SAMPLE = DATA / "sample"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

Row = dict[str, str]


def read(path: Path, encoding: str = "utf-8-sig") -> list[Row]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


@cache
def schools() -> list[Row]:
    return read(SAMPLE / "register_schools.csv", "cp949")


@cache
def universities() -> list[Row]:
    return read(SAMPLE / "register_universities.csv")


@cache
def answer_key() -> list[Row]:
    return read(SAMPLE / "answer_key.csv")


def first_parts() -> list[Row]:
    """The answer key with one line per row of the lists."""
    return [line for line in answer_key() if line["part"] == "1"]


@cache
def sigungu_codes() -> dict[tuple[str, str], str]:
    """Code by the names of province and sigungu."""
    return {(row["sido_name"], row["name"]): row["code"] for row in read(DATA / "regions.csv")}


def sigungu_of(address: str) -> str:
    """Code of the sigungu that an address of the sample begins with."""
    sido, second = address.split()[:2]
    return "36110" if sido.startswith("세종") else sigungu_codes()[sido, second]


@cache
def sigungu_by_id() -> dict[str, str]:
    """Code of the sigungu of every school and university of the register."""
    found = {row["학교ID"]: sigungu_of(row["소재지도로명주소"]) for row in schools()}
    for row in universities():
        found[f"{row['학교명']}@{row['시도명']}"] = sigungu_of(row["소재지도로명주소"])
    return found


def placed() -> list[tuple[Row, str]]:
    """Lines of the answer key that have a place, each with its sigungu."""
    return [
        (line, sigungu_by_id()[line["school_ids"]])
        for line in answer_key()
        if line["outcome"] in ("matched", "approximate") and line["school_ids"]
    ]
