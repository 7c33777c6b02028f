"""Names of the kinds and roles of sources, for people."""

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
    "findings": N_("Findings on schools"),
}
"""Names of sources by kind or role; other kinds are shown as stored (csv, xlsx …)."""

ROLES = {
    "list": N_("List"),
    "decisions": N_("Decisions"),
    "findings": N_("Findings"),
    "register": N_("School register"),
    "boundaries": N_("Boundaries"),
    "geocoder": N_("Online geocoder"),
}
"""Names of sources' roles."""

PUBLISHERS = {
    "press": N_("Press"),
    "union": N_("Union"),
    "police": N_("Police"),
    "office": N_("Office of education"),
    "community": N_("Community"),
    "unknown": N_("Unknown publisher"),
}
"""Kinds of those who keep a list, as `project.toml` states them."""


def kind_of(source: Mapping[str, Any]) -> str:
    """Name of a stored source's kind, as a sentence of the catalogue."""
    return KINDS.get(source["kind"]) or KINDS.get(source["role"]) or str(source["kind"])


def role_of(source: Mapping[str, Any]) -> str:
    """Name of a stored source's role, as a sentence of the catalogue."""
    return ROLES.get(source["role"], str(source["role"]))
