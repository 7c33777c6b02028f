"""Help texts of the command line in the reader's language."""

from __future__ import annotations

from typing import Any

import click

from webmap.errors import SettingsError
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import DEFAULT_LANGUAGE, translations


def reader_language() -> str:
    """The language of the settings, or Korean where they can not be read."""
    try:
        return load_settings().language
    except SettingsError:
        return DEFAULT_LANGUAGE


_ENGLISH: dict[click.Command | click.Option, str] = {}
"""Help as the source has it, of what was translated."""


def _translate(command: click.Command) -> None:
    """Put a command's help into the language of the settings, just before it is shown."""
    catalogue = translations(reader_language())
    told: list[click.Command | click.Option] = [command]
    told += [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    for each in told:
        if each.help:
            each.help = catalogue.gettext(_ENGLISH.setdefault(each, each.help))


class TranslatedCommand(click.Command):
    """A command whose help is translated when it is shown."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the help in the reader's language."""
        _translate(self)
        super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 60) -> str:
        """First sentence of the help, in the reader's language."""
        _translate(self)
        return super().get_short_help_str(limit)


class TranslatedGroup(TranslatedCommand, click.Group):
    """A group whose help is translated when it is shown."""

    def command(self, *args: Any, **kwargs: Any) -> Any:
        """Plain click commands: those that need the application make it themselves."""
        return click.Group.command(self, *args, **kwargs)
