"""The licence of the data, as the operator states it: never that of this program, which is another thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, field_validator

from webmap.errors import BadValueError
from webmap.vocabulary.messages import N_, say

MAX_LENGTH = 300
_NAME = re.compile(r"[A-Za-z0-9._-]+")
"""How a data package names a licence: CC-BY-4.0, KOGL-1."""


@dataclass(frozen=True)
class DataLicence:
    """A licence: its name or sentence, and the address of its text, '' for none."""

    title: str
    path: str = ""

    def as_json(self) -> dict[str, str]:
        """As a data package states it."""
        name = {"name": self.title} if _NAME.fullmatch(self.title) else {"name": "other"}
        return {**name, "title": self.title, **({"path": self.path} if self.path else {})}


class LicenceSettings(BaseModel):
    """The licence of the data."""

    data_licence: str = Field(
        "",
        description=N_(
            "Licence under which the data may be used, such as “CC-BY-4.0 "
            "https://creativecommons.org/licenses/by/4.0/”: a name or a sentence, and an address if there is "
            "one. Sources keep their own terms. Empty: the data set says that no licence was stated."
        ),
    )

    @field_validator("data_licence")
    @classmethod
    def _readable(cls, text: str) -> str:
        text = " ".join(text.split())
        if len(text) > MAX_LENGTH or (text and not read_licence(text).title):
            raise BadValueError(
                say(
                    "it is a name or a sentence of at most %(count)s characters, then an address",
                    count=MAX_LENGTH,
                )
            )
        return text

    @property
    def licence(self) -> DataLicence | None:
        """The stated licence."""
        return read_licence(self.data_licence) if self.data_licence else None


def read_licence(text: str) -> DataLicence:
    """The licence that a text states: an address stands at its end."""
    title, _, last = text.rpartition(" ")
    parts = urlsplit(last)
    if parts.scheme in ("http", "https") and parts.netloc:
        return DataLicence(title, last)
    return DataLicence(text)
