"""Preparations of several commands: places, and the online geocoder of the settings."""

from __future__ import annotations

from webmap.build import Refine
from webmap.places.gazetteer import Places, load_places
from webmap.settings.settings import Settings
from webmap.system.progress import ProgressBars


def ready_places(settings: Settings, quiet: bool = False) -> Places:
    """Make boundaries and addresses ready, with a bar where that takes long."""
    with ProgressBars(settings.language, quiet=quiet).steps(1) as steps:
        return load_places(settings.cache, steps.begin)


def check_geocoder_settings(settings: Settings) -> None:
    """Raise SettingsError at once for faulty settings of the online geocoder."""
    if settings.geocoder:
        from webmap.cli.commands.geocoder import check_geocoder

        check_geocoder(settings)


def refiner_of(settings: Settings, places: Places, bars: ProgressBars) -> Refine | None:
    """The step of online geocoding by the settings; None where it is off."""
    if not settings.geocoder:
        return None
    from webmap.cli.commands.geocoder import make_refiner

    return make_refiner(settings, places.cache, bars.over).refine
