"""Searching the register's schools by ID, name or place, for an answer that no candidate is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, case, func, select

from webmap.review.tables.work import register_school
from webmap.snapshot.search_text import search_fold

FOUND_AT_MOST = 20
FEWEST_LETTERS = 2
"""A single letter fits half of the country."""
COLUMNS = ("key", "name", "level", "address", "sido", "office", "lat", "lon", "radius_m")


def find_schools(connection: Connection, text: str, limit: int = FOUND_AT_MOST) -> list[dict[str, Any]]:
    """Schools whose names, ID or address hold every word of a text; those that begin with it come first."""
    words = [search_fold(word) for word in text.split()]
    if len("".join(words)) < FEWEST_LETTERS:
        return []
    whole = register_school.c.search
    folded = search_fold(text)
    rank = case(
        (register_school.c.key == text.strip(), 0),
        (func.replace(register_school.c.name, " ", "") == folded, 1),
        (register_school.c.name.startswith(words[0], autoescape=True), 2),
        else_=3,
    )
    query = (
        select(*(register_school.c[name] for name in COLUMNS))
        .where(*(whole.contains(word, autoescape=True) for word in words))
        .order_by(rank, func.length(register_school.c.name), register_school.c.name, register_school.c.key)
        .limit(limit)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def school(connection: Connection, key: str) -> dict[str, Any] | None:
    """A school of the register, or None."""
    query = select(*(register_school.c[name] for name in COLUMNS)).where(register_school.c.key == key)
    found = connection.execute(query).mappings().first()
    return dict(found) if found else None
