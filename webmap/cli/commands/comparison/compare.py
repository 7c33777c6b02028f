"""The work of `webmap compare`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from webmap.build import Geocoded, geocode
from webmap.cli.commands.prepare import ready_places
from webmap.cli.files.comparison import EXTENSIONS, write_comparison
from webmap.cli.inputs import Inputs
from webmap.cli.reports.comparison import comparison_lines
from webmap.cli.reports.registers import about_register, register_paths
from webmap.cli.terminal import echo
from webmap.comparison.claims import ListVersion, claims_of
from webmap.comparison.comparison import Comparison, compare
from webmap.comparison.signs import THRESHOLDS, Thresholds
from webmap.decisions.ledgers import check_decisions
from webmap.errors import ListError
from webmap.figures.status_rule import Report
from webmap.lists.column_map import Choice
from webmap.lists.naming.identity import ListIdentity
from webmap.matching.result import Match
from webmap.settings.settings import Settings
from webmap.system.atomic_file import check_output
from webmap.system.progress import ProgressBars
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import say


def compare_lists(
    settings: Settings, inputs: Inputs, output: Path | None, failing: Collection[str], choice: Choice
) -> bool:
    """Compare lists, say what was found, and write it. Returns whether something of `failing` was found."""
    check_decisions(None if inputs.project else inputs.decisions)
    if output is not None:
        check_output(output, EXTENSIONS)
    _refuse_too_few(inputs, failing)
    registers = register_paths(settings, inputs.registers, inputs.lists)
    places, bars = ready_places(settings), ProgressBars(settings.language)
    geocoded = geocode(
        inputs.lists, registers, places, settings.limits, bars.over, None, inputs.decisions, choice,
        identities=inputs.identities, findings=inputs.findings,
    )  # fmt: skip
    comparison = comparison_of(geocoded, inputs, Thresholds(**settings.signs))
    if output is not None:
        write_comparison(comparison, output, settings.language, geocoded.fictional)
    for line in [*about_register(geocoded.register), *comparison_lines(comparison)]:
        echo(line, settings.language)
    if geocoded.fictional:
        echo(FICTIONAL, settings.language)
    return any(_fails(comparison, each) for each in failing)


def comparison_of(geocoded: Geocoded, inputs: Inputs, limits: Thresholds = THRESHOLDS) -> Comparison:
    """The comparison of geocoded lists; `inputs` says which list and version each file is."""
    versions = []
    for path, each, matches in zip(inputs.lists, geocoded.lists, _by_list(geocoded), strict=True):
        identity = inputs.identities.get(path) or ListIdentity(each.file)
        claims = claims_of(matches)
        versions.append(
            ListVersion(
                slug=identity.slug,
                label=identity.version or each.own_name or each.file,
                claims=claims,
                rows=len(each.entries),
                title=identity.title,
                origin=identity.origin,
                publisher=identity.kind,
            )
        )
    findings: dict[str, list[Report]] = {}
    for school, statement in geocoded.findings.statements():
        findings.setdefault(school.key, []).append(statement.report)
    return compare(versions, findings, limits)


def _by_list(geocoded: Geocoded) -> list[list[Match]]:
    """The matches of each list: by number, as the versions of one list have one name."""
    found: list[list[Match]] = [[] for _ in geocoded.lists]
    owners = (matches for each, matches in zip(geocoded.lists, found, strict=True) for _ in each.entries)
    now: list[Match] = []
    for match in geocoded.matches:
        if match.part == 1:  # the first part begins the entry of a row
            now = next(owners)
        now.append(match)
    return found


def _refuse_too_few(inputs: Inputs, failing: Collection[str]) -> None:
    if len(inputs.lists) < 2:
        raise ListError(
            say(
                "A comparison needs two lists, or two versions of one: name them, or change into a project "
                "folder that has them."
            )
        )
    slugs = [each.slug for each in inputs.identities.values()]
    if failing and len(slugs) == len(set(slugs)):
        raise ListError(
            say(
                "--fail-on looks at what changed from one version of a list to the next, and no list here "
                "has two. Say which files are versions of one list: --list SLUG=OLDER --list SLUG=NEWER"
            )
        )


def _fails(comparison: Comparison, what: str) -> bool:
    newest = [found[-1] for found in comparison.changes.values() if found]
    if what == "refuted":
        return any(each.refuted for each in newest)
    return any(claim.is_school for each in newest for claim in each.dropped)
