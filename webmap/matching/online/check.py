"""Whether an online answer may refine a place: it must agree with the register."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from pyproj import Geod

from webmap.matching.online.answer import RADIUS_M, Answer, Asking, Question
from webmap.matching.result import Place
from webmap.places.regions.boundaries import locate
from webmap.vocabulary.geocoders import Precision
from webmap.vocabulary.messages import Message, say

NEAR_M = 300
"""Metres by which a point may lie outside the register's circle: legal-dong borders and providers differ."""
SHORE_M = 300.0
"""Metres by which a point may lie outside every sigungu, on a quay or on reclaimed land."""

EARTH = Geod(ellps="GRS80")

SigunguOf = Callable[[Answer], str | None]
"""Today's code of the sigungu in which a point lies."""


@dataclass(frozen=True)
class Verdict:
    """The answer that refines the place, or the reason why none does."""

    answer: Answer | None
    reason: Message | None


def sigungu_finder(layer: gpd.GeoDataFrame) -> SigunguOf:
    """Look up points in the full sigungu layer (columns `code`, `geometry`; EPSG:4326)."""

    def sigungu_of(answer: Answer) -> str | None:
        point = gpd.GeoDataFrame(geometry=gpd.points_from_xy([answer.lon], [answer.lat]), crs="EPSG:4326")
        code = locate(point, layer, SHORE_M)["code"].iloc[0]
        return None if pd.isna(code) else str(code)

    return sigungu_of


def check(answers: Sequence[Answer], question: Question, place: Place, sigungu_of: SigunguOf) -> Verdict:
    """Judge all answers to one question about a place that is a circle.

    Each must be finer than the circle, have the school's name where it is a named site, lie in the stated
    sigungu, and in or near the circle. The most precise of these count, and only where they are one place.
    """
    accepted: list[Answer] = []
    reasons: list[Message] = []
    for answer in answers:
        reason = _fault(answer, question, place, sigungu_of)
        if reason is None:
            accepted.append(answer)
        else:
            reasons.append(reason)
    if not accepted:
        return Verdict(None, reasons[0] if reasons else nothing_found())
    finest = min(RADIUS_M[answer.precision] for answer in accepted)
    best = [answer for answer in accepted if RADIUS_M[answer.precision] == finest]
    if any(_metres(best[0].lat, best[0].lon, other) > finest for other in best[1:]):
        return Verdict(None, say("it knows several places of this name or address"))
    return Verdict(best[0], None)


def nothing_found() -> Message:
    """The provider knows nothing of the school."""
    return say("it knows no such place")


def _fault(answer: Answer, question: Question, place: Place, sigungu_of: SigunguOf) -> Message | None:
    if not (abs(answer.lat) <= 90 and abs(answer.lon) <= 180):  # also False for NaN
        return say("its point is not a coordinate")
    if answer.precision is Precision.AREA or RADIUS_M[answer.precision] >= (place.radius_m or 0):
        return say("its point is no finer than what the register says")
    if _is_another(answer, question):
        return say("it names another place")
    if sigungu_of(answer) != place.sigungu:
        return say("its point lies outside the city or county that the register states")
    if _metres(place.lat, place.lon, answer) > (place.radius_m or 0) + NEAR_M:
        return say("its point lies far from the legal-dong that the register states")
    return None


def _is_another(answer: Answer, question: Question) -> bool:
    """Whether a site has another name than the school, or a house number is not the school's."""
    if answer.precision is Precision.SITE:
        return _comparable_name(answer.name) != _comparable_name(question.name)
    asked_by_name = question.asking is Asking.NAME
    return asked_by_name or bool(answer.number and answer.number != question.number)


def _comparable_name(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _metres(lat: float, lon: float, answer: Answer) -> float:
    return float(EARTH.inv(lon, lat, answer.lon, answer.lat)[2])
