"""A slip in the name of a setting is named: it would leave the default, which may withhold nothing."""

import pytest

from webmap.errors import SettingsError
from webmap.settings.settings import OTHER_VARIABLES, Settings, load_settings, variable


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("WEBMAP_PUBLIC_STATUS", "WEBMAP_PUBLIC_STATUSES"),
        ("WEBMAP_PUBLIC_STATUSSES", "WEBMAP_PUBLIC_STATUSES"),
        ("WEBMAP_PUBLIC__STATUSES", "WEBMAP_PUBLIC_STATUSES"),
        ("WEBMAP_PUBLICSTATUSES", "WEBMAP_PUBLIC_STATUSES"),
        ("WEBMAP_STATUSES_PUBLIC", "WEBMAP_PUBLIC_STATUSES"),
        ("webmap_public_status", "WEBMAP_PUBLIC_STATUSES"),
        ("WEBMAP_PUBLIC_ROW_TEXT", "WEBMAP_PUBLIC_ROW_TEXTS"),
        ("WEBMAP_AUDIENCES", "WEBMAP_AUDIENCE"),
        ("WEBMAP_TRUSTED_HOST", "WEBMAP_TRUSTED_HOSTS"),
        ("WEBMAP_LIMITS_STORES", "WEBMAP_LIMITS_STORE"),
        ("WEBMAP_LOG_CLIENT", "WEBMAP_LOG_CLIENTS"),
    ],
)
def test_an_unknown_setting_is_refused_with_the_one_that_was_meant(monkeypatch, slip, meant):
    monkeypatch.setenv(slip, "confirmed")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    said = refused.value.message.render("en")
    assert slip in said
    assert meant in said
    assert "확인" not in said


def test_known_settings_and_the_variables_of_scripts_are_read(monkeypatch):
    for name in OTHER_VARIABLES:
        monkeypatch.setenv(name, "" if name == "WEBMAP_PROJECT" else "1")
    monkeypatch.setenv("webmap_public_statuses", "confirmed")
    monkeypatch.setenv("WEBMAPPER_HOME", "elsewhere")
    assert load_settings().public_statuses == "confirmed"
    assert not {*OTHER_VARIABLES} & {variable(name) for name in Settings.model_fields}


@pytest.mark.parametrize("name", ["public_statuses", "public_row_texts", "audience", "search_register"])
@pytest.mark.parametrize("value", ["", " ", "maybe", "null", "확실"])
def test_a_setting_of_privacy_with_a_value_that_is_not_understood_opens_nothing(monkeypatch, name, value):
    monkeypatch.setenv(variable(name), value)
    with pytest.raises(SettingsError, match=variable(name)):
        load_settings()
