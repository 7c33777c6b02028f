"""The version of the interfaces, and what it promises."""

from __future__ import annotations

from webmap.vocabulary.messages import N_

API_VERSION = "1.0.0"
"""Semantic version of API, OGC collections and data package; `schema_changelog` says what it changed."""

POLICY = N_(
    "Addresses, parameters and fields of version 1 stay: what is new is added, and the second number of the "
    "version goes up. A change that could break a reader gets a new address (/api/v2/…), is announced in the "
    "record of the schema, and leaves the old address in service for at least a year. Unknown parameters are "
    "refused, never passed over. IDs of schools and regions are the official ones and stay; "
    "that of an address without a school holds for its list only."
)
