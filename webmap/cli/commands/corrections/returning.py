"""What was corrected stays corrected: schools that a build would show against their latest correction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webmap.cli.commands.consent import YES, Manner
from webmap.cli.reports.changes import MAX_NAMES, more
from webmap.cli.terminal import ask, echo, is_interactive
from webmap.corrections.correction import Correction
from webmap.corrections.ledger import CorrectionLedger, entries_of
from webmap.errors import ConsentError
from webmap.findings.ledger import FindingLedger
from webmap.snapshot.changes import Changes, School
from webmap.snapshot.publishing.correction_of_finding import is_lower
from webmap.vocabulary.corrections import NOT_LISTED, STATES, Cause
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES, Status


def returning(
    corrections: CorrectionLedger, findings: Iterable[FindingLedger], changes: Changes
) -> list[tuple[School, Correction]]:
    """Schools of which the map would say more than their latest correction, and no later finding says why.

    A finding that got lost, as when a file was cut off while it was copied, brings a school back that a
    person took off. What lists dropped and name again is no such case.
    """
    latest = {each.school: each for each in entries_of(corrections) if each.school}
    decided = {each.school: each.when for ledger in findings for each in ledger.history}
    found = []
    for change in (*changes.new, *changes.confirmed, *changes.taken_back, *changes.other_status):
        school, correction = change.school, latest.get(change.school.key)
        if correction is None or correction.cause is Cause.LISTS or not _says_more(school, correction):
            continue
        decision = decided.get(school.key)
        if decision is None or decision < correction.when:
            found.append((school, correction))
    return list(dict.fromkeys(found))


def check_returning(found: Sequence[tuple[School, Correction]], language: str, manner: Manner) -> None:
    """Ask whether corrected schools may come back. Raises ConsentError where nobody agrees."""
    if manner.agreed or not found:
        return
    lines = [
        say(
            "Of %(count)s schools the map would say more than their latest correction, and no later line of "
            "findings.csv says why. Was the file cut off or an older one put in its place?",
            count=len(found),
        ),
        *(_line(school, correction) for school, correction in found[:MAX_NAMES]),
        *more(len(found) - len(found[:MAX_NAMES])),
    ]
    for line in lines:
        echo(line, language, error=True)
    if not is_interactive():
        raise ConsentError(
            say(
                "Nothing was published: %(count)s corrected schools would come back, and there is no "
                "terminal to ask in. Write the findings again with webmap finding add or webmap withdraw, "
                "or run the command in a terminal, or with --yes.",
                count=len(found),
            )
        )
    question = say("Publish this? y = yes, anything else = no").render(language)
    if (ask(question, error=True) or "").strip().casefold() not in YES:
        raise ConsentError(say("Nothing was published, as you did not agree. The map stays as it was."))


def _says_more(school: School, correction: Correction) -> bool:
    """Whether the map would say of the school what its correction took back."""
    if correction.now == NOT_LISTED:
        return True
    is_status = correction.now in {status.value for status in Status}
    return is_status and is_lower(school.status.value, correction.now)


def _line(school: School, correction: Correction) -> Message:
    return say(
        "  %(name)s: %(corrected)s by the correction of %(day)s, and now %(now)s",
        name=school.name,
        corrected=Message(STATES[correction.now]),
        day=correction.day.isoformat(),
        now=Message(STATUSES[school.status].name),
    )
