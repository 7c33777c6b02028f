"""Settings of the review desk; the environment states each as WEBMAP_DESK_<NAME>."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from webmap.errors import SettingsError
from webmap.settings.addresses import read_base
from webmap.settings.faults import fault_of
from webmap.settings.proxies import Proxies, read_proxies
from webmap.vocabulary.messages import N_, say

PREFIX = "WEBMAP_DESK_"


class DeskSettings(BaseSettings):
    """Settings of the desk's own process. Those of the map (snapshots, limits of lists) hold too."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description=N_("Address to serve the desk on."))
    port: int = Field(8100, ge=1, le=65535, description=N_("Port to serve the desk on."))
    base_url: str = Field(
        "",
        description=N_(
            "The desk's own address, such as https://desk.example.org; another name than the map's. Needed "
            "where the desk is reached from other machines."
        ),
    )
    folder: Path = Field(
        Path("var/desk"), description=N_("Folder of the desk: its database, its key, its previews.")
    )
    database: SecretStr = Field(
        SecretStr(""),
        description=N_(
            "Address of a PostgreSQL database (postgresql+psycopg://…), for a desk on several machines. "
            "Empty: a file in the desk's folder."
        ),
    )
    build_priority: Literal["idle", "low"] = Field(
        "idle",
        description=N_(
            "When the desk's builds get a processor: only while nobody else wants one (idle), so that "
            "readers of the map notice nothing; or, on a machine that is always busy, after all others (low)."
        ),
    )
    copy_folder: Path | None = Field(
        None,
        description=N_(
            "Folder into which each release also writes the static copy, as webmap publish does. Empty: none."
        ),
    )
    language: Literal["ko", "en"] = Field(
        "ko", description=N_("Language of the desk's pages where the reader chose none.")
    )
    trusted_proxies: str = Field(
        "", description=N_("Proxies in front of the desk, as in WEBMAP_TRUSTED_PROXIES.")
    )

    objection_days: int = Field(
        14,
        ge=1,
        le=90,
        description=N_(
            "Days of the calendar within which an objection should be decided. One about personal data has "
            "ten days at most."
        ),
    )

    @field_validator("base_url")
    @classmethod
    def _own_address(cls, text: str) -> str:
        return read_base(text)

    @field_validator("trusted_proxies")
    @classmethod
    def _known_proxies(cls, text: str) -> str:
        read_proxies(text)
        return text

    @property
    def proxies(self) -> Proxies:
        """The trusted proxies."""
        return read_proxies(self.trusted_proxies)

    @property
    def database_address(self) -> str:
        """Address of the database for SQLAlchemy."""
        stated = self.database.get_secret_value()
        return stated or f"sqlite:///{self.folder.absolute() / 'desk.sqlite'}"

    @property
    def own_address(self) -> str:
        """The desk's address for links: its base URL, else where it is served."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url or f"http://{host}:{self.port}"

    @property
    def is_behind_tls(self) -> bool:
        """Whether the desk is reached by https."""
        return self.base_url.startswith("https://")


def desk_variable(name: str) -> str:
    """The environment variable of a setting of the desk."""
    return PREFIX + name.upper()


def load_desk_settings() -> DeskSettings:
    """Read the settings from the environment. Raises SettingsError naming the setting and its fault."""
    try:
        return DeskSettings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise SettingsError(
            say(
                "The setting %(name)s cannot be used: %(fault)s.",
                name=desk_variable(name),
                fault=fault_of(first, DeskSettings.model_fields[name]),
            )
        ) from None
