"""What is asked about a school: its address and its name, as the register states them.

Rows that name only an address are never asked about. Their address comes from a list; all of it that might be
sent is its legal-dong, and of a legal-dong no provider knows more than the circle that the row has already.
"""

from __future__ import annotations

import re

from webmap.matching.online.answer import Asking, Question
from webmap.matching.result import Match
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.school import School
from webmap.vocabulary.terms import Outcome, RegionLevel

BEHIND_THE_ADDRESS = re.compile(r"\s*[(,\[].*$", re.DOTALL)
"""Legal-dong, building and school name in brackets: geocoders stumble over them."""

HOUSE_NUMBER = re.compile(r"(?:[로길동리가]|\s)(\d+(?:-\d+)?)(?:번지)?(?=\s|$)")


def school_to_ask_about(match: Match) -> School | None:
    """The school of an entry whose place is a circle, else None."""
    if match.outcome is not Outcome.APPROXIMATE or match.school is None or match.place is None:
        return None
    return match.school if match.place.radius_m is not None else None


def questions_about(school: School, table: RegionTable) -> list[Question]:
    """The address first, where it has a house number, then the name within its region.

    A second campus bears its university's name, so only its address tells it apart.
    """
    address = BEHIND_THE_ADDRESS.sub("", school.address).strip()
    number = HOUSE_NUMBER.search(address)
    region = table.region(RegionLevel.SIGUNGU, school.sigungu)
    sido = table.region(RegionLevel.SIDO, region.sido)
    where = " ".join(dict.fromkeys((sido.name, region.name)))
    by_name = Question(Asking.NAME, f"{where} {school.name}", school.name)
    by_address = [Question(Asking.ADDRESS, address, school.name, number[1])] if number else []
    return by_address if school.campus else [*by_address, by_name]
