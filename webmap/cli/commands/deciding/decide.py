"""The work of `webmap decide`, without the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from webmap.build import Geocoded, geocode, matcher_of
from webmap.cli.commands.deciding.decide_dialogue import DecideDialogue
from webmap.cli.commands.prepare import ready_places
from webmap.cli.inputs import Inputs
from webmap.cli.reports.registers import files_line, register_paths
from webmap.cli.terminal import echo, typed_argument
from webmap.decisions.append import append_if_unchanged
from webmap.decisions.decision import fault_of_who
from webmap.decisions.ledgers import AppliedLedger
from webmap.decisions.open_rows import decided_questions, open_questions
from webmap.decisions.question import spreadsheet_form
from webmap.decisions.report import report
from webmap.decisions.sheet_file import read_sheet
from webmap.decisions.sheet_reader import SheetReading, decided_otherwise, read_decisions
from webmap.errors import DecisionsError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.matching.explain import explain
from webmap.places.gazetteer import Places
from webmap.settings.settings import Settings
from webmap.system.progress import ProgressBars
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say


@dataclass(frozen=True)
class DecideOptions:
    """Lists, registers and decider."""

    inputs: Inputs
    who: str | None = None
    choice: Choice = NO_CHOICE
    """What is said of the lists' columns and sheets: the same as for the build."""


def decide_in_terminal(settings: Settings, options: DecideOptions, again: bool = False) -> None:
    """Ask about the open rows, or about those decided before; each answer is saved at once."""
    who = checked_who(options.who)
    places = ready_places(settings)
    geocoded = _geocoded(settings, options, places)
    matcher = matcher_of(geocoded.register, places)
    questions = decided_questions(geocoded.replayed) if again else open_questions(geocoded.replayed)
    walk = DecideDialogue(
        geocoded.register.by_key, settings.language, lambda match: list(explain(matcher, match.entry))
    )
    walk.ask(questions, who)


def decide_from_sheet(settings: Settings, options: DecideOptions, sheet: Path) -> None:
    """Append the decisions of a spreadsheet of open rows, and report each refused row."""
    who = checked_who(options.who)
    lines = read_sheet(sheet, settings.limits)
    geocoded = _geocoded(settings, options, ready_places(settings))
    reading = read_decisions(lines, geocoded.replayed, geocoded.register.by_key, who)
    for each in geocoded.replayed:
        _save(each, reading)
    for line in _result_lines(reading, sheet.name):
        echo(line, settings.language)


def _save(replayed: AppliedLedger, reading: SheetReading) -> None:
    """Append the sheet's decisions of one ledger, and refuse those that others have made meanwhile."""
    decisions = reading.decisions.get(replayed.path, [])
    for each in append_if_unchanged(replayed.path, decisions, replayed.ledger.in_force) if decisions else ():
        decisions.remove(each.mine)
        number = reading.lines[(replayed.path, each.mine.question.key)]
        reading.refused.append((number, decided_otherwise(each.theirs)))


def checked_who(who: str | None) -> str:
    """`--who` as it is stored, '' where it is not given. Raises DecisionsError."""
    if who is None:
        return ""
    who = typed_argument(who)
    if fault := fault_of_who(spreadsheet_form(who)):
        raise DecisionsError(say("--who cannot be used: %(fault)s.", fault=fault))
    return spreadsheet_form(who)


def _geocoded(settings: Settings, options: DecideOptions, places: Places) -> Geocoded:
    bars = ProgressBars(settings.language)
    inputs = options.inputs
    registers = register_paths(settings, inputs.registers, inputs.lists)
    geocoded = geocode(
        inputs.lists,
        registers,
        places,
        settings.limits,
        bars.over,
        decisions=inputs.decisions,
        choice=options.choice,
        identities=inputs.identities,
    )
    used = [] if inputs.registers else [files_line(geocoded.register)]
    for line in [*used, *report(geocoded.replayed)]:
        echo(line, settings.language)
    if geocoded.fictional:
        echo(FICTIONAL, settings.language)
    return geocoded


def _result_lines(reading: SheetReading, file: str) -> list[Message]:
    return [
        say(
            "%(file)s: %(taken)s new decisions saved, %(known)s rows known before, %(blank)s rows without a "
            "decision, %(refused)s rows not taken.",
            file=file,
            taken=reading.taken,
            known=reading.known,
            blank=reading.blank,
            refused=len(reading.refused),
        ),
        *(
            say("%(file)s, row %(row)s: not taken: %(reason)s.", file=file, row=number, reason=reason)
            for number, reason in reading.refused
        ),
    ]
