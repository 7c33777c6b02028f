"""On the command line: `webmap finding`, what inquiries found, and `webmap withdraw`, claims taken back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from webmap.cli.help import TranslatedCommand, TranslatedGroup
from webmap.cli.inputs import corrections_file, findings_file, registers_of
from webmap.cli.options import PROJECT, REGISTERS, with_options
from webmap.cli.projects.corrections import GROUNDS, grounds_of
from webmap.findings.finding import FOUND, FindingStatus
from webmap.project.project import CORRECTIONS
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_

STATUSES = [*(each.value for each in FOUND), FindingStatus.OPEN.value]

_FILE = click.option(
    "--findings", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help=N_("File of findings (default: findings.csv of the project, or of this folder)."),
)  # fmt: skip
_REGION = click.option("--region", default="", metavar="TEXT", help=N_("Region of a school given by name."))
_WHO = click.option(
    "--who", required=True, metavar="WHO",
    help=N_("Who writes this down: a role or initials, not a name. It is published."),
)  # fmt: skip
_LIST = click.option(
    "--list", "list_name", default="", metavar="SLUG",
    help=N_("Only the claim of this list: its short name, or the name of its file."),
)  # fmt: skip
_CLAIM_SOURCE = click.option(
    "--claim-source", default="", metavar="TEXT",
    help=N_("Only the claim of this source, as the lists write it in their column “source”."),
)  # fmt: skip
_EVIDENCE = click.option(
    "--evidence", default="", metavar="TEXT",
    help=N_("Where it can be read, such as the number of a letter; kept in the file and not published."),
)  # fmt: skip
_DATE = click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=N_("Day of the finding itself.")
)
_COMMON = with_options(GROUNDS, _REGION, REGISTERS, _FILE, PROJECT)


@click.group(
    cls=TranslatedGroup,
    help=N_(
        "Write down what an office or an inquiry found of a school, whatever the lists say.\n\n"
        "Findings stand in findings.csv. They are only ever added, hold through every new version of a list, "
        "and count by the rules of statuses: a finding outranks claims.\n\n"
        "\b\n"
        "Examples:\n"
        '  webmap finding add V000000062 --status refuted --source "Busan office" --who desk\n'
        "  webmap finding list"
    ),
)
def finding() -> None:
    """Group of the commands on findings."""


@finding.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Add a finding on a school: confirmed, refuted or under_review, with who found it; or open, which "
        "takes the finding before it on the same school back.\n\n"
        "SCHOOL is a key of the register, or a name that together with --region means one school. A later "
        "finding on the same school replaces an earlier one. The map changes with the next webmap build. "
        "Where it takes back what the published map says, corrections.csv gets an entry.\n\n"
        "\b\n"
        "Examples:\n"
        '  webmap finding add V000000062 --status refuted --source "Busan office" --who desk\n'
        '  webmap finding add 가상한빛고 --region 서울 --status open --who desk --why "wrong school"'
    ),
)
@click.argument("school", metavar="SCHOOL")
@click.option("--status", required=True, type=click.Choice(STATUSES), help=N_("What was found."))
@click.option("--source", default="", metavar="TEXT", help=N_("Who found it; it is published."))
@with_options(_DATE, _EVIDENCE)
@click.option("--why", default="", metavar="TEXT", help=N_("The reason; it is published."))
@with_options(_WHO, _LIST, _CLAIM_SOURCE)
@_COMMON
def add(school: str, status: str, **options: Any) -> None:
    """Add a finding."""
    _write(school, FindingStatus(status), **options)


@finding.command(  # type: ignore[untyped-decorator]
    "list",
    cls=TranslatedCommand,
    help=N_(
        "Show the findings that are in force, and the lines that are not applied.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap finding list"
    ),
)
@with_options(_FILE, PROJECT)
def list_findings(file: Path | None, project_folder: Path | None) -> None:
    """Show the findings."""
    from webmap.cli.commands.findings.finding import show_findings

    show_findings(load_settings(project_folder), findings_file(file, project_folder))


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Take a school off the map for good, whatever lists say and under whatever name they come again.\n\n"
        "Its rows keep their number and nothing else, for every reader. With --list or --claim-source only "
        "that claim is withdrawn; the school stays while others name it. It is taken back with: webmap "
        "finding add SCHOOL --status open. The map changes with the next webmap build; webmap forget "
        "removes the school from kept snapshots. What the published map said becomes an entry in "
        "corrections.csv, in the same moment; readers see it without the school's name.\n\n"
        "\b\n"
        "Examples:\n"
        '  webmap withdraw V000000062 --reason "the school objected, nothing was found" --who desk\n'
        '  webmap withdraw 가상한빛고 --region 서울 --reason "wrong school" --who desk --list union'
    ),
)
@click.argument("school", metavar="SCHOOL")
@click.option("--reason", "why", required=True, metavar="TEXT", help=N_("Why; kept in findings.csv."))
@with_options(_WHO, _LIST, _CLAIM_SOURCE, _DATE, _EVIDENCE)
@_COMMON
def withdraw(school: str, **options: Any) -> None:
    """Withdraw a school, or one claim on it."""
    _write(school, FindingStatus.WITHDRAWN, **options)


def _write(
    school: str,
    status: FindingStatus,
    *,
    region: str,
    registers: tuple[Path, ...],
    file: Path | None,
    project_folder: Path | None,
    day: datetime | None,
    who: str,
    list_name: str,
    cause: str,
    gravity: str | None,
    objection: str,
    **texts: str,
) -> None:
    from webmap.cli.commands.findings.finding import NewFinding, write_finding

    findings = findings_file(file, project_folder)
    texts = {"list": list_name, **texts}
    found_on = day.date() if day else None
    grounds = grounds_of(cause, gravity, objection)
    write_finding(
        load_settings(project_folder),
        NewFinding(school, region, status, who, found_on, texts, grounds),
        findings,
        findings.with_name(CORRECTIONS) if file else corrections_file(None, project_folder),
        registers_of(registers, project_folder),
    )
