"""What tests share: the official register where it is there, the sample, and an application that serves it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from webmap.app import create_app
from webmap.build import SAMPLE_LISTS, SAMPLE_REGISTER, Geocoded, geocode, make_snapshot
from webmap.lists.limits import Limits
from webmap.places.gazetteer import Places, load_places
from webmap.settings.publishing import default_cache
from webmap.settings.settings import Settings
from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.pointer import Pointer, read_pointer, write_pointer
from webmap.snapshot.snapshot import Snapshot, open_snapshot, write_snapshot
from webmap.system.shipped_files import data_path

# A machine that does other things as well is no fault of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


LONG_FIRST = ("slow", "register", "browser")
"""Marks by how long the tests of a file take; what is left to the end is short, so that no worker waits for another."""


def pytest_xdist_auto_num_workers() -> int | None:
    """One more than there are cores: a third of the time goes by waiting for a browser or another program."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None  # xdist then takes that number
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        return next(
            (i for i, mark in enumerate(LONG_FIRST) if item.get_closest_marker(mark)), len(LONG_FIRST)
        )

    items.sort(key=place)


def silent(items, _what, _count):
    return items


@pytest.fixture(scope="session", autouse=True)
def _nothing_remembered() -> None:
    """Clear the caches of matching and view: mutmut runs the tests again in a process that has run them."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("webmap.matching.", "webmap.view.")):
            for value in vars(module).values():
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


@pytest.fixture(autouse=True)
def _settings_stay_as_they_are() -> Iterator[None]:
    """Fail the test that leaves a setting behind, instead of those that follow it in the same process."""
    before = _stated_settings()
    yield
    assert _stated_settings() == before


def _stated_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("WEBMAP_")}


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("the official register is not here (../shared/data)")
    return SHARED_DATA


@pytest.fixture(scope="session")
def official_register(shared_data: Path) -> list[Path]:
    return [shared_data / "schools_standard_20250325.csv", shared_data / "universities_standard.csv"]


@pytest.fixture(scope="session")
def places() -> Places:
    return load_places(default_cache())


@pytest.fixture(scope="session")
def sample(places: Places) -> Geocoded:
    lists = [data_path(name) for name in SAMPLE_LISTS]
    registers = [data_path(name) for name in SAMPLE_REGISTER]
    return geocode(lists, registers, places, Limits(), silent)


@pytest.fixture(scope="session")
def sample_snapshot(sample: Geocoded, places: Places) -> Snapshot:
    return make_snapshot(sample, places)


@pytest.fixture(scope="session")
def sample_folder(sample_snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshots")
    write_snapshot(sample_snapshot, folder)
    return folder


@pytest.fixture(scope="session")
def published_snapshot(sample_folder: Path) -> Snapshot:
    return open_snapshot(sample_folder)


@pytest.fixture
def snapshots(sample_folder: Path, tmp_path: Path) -> Path:
    """The published sample in a folder of the test's own: copied, as writing it takes ten times as long."""
    return shutil.copytree(sample_folder, tmp_path, dirs_exist_ok=True)


def publish_again(folder: Path, **changes: object) -> None:
    """Publish the served snapshot once more with a manifest that differs, such as in its `version`."""
    served = folder / read_pointer(folder).version
    manifest = json.loads((served / MANIFEST).read_text("utf-8")) | changes
    newer = shutil.copytree(served, folder / manifest["version"])
    content = json.dumps(manifest).encode()
    (newer / MANIFEST).write_bytes(content)
    write_pointer(folder, Pointer(newer.name, hashlib.sha256(content).hexdigest()))


def app_for(folder: Path, **settings: object) -> Flask:
    app = create_app(Settings(snapshots=folder, **settings))
    app.testing = True
    # Failures must reach the handlers that answer them, as they do when serving.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture(scope="session")
def app(sample_folder: Path) -> Flask:
    return app_for(sample_folder)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def copy_folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample published as files, with the exports of two formats."""
    from tests.site.making import publish_sample

    target = tmp_path_factory.mktemp("hosted") / "map"
    publish_sample(sample_folder, target, formats=("csv", "json"), provinces=("41",))
    return target
