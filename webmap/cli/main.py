"""The command line: every command of `webmap`, and Flask's own `routes` and `shell`."""

from __future__ import annotations

import copy
import os
import sys
from pathlib import Path
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError
from flask.cli import FlaskGroup, routes_command, shell_command

from webmap.cli.build import build
from webmap.cli.compare import compare
from webmap.cli.decide import decide
from webmap.cli.decisions import decisions
from webmap.cli.desk import files as _files_of_the_desk  # noqa: F401 (adds its commands)
from webmap.cli.desk import people as _desk_people  # noqa: F401 (adds its commands)
from webmap.cli.desk import releases as _releases_of_the_desk  # noqa: F401 (adds its commands)
from webmap.cli.desk.group import desk
from webmap.cli.disclosure import disclosure
from webmap.cli.export import export
from webmap.cli.help import TranslatedCommand, TranslatedGroup, reader_language
from webmap.cli.inputs import inputs_of, needed_lists, registers_of
from webmap.cli.options import HOW_LISTS_ARE_READ, REGISTERS, SOURCES, choice_of, output
from webmap.cli.projects.corrections import correction
from webmap.cli.projects.findings import finding, withdraw
from webmap.cli.projects.project import init, list_group
from webmap.cli.publish import forget, publish
from webmap.cli.register import register
from webmap.cli.safekeeping import backup, check, restore
from webmap.cli.terminal import echo, make_streams_tolerant, silence_late_disk_failures
from webmap.cli.usage import SentenceError, usage_lines
from webmap.errors import WebmapError
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import N_, say
from webmap.vocabulary.terms import LEVELS

UNEXPECTED = say(
    "An unexpected error occurred. Run the command again with WEBMAP_DEBUG=1 to see where it occurred, and "
    "report it. A map is published whole or not at all: webmap build says which one is."
)
UNEXPECTED_EXIT_CODE = 70
"""EX_SOFTWARE of sysexits.h."""
ABORTED_EXIT_CODE = 130
"""Exit code of shells for a command stopped with Ctrl+C (128 + SIGINT)."""


FLASK_HELP = {
    "env_file": N_("Read environment variables from this file; those that are set already win."),
    "debug": N_("Turn Flask's debug mode on or off."),
    "sort": N_("Order of the lines; match is the order in which Flask tries the addresses."),
    "all_methods": N_("Show the methods HEAD and OPTIONS, too."),
}
"""Help for the options of Flask's own commands, by the option's name; an option without one is not shown."""


class WebmapGroup(TranslatedGroup, FlaskGroup):
    """Flask's command group; help in the reader's language, failures as one sentence."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_default_commands=False, add_version_option=False, **settings)
        self.params = [_with_own_help(each) for each in self.params]
        self.add_flask_command(routes_command, N_("Show the addresses that the application answers."))
        self.add_flask_command(shell_command, N_("Start a Python shell in the application's context."))

    def add_flask_command(self, command: click.Command, meaning: str) -> None:
        """Add a command of Flask's with a help text of the catalogue."""
        params = [_with_own_help(each) for each in command.params]
        self.add_command(
            TranslatedCommand(command.name, callback=command.callback, params=params, help=meaning)
        )

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run; a WebmapError ends with its sentence and its exit code."""
        make_streams_tolerant()
        silence_late_disk_failures()
        try:
            sys.exit(super().main(*args, **{**kwargs, "standalone_mode": False}) or 0)
        except NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.UsageError as error:
            for line in usage_lines(error):
                echo(say("webmap: %(problem)s", problem=line), reader_language(), error=True)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            problem = error.format_message()
            echo(say("webmap: %(problem)s", problem=problem), reader_language(), error=True)
            sys.exit(error.exit_code)
        except click.Abort:
            sys.exit(ABORTED_EXIT_CODE)
        except WebmapError as error:
            echo(say("webmap: %(problem)s", problem=error.message), reader_language(), error=True)
            sys.exit(error.exit_code)
        except Exception:
            if os.environ.get("WEBMAP_DEBUG"):
                raise
            echo(say("webmap: %(problem)s", problem=UNEXPECTED), reader_language(), error=True)
            sys.exit(UNEXPECTED_EXIT_CODE)


def _with_own_help(option: click.Parameter) -> click.Parameter:
    """A copy of an option of Flask's: Flask gives the same one to each of its groups."""
    own = copy.copy(option)
    if isinstance(own, click.Option):
        own.help = FLASK_HELP.get(own.name or "")
        own.hidden = own.help is None
    return own


def _create_app() -> Any:
    from webmap.app import create_app

    return create_app()


@click.group(
    cls=WebmapGroup,
    create_app=_create_app,
    help=N_(
        "From lists of schools to a map that says how sure it is.\n\n"
        "\b\n"
        "Try it with the fictional sample:\n"
        "  webmap build\n"
        "  webmap run\n\n"
        "\b\n"
        "Your own list and the official register:\n"
        "  webmap build list.csv --register schools.csv --register universities.csv\n"
        "  webmap geocode list.xlsx --register schools.csv -o result.csv"
    ),
)
def main() -> None:
    """Console script."""


@main.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Write every entry of lists with its outcome, place and reason; nothing is published.\n\n"
        "The output's extension says its format: .csv, .geojson or .xlsx. Each line has exactly the columns "
        "file, row, part, query, level, region, outcome, school_id, name, sido, sigungu, office, lat, lon, "
        "radius_m, score, reason, candidates.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap geocode list.csv --register schools.csv -o result.csv\n"
        "  webmap geocode a.csv b.json --register schools.csv --register universities.csv -o result.xlsx\n"
        "  webmap geocode list.csv --register schools.csv --open-rows open-rows.xlsx"
    ),
)
@SOURCES
@output(N_("File to write: .csv, .geojson or .xlsx."))
@click.option(
    "--open-rows", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.xlsx",
    help=N_("Write the rows that wait for a person to a spreadsheet, for webmap decide --from."),
)  # fmt: skip
@HOW_LISTS_ARE_READ
def geocode(
    lists: tuple[Path, ...],
    named_lists: tuple[str, ...],
    registers: tuple[Path, ...],
    project_folder: Path | None,
    output: Path | None,
    decisions: Path | None,
    open_rows: Path | None,
    columns: tuple[str, ...],
    sheet_name: str | None,
) -> None:
    """Geocode lists to a file."""
    from webmap.cli.commands.geocode import geocode_to_file

    settings = load_settings(project_folder)
    inputs = inputs_of(lists, named_lists, registers, decisions, project_folder)
    needed_lists(inputs)
    if output is None and open_rows is None:
        raise SentenceError(say("Say where to write: -o FILE or --open-rows FILE.xlsx."))
    geocode_to_file(settings, inputs, output, open_rows, choice_of(columns, sheet_name))


@main.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Replay how one name is matched: what was read from it, the candidates, each part of the score, "
        "the margin to the next, the decision and its rule.\n\n"
        "Without --register, the files in var/register are used, or else the fictional sample.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap explain 가상한빛고\n"
        '  webmap explain "부산 중앙여고" --level high --register schools.csv'
    ),
)
@click.argument("name", metavar="NAME")
@click.option("--region", default="", metavar="TEXT", help=N_("Region stated beside the name."))
@click.option("--address", default="", metavar="TEXT", help=N_("Address stated beside the name."))
@click.option(
    "--level",
    default=None,
    type=click.Choice([level.value for level in LEVELS]),
    help=N_("Level stated beside it."),
)
@REGISTERS
def explain(name: str, region: str, address: str, level: str | None, registers: tuple[Path, ...]) -> None:
    """Explain one name."""
    from webmap.cli.commands.explain import explain_name

    explain_name(load_settings(), name, region, level or "", registers_of(registers, None), address)


@main.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Show where the register and the online geocoder of WEBMAP_GEOCODER place one school.\n\n"
        "Only the register's name and address are sent, and nothing that comes back is kept.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap locate NAME --register universities.csv"
    ),
)
@click.argument("name", metavar="NAME")
@REGISTERS
def locate(name: str, registers: tuple[Path, ...]) -> None:
    """Show the place of one school."""
    from webmap.cli.commands.locate import show_place

    show_place(load_settings(), name, registers_of(registers, None))


@main.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Serve the published snapshot.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap run\n"
        "  webmap run --port 9000\n"
        "  WEBMAP_LANGUAGE=en webmap run"
    ),
)
@click.option("--host", help=N_("Address to serve on (default 127.0.0.1)."))
@click.option("--port", type=click.IntRange(1, 65535), help=N_("Port to serve on (default 8000)."))
def run(host: str | None, port: int | None) -> None:
    """Serve the map."""
    from webmap.cli.commands.run import serve_published

    address = {name: value for name, value in {"host": host, "port": port}.items() if value is not None}
    serve_published(load_settings().model_copy(update=address))


main.add_command(backup)
main.add_command(build)
main.add_command(compare)
main.add_command(correction)
main.add_command(finding)
main.add_command(init)
main.add_command(list_group)
main.add_command(check)
main.add_command(decide)
main.add_command(decisions)
main.add_command(desk)
main.add_command(disclosure)
main.add_command(export)
main.add_command(forget)
main.add_command(publish)
main.add_command(register)
main.add_command(withdraw)
main.add_command(restore)
