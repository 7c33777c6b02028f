"""The formats that hold tables, and those of them that keep every text as it is: from the registry of formats."""

from __future__ import annotations

from webmap.exports.formats import FORMATS

TABLES = tuple(suffix for suffix, form in FORMATS.items() if not form.draws_map)
PROGRAMS_RUN = ("csv", "xlsx")
"""Formats whose texts a spreadsheet may run, so that they are written otherwise there."""
PLAIN_TABLES = tuple(suffix for suffix in TABLES if suffix not in PROGRAMS_RUN)
WITHOUT_HEADINGS = tuple(suffix for suffix in TABLES if suffix != "xlsx")
"""Formats whose columns have the names of the API."""
