"""Writing corrections, and showing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webmap.cli.commands.findings.school import school_meant
from webmap.cli.commands.prepare import ready_places
from webmap.cli.reports.registers import register_paths
from webmap.cli.terminal import echo, typed_argument
from webmap.corrections.correction import Correction, new_correction
from webmap.corrections.ledger import append_corrections, entries_of, load_corrections
from webmap.places.register.register import load_register
from webmap.settings.settings import Settings
from webmap.snapshot.publishing.correction_of_finding import Grounds, gravity_of
from webmap.vocabulary.corrections import CAUSES, GRAVITIES, STATES
from webmap.vocabulary.messages import Message, say


@dataclass(frozen=True)
class NewCorrection:
    """What a command line says; `school` is blank for a correction of the map itself."""

    school: str
    region: str
    was: str
    now: str
    why: str
    grounds: Grounds


def write_correction(settings: Settings, given: NewCorrection, file: Path, registers: Sequence[Path]) -> None:
    """Append a correction to a file, and say its number. Raises CorrectionsError, FindingsError."""
    key, name = _school(settings, given, registers)
    was, now, why = (typed_argument(text) for text in (given.was, given.now, given.why))
    grounds = given.grounds
    gravity = grounds.gravity or gravity_of(was if was in STATES else "not_listed", now)
    correction = new_correction(key, name, was, now, grounds.cause, gravity, grounds.objection, why)
    for line in written_lines(append_corrections(file, [correction]), file):
        echo(line, settings.language)


def _school(settings: Settings, given: NewCorrection, registers: Sequence[Path]) -> tuple[str, str]:
    text = typed_argument(given.school)
    if not text:
        return "", ""
    places = ready_places(settings)
    register = load_register(register_paths(settings, registers), places.read_address, places.table)
    school = school_meant(text, typed_argument(given.region), register, places)
    return school.key, school.name


def written_lines(written: Sequence[Correction], file: Path) -> list[Message]:
    """What is said of corrections that were just written."""
    return [
        say("Written to %(file)s: a case of personal data, of which only a number is shown.", file=str(file))
        if each.is_personal
        else say("Written to %(file)s: correction no. %(number)s.", file=str(file), number=each.number)
        for each in written
    ]


def show_corrections(settings: Settings, file: Path) -> None:
    """Print the corrections in the order of their lines, then what is not shown to readers."""
    ledger = load_corrections(file)
    lines = [line for each in entries_of(ledger) for line in _shown(each)]
    for line in [*(lines or [say("There is no correction.")]), *ledger.faults]:
        echo(line, settings.language)


def _shown(correction: Correction) -> list[Message]:
    number = say("personal data") if correction.is_personal else str(correction.number)
    head = say(
        "%(number)s: %(day)s, %(name)s: %(was)s → %(now)s (%(gravity)s)",
        number=number,
        day=correction.day.isoformat(),
        name=correction.school_name or "-",
        was=_word(correction.was, STATES),
        now=_word(correction.now, STATES),
        gravity=_word(correction.gravity, GRAVITIES),
    )
    reasons = [say("  %(cause)s", cause=_word(correction.cause, CAUSES))]
    if correction.why:
        reasons.append(say("  %(cause)s", cause=correction.why))
    if correction.objection:
        reasons.append(say("  objection %(number)s", number=correction.objection))
    return [head, *reasons]


def _word(code: str, words: Mapping[Any, str]) -> Message | str:
    return Message(words[code]) if code in words else code or "-"
