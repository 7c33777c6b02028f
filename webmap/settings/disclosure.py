"""Settings of disclosure: whether the map shows schools, schools of some statuses, or numbers of regions."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, Field, field_validator

from webmap.errors import BadValueError
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import STATUSES

DisclosureLevel = Literal["schools", "statuses", "regions"]


class DisclosureSettings(BaseModel):
    """What of the schools is shown at all, and how far small numbers are protected."""

    disclosure: DisclosureLevel = Field(
        "schools",
        description=N_(
            "What the map discloses: schools; schools of the statuses in WEBMAP_PUBLIC_STATUSES; or numbers "
            "of regions alone, of which no single school can be told."
        ),
    )
    disclosure_k: int = Field(
        5, ge=3, le=1000, description=N_("With regions: numbers from 1 to one less than this are small.")
    )
    disclosure_nmin: int = Field(
        10, ge=3, le=1000,
        description=N_("With regions: nothing is shown of groups in which fewer schools exist."),
    )  # fmt: skip
    disclosure_alpha: str = Field(
        "1/2",
        description=N_("With regions: share of a group's schools that nobody may prove to be exceeded."),
    )
    disclosure_days: int = Field(
        7, ge=1, le=366,
        description=N_(
            "With regions: fewest days between two editions, so that the day of an edition is not that of a "
            "school."
        ),
    )  # fmt: skip

    @field_validator("disclosure_alpha")
    @classmethod
    def _share(cls, text: str) -> str:
        try:
            share = Fraction(text)
        except (ValueError, ZeroDivisionError):
            raise BadValueError(say("it takes a share such as 1/2 or 0.4")) from None
        if not 0 < share < 1:
            raise BadValueError(say("it must be more than 0 and less than 1"))
        return text.strip()


def contradiction(settings: DisclosureSettings, public_statuses: str, audience: str) -> Message | None:
    """What is wrong with settings that exclude each other, None where nothing is."""
    withholds = set(public_statuses.split(",")) < set(STATUSES)
    match settings.disclosure:
        case "statuses" if not withholds:
            return say(
                "WEBMAP_DISCLOSURE is statuses, but WEBMAP_PUBLIC_STATUSES names all of them. Name those "
                "that the public may see."
            )
        case "regions" if withholds:
            return say(
                "WEBMAP_DISCLOSURE is regions, where every status has a number for the whole country, but "
                "WEBMAP_PUBLIC_STATUSES withholds some. Leave it out."
            )
        case "regions" if audience != "public":
            return say(
                "WEBMAP_DISCLOSURE is regions, which is for the public, but WEBMAP_AUDIENCE is %(audience)s. "
                "Serve an office from a folder and settings of its own.",
                audience=audience,
            )
        case "regions" if settings.disclosure_nmin < settings.disclosure_k:
            return say(
                "WEBMAP_DISCLOSURE_NMIN is %(nmin)s. It must be at least WEBMAP_DISCLOSURE_K, which is "
                "%(k)s.",
                nmin=settings.disclosure_nmin,
                k=settings.disclosure_k,
            )
    return None
