"""Help texts of the command line in the reader's language; click's own texts are in English only."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Mapping
from typing import Any

import click

from webmap.cli.terminal import width
from webmap.errors import SettingsError
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import DEFAULT_LANGUAGE, LANGUAGES, N_, Message, say, translations

METAVARS = (
    N_("ARGS"), N_("CAUSE"), N_("CODES"), N_("COLUMN"), N_("COMMAND"), N_("DATE"), N_("DIR"), N_("FILE"),
    N_("HANDLE"), N_("HEADER"), N_("INTEGER RANGE"), N_("LIST"), N_("NAME"), N_("NEW"), N_("NUMBER"),
    N_("OLD"), N_("OPTIONS"), N_("SCHOOL"), N_("SLUG"), N_("SNAPSHOT"), N_("TEXT"), N_("VERSION"), N_("WHO"),
)  # fmt: skip
"""Placeholders for values, click's own among them. A placeholder that is not here (URL) stays as it is."""

_METAVAR = re.compile(r"\b(?:" + "|".join(METAVARS) + r")\b")

CLICK_WORDS = {
    "usage": N_("Usage:"), "options": N_("Options:"), "commands": N_("Commands:"), "required": N_("required"),
    "help": N_("Show this message and exit."),
}  # fmt: skip
"""Words that click puts around our texts."""

_FILLER = "\0"
"""Placeholder behind a wide character, as click counts characters instead of columns."""


def reader_language() -> str:
    """The language of the settings, even where another setting is unusable; else Korean."""
    try:
        return load_settings().language
    except SettingsError:
        stated = os.environ.get("WEBMAP_LANGUAGE")
        return stated if stated in LANGUAGES else DEFAULT_LANGUAGE


def translated(text: str) -> str:
    """A text of the catalogue in the reader's language."""
    return translations(reader_language()).gettext(text)


def translated_metavars(text: str) -> str:
    """A text such as `[OPTIONS] LIST...` with its placeholders in the reader's language."""
    return _METAVAR.sub(lambda match: translated(match[0]), text)


def _heading(word: str) -> str:
    """A heading without its colon, which click adds."""
    return translated(CLICK_WORDS[word]).removesuffix(":")


def _filled(text: str) -> str:
    return "".join(sign + _FILLER * (width(sign) - 1) for sign in text)


class WideFormatter(click.HelpFormatter):
    """Wraps and aligns by columns of the terminal, of which Hangul takes two."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(_filled(prog), _filled(args), _filled(prefix) if prefix else None)

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text(_filled(text))

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and their explanations in two columns."""
        super().write_dl([(_filled(term), _filled(text)) for term, text in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        """Return what was written."""
        return super().getvalue().replace(_FILLER, "")


class _WideContext(click.Context):
    formatter_class = WideFormatter


class TranslatedCommand(click.Command):
    """A command whose help is put into the reader's language when it is shown."""

    context_class = _WideContext

    def __init__(self, *args: Any, help_values: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._help_values = help_values

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage of the command."""
        pieces = translated_metavars(" ".join(self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, translated(CLICK_WORDS["usage"]) + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the description of the command."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(inspect.cleandoc(self._translated_help()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and their meanings."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        with formatter.section(_heading("options")):
            formatter.write_dl([_record(each, ctx) for each in options if not each.hidden])

    def _translated_help(self) -> str:
        text = translated(self.help or "")
        return text % self._help_values if self._help_values else text

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return as much of the first sentence of the help as fits."""
        sentence = re.split(r"(?<=\.)\s|\n\n", self._translated_help())[0]
        if width(sentence) <= limit:
            return sentence
        end = max(end for end in range(len(sentence)) if width(sentence[:end]) <= limit - 3)
        return sentence[:end].rpartition(" ")[0] + "..."


def _record(option: click.Option, ctx: click.Context) -> tuple[str, str]:
    """An option as it is written, and its meaning with default, range and whether it is required."""
    extra = option.get_help_extra(ctx)
    notes: list[Message] = []
    if "default" in extra:
        notes.append(say("default: %(value)s", value=extra["default"]))
    if isinstance(option.type, click.IntRange):
        notes.append(say("%(low)s to %(high)s", low=option.type.min, high=option.type.max))
    if "required" in extra:
        notes.append(say(CLICK_WORDS["required"]))
    language = reader_language()
    words = [note.render(language) for note in notes]
    meaning = translated(option.help or "")
    return translated_metavars(option.get_help_spec(ctx)), meaning + (
        f"  [{'; '.join(words)}]" if words else ""
    )


class TranslatedGroup(TranslatedCommand, click.Group):
    """A group whose help is put into the reader's language when it is shown."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        TranslatedCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands and what each does."""
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        with formatter.section(_heading("commands")):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(limit)) for name in names])

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands with translated help, without those of plug-ins."""
        return sorted(name for name, each in self.commands.items() if isinstance(each, TranslatedCommand))

    def command(self, *args: Any, **kwargs: Any) -> Any:
        """Plain click commands: a command that needs the application makes it itself."""
        return click.Group.command(self, *args, **kwargs)
