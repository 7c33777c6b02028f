"""Settings of comparing lists: what counts as a sign that one follows another."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from webmap.vocabulary.messages import N_

PREFIX = "signs_"


class SignSettings(BaseModel):
    """The thresholds of signs; every page that shows signs states them."""

    signs_shared_marks: float = Field(
        3.0,
        gt=0,
        description=N_("Weight of shared slips and oddities of two lists, from which it is a strong sign."),
    )
    signs_shared_share: float = Field(
        0.3, ge=0, le=1,
        description=N_("Their least share of the oddities of the list that has fewer, for that sign."),
    )  # fmt: skip
    signs_order_excess: float = Field(
        0.35, ge=0, le=1,
        description=N_("Common order of rows beyond chance, as a share, above which it is a strong sign."),
    )  # fmt: skip
    signs_order_schools: int = Field(
        20, ge=2, description=N_("Fewest common schools by whose order two lists are compared.")
    )
    signs_sorted_share: float = Field(
        0.75, ge=0.5, le=1,
        description=N_("Share of neighbouring rows in order, from which a list counts as sorted."),
    )  # fmt: skip
    signs_containment: float = Field(
        0.8, ge=0, le=1,
        description=N_("Share of the smaller list that is in the other, above which it is a possible sign."),
    )  # fmt: skip
    signs_containment_schools: int = Field(30, ge=1, description=N_("Fewest common schools for that sign."))
    signs_direction_share: float = Field(
        0.8, gt=0.5, le=1,
        description=N_("Share of differing dates earlier in one list, from which it is the earlier one."),
    )  # fmt: skip
    signs_direction_schools: int = Field(
        10, ge=1, description=N_("Fewest schools with differing dates for that.")
    )

    @property
    def signs(self) -> dict[str, Any]:
        """The thresholds by name, as `comparison.signs.Thresholds` takes them."""
        names = SignSettings.model_fields
        return {name.removeprefix(PREFIX): getattr(self, name) for name in names}
