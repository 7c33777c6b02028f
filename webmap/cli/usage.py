"""What was wrong with a command line, in the reader's language; click itself says it in English only."""

from __future__ import annotations

from collections.abc import Sequence

import click

from webmap.vocabulary.messages import Message, say


def usage_lines(error: click.UsageError) -> list[Message]:
    """The fault, and where the help is."""
    lines = [_fault(error)]
    if error.ctx is not None:
        lines.append(say("Help: %(command)s --help", command=error.ctx.command_path))
    return lines


def _fault(error: click.UsageError) -> Message:
    match error:
        case click.NoSuchOption():
            return _near(say("There is no option %(name)s.", name=error.option_name), error.possibilities)
        case click.NoSuchCommand():
            return _near(say("There is no command %(name)s.", name=error.command_name), error.possibilities)
        case click.MissingParameter():
            return say("%(name)s is missing.", name=_name(error))
        case click.BadParameter():
            return _bad_value(error)
        case click.BadOptionUsage():
            return say("The option %(name)s needs a value.", name=error.option_name)
        case _:
            return say("The command could not be understood: %(fault)s", fault=error.format_message())


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
        case _:
            return say("%(name)s can not be used: %(fault)s", name=_name(error), fault=error.message)


def _name(error: click.BadParameter) -> str:
    """The parameter as it is written on the command line."""
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "")
    return error.param.get_error_hint(error.ctx).replace("'", "")


def _near(fault: Message, near: Sequence[str] | None) -> Message:
    if not near:
        return fault
    return say("%(fault)s Perhaps you mean %(near)s.", fault=fault, near=", ".join(near))
