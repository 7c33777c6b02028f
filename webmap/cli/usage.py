"""Faults of a command line in the reader's language; click's own texts are in English only."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from webmap.cli.help import translated_metavars
from webmap.vocabulary.messages import Message, say


class SentenceError(click.UsageError):
    """A fault of a command line with a sentence of our own."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence.text)
        self.sentence = sentence


def usage_lines(error: click.UsageError) -> list[Message]:
    """The fault, and the command for help."""
    lines = [_fault(error)]
    if error.ctx is not None:
        lines.append(say("Help: %(command)s --help", command=error.ctx.command_path))
    return lines


def _fault(error: click.UsageError) -> Message:
    match error:
        case SentenceError():
            return error.sentence
        case click.NoSuchOption():
            return _near(say("There is no option %(name)s.", name=error.option_name), error.possibilities)
        case click.NoSuchCommand():
            return _near(say("There is no command %(name)s.", name=error.command_name), error.possibilities)
        case click.MissingParameter():
            return say("%(name)s is missing.", name=_name(error))
        case click.BadParameter():
            return _bad_value(error)
        case click.BadOptionUsage():
            return _bad_option(error)
        case _:
            return _not_understood(error)


def _bad_option(error: click.BadOptionUsage) -> Message:
    # The error has no field that tells the two apart, and often no context.
    if "does not take a value" in error.message:
        return say("The option %(name)s takes no value.", name=error.option_name)
    return say("The option %(name)s needs a value.", name=error.option_name)


_SURPLUS = re.compile(r"Got unexpected extra arguments? \((?P<words>.*)\)", re.DOTALL)
"""Click's sentence for surplus words; its error has no field for them."""


def _not_understood(error: click.UsageError) -> Message:
    """A fault without a class in click, without click's English sentence."""
    surplus = _SURPLUS.fullmatch(error.message)
    if surplus is not None:
        return say("The command takes no further words: %(words)s", words=surplus["words"])
    return say("The command is incomplete, or could not be understood.")


def _bad_value(error: click.BadParameter) -> Message:
    kind = error.param.type if error.param is not None else None
    match kind:
        case click.Choice():
            known = ", ".join(str(each) for each in kind.choices if str(each))
            return say("%(name)s takes one of these: %(known)s.", name=_name(error), known=known)
        case click.IntRange():
            return say(
                "%(name)s takes a whole number from %(low)s to %(high)s.",
                name=_name(error),
                low=kind.min,
                high=kind.max,
            )
        case click.DateTime():
            return say("%(name)s takes a date such as 2024-08-31.", name=_name(error))
        case click.Path() if not kind.dir_okay:
            return say("%(name)s takes a file, not a folder.", name=_name(error))
        case click.Path() if not kind.file_okay:
            return say("%(name)s takes a folder, not a file.", name=_name(error))
        case _:
            return say("%(name)s has a value that cannot be used.", name=_name(error))


def _name(error: click.BadParameter) -> str:
    """The parameter as written on the command line."""
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "")
    return translated_metavars(error.param.get_error_hint(error.ctx).replace("'", ""))


def _near(fault: Message, near: Sequence[str] | None) -> Message:
    if not near:
        return fault
    return say("%(fault)s Perhaps you mean %(near)s.", fault=fault, near=", ".join(near))
