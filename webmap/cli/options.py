"""Options that several commands take, each declared once; those of filters come from the filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from webmap.cli.usage import SentenceError
from webmap.lists.column_map import Choice, headers_of
from webmap.lists.columns import Column
from webmap.view.filters import FILTERS, PARAMETERS, Filter, Kind
from webmap.vocabulary.messages import LANGUAGES, N_, say

Command = Callable[..., Any]
Option = Callable[[Command], Command]

REGISTERS = click.option(
    "--register", "registers", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help=N_(
        "A file of the official register; can be given several times (default: the files in var/register)."
    ),
)  # fmt: skip
NAMED_LISTS = click.option(
    "--list", "named_lists", multiple=True, metavar="SLUG=FILE",
    help=N_(
        "A list with a short name that stays the same when its file comes again under another name; can be "
        "given several times."
    ),
)  # fmt: skip
PROJECT = click.option(
    "--project", "project_folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help=N_(
        "Project folder (default: WEBMAP_PROJECT, or the folder above or at the present one that holds "
        "project.toml)."
    ),
)  # fmt: skip
DECISIONS = click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help=N_("File of decisions (default: decisions.csv beside each list)."),
)  # fmt: skip
COLUMNS = click.option(
    "--column", "columns", multiple=True, metavar="COLUMN=HEADER",
    help=N_(
        "The header of a column of the lists, such as 'school=School attended'; can be given several times. "
        "Columns: school, level, region, address, date, status, source, note."
    ),
)  # fmt: skip
SHEET = click.option(
    "--sheet", "sheet_name", metavar="NAME", help=N_("The sheet of workbooks that holds the list.")
)
_YES = click.option(
    "--yes", "agreed", is_flag=True,
    help=N_("Publish without asking, and past the brake; for scripts of which a person knows the result."),
)  # fmt: skip
_QUIET = click.option(
    "--quiet", is_flag=True,
    help=N_("Print nothing unless something needs a person, and that to standard error; for timers."),
)  # fmt: skip
_VERBOSE = click.option(
    "--verbose", is_flag=True,
    help=N_("Print all: every change, open row and remark, and where address and boundary differ."),
)  # fmt: skip
LANGUAGE = click.option("--lang", type=click.Choice(LANGUAGES), help=N_("Language of headings and texts."))
FORCE = click.option("--force", is_flag=True, help=N_("Replace a file that exists."))
LENIENT = click.option(
    "--lenient", is_flag=True,
    help=N_("Take statuses that are not understood as reported, with a remark; without it, the build stops."),
)  # fmt: skip

FLAGS = {"q": ("-q", "--name")}
"""Name of a filter on the command line, where it differs from that in an address."""
METAVARS = {
    Kind.REGIONS: "CODES",
    Kind.FIRST_DAY: "DATE",
    Kind.LAST_DAY: "DATE",
    Kind.LISTS: "CODES",
    Kind.TEXT: "TEXT",
}


def lists(required: bool) -> Option:
    """The lists that a command reads."""
    return click.argument(
        "lists",
        nargs=-1,
        required=required,
        type=click.Path(path_type=Path),
        metavar="LIST..." if required else "[LIST]...",
    )


def choice_of(columns: Sequence[str], sheet_name: str | None) -> Choice:
    """What `--column` and `--sheet` say. Raises SentenceError for what is no column."""
    try:
        headers = headers_of(columns)
    except ValueError as error:
        raise SentenceError(
            say(
                "--column %(value)s is not understood: write COLUMN=HEADER, COLUMN one of %(columns)s.",
                value=str(error),
                columns=", ".join(Column),
            )
        ) from None
    return Choice(headers, (sheet_name or "").strip())


def output(help_text: str, required: bool = False) -> Option:
    """The file that a command writes."""
    return click.option(
        "-o", "--output", required=required, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help=help_text,
    )  # fmt: skip


def filters(without: Collection[str] = (), **help_texts: str) -> tuple[Option, ...]:
    """An option for each filter but those `without`; `help_texts` replace the help of some."""
    return tuple(
        _filter(each, help_texts.get(each.name, each.option)) for each in FILTERS if each.name not in without
    )


def _filter(each: Filter, help_text: str) -> Option:
    names = (*FLAGS.get(each.name, (f"--{each.name}",)), PARAMETERS[each.name])
    metavar = ",".join(each.terms) if each.kind is Kind.TERMS else METAVARS[each.kind]
    return click.option(*names, metavar=metavar, help=help_text)


def filter_arguments(options: Mapping[str, Any]) -> dict[str, str]:
    """The filters of a command line as parameters of an address."""
    return {name: options[field] for name, field in PARAMETERS.items() if options.get(field)}


def MANNER(command: Command) -> Command:  # noqa: N802 (used as the options beside it)
    """How a build talks to people."""
    return with_options(_YES, _QUIET, _VERBOSE)(command)


def with_options(*options: Option) -> Option:
    """Give a command several options, in their order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


SOURCES = with_options(lists(required=False), NAMED_LISTS, REGISTERS, PROJECT)
"""The lists and registers that a command reads, as files or as the project folder has them."""
HOW_LISTS_ARE_READ = with_options(DECISIONS, COLUMNS, SHEET)
"""What people decided on rows, and where a list has its columns."""
