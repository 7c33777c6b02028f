"""Nothing is taken off the map silently: changes that a build would publish without a correction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from webmap.cli.commands.consent import Manner
from webmap.cli.reports.changes import MAX_NAMES, more
from webmap.cli.terminal import ask, echo, is_interactive
from webmap.corrections.correction import Correction, new_correction
from webmap.corrections.ledger import CorrectionLedger, append_corrections, load_corrections
from webmap.errors import ConsentError
from webmap.findings.effect import Findings
from webmap.snapshot.changes import Change, Changes
from webmap.snapshot.published import Published
from webmap.snapshot.publishing.correction_of_finding import gravity_of, is_lower
from webmap.vocabulary.corrections import NOT_LISTED, Cause
from webmap.vocabulary.messages import Message, say


@dataclass(frozen=True)
class Uncorrected:
    """A school of which the map would say less than before, and nobody wrote why."""

    key: str
    name: str
    before: str
    after: str


def write_missing(
    file: Path, published: Published, changes: Changes, findings: Findings, language: str, manner: Manner
) -> bool:
    """Write a correction for each change that lacks one, and tell whether any was written.

    A person is asked why; with `--yes` the reason stays open. Raises ConsentError where nobody can be asked,
    or does not answer, and CorrectionsError.
    """
    missing = uncorrected(load_corrections(file), published, changes, findings)
    if not missing:
        return False
    why = "" if manner.agreed else _reason(missing, file, language)
    append_corrections(file, [_correction(each, why, findings) for each in missing])
    return True


def uncorrected(
    ledger: CorrectionLedger, published: Published, changes: Changes, findings: Findings
) -> list[Uncorrected]:
    """Schools that disappear, or of which a finding lowers the status, without a correction since the map
    that is published."""
    known = corrected_since(ledger, published)
    return [each for each in _taken_back(changes, findings) if each.key not in known]


def corrected_since(ledger: CorrectionLedger, published: Published) -> set[str]:
    """Keys of schools of which a person wrote a correction since the map that is published."""
    since = datetime.fromisoformat(str(published.manifest["created"]))
    return {each.school for each in ledger.in_force.values() if each.when >= since}


def _taken_back(changes: Changes, findings: Findings) -> Iterable[Uncorrected]:
    for change in changes.gone:
        school = change.school
        yield Uncorrected(school.key, school.name, school.status.value, NOT_LISTED)
    by_finding = {school.key for school, _ in findings.found} | set(findings.claims)
    for change in (*changes.confirmed, *changes.taken_back, *changes.other_status):
        if change.before and change.school.key in by_finding and _is_lower(change):
            school = change.school
            yield Uncorrected(school.key, school.name, change.before.status.value, school.status.value)


def _is_lower(change: Change) -> bool:
    return bool(change.before and change.now and is_lower(change.before.status, change.now.status))


def _reason(missing: list[Uncorrected], file: Path, language: str) -> str:
    lines = [
        say(
            "Of %(count)s schools the map would say less than before, and %(file)s has no entry for them:",
            count=len(missing),
            file=file.name,
        ),
        *(say("  %(school)s", school=each.name) for each in missing[:MAX_NAMES]),
        *more(len(missing) - len(missing[:MAX_NAMES])),
    ]
    for line in lines:
        echo(line, language, error=True)
    if not is_interactive():
        raise ConsentError(
            say(
                "Nothing was published: %(count)s schools lack an entry in %(file)s, and there is no "
                "terminal to ask in. Write them with webmap correction add, or run the command in a "
                "terminal, or with --yes.",
                count=len(missing),
                file=file.name,
            )
        )
    question = say("Why? It is written to %(file)s; without a name of a person", file=file.name)
    answer = (ask(question.render(language), error=True) or "").strip()
    if not answer:
        raise ConsentError(say("Nothing was published, as you gave no reason. The map stays as it was."))
    return answer


def _correction(missing: Uncorrected, why: str, findings: Findings) -> Correction:
    is_found = missing.after != NOT_LISTED or missing.key in findings.withdrawn
    cause = Cause.OTHER if is_found or why else Cause.LISTS
    return new_correction(
        missing.key, missing.name, missing.before, missing.after, cause,
        gravity_of(missing.before, missing.after), why=why,
    )  # fmt: skip


def about_silent(changes: Changes | None) -> list[Message]:
    """What a build without a project says of schools that disappear: no log keeps that."""
    if changes is None or not changes.gone:
        return []
    return [
        say(
            "%(count)s schools are no longer on the map, and no log says so. A project folder keeps one: "
            "webmap init DIR",
            count=len(changes.gone),
        )
    ]
