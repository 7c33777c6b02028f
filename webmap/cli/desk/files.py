"""On the command line: `webmap desk import`, `export`, `backup` and `restore`."""

from __future__ import annotations

from pathlib import Path

import click

from webmap.cli.desk.group import desk
from webmap.cli.help import TranslatedCommand
from webmap.cli.options import FORCE
from webmap.vocabulary.messages import N_


@desk.command(  # type: ignore[untyped-decorator]
    "import",
    cls=TranslatedCommand,
    help=N_(
        "Take a project folder into the desk: project.toml, registers, lists with their versions, decisions, "
        "findings and corrections.\n\n"
        "Import the folder again after lists or decisions were added there on the command line: what is new "
        "comes in. Nothing of the desk is overwritten; what the folder says differently is named, and the "
        "exit code is then 15.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap desk import my-map\n"
        "  webmap desk import my-map --replace project.toml"
    ),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option(
    "--replace", multiple=True, metavar="FILE",
    help=N_(
        "Take project.toml, or a register, from the folder where it differs from that of the desk; can be "
        "given several times."
    ),
)  # fmt: skip
def import_(folder: Path, replace: tuple[str, ...]) -> None:
    """Import a project folder."""
    from webmap.cli.commands.desk_work.files import import_folder

    import_folder(folder, replace)


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Write the project folder of the desk: what was accepted or imported, byte for byte. webmap build "
        "in that folder gives the same map as a release of the desk.\n\n"
        "DIR is new or empty. It is there whole or not at all.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap desk export my-map"
    ),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def export(folder: Path) -> None:
    """Export the project folder."""
    from webmap.cli.commands.desk_work.files import export_folder

    export_folder(folder)


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Write all that the desk holds to one file, while it is in use: people and their roles, lists, "
        "ledgers, objections, releases and the journal.\n\n"
        "Sessions and open invitations are not in it, nor is the key (desk.key in the desk's folder): keep "
        "that in another place. Without it, names of people, second factors and contacts of objectors are "
        "lost, and nothing else. Only its owner may read the file. It can be put back into a desk on SQLite "
        "or PostgreSQL.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap desk backup /root/desk-monday.backup"
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@FORCE
def backup(file: Path, force: bool) -> None:
    """Write a backup of the desk."""
    from webmap.cli.commands.desk_work.files import write_backup_of

    write_backup_of(file, force)


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Replace all that the desk holds with a backup.\n\n"
        "The whole file is checked first: its format, every row, and the chain of the journal. Then it is "
        "put back in one transaction: a command that is stopped leaves the desk as it was. Everybody has to "
        "log in again. A desk that holds something is replaced only with --yes.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap desk restore /root/desk-monday.backup --yes"
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--yes", "agreed", is_flag=True, help=N_("Replace what the desk holds."))
def restore(file: Path, agreed: bool) -> None:
    """Put a backup back."""
    from webmap.cli.commands.desk_work.files import restore_from

    restore_from(file, agreed)
