"""Reading and extending `findings.csv`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from webmap.errors import FindingsError
from webmap.findings.finding import Finding, FindingKey, FindingStatus, fault_of
from webmap.findings.line import FORM
from webmap.ledger.appending import append_entries
from webmap.ledger.form import Refusal
from webmap.ledger.reading import LedgerOf, load
from webmap.ledger.records import fields_of
from webmap.vocabulary.messages import say

FindingLedger = LedgerOf[Finding, FindingKey]
"""The findings in force by what they are on."""


def load_findings(paths: Iterable[Path]) -> list[FindingLedger]:
    """The files of findings; one that does not exist is empty. Raises FindingsError if one is unusable."""
    paths = list(dict.fromkeys(paths))
    return [load(path, FORM, _display_name(path) if len(paths) > 1 else None) for path in paths]


def check_undamaged(ledgers: Iterable[FindingLedger]) -> None:
    """Raise FindingsError where a file has damaged lines: each may be a withdrawal that would not hold."""
    for ledger in ledgers:
        if ledger.lost or _has_unended(ledger):
            raise FindingsError(
                say(
                    "%(fault)s Nothing is published while a line of %(file)s is damaged, as it may "
                    "withdraw a school.",
                    fault=ledger.faults[0],
                    file=ledger.file,
                )
            )


def _has_unended(ledger: FindingLedger) -> bool:
    """Whether the last line lacks nothing but its line break, as an editor leaves it."""
    fields = fields_of(ledger.rest) if ledger.rest and ledger.columns else None
    return fields is not None and not isinstance(FORM.read(fields, 0, ledger.columns), Refusal)


def _display_name(path: Path) -> str:
    return "/".join(filter(None, (path.parent.name, path.name)))


def in_force(ledgers: Sequence[FindingLedger]) -> Mapping[FindingKey, Finding]:
    """The findings of several files together.

    Where two files differ, a withdrawal holds before any other finding, and else the one written later.
    """
    joined: dict[FindingKey, Finding] = {}
    for ledger in ledgers:
        for key, finding in ledger.in_force.items():
            joined[key] = max(joined.get(key, finding), finding, key=_weight)
    return joined


def _weight(finding: Finding) -> tuple[bool, float]:
    return finding.status is FindingStatus.WITHDRAWN, finding.when.timestamp()


def append_finding(path: Path, finding: Finding, together_with: Callable[[], object] | None = None) -> bool:
    """Append a finding unless the same is in force, and return whether it was written.

    `together_with` writes the correction that belongs to it; where that fails, neither is written.
    Raises FindingsError if it or the file is unusable, or if writing fails.
    """
    if fault := fault_of(finding):
        raise FindingsError(say("The finding cannot be saved: %(fault)s.", fault=fault))
    return bool(
        append_entries(
            path, FORM, lambda ledger: [finding] if _is_new(ledger, finding) else [], together_with
        )
    )


def _is_new(ledger: FindingLedger, finding: Finding) -> bool:
    before = ledger.in_force.get(finding.key)
    if before is None:
        return finding.status is not FindingStatus.OPEN
    return _content(before) != _content(finding)


def _content(finding: Finding) -> tuple[object, ...]:
    return (
        finding.school_name, finding.status, finding.source, finding.day, finding.evidence,
        finding.who, finding.why,
    )  # fmt: skip
