"""Which school of the register a person means: by its key, or by a name that means one school."""

from __future__ import annotations

from collections.abc import Sequence

from webmap.build import matcher_of
from webmap.errors import FindingsError
from webmap.lists.entry import Entry
from webmap.matching.result import Match
from webmap.places.gazetteer import Places
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Outcome
from webmap.vocabulary.text import repeated, strip_invisible

MAX_CANDIDATES = 20


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
    entry = Entry("-", 1, text, region=strip_invisible(region))
    matches = matcher_of(register, places).match_entry(entry)
    if len(matches) != 1:
        raise FindingsError(
            say("“%(name)s” names several schools. Write one finding for each.", name=repeated(text))
        )
    return _one(text, matches[0])


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
