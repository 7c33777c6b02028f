"""docs/settings.md says of every setting what its declaration says, in both languages."""

from __future__ import annotations

import re

import pytest

from webmap.settings.desk import DeskSettings, desk_variable
from webmap.settings.document import settings_as_markdown
from webmap.settings.settings import Settings, variable
from webmap.system.shipped_files import data_path

PAGE = (data_path().parent / "docs" / "settings.md").read_text("utf-8")
KOREAN, ENGLISH = PAGE.split("## English")


def rows(half: str) -> dict[str, list[str]]:
    """Setting → its cells: values, default, meaning."""
    lines = re.findall(r"^\| `(WEBMAP_\w+)` \| (.*) \| (.*) \| (.*) \|$", half, flags=re.M)
    return {name: cells for name, *cells in lines}


def test_the_page_is_the_one_that_make_documents_writes():
    assert settings_as_markdown() == PAGE, "run `make documents`"


@pytest.mark.parametrize("half", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_every_setting_has_its_values_default_and_meaning(half):
    expected = {variable(name) for name in Settings.model_fields}
    expected |= {desk_variable(name) for name in DeskSettings.model_fields}
    assert set(rows(half)) == expected
    assert [name for name, cells in rows(half).items() if not all(cells)] == []


def test_the_meaning_of_every_setting_is_a_sentence_in_korean():
    assert [name for name, cells in rows(KOREAN).items() if not re.search("[가-힣].*다\\.$", cells[2])] == []


def test_the_page_names_no_folder_of_the_computer_on_which_it_was_made():
    assert "/home/" not in PAGE
    assert str(Settings().cache) not in PAGE


def test_bounds_and_choices_are_those_of_the_declaration():
    english = rows(ENGLISH)
    assert english["WEBMAP_WORKERS"][:2] == ["whole number (≥ 1, ≤ 64)", "`1`"]
    assert english["WEBMAP_GEOCODER_TIMEOUT"][:2] == ["number (> 0, ≤ 120)", "`10.0`"]
    assert english["WEBMAP_LOG_FORMAT"][:2] == ["`auto`, `json`, `text`", "`auto`"]
    assert english["WEBMAP_LIMITS_STORE"][:2] == ["text, kept out of logs", "`memory`"]
    assert english["WEBMAP_LIMIT_CLIENTS"][:2] == ["`true`, `false`", "`true`"]
