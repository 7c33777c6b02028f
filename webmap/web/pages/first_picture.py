"""The picture of a view's regions that the page shows until Leaflet draws the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from webmap.view.view import View
from webmap.vocabulary.terms import RegionLevel
from webmap.web.map.first_map import first_shapes
from webmap.web.map.folium_map import MIN_ZOOM
from webmap.web.map.view_state import ViewState

MARGIN = 0.02
"""Free margin around the chosen regions, as a share of them."""


class Area(NamedTuple):
    """A region of the first map: its path, and the step of its colour."""

    code: str
    path: str
    step: str
    hatched: bool


@dataclass(frozen=True)
class FirstMap:
    """The picture of the regions; `outline` are corners of the chosen ones, by which the page places it.

    `least_zoom`: the farthest at which it does so; `has_provinces`: whether it shows every province, so that
    the scripts take them from it.
    """

    has_provinces: bool
    areas: list[Area]
    box: str
    outline: str
    unit: str
    least_zoom: int

    @property
    def hatched_steps(self) -> list[str]:
        """The colours that occur hatched."""
        return sorted({area.step for area in self.areas if area.hatched})


def draw_first_map(current: View, state: ViewState, steps: Mapping[str, str], warned: set[str]) -> FirstMap:
    """The picture, given each region's step of the ramp, and the regions with the caution that hatches."""
    chosen_level, chosen = _chosen(state)
    part = first_shapes(current, chosen_level).box(chosen) if chosen else None
    shapes = first_shapes(current, state.by, part)
    of_chosen = shapes if chosen_level is state.by else first_shapes(current, chosen_level, part)
    left, top, width, height = of_chosen.box(chosen)
    margin = MARGIN * max(width, height)
    box = (left - margin, top - margin, width + 2 * margin, height + 2 * margin)
    return FirstMap(
        has_provinces=state.by is RegionLevel.SIDO and shapes.is_whole,
        areas=[
            Area(code, path, steps.get(code, "unasked"), code in warned and code in steps)
            for code, path in shapes.paths.items()
        ],
        box=" ".join(f"{each:.0f}" for each in box),
        outline=" ".join(map(str, of_chosen.outline(chosen))),
        unit=shapes.unit,
        least_zoom=MIN_ZOOM,
    )


def _chosen(state: ViewState) -> tuple[RegionLevel, frozenset[str]]:
    """The regions by which the map is placed: the narrowest that are chosen, else all provinces."""
    chosen = state.filters.regions()
    level = next((each for each in reversed(RegionLevel) if each in chosen), RegionLevel.SIDO)
    return level, chosen.get(level, frozenset())
