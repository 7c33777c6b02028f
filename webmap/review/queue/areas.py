"""The areas that a question or a school touches: codes of sido and of offices of education."""

from __future__ import annotations

from collections.abc import Iterable

from webmap.places.addresses.addresses import RegionHint
from webmap.places.register.school import School


def areas_of(schools: Iterable[School], stated: Iterable[RegionHint]) -> list[str]:
    """Codes of all that the schools and the stated regions lie in, sorted; none where nobody knows where."""
    of_schools = {code for school in schools for code in (school.sido, school.office)}
    of_hints = {code for hint in stated for code in (*hint.sido, *hint.office)}
    return sorted((of_schools | of_hints) - {""})
