"""From the lines of a spreadsheet of open rows to decisions; every line is checked against today's rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from webmap.decisions.decision import Decision, Ruling, fault_of, new_decision
from webmap.decisions.ledgers import AppliedLedger
from webmap.decisions.question import Question, QuestionKey, question_of
from webmap.decisions.sheet_file import SheetLine, is_same_question
from webmap.decisions.wording import chosen, school_words
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say

RowKey = tuple[str, str, str]
"""File, row and part of an entry, as texts of the sheet."""


@dataclass
class SheetReading:
    """The result of the filled lines: decisions by ledger, and each refused line with its reason."""

    decisions: dict[Path, list[Decision]] = field(default_factory=dict)
    refused: list[tuple[int, Message]] = field(default_factory=list)
    known: int = 0
    """Lines whose decision is recorded already, or is repeated in another line."""
    blank: int = 0
    """Lines without a decision yet."""
    lines: dict[tuple[Path, QuestionKey], int] = field(default_factory=dict)
    """Line of each new decision, by its ledger and question."""

    @property
    def taken(self) -> int:
        """Number of new decisions."""
        return sum(map(len, self.decisions.values()))


def read_decisions(
    lines: Sequence[SheetLine],
    replayed: Sequence[AppliedLedger],
    schools: Mapping[str, School],
    who: str = "",
) -> SheetReading:
    """Check each line and make its decision; `who` is the decider of lines that name none.

    A line is accepted only if its row still asks the same question, its answer is a school of the register
    or “none”, nobody has decided otherwise meanwhile, and no other line answers otherwise.
    """
    rows = _rows_of(replayed)
    filled_lines = [line for line in lines if line.cells["decision"]]
    reading = SheetReading(blank=len(lines) - len(filled_lines))
    answers = [(line, _check(line, rows, schools, who)) for line in filled_lines]
    contradictory = _contradictory_questions(answer for _, answer in answers if isinstance(answer, _Answer))
    seen: set[tuple[Path, QuestionKey]] = set()
    for line, answer in answers:
        if isinstance(answer, Message):
            reading.refused.append((line.number, answer))
        elif answer.identity in contradictory:
            reading.refused.append((line.number, CONTRADICTED))
        elif answer.is_known or answer.identity in seen:
            reading.known += 1
        else:
            seen.add(answer.identity)
            reading.lines[answer.identity] = line.number
            reading.decisions.setdefault(answer.ledger, []).append(answer.decision)
    return reading


CONTRADICTED = say("another row of the sheet gives another answer to the same question")


@dataclass(frozen=True)
class _Row:
    """An entry of today: its question, the ledger of its decisions, and the one applied."""

    ledger: Path
    question: Question
    standing: Decision | None


@dataclass(frozen=True)
class _Answer:
    ledger: Path
    decision: Decision
    is_known: bool

    @property
    def identity(self) -> tuple[Path, QuestionKey]:
        return self.ledger, self.decision.question.key


def _rows_of(replayed: Iterable[AppliedLedger]) -> dict[RowKey, _Row]:
    rows = {}
    for each in replayed:
        for match in each.before:
            question = question_of(match)
            applied = each.ledger.in_force.get(question.key) if question.key in each.applied.decided else None
            entry = match.entry
            rows[(entry.file, str(entry.row), str(match.part))] = _Row(each.path, question, applied)
    return rows


def _check(
    line: SheetLine, rows: Mapping[RowKey, _Row], schools: Mapping[str, School], who: str
) -> _Answer | Message:
    """The answer in a line, or the reason why it is refused."""
    cells = line.cells
    row = rows.get((cells["file"], cells["row"], cells["part"]))
    if row is None:
        return say("%(file)s has no such row", file=cells["file"] or "-")
    if not is_same_question(cells, row.question):
        return say("its row in the list now says something else; write the open rows again")
    school = _school(cells["decision"], schools)
    if isinstance(school, Message):
        return school
    key, name = school
    decision = new_decision(row.question, key, name, cells["who"] or who, cells["why"])
    if fault := fault_of(decision):
        return fault
    if row.standing and row.standing.school != key:
        return decided_otherwise(row.standing)
    return _Answer(row.ledger, decision, is_known=row.standing is not None)


def _school(choice: str, schools: Mapping[str, School]) -> tuple[str, str] | Message:
    """Key and name of the school that a cell names, or the ruling for none."""
    key, name = chosen(choice)
    if key == Ruling.NONE:
        return key, ""
    school = schools.get(key)
    if school is None:
        return say("“%(id)s” is not a school ID of the register", id=key[:60])
    if name and name != school.name:
        return say(
            "in the register, %(id)s is %(school)s and not “%(name)s”",
            id=key,
            school=school.name,
            name=name[:60],
        )
    return key, school.name


def decided_otherwise(standing: Decision | None) -> Message:
    """Why a line is refused: others have decided, or taken a decision back, since the sheet was written."""
    if standing is None:
        return say("the decision on it has been taken back meanwhile; write the open rows again")
    return say(
        "another decision has been made meanwhile: %(school)s (%(who)s, %(when)s). To change "
        "it, use webmap decide --again",
        school=school_words(standing),
        who=standing.who,
        when=standing.day,
    )


def _contradictory_questions(answers: Iterable[_Answer]) -> set[tuple[Path, QuestionKey]]:
    """The questions to which a sheet gives more than one answer."""
    schools_by_question: dict[tuple[Path, QuestionKey], set[str]] = {}
    for answer in answers:
        schools_by_question.setdefault(answer.identity, set()).add(answer.decision.school)
    return {identity for identity, schools in schools_by_question.items() if len(schools) > 1}
