"""The static copy of a protected snapshot: whole, without schools, and equal for every truth of the same forms."""

from __future__ import annotations

import json

import pytest

from tests.snapshot.protected.making import protected_sample
from tests.web.regions.serving import BASE, unpacked
from tests.web.regions.twins import write_twin
from webmap.errors import RequestError
from webmap.settings.settings import Settings
from webmap.site.options import PublishOptions
from webmap.site.publish import publish
from webmap.snapshot.protected.snapshot import write_protected
from webmap.system.progress import ProgressBars


def copy_of(snapshots, target, **options):
    settings = Settings(snapshots=snapshots, disclosure="regions", base_url=options.pop("base_url", ""))
    with pytest.MonkeyPatch.context() as patch:
        for quality in ("BEST", "GOOD"):
            patch.setattr(f"webmap.site.tree.{quality}", 1)
        made = PublishOptions(target, settings, formats=("csv", "json", "xlsx"), processes=1, **options)
        publish(made, ProgressBars("en"))
    return target


@pytest.fixture(scope="module")
def folders(sample_snapshot, tmp_path_factory):
    """Two folders of snapshots that show the same of different schools."""
    one, two = (tmp_path_factory.mktemp(name) for name in ("one", "two"))
    write_protected(protected_sample(sample_snapshot), one)
    write_twin(sample_snapshot, two)
    return one, two


@pytest.fixture(scope="module")
def copy(folders, tmp_path_factory):
    return copy_of(folders[0], tmp_path_factory.mktemp("copy") / "map")


def contents(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_it_has_every_page_of_the_menu_in_both_languages(copy):
    tables = ("", "sido-middle/", "sido-high/", "sido-confirmed/", "office/", "sigungu/")
    for folder in ("", "en/"):
        for page in (
            *tables,
            *(f"embed/{each}" for each in tables),
            "about/",
            "lists/",
            "corrections/",
            "dataset/",
        ):
            assert (copy / folder / page / "index.html").is_file()
        for table in ("", *(f"-{each[:-1]}" for each in tables[1:])):
            assert (copy / folder / "exports" / f"regions{table}.csv").is_file()
            assert json.loads((copy / folder / "api" / f"regions{table}.geojson").read_bytes())["features"]


def test_it_says_what_it_is(copy):
    assert json.loads((copy / "site.json").read_bytes())["disclosure"] == "regions"


def test_no_file_of_it_names_a_school(copy, sample_snapshot):
    words = {each.encode() for each in {*sample_snapshot.schools["key"], *sample_snapshot.schools["name"]}}
    words |= {each.encode() for each in sample_snapshot.register_names["name"]}
    for name, content in contents(copy).items():
        whole = content + b"".join(unpacked(name, content))
        assert not [word for word in words if word in whole], name


def test_another_truth_of_the_same_forms_changes_no_byte(copy, folders, tmp_path):
    assert contents(copy_of(folders[1], tmp_path / "map")) == contents(copy)


@pytest.mark.parametrize(
    "options", [{"copy_filters": {"sido": "26"}}, {"provinces": ("26",)}, {"tiles": True}]
)
def test_it_takes_no_options_that_name_schools_or_places(folders, tmp_path, options):
    with pytest.raises(RequestError, match="WEBMAP_DISCLOSURE=regions"):
        copy_of(folders[0], tmp_path / "map", base_url=BASE, **options)
