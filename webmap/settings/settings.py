"""All settings in one class; `load_settings` reads them from the environment (`WEBMAP_…`), no import does."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from webmap.errors import SettingsError
from webmap.project.project import VARIABLE, Project, find_project
from webmap.settings import comparison, disclosure, licence, publishing, serving, tiles
from webmap.settings.desk import DeskSettings, desk_variable
from webmap.settings.disclosure import DisclosureLevel, contradiction
from webmap.settings.faults import MAX_WORD_LENGTH, fault_of
from webmap.settings.project_settings import TABLE, stated_settings
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import STATUSES
from webmap.vocabulary.text import printable

PREFIX = "WEBMAP_"
"""Beginning of every setting's name in the environment."""
NEAR_NAMES = 3
"""Names of settings that the refusal of another one offers."""


class Settings(
    publishing.MapSettings,
    publishing.ReaderSettings,
    disclosure.DisclosureSettings,
    licence.LicenceSettings,
    publishing.ListSettings,
    comparison.SignSettings,
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

    is_preview: ClassVar[bool] = False
    """Whether the map is not published yet. No variable sets it, so that a public map never says so."""

    @property
    def shows_schools(self) -> bool:
        """Whether single schools may be shown at all."""
        return self.disclosure != "regions"

    @property
    def disclosure_level(self) -> DisclosureLevel:
        """What the map discloses; withheld statuses make it `statuses` without its being said."""
        if self.shows_schools and set(self.public_statuses.split(",")) < set(STATUSES):
            return "statuses"
        return self.disclosure


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


OTHER_VARIABLES = (
    "WEBMAP_DEBUG",
    "WEBMAP_JOURNAL_HEAD",
    "WEBMAP_PROGRESS",
    "WEBMAP_COMMAND",
    "WEBMAP_NGINX",
    "WEBMAP_NGINX_COMMAND",
    "WEBMAP_NOTIFY",
    "WEBMAP_PULL_FROM",
    "WEBMAP_SHARED_FOLDER",
    VARIABLE,
)
"""Variables with the prefix that are no settings: of the command line, of the scripts in deploy/, between the
processes of a server or of the review desk, and the project folder, which holds settings itself.
"""


def refuse_unknown_variables(names: Iterable[str]) -> None:
    """Raise SettingsError for a name that begins as a setting's and is none: a slip would leave a default.

    The default of a setting that withholds something may be to withhold nothing.
    """
    of_desk = map(desk_variable, DeskSettings.model_fields)
    known = sorted((*map(variable, Settings.model_fields), *of_desk, *OTHER_VARIABLES))
    for name in sorted(names):
        upper = name.upper()
        if upper.startswith(PREFIX) and upper not in known:
            raise SettingsError(
                say(
                    "There is no setting %(name)s. Did you mean %(near)s? All settings: %(document)s.",
                    name=printable(name[:MAX_WORD_LENGTH]),
                    near=", ".join(get_close_matches(upper, known, n=NEAR_NAMES, cutoff=0)),
                    document="docs/settings.md",
                )
            )


def load_settings(project_folder: Path | None = None) -> Settings:
    """Read the settings from the environment, then from the project folder, where there is one.

    `project_folder`: as `find_project` takes it. Raises SettingsError naming the setting and its fault, and
    ProjectError.
    """
    refuse_unknown_variables(os.environ)
    project = find_project(project_folder)
    stated = stated_settings(project, Settings.model_fields, variable) if project else {}
    try:
        settings = Settings(**stated)
    except ValidationError as error:
        raise _unusable(error, project) from None
    if fault := contradiction(settings, settings.public_statuses, settings.audience):
        raise SettingsError(fault)
    return settings


def _unusable(error: ValidationError, project: Project | None) -> SettingsError:
    first = error.errors()[0]
    name = str(first["loc"][0])
    fault = fault_of(first, Settings.model_fields[name])
    if project and name in project.file.settings and variable(name) not in map(str.upper, os.environ):
        return project.file.fault(TABLE, name, fault)
    return SettingsError(
        say("The setting %(name)s cannot be used: %(fault)s.", name=variable(name), fault=fault)
    )
