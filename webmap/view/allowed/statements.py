"""What rows of lists say of one school, as far as an audience may see them."""

from __future__ import annotations

from webmap.figures.statements import FINDING, Statement
from webmap.snapshot.statements import statements_of
from webmap.view.view import View


def statements_on(view: View, key: str) -> list[Statement]:
    """The statements of lists and findings on a school, by list and day; none where it may not be seen."""
    found = statements_of(view.snapshot.statements, view.audience.statuses).get(key, [])
    return sorted(found, key=lambda each: (each.file == FINDING, each.file, str(each.day or ""), each.source))


def is_finding(statement: Statement) -> bool:
    """Whether a statement is a finding, and no row of a list."""
    return statement.file == FINDING
