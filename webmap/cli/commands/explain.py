"""`webmap explain`: how one name is matched, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from webmap.build import SAMPLE_REGISTER, matcher_of
from webmap.cli.commands.prepare import ready_places
from webmap.cli.reports.registers import files_line, register_paths
from webmap.cli.terminal import echo
from webmap.lists.entry import Entry
from webmap.matching.explain import explain
from webmap.places.register.register import load_register
from webmap.settings.settings import Settings
from webmap.system.shipped_files import data_path
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.terms import Level
from webmap.vocabulary.text import strip_invisible


def explain_name(
    settings: Settings, name: str, region: str, level: str, registers: Sequence[Path], address: str = ""
) -> None:
    """Print step by step how one name is matched."""
    places = ready_places(settings)
    sample = [data_path(each) for each in SAMPLE_REGISTER]
    paths = register_paths(settings, registers) or sample
    register = load_register(paths, places.read_address, places.table)
    if not registers and paths is not sample:
        echo(files_line(register), settings.language)
    name, region, address = map(strip_invisible, (name, region, address))
    entry = Entry("-", 1, name, Level(level) if level else None, region, address)
    for line in explain(matcher_of(register, places), entry):
        echo(line, settings.language)
    if register.fictional:
        echo(FICTIONAL, settings.language)
