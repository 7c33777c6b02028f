"""Decisions in the report of a build, and in its manifest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from webmap.decisions.decision import Decision
from webmap.decisions.ledgers import AppliedLedger
from webmap.vocabulary.messages import Message, say


def report(replayed: Iterable[AppliedLedger]) -> list[Message]:
    """The lines to print; none for a folder without decisions."""
    return [line for each in replayed if each.ledger.sha256 for line in _lines(each)]


def problems(replayed: Iterable[AppliedLedger]) -> list[Message]:
    """Of the same lines those that need a person: decisions that are not applied, or on a renamed school."""
    return [line for each in replayed if each.ledger.sha256 for line in _problems(each)]


def _lines(each: AppliedLedger) -> list[Message]:
    file, applied = each.ledger.file, each.applied
    lines = [
        say(
            "Decisions by people in %(file)s: %(entries)s entries decided; %(unused)s "
            "decisions that no row needs any more.",
            file=file,
            entries=applied.applied_count,
            unused=len(applied.unused),
        )
    ]
    if applied.overruled_count:
        lines.append(
            say(
                "%(file)s: %(count)s entries that the rules take for out of scope were decided by a person.",
                file=file,
                count=applied.overruled_count,
            )
        )
    return [*lines, *_problems(each)]


def _problems(each: AppliedLedger) -> list[Message]:
    file, applied = each.ledger.file, each.applied
    return [
        *(_missing(file, decision) for decision in applied.missing),
        *(_renamed(file, decision) for decision in applied.renamed),
        *each.contradictions,
        *each.ledger.faults,
    ]


def _missing(file: str, decision: Decision) -> Message:
    return say(
        "%(file)s, line %(line)s: the school decided on for “%(query)s”, %(school)s (%(id)s), is no longer "
        "in the register; the decision is not applied.",
        file=file,
        line=decision.line,
        query=decision.question.query,
        school=decision.school_name or "-",
        id=decision.school,
    )


def _renamed(file: str, decision: Decision) -> Message:
    return say(
        "%(file)s, line %(line)s: the school decided on for “%(query)s”, %(school)s (%(id)s), "
        "now has another name in the register; the decision is applied. Check that it is the "
        "same school.",
        file=file,
        line=decision.line,
        query=decision.question.query,
        school=decision.school_name,
        id=decision.school,
    )


def describe_decisions(replayed: Iterable[AppliedLedger]) -> list[dict[str, Any]]:
    """The manifest's entries for files of decisions: digest, counts, and decisions that were not applied."""
    return [
        {
            "file": each.ledger.file,
            "sha256": each.ledger.sha256,
            "decisions": each.ledger.lines,
            "in_force": len(each.ledger.in_force),
            "entries_decided": each.applied.applied_count,
            "out_of_scope_overruled": each.applied.overruled_count,
            "unused": len(each.applied.unused),
            "missing": [_as_json(decision) for decision in each.applied.missing],
            "renamed": [_as_json(decision) for decision in each.applied.renamed],
            "not_applied": [fault.as_json() for fault in (*each.contradictions, *each.ledger.faults)],
        }
        for each in replayed
        if each.ledger.sha256
    ]


def _as_json(decision: Decision) -> dict[str, Any]:
    return {
        "line": decision.line,
        "query": decision.question.query,
        "school": decision.school,
        "name": decision.school_name,
    }


def sources_of(replayed: Iterable[AppliedLedger]) -> list[dict[str, Any]]:
    """Files of decisions as sources of a snapshot."""
    return [
        {
            "file": each.ledger.file,
            "role": "decisions",
            "kind": "decisions by people",
            "sha256": each.ledger.sha256,
            "rows": each.ledger.lines,
        }
        for each in replayed
        if each.ledger.sha256
    ]
