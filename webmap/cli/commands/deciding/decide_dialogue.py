"""The dialogue about open questions in a terminal: one at a time, each answer saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click

from webmap.cli.terminal import NOT_UNDERSTOOD, ask, echo, echo_text, say_what_to_set
from webmap.decisions.append import append_if_unchanged
from webmap.decisions.decision import Decision, Ruling, fault_of, fault_of_who, fault_of_why, new_decision
from webmap.decisions.open_rows import OpenQuestion
from webmap.decisions.question import spreadsheet_form
from webmap.decisions.wording import (
    ABOUT_WHO,
    SEPARATOR,
    hints_of,
    level_in_words,
    rendered,
    school_words,
)
from webmap.matching.result import Match
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import strip_invisible

Explain = Callable[[Match], Sequence[Message]]
"""Explains an entry's outcome, line by line."""

NONE, SKIP, EXPLAIN, QUIT, TAKE_BACK = "n", "s", "?", "q", "o"
KEEP_THEIRS, SAVE_MINE = "k", "m"
ROWS_NAMED = 8
"""Rows that a question names; of further ones, only their number."""


def reason_only(match: Match) -> list[Message]:
    """The shortest explanation: the reason that every entry has."""
    return [match.reason]


@dataclass(frozen=True)
class DecideDialogue:
    """Asks questions in a language; `schools` are the register's by key, for answers that are an ID."""

    schools: Mapping[str, School]
    language: str
    explain: Explain = reason_only

    def ask(self, questions: Sequence[OpenQuestion], who: str = "") -> int:
        """Ask until all are answered or the person stops; return how many answers were saved.

        Raises DecisionsError if an answer cannot be saved.
        """
        saved = 0
        if not questions:
            self._say(say("No row waits for a decision."))
            return saved
        say_what_to_set()
        try:
            who = who or self._who()
            for number, question in enumerate(questions, start=1):
                self._show(question, number, len(questions))
                saved += self._answer(question, who)
        except (click.Abort, _Quit):
            echo_text()
        self._say(say("Decisions saved: %(saved)s. Questions: %(count)s.", saved=saved, count=len(questions)))
        return saved

    def _say(self, message: Message) -> None:
        echo(message, self.language)

    def _prompt(self, message: Message, default: str | None = None) -> str:
        """What is typed; asked again while nothing is, unless there is a default. Raises click.Abort."""
        while True:
            typed = ask(message.render(self.language))
            if typed is None:
                self._say(NOT_UNDERSTOOD)
            elif answer := spreadsheet_form(typed):
                return answer
            elif default is not None:
                return default

    def _who(self) -> str:
        while fault := fault_of_who(answer := self._prompt(ABOUT_WHO)):
            self._say(say("That was not saved: %(fault)s.", fault=fault))
        return answer

    def _why(self) -> str:
        prompt = say("Why? One sentence, or nothing")
        while fault := fault_of_why(answer := self._prompt(prompt, default="")):
            self._say(say("That was not saved: %(fault)s.", fault=fault))
        return answer

    def _show(self, question: OpenQuestion, number: int, count: int) -> None:
        echo_text()
        self._say(
            say(
                "[%(number)s/%(count)s] “%(query)s” — rows that one answer decides: %(rows)s (%(places)s)",
                number=number,
                count=count,
                query=question.question.query,
                rows=len(question.matches),
                places=_places(question.matches),
            )
        )
        if hints := hints_of(question.question, self.language):
            self._say(say("   Stated beside it: %(hints)s", hints=hints))
        echo_text(f"   {question.matches[0].reason.render(self.language)}")
        if question.standing:
            self._show_standing(question.standing)
        for place, school in enumerate(question.candidates, start=1):
            self._show_school(str(place), school)

    def _show_standing(self, decision: Decision) -> None:
        self._say(
            say(
                "   Decided before: %(school)s %(name)s (%(who)s, %(when)s)",
                school=decision.school,
                name=decision.school_name,
                who=decision.who,
                when=decision.day,
            )
        )

    def _show_school(self, mark: str, school: School) -> None:
        level = rendered(level_in_words(school.level), self.language)
        words = (school.name, level, school.address, school.key)
        echo_text(f"   {mark}  {SEPARATOR.join(strip_invisible(word) for word in words if word)}")

    def _answer(self, question: OpenQuestion, who: str) -> bool:
        """Ask until the answer is usable; return whether a decision was saved."""
        while True:
            answer = self._prompt(self._keys(question))
            if answer == QUIT:
                raise _Quit
            if answer == SKIP:
                return False
            if answer == EXPLAIN:
                for line in self.explain(question.matches[0]):
                    echo_text(f"   {line.render(self.language)}")
                continue
            school = self._answered_school(question, answer)
            if school is not None:
                return self._save(question, school, who)
            self._say(say("“%(answer)s” is not one of the answers.", answer=answer[:60]))

    def _keys(self, question: OpenQuestion) -> Message:
        if question.standing:
            return say(
                "Number or school ID, n = none of these, o = take the decision back, s = skip, ? = explain, "
                "q = quit"
            )
        return say("Number or school ID, n = none of these, s = skip, ? = explain, q = quit")

    def _answered_school(self, question: OpenQuestion, answer: str) -> str | None:
        """The school or ruling that an answer means, or None."""
        if answer == NONE:
            return Ruling.NONE
        if answer == TAKE_BACK and question.standing:
            return Ruling.OPEN
        if answer.isdecimal() and answer.isascii() and len(answer) < 6:
            place = int(answer) - 1
            return question.candidates[place].key if 0 <= place < len(question.candidates) else None
        return answer if answer in self.schools else None

    def _save(self, question: OpenQuestion, key: str, who: str) -> bool:
        school = self.schools.get(key)
        if school is not None:
            self._show_school("→", school)
        decision = new_decision(question.question, key, school.name if school else "", who, self._why())
        if fault := fault_of(decision):
            self._say(say("That was not saved: %(fault)s.", fault=fault))
            return False
        return self._write(question, decision)

    def _write(self, question: OpenQuestion, decision: Decision) -> bool:
        """Save a decision, unless somebody else has decided meanwhile and theirs is kept."""
        seen = {question.question.key: question.standing} if question.standing else {}
        while meanwhile := append_if_unchanged(question.ledger, [decision], seen):
            theirs = meanwhile[0].theirs
            self._show_meanwhile(theirs)
            if not self._prefers_own():
                self._say(say("   Their decision stays; yours was not saved."))
                return False
            seen = {question.question.key: theirs} if theirs else {}
        self._say(say("   Saved in %(file)s.", file=question.ledger.name))
        return True

    def _show_meanwhile(self, theirs: Decision | None) -> None:
        if theirs is None:
            self._say(say("   Somebody else has taken the decision back meanwhile."))
            return
        self._say(
            say(
                "   Somebody else has decided this meanwhile: %(school)s (%(who)s, %(when)s) %(why)s",
                school=school_words(theirs),
                who=theirs.who,
                when=theirs.day,
                why=theirs.why,
            )
        )

    def _prefers_own(self) -> bool:
        while True:
            answer = self._prompt(say("k = keep theirs, m = save mine"), default=KEEP_THEIRS)
            if answer in (KEEP_THEIRS, SAVE_MINE):
                return answer == SAVE_MINE
            self._say(say("“%(answer)s” is not one of the answers.", answer=answer[:60]))


class _Quit(Exception):  # noqa: N818 (a person's wish, not a failure)
    pass


def _places(matches: Sequence[Match]) -> str:
    named = [f"{match.entry.file}: {match.entry.row}" for match in matches[:ROWS_NAMED]]
    return ", ".join(named) + (" …" if len(matches) > ROWS_NAMED else "")
