"""The command that a person types next, ready to copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from click.core import ParameterSource

from webmap.build import SAMPLE_COPY, SAMPLE_LISTS, SAMPLE_REGISTER
from webmap.cli.inputs import Inputs
from webmap.decisions.ledger import FILE_NAME
from webmap.system.shipped_files import data_path

PROGRAM = "webmap"


def decide_command(context: click.Context, decide: click.Command, inputs: Inputs) -> list[str]:
    """The words of `webmap decide` for the lists and options of a command that was typed.

    For the fictional sample, decisions go to a file in the working folder: the sample's own folder belongs to
    the program.
    """
    words = [PROGRAM, decide.name or "decide"]
    if not inputs.lists:
        sample = [str(data_path(name)) for name in (*SAMPLE_LISTS, SAMPLE_COPY)]
        registers = [word for name in SAMPLE_REGISTER for word in ("--register", str(data_path(name)))]
        words += [*sample, *(() if context.params.get("registers") else registers)]
        words += () if context.params.get("decisions") else ("--decisions", FILE_NAME)
    return [*words, *_common(context, decide)]


def _common(context: click.Context, other: click.Command) -> Iterator[str]:
    """The typed arguments and options that another command takes, too."""
    names = {each.name for each in other.params}
    for parameter in context.command.params:
        name = parameter.name or ""
        if name in names and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            yield from _words(parameter, context.params[name])


def _words(parameter: click.Parameter, value: Any) -> Iterator[str]:
    values = value if isinstance(value, tuple) else (value,)
    for each in values:
        if isinstance(parameter, click.Argument):
            # A name that begins with a hyphen would be read as an option.
            yield f"./{each}" if str(each).startswith("-") else str(each)
        elif getattr(parameter, "is_flag", False):
            yield parameter.opts[0]
        else:
            yield from (parameter.opts[0], str(each))
