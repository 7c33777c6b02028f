"""Findings in the report of a build, and in its manifest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from webmap.findings.effect import Findings
from webmap.findings.finding import Finding
from webmap.findings.ledger import in_force
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say


def report(findings: Findings) -> list[Message]:
    """The lines to print; none without findings."""
    used = [each for each in findings.ledgers if each.sha256]
    counts = say(
        "Findings: %(found)s schools with a finding, %(withdrawn)s schools withdrawn, %(claims)s withdrawn "
        "claims of single lists or sources.",
        found=len(findings.found),
        withdrawn=sum(each.withdraws_the_school for each in in_force(findings.ledgers).values()),
        claims=sum(map(len, findings.claims.values())),
    )
    return [*([counts] if used else []), *problems(findings)]


def problems(findings: Findings) -> list[Message]:
    """Of the same lines those that need a person."""
    return [
        *(line for finding in findings.missing for line in _missing(finding)),
        *(_renamed(school, finding) for school, finding in findings.renamed),
        *(_not_on_this_map(school, finding) for school, finding in findings.unplaced),
        *(fault for ledger in findings.ledgers for fault in ledger.faults),
    ]


def _missing(finding: Finding) -> Iterator[Message]:
    words = {"line": finding.line, "school": finding.school_name or "-", "id": finding.school}
    if finding.withdraws_the_school:
        yield say(
            "findings.csv, line %(line)s: %(school)s (%(id)s), which was withdrawn, is no longer in the "
            "register. It stays withdrawn by its name. If it has a new ID and a new name, withdraw these, "
            "too.",
            **words,
        )
        return
    yield say(
        "findings.csv, line %(line)s: %(school)s (%(id)s) is no longer in the register; the finding is not "
        "applied.",
        **words,
    )


def _renamed(school: School, finding: Finding) -> Message:
    return say(
        "findings.csv, line %(line)s: %(before)s (%(id)s) is now called %(school)s in the register; the "
        "finding is applied. Check that it is the same school.",
        line=finding.line,
        before=finding.school_name,
        id=finding.school,
        school=school.name,
    )


def _not_on_this_map(school: School, finding: Finding) -> Message:
    return say(
        "findings.csv, line %(line)s: %(school)s is an elementary school, or the register does not say where "
        "it is; the finding is not shown.",
        line=finding.line,
        school=school.name,
    )


def describe_findings(findings: Findings) -> list[dict[str, Any]]:
    """The manifest's entries for files of findings: digests and counts, no school by name."""
    return [
        {
            "file": each.file,
            "sha256": each.sha256,
            "findings": each.lines,
            "in_force": len(each.in_force),
            "not_applied": len(each.faults),
        }
        for each in findings.ledgers
        if each.sha256
    ]


def sources_of(findings: Findings) -> list[dict[str, Any]]:
    """Files of findings as sources of a snapshot."""
    return [
        {
            "file": each.file,
            "role": "findings",
            "kind": "findings",
            "sha256": each.sha256,
            "rows": len(each.in_force),
        }
        for each in findings.ledgers
        if each.sha256
    ]
