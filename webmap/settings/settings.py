"""All settings in one class; `load_settings` reads them from the environment (`WEBMAP_…`), no import does."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from webmap.errors import SettingsError
from webmap.settings import publishing, serving, tiles
from webmap.settings.faults import fault_of
from webmap.vocabulary.messages import say

PREFIX = "WEBMAP_"
"""Beginning of every setting's name in the environment."""


class Settings(
    publishing.MapSettings,
    publishing.ReaderSettings,
    publishing.ListSettings,
    publishing.RegisterSettings,
    publishing.GeocoderSettings,
    serving.AddressSettings,
    tiles.TileSettings,
    serving.LimitSettings,
    serving.MonitoringSettings,
    BaseSettings,
):
    """Settings of the map, one class for each concern; the environment states each as WEBMAP_<NAME>."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def load_settings() -> Settings:
    """Read the settings from the environment. Raises SettingsError naming the setting and its fault."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        fault = fault_of(first, Settings.model_fields[name])
        raise SettingsError(
            say("The setting %(name)s cannot be used: %(fault)s.", name=variable(name), fault=fault)
        ) from None
