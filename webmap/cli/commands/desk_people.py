"""`webmap desk invite`, `webmap desk recover`, and the first link of `webmap desk run`."""

from __future__ import annotations

import click

from webmap.cli.terminal import echo
from webmap.review.people import accounts, grants, invitations, recovery
from webmap.review.people.invitations import Maker
from webmap.settings.desk import DeskSettings, load_desk_settings
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import say


def print_invitation(role: str, area: str, handle: str) -> None:
    """Make an account, and print its link."""
    from webmap.desk import open_desk

    settings = load_desk_settings()
    grant = grants.checked(role, area)
    desk = open_desk(settings, load_settings())
    with desk.database.write() as connection:
        handle = handle or accounts.next_handle(connection)
        secret = invitations.invite(connection, desk.cipher, Maker(), handle, [grant])
    _print_link(settings, handle, secret)


def print_recovery(handle: str) -> None:
    """Void an account's password and second factor, and print the link for new ones."""
    from webmap.desk import open_desk

    settings = load_desk_settings()
    desk = open_desk(settings, load_settings())
    with desk.database.write() as connection:
        secret = recovery.recover_here(connection, desk.cipher, handle)
    _print_link(settings, handle, secret)


def print_first_invitation(settings: DeskSettings) -> None:
    """Print the first administrator's link, as long as nobody has ever logged in."""
    from webmap.desk import open_desk

    desk = open_desk(settings, load_settings())
    secret = invitations.invite_first(desk.database, desk.cipher)
    desk.database.dispose()
    if secret:
        echo(
            say(
                "Nobody has an account yet. Open this link in a browser and set the administrator's password "
                "and second factor. It is used once, within 72 hours; another start prints a new one."
            ),
            settings.language,
        )
        click.echo(_address(settings, secret))


def _print_link(settings: DeskSettings, handle: str, secret: str) -> None:
    echo(
        say(
            "The link for %(handle)s, for one use within 72 hours. Hand it over so that nobody else "
            "reads it.",
            handle=handle,
        ),
        settings.language,
    )
    click.echo(_address(settings, secret))


def _address(settings: DeskSettings, secret: str) -> str:
    return f"{settings.own_address}/invitation/{secret}"
