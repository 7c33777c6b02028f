"""Offices of education: the district's from `data/education_offices.csv`, the province's declared here."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

PROVINCIAL_CODES = {
    "11": "7010000",
    "26": "7150000",
    "27": "7240000",
    "28": "7310000",
    "29": "7380000",
    "30": "7430000",
    "31": "7480000",
    "36": "9300000",
    "41": "7530000",
    "43": "8000000",
    "44": "8140000",
    "46": "8490000",
    "47": "8750000",
    "48": "9010000",
    "50": "9290000",
    "51": "7801000",
    "52": "8321000",
}
"""Code of each sido's provincial office (시도교육청코드, national standard data of schools, 2025-03-25)."""


@dataclass(frozen=True)
class Office:
    """The office that a school belongs to, and the provincial office above it."""

    code: str
    name: str
    provincial_code: str
    provincial_name: str


def offices_by_sigungu(path: Path) -> dict[str, Office]:
    """Return the office of each sigungu code."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            sigungu: Office(row["code"], row["name"], PROVINCIAL_CODES[row["sido"]], row["provincial_office"])
            for row in csv.DictReader(file)
            for sigungu in row["sigungu"].split(";")
        }
