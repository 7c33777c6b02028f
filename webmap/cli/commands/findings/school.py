"""Which school of the register a person means: by its key, or by a name that means one school."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webmap.build import matcher_of
from webmap.errors import FindingsError
from webmap.figures.listed_schools import ADDRESS
from webmap.lists.entry import Entry
from webmap.matching.result import Match
from webmap.places.gazetteer import Places
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Outcome
from webmap.vocabulary.text import repeated, strip_invisible

MAX_CANDIDATES = 20
_ENDS_IN_A_HOUSE = re.compile(r"\s(?:산\s?)?\d+(?:-\d+)?(?:번지|호)?\s*(?:\([^()]*\)\s*)?$")
"""As addresses end and names of schools do not: a number behind a blank, perhaps with a dong in brackets."""
WITHOUT_NAME = say(
    "This is a place that a list gives by its address alone, and no school of the register: a finding holds "
    "by the school, so there is nothing that it could hold by. Add a version of the list without that row "
    "(webmap list add SLUG FILE), write down what was wrong (webmap correction add --was TEXT), and bring "
    "both onto the map: webmap build. Where the row means a school, write the school's name into it instead, "
    "and withdraw that."
)


def school_meant(text: str, region: str, register: Register, places: Places) -> School:
    """The school with a key or official ID, or of that name in a region.

    Raises FindingsError, with the schools that may be meant.
    """
    text = strip_invisible(text)
    if text in register.by_key:
        return register.by_key[text]
    of_id = [each for each in register.schools if each.id == text]
    if len(of_id) == 1:
        return of_id[0]
    if of_id:
        raise FindingsError(_several(text, of_id))
    if _is_place_without_name(text, places):
        raise FindingsError(WITHOUT_NAME)
    entry = Entry("-", 1, text, region=strip_invisible(region))
    matches = matcher_of(register, places).match_entry(entry)
    if len(matches) != 1:
        raise FindingsError(
            say("“%(name)s” names several schools. Write one finding for each.", name=repeated(text))
        )
    return _one(text, matches[0])


def _is_place_without_name(text: str, places: Places) -> bool:
    """Whether a text is the key of a row without a name, or an address down to the house and nothing else."""
    if text.startswith(ADDRESS):
        return True
    if not _ENDS_IN_A_HOUSE.search(text):
        return False
    address = places.read_address(text)
    return address is not None and address.precision == "legal_dong"


def _one(text: str, match: Match) -> School:
    if match.school is not None and match.outcome in (Outcome.MATCHED, Outcome.APPROXIMATE):
        return match.school
    if match.candidates:
        raise FindingsError(_several(text, match.candidates))
    raise FindingsError(
        say(
            "No school of the register is called “%(name)s”. Check the name, give --region, or give the "
            "key of the school: webmap explain shows it.",
            name=repeated(text),
        )
    )


def _several(text: str, schools: Sequence[School]) -> Message:
    lines = [f"\n  {each.key}  {each.name}, {each.address}" for each in schools[:MAX_CANDIDATES]]
    return say(
        "“%(name)s” does not mean one school. Give the key of the right one, or --region: %(schools)s",
        name=repeated(text),
        schools="".join(lines) + ("\n  …" if len(schools) > MAX_CANDIDATES else ""),
    )
