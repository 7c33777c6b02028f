"""The style sheets of each kind of page, in the order in which they apply."""

from __future__ import annotations

BASE = [
    *((f"css/{name}.css", "") for name in ("tokens", "base", "page/menu")),
    ("css/page/menu_narrow.css", "(max-width: 899px)"),
    *((f"css/{name}.css", "") for name in ("page/header", "page/help")),
]
"""(path below /static/, media for which alone the sheet is meant), in the order in which they apply."""
EVERYWHERE = [*BASE, ("css/page/text.css", ""), ("css/page/tables.css", "")]
"""Sheets of pages to read."""
MAP_SHEETS = (
    "page/panels",
    "ui/switches",
    "list/lists",
    "list/region_table",
    "filters/form",
    "filters/search",
    "filters/places",
    "filters/histogram",
    "cards/cards",
    "cards/charts",
    "map/leaflet",
    "map/points",
    "map/labels",
    "map/ground",
    "page/shell",
    "list/totals",
    "map/legend",
    "page/folds",
    "ui/sheet",
)
MAP = [
    *BASE,
    ("vendor/leaflet/leaflet.css", ""),
    *((f"css/{name}.css", "") for name in MAP_SHEETS),
]
DIALOGS = [("css/dialogs/share.css", ""), ("css/dialogs/export.css", "")]
NARROW = ("css/page/narrow.css", "(max-width: 699px), (max-width: 1099px) and (max-height: 599px)")
LOW = ("css/page/low.css", NARROW[1])
TABLET = ("css/page/tablet.css", "(min-width: 700px) and (max-width: 1099px) and (min-height: 600px)")
FORCED = ("css/forced_colours.css", "")
PRINT = ("css/print.css", "")
LATER = ("css/filters/histogram.css", "css/cards/charts.css", *(path for path, _media in DIALOGS))
"""Sheets of what comes later: where the page holds its sheet, they come with the later scripts."""
DESK_SHEETS = (
    "desk", "forms", "lists", "people", "files", "cases", "releases", "queue", "question", "question_map",
    "start",
)  # fmt: skip
"""The shared ones of the review desk, and one of each topic, below `css/desk`."""
REGION_SHEETS = {
    "regions": [
        *EVERYWHERE,
        ("vendor/leaflet/leaflet.css", ""),
        *(
            (f"css/{name}.css", "")
            for name in ("map/leaflet", "map/legend", "regions/choices", "regions/regions")
        ),
        FORCED,
        PRINT,
    ],
}
"""Style sheets of the pages of regions (`webmap/web/regions`)."""
SHEETS = {
    "document": EVERYWHERE,
    "about": [*EVERYWHERE, ("css/page/about.css", "")],
    "lists": [*EVERYWHERE, ("css/page/about.css", ""), ("css/page/lists.css", "")],
    "unplaced": [*EVERYWHERE, ("css/unplaced/unplaced.css", "")],
    "map": [*MAP, *DIALOGS, TABLET, NARROW, LOW, FORCED, PRINT],
    "embed": [
        *MAP,
        ("css/page/narrow.css", ""),
        ("css/page/low.css", ""),
        ("css/embed/embed.css", ""),
        FORCED,
        PRINT,
    ],
    "file": [*MAP, TABLET, NARROW, LOW, ("css/page/file.css", ""), FORCED, PRINT],
    "plain": [("css/page/plain.css", "")],
    "later": [(path, "") for path in LATER],
    **REGION_SHEETS,
    "desk": [
        *EVERYWHERE,
        ("css/page/menu_narrow.css", "(max-width: 1099px)"),
        *((f"css/desk/{name}.css", "") for name in DESK_SHEETS),
    ],
}
"""Style sheets by kind of page."""


def sheets_at_once(kind: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The sheets of a kind of page without those of `LATER`: what applies before these, and what after."""
    sheets = [each for each in SHEETS[kind] if each[0] not in LATER]
    place = sheets.index((f"css/{MAP_SHEETS[-1]}.css", "")) + 1
    return sheets[:place], sheets[place:]
