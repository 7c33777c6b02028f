"""Options that several commands take, each declared once; those of filters come from the filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from webmap.view.filters import FILTERS, PARAMETERS, Filter, Kind
from webmap.vocabulary.messages import LANGUAGES, N_

Command = Callable[..., Any]
Option = Callable[[Command], Command]

REGISTERS = click.option(
    "--register", "registers", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help=N_(
        "A file of the official register; can be given several times (default: the files in var/register)."
    ),
)  # fmt: skip
DECISIONS = click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help=N_("File of decisions (default: decisions.csv beside each list)."),
)  # fmt: skip
LANGUAGE = click.option("--lang", type=click.Choice(LANGUAGES), help=N_("Language of headings and texts."))
FORCE = click.option("--force", is_flag=True, help=N_("Replace a file that exists."))

FLAGS = {"q": ("-q", "--name")}
"""Name of a filter on the command line, where it differs from that in an address."""
METAVARS = {
    Kind.REGIONS: "CODES",
    Kind.FIRST_DAY: "DATE",
    Kind.LAST_DAY: "DATE",
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


def output(help_text: str, required: bool = False) -> Option:
    """The file that a command writes."""
    return click.option(
        "-o", "--output", required=required, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help=help_text,
    )  # fmt: skip


def filters(**help_texts: str) -> tuple[Option, ...]:
    """An option for each filter; `help_texts` replace the help where a command gives it another meaning."""
    return tuple(_filter(each, help_texts.get(each.name, each.option)) for each in FILTERS)


def _filter(each: Filter, help_text: str) -> Option:
    names = (*FLAGS.get(each.name, (f"--{each.name}",)), PARAMETERS[each.name])
    metavar = ",".join(each.terms) if each.kind is Kind.TERMS else METAVARS[each.kind]
    return click.option(*names, metavar=metavar, help=help_text)


def filter_arguments(options: Mapping[str, Any]) -> dict[str, str]:
    """The filters of a command line as parameters of an address."""
    return {name: options[field] for name, field in PARAMETERS.items() if options[field]}


def with_options(*options: Option) -> Option:
    """Give a command several options, in their order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate
