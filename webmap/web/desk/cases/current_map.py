"""The published map as an office sees it: what the desk shows of schools, and where they are found."""

from __future__ import annotations

import threading
from typing import cast

from flask import Flask, current_app

from webmap.errors import SnapshotError
from webmap.places.regions.region_table import load_region_table
from webmap.review.permissions import Action, limited_to
from webmap.review.schools.directory import Directory
from webmap.settings.settings import Settings
from webmap.view.view import View
from webmap.view.words import region_name
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.terms import RegionLevel
from webmap.web.desk.context import actor
from webmap.web.desk.look import language
from webmap.web.http.published import Published

EXTENSION = "webmap-desk-map"


class CurrentMap:
    """The snapshot that is published now; a new one is picked up by the next page."""

    def __init__(self, settings: Settings) -> None:
        self.table = load_region_table()
        self._published = Published(settings.model_copy(update={"audience": "office"}), self.table)
        self._lock = threading.Lock()
        self._directory: tuple[View, Directory] | None = None

    def view(self) -> View | None:
        """The map as an office sees it, None where nothing was published yet."""
        try:
            return self._published.refreshed()
        except SnapshotError:
            return None

    def directory(self) -> Directory | None:
        """The schools of the map and its register, None where nothing was published yet."""
        view = self.view()
        if view is None:
            return None
        with self._lock:
            if self._directory is None or self._directory[0] is not view:
                self._directory = view, Directory(view)
            return self._directory[1]


def register(app: Flask, settings: Settings) -> None:
    """Let pages ask for the published map."""
    app.extensions[EXTENSION] = CurrentMap(settings)
    app.context_processor(_notice)


def current_map() -> CurrentMap:
    """The published map of the present application."""
    return cast(CurrentMap, current_app.extensions[EXTENSION])


def _notice() -> dict[str, str]:
    """The notice of fictional data, for every page of the desk while the published map is fictional."""
    view = current_map().view()
    return {"fictional_notice": FICTIONAL.render(language()) if view and view.snapshot.fictional else ""}


def name_of(level: RegionLevel, code: str) -> str:
    """Name of a region in the reader's language, '' for an unknown code."""
    table = current_map().table
    return region_name(table, level, code, language()) if code and table.has(level, code) else ""


def sido_choices() -> list[tuple[str, str]]:
    """Codes and names of the sido that the reader may see."""
    table, areas = current_map().table, reading_areas()
    codes = [region.code for region in table.regions(RegionLevel.SIDO)]
    return [
        (code, name_of(RegionLevel.SIDO, code))
        for code in codes
        if areas is None or code in areas or any(_is_office_of(office, code) for office in areas)
    ]


def _is_office_of(office: str, sido: str) -> bool:
    table = current_map().table
    return table.has(RegionLevel.OFFICE, office) and table.region(RegionLevel.OFFICE, office).sido == sido


def reading_areas() -> frozenset[str] | None:
    """Codes of the areas to which the reader is limited, None for the whole country."""
    return limited_to(actor(), Action.READ)
