"""Writing findings, and showing those that are in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from webmap.cli.commands.corrections.correction import written_lines
from webmap.cli.commands.findings.school import school_meant
from webmap.cli.commands.prepare import ready_places
from webmap.cli.reports.registers import register_paths
from webmap.cli.terminal import echo, typed_argument
from webmap.corrections.correction import Correction
from webmap.corrections.ledger import append_corrections, check
from webmap.errors import FindingsError
from webmap.findings.finding import Finding, FindingStatus, new_finding
from webmap.findings.ledger import FindingLedger, append_finding, load_findings
from webmap.places.gazetteer import Places
from webmap.places.register.register import Register, load_register
from webmap.places.register.school import School
from webmap.settings.settings import Settings
from webmap.snapshot.published import published_in
from webmap.snapshot.publishing.correction_of_finding import Grounds, correction_of, key_on_map, state_on_map
from webmap.system.clock import today_in_korea
from webmap.vocabulary.corrections import NOT_LISTED
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES


@dataclass(frozen=True)
class NewFinding:
    """What a command line says; `texts` by the names of columns."""

    school: str
    region: str
    status: FindingStatus
    who: str
    day: date | None
    texts: Mapping[str, str]
    grounds: Grounds


def write_finding(
    settings: Settings, given: NewFinding, file: Path, corrections: Path, registers: Sequence[Path]
) -> None:
    """Append a finding to a file, and its correction to another, both or neither; say what they are on.

    A finding that takes nothing back from the published map is no correction. Raises FindingsError,
    CorrectionsError, RegisterError.
    """
    if given.day is not None and given.day > today_in_korea() + timedelta(days=1):
        raise FindingsError(say("The day %(day)s lies in the future.", day=given.day.isoformat()))
    (ledger,) = load_findings([file])
    places = ready_places(settings)
    register = load_register(register_paths(settings, registers), places.read_address, places.table)
    key, name = _school(given, ledger, register, places)
    texts = {column: typed_argument(text) for column, text in given.texts.items()}
    finding = new_finding(key, name, given.status, typed_argument(given.who), given.day, **texts)
    published = published_in(settings.snapshots, register.fictional)
    state = state_on_map(published, key_on_map(register.by_key.get(key), finding))
    correction = correction_of(finding, state, given.grounds)
    entries = [] if correction is None else [correction]
    check(entries)
    written: list[Correction] = []
    if not append_finding(file, finding, lambda: written.extend(_appended(corrections, entries))):
        echo(say("%(school)s: nothing to write, this is so already.", school=name), settings.language)
        return
    for line in [*_written_lines(finding, file), *_about_correction(written, corrections, state)]:
        echo(line, settings.language)


def _appended(file: Path, entries: Sequence[Correction]) -> Sequence[Correction]:
    return append_corrections(file, entries) if entries else ()


def _about_correction(written: Sequence[Correction], file: Path, state: str) -> list[Message]:
    if written:
        return written_lines(written, file)
    if state == NOT_LISTED:
        return [say("The published map does not show it, so there is nothing to correct.")]
    return []


def _school(given: NewFinding, ledger: FindingLedger, register: Register, places: Places) -> tuple[str, str]:
    """Key and name of the school; one that has left the register is known by its findings."""
    text = typed_argument(given.school)
    earlier = {each.school: each for each in ledger.in_force.values()}
    if text in earlier and text not in register.by_key:
        return text, earlier[text].school_name
    school = school_meant(text, typed_argument(given.region), register, places)
    return _known_key(school, earlier, register), school.name


def _known_key(school: School, earlier: Mapping[str, Finding], register: Register) -> str:
    """The key by which earlier findings name the school, such as an ID that it had before."""
    known = (key for key in earlier if register.by_key.get(key) is school)
    return next(known, school.key)


def _written_lines(finding: Finding, file: Path) -> list[Message]:
    lines = [
        _line(finding, say("Written to %(file)s", file=str(file))),
        say("Bring it onto the map with: webmap build"),
    ]
    if finding.withdraws_the_school:
        lines.append(
            say(
                "Then remove it from what is kept: webmap forget %(school)s. And publish the copy again, "
                "if there is one: webmap publish DIR --forget",
                school=finding.school,
            )
        )
    return lines


def _line(finding: Finding, head: Message | str) -> Message:
    return say(
        "%(head)s: %(name)s (%(school)s), %(status)s%(claim)s",
        head=head,
        name=finding.school_name or "-",
        school=finding.school,
        status=_status(finding.status),
        claim=_claim(finding),
    )


def _status(status: FindingStatus) -> Message:
    if status is FindingStatus.OPEN:
        return say("the finding before it is taken back")
    return Message(next(term.name for code, term in STATUSES.items() if code.value == status.value))


def _claim(finding: Finding) -> Message | str:
    if not finding.is_on_a_claim:
        return ""
    whose = ", ".join(filter(None, (finding.list, finding.claim_source)))
    return say(" (only the claim of %(whose)s)", whose=whose)


def show_findings(settings: Settings, file: Path) -> None:
    """Print the findings in force in the order of their lines, then what is not applied."""
    (ledger,) = load_findings([file])
    entries = sorted(ledger.in_force.values(), key=lambda each: each.line)
    lines = [line for each in entries for line in _shown(each)]
    for line in [*(lines or [say("No finding is in force.")]), *ledger.faults]:
        echo(line, settings.language)


def _shown(finding: Finding) -> list[Message]:
    head = _line(finding, say("line %(line)s", line=finding.line))
    found = (
        [say("  found by %(source)s, %(day)s", source=finding.source, day=finding.day or "-")]
        if finding.source
        else []
    )
    written = say(
        "  written by %(who)s, %(day)s: %(why)s",
        who=finding.who,
        day=finding.published_on,
        why=finding.why or "-",
    )
    evidence = [say("  evidence: %(evidence)s", evidence=finding.evidence)] if finding.evidence else []
    return [head, *found, written, *evidence]
