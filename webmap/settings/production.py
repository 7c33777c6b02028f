"""Checks where others than this computer's user are served."""

from __future__ import annotations

from webmap.errors import SettingsError
from webmap.settings.serving import LOCAL_HOSTS
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import say


def is_production(settings: Settings) -> bool:
    """Whether the map is served to others: it listens beyond this computer, or has a public address."""
    return settings.host not in LOCAL_HOSTS or bool(settings.base_url)


def check_production(settings: Settings, *, debug: bool) -> None:
    """Raise SettingsError, saying what to do, for settings that would expose data of this computer alone."""
    if debug and is_production(settings):
        raise SettingsError(
            say(
                "Debug mode is on (FLASK_DEBUG or --debug), but the map would be served to others "
                "(WEBMAP_HOST, WEBMAP_BASE_URL). Turn debug mode off."
            )
        )
    if settings.audience == "office" and settings.host not in LOCAL_HOSTS and not settings.trusted_hosts:
        raise SettingsError(
            say(
                "The map of an office would be open to everybody who reaches %(host)s. Serve it at 127.0.0.1 "
                "behind a proxy that asks for a log-in, or name its hosts in WEBMAP_TRUSTED_HOSTS.",
                host=settings.host,
            )
        )
