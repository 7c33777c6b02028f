"""What rows of lists, and findings, say of one school, as far as an audience may see them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from webmap.figures.statements import FINDING, Statement
from webmap.snapshot.statements import statements_of
from webmap.view.view import View
from webmap.vocabulary.terms import Status


@dataclass(frozen=True)
class StatementOnSchool:
    """What a source in a list says of a school; of a finding, `list` is ''. `day` is ISO, '' for none."""

    list: str
    source: str
    status: Status
    day: str

    @property
    def is_finding(self) -> bool:
        """Whether it is a finding, and no row of a list."""
        return not self.list

    @property
    def code(self) -> str:
        """Stands for the list and source in a form or an address."""
        return hashlib.sha256(f"{self.list}\0{self.source}".encode()).hexdigest()[:16]


def statements_on(view: View, key: str) -> list[StatementOnSchool]:
    """The statements on a school by list, source and day, findings last; none where it may not be seen."""
    found = statements_of(view.snapshot.statements, view.audience.statuses).get(key, [])
    each_once = dict.fromkeys(map(_stated, found))
    return sorted(each_once, key=lambda each: (each.is_finding, each.list, each.source, each.day))


def _stated(statement: Statement) -> StatementOnSchool:
    name = "" if statement.file == FINDING else statement.file
    day = statement.day.isoformat() if statement.day else ""
    return StatementOnSchool(name, statement.source, statement.status, day)
