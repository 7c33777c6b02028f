"""On the command line: `webmap desk invite` and `webmap desk recover`."""

from __future__ import annotations

import click

from webmap.cli.desk.group import desk
from webmap.cli.help import TranslatedCommand
from webmap.review.permissions import Role
from webmap.vocabulary.messages import N_


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Make a person's account and print the link, for one use within 72 hours, by which the person sets a "
        "password and a second factor.\n\n"
        "\b\n"
        "Examples:\n"
        "  webmap desk invite --role reviewer\n"
        "  webmap desk invite --role office --area 11 --handle seoul-1"
    ),
)
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), required=True, help=N_("What the person is.")
)
@click.option(
    "--area", default="", help=N_("Code of a sido or an office of education, for an office or reader.")
)
@click.option(
    "--handle", default="", help=N_("Public, and no name (default: the next free one, such as r3).")
)
def invite(role: str, area: str, handle: str) -> None:
    """Invite a person."""
    from webmap.cli.commands.desk_people import print_invitation

    print_invitation(role, area, handle)


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Recover an account whose password or second factor is lost, where there are not two other "
        "administrators who could do it at the desk. Ends the old ones and all sessions, and prints a link "
        "for new ones.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap desk recover r1"
    ),
)
@click.argument("handle")
def recover(handle: str) -> None:
    """Recover an account."""
    from webmap.cli.commands.desk_people import print_recovery

    print_recovery(handle)
