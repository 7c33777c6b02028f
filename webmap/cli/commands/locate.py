"""`webmap locate`: show one school's place by register and online geocoder. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from webmap.cli.commands.geocoder import make_refiner
from webmap.cli.commands.prepare import ready_places
from webmap.cli.reports.registers import register_paths
from webmap.cli.terminal import echo
from webmap.errors import SettingsError
from webmap.lists.entry import Entry
from webmap.matching.matcher import build_matcher
from webmap.matching.result import Match
from webmap.places.addresses.addresses import read_region
from webmap.places.gazetteer import Places
from webmap.places.register.register import load_register
from webmap.settings.settings import Settings
from webmap.system.progress import Progress, ProgressBars
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import strip_invisible


def locate(
    settings: Settings, name: str, registers: Sequence[Path], places: Places, progress: Progress[Any]
) -> list[Message]:
    """Match one name, ask the online geocoder of the settings about it, and report the result.

    Only the register's words are sent, never `name`. Raises RegisterError and SettingsError.
    """
    if not settings.geocoder:
        raise SettingsError(say("No online geocoder is turned on. Set WEBMAP_GEOCODER."))
    refiner = make_refiner(settings, places.cache, progress, is_stored=False)
    register = load_register(registers, places.read_address, places.table)
    matcher = build_matcher(register, read_region, places.read_address, places.table)
    matches = matcher.match_entry(Entry("", 1, strip_invisible(name)))
    if register.fictional:
        return [*_lines(matches), say("The data is fictional, so nothing was asked online.")]
    refined = refiner.refine(matches)
    return [*_lines(refined.matches), *refined.report.lines()]


def _lines(matches: Sequence[Match]) -> Iterator[Message]:
    for match in matches:
        name = match.school.name if match.school else match.query
        yield say("%(name)s: %(reason)s", name=name, reason=match.reason)
        if match.place is not None:
            yield say(
                "  %(lat)s, %(lon)s, within %(radius)s m",
                lat=match.place.lat,
                lon=match.place.lon,
                radius=match.place.radius_m or 0,
            )


def show_place(settings: Settings, name: str, registers: Sequence[Path]) -> None:
    """Show one school's place by register and online geocoder; nothing is stored."""
    for line in locate(
        settings,
        name,
        register_paths(settings, registers),
        ready_places(settings),
        ProgressBars(settings.language).over,
    ):
        echo(line, settings.language)
