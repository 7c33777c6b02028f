"""Settings of a server: its address, the limits of each client, and its logs and metrics."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, SecretStr, field_validator

from webmap.errors import BadValueError
from webmap.settings.addresses import read_base, read_frame_ancestors, read_hosts
from webmap.settings.amounts import read_amounts, read_readers
from webmap.settings.proxies import Proxies, read_proxies
from webmap.vocabulary.messages import N_, say

LOCAL_HOSTS = ("127.0.0.1", "::1", "localhost")
IN_MEMORY = "memory"
STORES = ("redis://", "rediss://", "redis+unix://", "valkey://", "valkeys://", "valkey+unix://")
"""Schemes of the address of a store for counts."""


class AddressSettings(BaseModel):
    """The address under which the map is served, and the proxies in front of it."""

    host: str = Field("127.0.0.1", description=N_("Address to serve on."))
    port: int = Field(8000, ge=1, le=65535, description=N_("Port to serve on (with make run: PORT)."))
    base_url: str = Field(
        "",
        description=N_(
            "The map's public address, such as https://map.example.org. oEmbed, link previews, QGIS and "
            "addresses in files need it; so does Safari (WebKit) to start the embed in a frame that is "
            "sandboxed without allow-same-origin."
        ),
    )
    frame_ancestors: str = Field(
        "*",
        description=N_("Which sites may embed the map: * (any), none, or origins separated by spaces."),
    )
    trusted_hosts: str = Field(
        "",
        description=N_(
            "Host names that the map answers to, separated by commas; a request for any other gets a 421. "
            "Empty: every name is answered, and none is repeated in an answer."
        ),
    )
    trusted_proxies: str = Field(
        "",
        description=N_(
            "Proxies whose word on a client's address is believed: how many stand in a row before this "
            "server, or their addresses and networks, separated by commas. Empty: none."
        ),
    )
    proxy_header: Literal["x-forwarded-for", "forwarded"] = Field(
        "x-forwarded-for", description=N_("The one header in which those proxies state the client's address.")
    )
    hsts_seconds: int = Field(
        31_536_000,
        ge=0,
        description=N_(
            "Seconds for which a browser that has been here uses TLS only (HSTS), where WEBMAP_BASE_URL is "
            "an https address. 0: the header is not sent."
        ),
    )
    workers: int = Field(1, ge=1, le=64, description=N_("Processes that serve the map."))
    stop_seconds: int = Field(
        30,
        ge=1,
        le=600,
        description=N_("Seconds that a stopping server waits for the answers that it is working on."),
    )
    join_assets: bool = Field(
        True,
        description=N_(
            "Whether scripts and style sheets are joined into one file each. Set it to false to debug them "
            "one by one."
        ),
    )

    @property
    def behind_tls(self) -> bool:
        """Whether readers reach the map over TLS. The operator states it, as requests may be forged."""
        return self.base_url.startswith("https://")

    @property
    def proxies(self) -> Proxies:
        """The trusted proxies."""
        return read_proxies(self.trusted_proxies, self.proxy_header)

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


class LimitSettings(BaseModel):
    """Limits of the computations for each client."""

    limit_clients: bool = Field(True, description=N_("Whether costly requests are limited for each client."))
    limits_store: SecretStr = Field(
        SecretStr(IN_MEMORY),
        description=N_(
            "Where requests are counted: memory (each process counts by itself), or an address that begins "
            "with redis:// or valkey://, for several processes or machines together."
        ),
    )
    limit_requests: str = Field(
        "1200/minute",
        description=N_("Requests to costly routes that a client may make. Empty: any number."),
    )
    limit_answers: str = Field(
        "300/minute",
        description=N_("Answers of the API that may be computed for a client. Empty: any number."),
    )
    limit_files: str = Field(
        "90/minute", description=N_("Files that may be written for a client. Empty: any number.")
    )
    limit_drawn: str = Field(
        "30/minute;300/hour",
        description=N_("Reports and pictures that may be drawn for a client. Empty: any number."),
    )

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
        # Valkey has the protocol of Redis and uses the same client.
        return SecretStr(store.replace("valkey", "redis", 1) if store.startswith("valkey") else store)

    @field_validator("limit_requests", "limit_answers", "limit_files", "limit_drawn")
    @classmethod
    def _amounts(cls, text: str) -> str:
        return read_amounts(text)


class MonitoringSettings(BaseModel):
    """Logs and metrics of the server, and their readers."""

    metrics: str = Field(
        "local",
        description=N_(
            "Who may read /metrics: off (nobody), local (this computer), on (anyone), or networks separated "
            "by commas."
        ),
    )
    metrics_folder: Path | None = Field(
        None,
        description=N_(
            "Folder in which the processes of a server note their counts for each other. Empty: webmap run "
            "makes one."
        ),
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description=N_("The lowest level that is logged.")
    )
    log_format: Literal["auto", "json", "text"] = Field(
        "auto", description=N_("Form of the log: json, text, or auto (text on a terminal, json elsewhere).")
    )
    log_requests: Literal["none", "slow", "all"] = Field(
        "slow", description=N_("Which requests are logged: none, slow (slow and failed ones), or all.")
    )
    log_clients: bool = Field(False, description=N_("Whether the addresses of visitors are logged."))

    @field_validator("metrics")
    @classmethod
    def _readers_of_metrics(cls, text: str) -> str:
        read_readers(text)
        return text
