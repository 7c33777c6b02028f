"""Every setting, declared once; read from the environment (`WEBMAP_…`) when asked for, never at import."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from webmap.errors import BadValueError, SettingsError
from webmap.lists.limits import Limits
from webmap.settings.addresses import (
    NOT_HTTPS,
    check_report_address,
    read_base,
    read_frame_ancestors,
    read_hosts,
)
from webmap.settings.amounts import read_amounts, read_readers
from webmap.settings.faults import fault_of, unknown_words
from webmap.settings.proxies import Proxies, read_proxies
from webmap.vocabulary.geocoders import GEOCODERS
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import STATUSES


def default_cache() -> Path:
    """The cache folder of this application for the present user."""
    return Path(platformdirs.user_cache_dir("affected-schools-map", appauthor=False))


IN_MEMORY = "memory"
STORES = ("redis://", "rediss://", "redis+unix://", "valkey://", "valkeys://", "valkey+unix://")
"""How the address of a store for counts begins."""

LOCAL_HOSTS = ("127.0.0.1", "::1", "localhost")


class Settings(BaseSettings):
    """Settings of the map; each can be set as WEBMAP_<NAME> in the environment."""

    model_config = SettingsConfigDict(env_prefix="WEBMAP_", extra="ignore", frozen=True)

    language: Literal["ko", "en"] = Field(
        "ko", description="Language of the command line and of pages without ?lang=."
    )
    snapshots: Path = Field(Path("var/snapshots"), description="Folder that holds the published snapshots.")
    cache: Path = Field(
        default_factory=default_cache, description="Folder for boundaries that were made ready once."
    )
    host: str = Field("127.0.0.1", description="Address to serve on.")
    port: int = Field(8000, ge=1, le=65535, description="Port to serve on (make run: PORT).")
    base_url: str = Field(
        "",
        description="The map's public address, such as https://map.example.org; needed for oEmbed, previews "
        "of links, and addresses in files.",
    )
    frame_ancestors: str = Field(
        "*", description="Who may frame the embed: * (anyone), none, or origins with spaces between them."
    )
    trusted_hosts: str = Field(
        "",
        description="Host names under which the map may be asked for, as a comma list; others get a 421 "
        "(empty: any, and none is ever repeated).",
    )
    trusted_proxies: str = Field(
        "",
        description="Which proxies are believed about whom they ask for: how many stand in a row before this "
        "server, or their addresses and networks as a comma list (empty: none).",
    )
    proxy_header: Literal["x-forwarded-for", "forwarded"] = Field(
        "x-forwarded-for", description="The one header in which those proxies write whom they ask for."
    )
    hsts_seconds: int = Field(
        31_536_000,
        ge=0,
        description="Seconds for which browsers that were here ask over TLS only, where WEBMAP_BASE_URL "
        "is an https address (0: not told).",
    )
    workers: int = Field(1, ge=1, le=64, description="Processes that serve.")
    limit_clients: bool = Field(True, description="Whether costly requests are limited for each client.")
    limits_store: SecretStr = Field(
        SecretStr(IN_MEMORY),
        description="Where requests are counted: memory (each process by itself), or redis://… or valkey://… "
        "for several processes or machines together.",
    )
    limit_requests: str = Field(
        "1200/minute", description="Requests to costly routes that a client may make (empty: any number)."
    )
    limit_answers: str = Field(
        "300/minute", description="Answers of the API that may be computed for a client (empty: any number)."
    )
    limit_files: str = Field(
        "90/minute", description="Files that may be written for a client (empty: any number)."
    )
    limit_drawn: str = Field(
        "30/minute;300/hour",
        description="Reports and pictures that may be drawn for a client (empty: any number).",
    )
    metrics: str = Field(
        "local",
        description="Who may read /metrics: off, local (this computer), on (anyone), or networks as a comma "
        "list.",
    )
    metrics_folder: Path | None = Field(
        None,
        description="Folder in which processes note their counts for each other (webmap run makes one).",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="What is logged, from this level on."
    )
    log_format: Literal["auto", "json", "text"] = Field(
        "auto", description="How it is logged: json, text, or auto (text on a terminal, else json)."
    )
    log_requests: Literal["none", "slow", "all"] = Field(
        "slow", description="Which requests are logged: none, slow (also failed ones), or all."
    )
    log_clients: bool = Field(False, description="Whether the addresses of visitors are logged.")
    stop_seconds: int = Field(
        30, ge=1, le=600, description="Longest time for which answers under way are waited for at the end."
    )
    audience: Literal["public", "office"] = Field(
        "public",
        description="Who reads: the public, or an office behind its own log-in (which also sees notes).",
    )
    public_statuses: str = Field(
        ",".join(STATUSES), description="Statuses that the public may see at all, as a comma list."
    )
    public_row_texts: bool = Field(
        True, description="Whether the public may read the texts of rows that are not on the map."
    )
    join_assets: bool = Field(
        True,
        description="Whether scripts and style sheets are sent joined; false to debug them file by file.",
    )
    report_url: str = Field(
        "",
        description="Where readers report an error: mailto:… or https://… (empty: no such link).",
    )
    keep_snapshots: int = Field(5, ge=2, description="How many snapshots to keep.")
    max_rows: int = Field(Limits().rows, ge=1, description="Most rows that a list may have.")
    max_cell_characters: int = Field(Limits().cell_characters, ge=10, description="Longest cell of a list.")
    max_file_bytes: int = Field(Limits().file_bytes, ge=1, description="Largest list file.")
    max_unpacked_bytes: int = Field(
        Limits().unpacked_bytes, ge=1, description="Largest content of an XLSX file."
    )
    geocoder: str = Field(
        "", description="Online geocoder for places that the register gives only roughly; empty: none."
    )
    geocoder_key: SecretStr = Field(SecretStr(""), description="Your key for the online geocoder.")
    geocoder_user_agent: str = Field("", description="Who asks the online geocoder: a name and a contact.")
    geocoder_url: str = Field("", description="Address of an own Nominatim, Photon or Pelias server.")
    geocoder_seconds: int = Field(600, ge=1, le=86_400, description="Longest time for asking online, in all.")
    geocoder_timeout: float = Field(10.0, gt=0, le=120, description="Seconds to wait for one online answer.")
    geocoder_storing_agreed: bool = Field(
        False, description="Whether your agreement with the online geocoder allows keeping its results."
    )
    register_folder: Path = Field(
        Path("var/register"), description="Folder into which webmap register update writes."
    )
    data_go_kr_key: SecretStr = Field(
        SecretStr(""), description="Key for the public data portal (https://www.data.go.kr)."
    )
    data_go_kr_url: str = Field(
        "https://api.data.go.kr/openapi/tn_pubr_public_elesch_mskul_lc_api",
        description="Address of the interface for national standard school locations.",
    )
    neis_key: SecretStr = Field(SecretStr(""), description="Key for NEIS (https://open.neis.go.kr).")
    neis_url: str = Field(
        "https://open.neis.go.kr/hub/schoolInfo",
        description="Address of the interface for NEIS school basics.",
    )
    update_seconds: int = Field(
        900, ge=1, description="Longest time that webmap register update tries, for each source."
    )

    @field_validator("data_go_kr_url", "neis_url")
    @classmethod
    def _safe_address(cls, text: str) -> str:
        """A key is sent there: over TLS, or to this computer; and nothing else stands in the address."""
        parts = urlsplit(text)
        local = parts.scheme == "http" and parts.hostname in LOCAL_HOSTS
        if not (parts.hostname and (parts.scheme == "https" or local)):
            raise BadValueError(NOT_HTTPS)
        if parts.username or parts.password or parts.query or parts.fragment:
            raise BadValueError(say("it must have no user, no ? and no #"))
        return text

    @field_validator("base_url")
    @classmethod
    def _own_address(cls, text: str) -> str:
        return read_base(text)

    @field_validator("frame_ancestors")
    @classmethod
    def _framing_sites(cls, text: str) -> str:
        return read_frame_ancestors(text)

    @field_validator("trusted_hosts")
    @classmethod
    def _host_names(cls, text: str) -> str:
        return ",".join(read_hosts(text))

    @field_validator("trusted_proxies")
    @classmethod
    def _known_proxies(cls, text: str) -> str:
        read_proxies(text)
        return text

    @field_validator("limits_store")
    @classmethod
    def _known_store(cls, secret: SecretStr) -> SecretStr:
        store = secret.get_secret_value()
        if store != IN_MEMORY and not store.startswith(STORES):
            raise BadValueError(
                say(
                    "it takes memory, or an address that begins with one of: %(known)s",
                    known=", ".join(STORES),
                )
            )
        # Valkey speaks the language of Redis, and is asked by the same client.
        return SecretStr(store.replace("valkey", "redis", 1) if store.startswith("valkey") else store)

    @field_validator("limit_requests", "limit_answers", "limit_files", "limit_drawn")
    @classmethod
    def _amounts(cls, text: str) -> str:
        return read_amounts(text)

    @field_validator("metrics")
    @classmethod
    def _readers_of_metrics(cls, text: str) -> str:
        read_readers(text)
        return text

    @field_validator("report_url")
    @classmethod
    def _report_address(cls, text: str) -> str:
        return check_report_address(text.strip())

    @field_validator("public_statuses")
    @classmethod
    def _known_statuses(cls, text: str) -> str:
        unknown = {part.strip() for part in text.split(",")} - set(STATUSES)
        if unknown:
            raise BadValueError(unknown_words(sorted(unknown), STATUSES))
        return text

    @field_validator("geocoder")
    @classmethod
    def _known_geocoder(cls, name: str) -> str:
        if name and name not in GEOCODERS:
            raise BadValueError(unknown_words([name], GEOCODERS))
        return name

    @property
    def limits(self) -> Limits:
        """Limits for reading lists."""
        return Limits(
            rows=self.max_rows,
            cell_characters=self.max_cell_characters,
            file_bytes=self.max_file_bytes,
            unpacked_bytes=self.max_unpacked_bytes,
        )

    @property
    def behind_tls(self) -> bool:
        """Whether readers reach the map over TLS. The operator says so; a request could say anything."""
        return self.base_url.startswith("https://")

    @property
    def proxies(self) -> Proxies:
        """Which proxies are believed."""
        return read_proxies(self.trusted_proxies, self.proxy_header)


def load_settings() -> Settings:
    """Read the settings from the environment. Raises SettingsError naming the setting and its fault."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "WEBMAP_" + "_".join(str(part) for part in first["loc"]).upper()
        field = Settings.model_fields[str(first["loc"][0])]
        raise SettingsError(
            say("The setting %(name)s cannot be used: %(fault)s.", name=name, fault=fault_of(first, field))
        ) from None
