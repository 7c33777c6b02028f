"""Settings of publishing: folders, limits of lists, readers, geocoder and register."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import BaseModel, Field, SecretStr, field_validator

from webmap.errors import BadValueError
from webmap.lists.limits import Limits
from webmap.settings.addresses import NOT_HTTPS, check_report_address
from webmap.settings.faults import unknown_words
from webmap.settings.serving import LOCAL_HOSTS
from webmap.vocabulary.geocoders import GEOCODERS
from webmap.vocabulary.messages import N_, say
from webmap.vocabulary.terms import STATUSES, code_of_term, term_choices


def default_cache() -> Path:
    """The cache folder of this application for the present user."""
    return Path(platformdirs.user_cache_dir("affected-schools-map", appauthor=False))


class MapSettings(BaseModel):
    """Language and folders of the map."""

    language: Literal["ko", "en"] = Field(
        "ko", description=N_("Language of the command line, and of pages whose address has no lang=.")
    )
    snapshots: Path = Field(
        Path("var/snapshots"), description=N_("Folder that holds the published snapshots.")
    )
    keep_snapshots: int = Field(5, ge=2, description=N_("How many snapshots are kept."))
    cache: Path = Field(
        default_factory=default_cache,
        description=N_("Folder for cleaned boundaries, which take 45 seconds to make, and online answers."),
    )


class ReaderSettings(BaseModel):
    """The audience of the map, and what it may see."""

    audience: Literal["public", "office"] = Field(
        "public",
        description=N_(
            "Who reads the map: the public, or an office behind its own log-in, which also sees notes."
        ),
    )
    public_statuses: str = Field(
        ",".join(STATUSES),
        description=N_("Statuses that the public may see at all, separated by commas."),
    )
    public_row_texts: bool = Field(
        True, description=N_("Whether the public may read the texts of rows that are not on the map.")
    )
    search_register: bool = Field(
        True,
        description=N_(
            "Whether the search knows the names of the register's schools, so that it can say of one that it "
            "is not listed. With false it says so without naming any."
        ),
    )
    report_url: str = Field(
        "",
        description=N_(
            "Where readers report an error. A mailto: address gets a subject and a text, an https:// address "
            "the parameters place, name, version and view. Empty: no such link."
        ),
    )

    correction_delay_days: int = Field(
        7, ge=0, le=90,
        description=N_(
            "Days until the page of corrections tells of a school that was taken off the map, so that it "
            "does not point at what was just taken down. The map itself changes at once."
        ),
    )  # fmt: skip

    @field_validator("report_url")
    @classmethod
    def _report_address(cls, text: str) -> str:
        return check_report_address(text.strip())

    @field_validator("public_statuses")
    @classmethod
    def _known_statuses(cls, text: str) -> str:
        codes = [code_of_term(part.strip(), STATUSES) for part in text.split(",")]
        unknown = set(codes) - set(STATUSES)
        if unknown:
            raise BadValueError(unknown_words(sorted(unknown), term_choices(STATUSES)))
        return ",".join(codes)


class ListSettings(BaseModel):
    """The largest list that is read."""

    max_rows: int = Field(Limits().rows, ge=1, description=N_("Most rows that a list may have."))
    max_cell_characters: int = Field(
        Limits().cell_characters, ge=10, description=N_("Most characters that a cell of a list may have.")
    )
    max_file_bytes: int = Field(
        Limits().file_bytes, ge=1, description=N_("Most bytes that a list file may have.")
    )
    max_unpacked_bytes: int = Field(
        Limits().unpacked_bytes, ge=1, description=N_("Most bytes that an XLSX file may hold once unpacked.")
    )

    @property
    def limits(self) -> Limits:
        """Limits for reading lists."""
        return Limits(
            rows=self.max_rows,
            cell_characters=self.max_cell_characters,
            file_bytes=self.max_file_bytes,
            unpacked_bytes=self.max_unpacked_bytes,
        )


class GeocoderSettings(BaseModel):
    """The optional online geocoder, which is asked while building and never while serving."""

    geocoder: str = Field(
        "",
        description=N_(
            "Online geocoder for schools whose place the register gives only roughly: nominatim, photon, "
            "pelias, opencage, kakao or vworld. Empty: none."
        ),
    )
    geocoder_key: SecretStr = Field(SecretStr(""), description=N_("Your key for the online geocoder."))
    geocoder_user_agent: str = Field(
        "", description=N_("How requests to the online geocoder name you: a name and a contact.")
    )
    geocoder_url: str = Field("", description=N_("Address of your own Nominatim, Photon or Pelias server."))
    geocoder_seconds: int = Field(
        600, ge=1, le=86_400, description=N_("Most seconds that a build spends on the online geocoder.")
    )
    geocoder_timeout: float = Field(
        10.0, gt=0, le=120, description=N_("Seconds to wait for one answer of the online geocoder.")
    )
    geocoder_storing_agreed: bool = Field(
        False,
        description=N_("Whether your agreement with the online geocoder allows you to keep its results."),
    )

    @field_validator("geocoder")
    @classmethod
    def _known_geocoder(cls, name: str) -> str:
        if name and name not in GEOCODERS:
            raise BadValueError(unknown_words([name], GEOCODERS))
        return name


class RegisterSettings(BaseModel):
    """Where `webmap register update` fetches the register."""

    register_folder: Path = Field(
        Path("var/register"),
        description=N_(
            "Folder into which webmap register update writes, and whose files are used where --register "
            "is not given."
        ),
    )
    data_go_kr_key: SecretStr = Field(
        SecretStr(""), description=N_("Key for the public data portal (https://www.data.go.kr).")
    )
    data_go_kr_url: str = Field(
        "https://api.data.go.kr/openapi/tn_pubr_public_elesch_mskul_lc_api",
        description=N_("Address of the interface for the national standard data of school locations."),
    )
    neis_key: SecretStr = Field(SecretStr(""), description=N_("Key for NEIS (https://open.neis.go.kr)."))
    neis_url: str = Field(
        "https://open.neis.go.kr/hub/schoolInfo",
        description=N_("Address of the interface for the NEIS school basics."),
    )
    update_seconds: int = Field(
        900, ge=1, description=N_("Most seconds that webmap register update spends on each source.")
    )

    @field_validator("data_go_kr_url", "neis_url")
    @classmethod
    def _safe_address(cls, text: str) -> str:
        """The address, to which a key is sent: over TLS or to this computer, and without other parts."""
        parts = urlsplit(text)
        local = parts.scheme == "http" and parts.hostname in LOCAL_HOSTS
        if not (parts.hostname and (parts.scheme == "https" or local)):
            raise BadValueError(NOT_HTTPS)
        if parts.username or parts.password or parts.query or parts.fragment:
            raise BadValueError(say("it must have no user, no ? and no #"))
        return text
