"""Tiles of another server: which values are taken, what they mean, and what is said of any other."""

from __future__ import annotations

import pytest

from webmap.errors import SettingsError
from webmap.settings.settings import Settings, load_settings

OWN = "https://tile.example.org/{z}/{x}/{y}.png"


def load(monkeypatch: pytest.MonkeyPatch, tiles: str, attribution: str = "") -> Settings:
    monkeypatch.setenv("WEBMAP_TILES", tiles)
    monkeypatch.setenv("WEBMAP_TILES_ATTRIBUTION", attribution)
    return load_settings()


def test_there_are_none_unless_they_are_stated():
    assert Settings().tile_source is None


@pytest.mark.parametrize(
    ("template", "origins"),
    [
        (OWN, ("https://tile.example.org",)),
        ("https://example.org:8443/a/{z}/{y}/{x}{r}.webp?key=1", ("https://example.org:8443",)),
        (
            "https://{s}.tile.example.org/{z}/{x}/{y}.png",
            tuple(f"https://{each}.tile.example.org" for each in "abc"),
        ),
    ],
)
def test_a_template_gives_its_origins_and_the_attribution_that_is_stated(
    monkeypatch: pytest.MonkeyPatch, template: str, origins: tuple[str, ...]
):
    tiles = load(monkeypatch, f" {template} ", "© Example <b>").tile_source
    assert tiles is not None
    assert (tiles.template, tiles.origins) == (template, origins)
    assert tiles.for_scripts()["attribution"] == "© Example &lt;b&gt;"


def test_a_name_of_xyzservices_brings_template_attribution_and_nearest_zoom(monkeypatch: pytest.MonkeyPatch):
    tiles = load(monkeypatch, "OpenStreetMap.Mapnik").tile_source
    assert tiles is not None
    assert tiles.template == "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    assert tiles.max_zoom == 19
    assert [(each.text, each.href) for each in tiles.credits] == [
        ("© ", ""), ("OpenStreetMap", "https://www.openstreetmap.org/copyright"), (" contributors", ""),
    ]  # fmt: skip
    stated = load(monkeypatch, "OpenStreetMap.Mapnik", "Mine").tile_source
    assert stated is not None
    assert [each.text for each in stated.credits] == ["Mine"]


@pytest.mark.parametrize(
    ("tiles", "attribution", "setting", "fault"),
    [
        ("http://tile.example.org/{z}/{x}/{y}.png", "x", "WEBMAP_TILES", "https://"),
        ("https://tile.example.org/{z}/{x}.png", "x", "WEBMAP_TILES", "template"),
        ("https://tile.example.org/{z}/{x}/{y}/{y}.png", "x", "WEBMAP_TILES", "template"),
        ("https://tile.example.org/{z}/{x}/{y}/{style}.png", "x", "WEBMAP_TILES", "template"),
        ("https://{z}.example.org/{z}/{x}/{y}.png", "x", "WEBMAP_TILES", "template"),
        ("https://*.example.org/{z}/{x}/{y}.png", "x", "WEBMAP_TILES", "template"),
        ("https://me@example.org/{z}/{x}/{y}.png", "x", "WEBMAP_TILES", "template"),
        ("https://example.org; script-src *//{z}/{x}/{y}", "x", "WEBMAP_TILES", "template"),
        ("https://example.org/{z}/{x}/{y}.png#top", "x", "WEBMAP_TILES", "template"),
        ("Nobody.KnowsThis", "", "WEBMAP_TILES", "no tiles of this name"),
        ("Thunderforest.OpenCycleMap", "", "WEBMAP_TILES", "need a key"),
        (OWN, "", "WEBMAP_TILES_ATTRIBUTION", "whose the tiles"),
        (OWN, " ", "WEBMAP_TILES_ATTRIBUTION", "whose the tiles"),
        (OWN, "x" * 201, "WEBMAP_TILES_ATTRIBUTION", "at most 200"),
    ],
)
def test_any_other_value_keeps_the_map_from_starting_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tiles: str, attribution: str, setting: str, fault: str
):
    with pytest.raises(SettingsError) as refused:
        load(monkeypatch, tiles, attribution)
    sentence = refused.value.message.render("en")
    assert f"The setting {setting} cannot be used" in sentence
    assert fault in sentence
