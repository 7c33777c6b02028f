"""One record of `findings.csv`: its columns, its check, and the finding in it."""

from __future__ import annotations

from collections.abc import Sequence

from webmap.decisions.question import spreadsheet_form
from webmap.errors import FindingsError
from webmap.findings.finding import Finding, FindingKey, FindingStatus, fault_of
from webmap.ledger.form import CHANGED, Form, Refusal, day_of, left_by_git, letters_of, moment_of
from webmap.matching.text import name_key
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import escape_formula

COLUMNS = (
    "school", "school_name", "status", "source", "date", "evidence", "list", "claim_source", "who", "when",
    "why", "id", "check",
)  # fmt: skip


def check_of(finding: Finding) -> str:
    """Check of a finding: eight letters for what it is on, and eight for all of it."""
    everything = (
        finding.school, finding.school_name, finding.status.value, finding.source, _day(finding),
        finding.evidence, finding.list, finding.claim_source, finding.who, int(finding.when.timestamp()),
        finding.why, finding.id,
    )  # fmt: skip
    return f"{letters_of(finding.key)}-{letters_of(everything)}"


def _day(finding: Finding) -> str:
    return finding.day.isoformat() if finding.day else ""


def _texts(finding: Finding, _columns: Sequence[str]) -> list[str]:
    texts = (
        finding.school, finding.school_name, finding.status.value, finding.source, _day(finding),
        finding.evidence, finding.list, finding.claim_source, finding.who, finding.when.isoformat(),
        finding.why, finding.id, check_of(finding),
    )  # fmt: skip
    return [escape_formula(text) for text in texts]


def _finding(fields: Sequence[str], number: int) -> Finding | Refusal[FindingKey]:
    texts = dict(zip(COLUMNS, map(spreadsheet_form, fields), strict=True))
    key = texts["school"], texts["list"], name_key(texts["claim_source"])
    status, when = texts["status"].casefold(), moment_of(texts["when"])
    if status not in tuple(FindingStatus):
        known = ", ".join(FindingStatus)
        return Refusal(say("its status is none of these: %(known)s", known=known), key)
    if when is None:
        return Refusal(say("its column “when” holds no date like 2024-08-26"), key)
    day = day_of(texts["date"])
    if texts["date"] and day is None:
        return Refusal(say("its column “date” holds no date like 2024-08-26"), key)
    words = {name: texts[name] for name in ("source", "evidence", "list", "claim_source", "why", "id")}
    finding = Finding(
        texts["school"], texts["school_name"], FindingStatus(status), texts["who"], when,
        day=day, line=number, **words,
    )  # fmt: skip
    if texts["check"] and texts["check"] != check_of(finding):
        return Refusal(CHANGED, key)
    fault = fault_of(finding)
    return Refusal(fault, key) if fault else finding


class _Sentences:
    """What is said of a file of findings and of its lines."""

    def not_a_ledger(self, file: str) -> Message:
        return say(
            "%(file)s is not a file of findings: its first line must hold exactly these columns: "
            "%(columns)s. Save it as “CSV UTF-8”.",
            file=file,
            columns=", ".join(COLUMNS),
        )

    def conflict(self, file: str, line: int) -> Message:
        return left_by_git(file, line)

    def refused(self, file: str, line: int, fault: Message) -> Message:
        return say(
            "%(file)s, line %(line)s: this finding is not applied: %(fault)s.",
            file=file,
            line=line,
            fault=fault,
        )

    def suspended(self, file: str, entry: Finding, refused: int) -> Message:
        return say(
            "%(file)s, line %(line)s: the finding on %(school)s is not applied either, as the refused line "
            "%(refused)s may have replaced it. Write it again with webmap finding add.",
            file=file,
            line=entry.line,
            school=entry.school_name or entry.school,
            refused=refused,
        )

    def unreadable(self, file: str) -> Message:
        return say("The findings in %(file)s cannot be read. Check that you may read it.", file=file)

    def not_saved(self, file: str, reason: Message) -> Message:
        return say("The finding could not be saved in %(file)s (%(reason)s).", file=file, reason=reason)


FORM = Form[Finding, FindingKey](
    forms_of_header=(COLUMNS,),
    texts_of_entry=_texts,
    entry_of=_finding,
    key=lambda finding: finding.key,
    is_open=lambda finding: finding.status is FindingStatus.OPEN,
    key_check=letters_of,
    parts=lambda key: tuple(map(name_key, key)),
    sentences=_Sentences(),
    error=FindingsError,
)
"""How findings are written."""
