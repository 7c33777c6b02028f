"""Names of what sources are and what they are for, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webmap.vocabulary.messages import N_

KINDS = {
    "standard": N_("National standard data of school locations"),
    "neis": N_("NEIS school basics"),
    "university": N_("National standard data of universities"),
    "boundaries": N_("Boundaries of the National Geographic Information Institute, base date 2023-09-15"),
    "decisions": N_("Decisions by people"),
}
"""Names of sources by kind or role; what is not named here is shown as it is stored (csv, xlsx …)."""

ROLES = {
    "list": N_("List"),
    "decisions": N_("Decisions"),
    "register": N_("School register"),
    "boundaries": N_("Boundaries"),
    "geocoder": N_("Online geocoder"),
}
"""What a source is for."""


def kind_of(source: Mapping[str, Any]) -> str:
    """Name of a stored source's kind, as a sentence of the catalogue."""
    return KINDS.get(source["kind"]) or KINDS.get(source["role"]) or str(source["kind"])


def role_of(source: Mapping[str, Any]) -> str:
    """Name of what a stored source is for, as a sentence of the catalogue."""
    return ROLES.get(source["role"], str(source["role"]))
