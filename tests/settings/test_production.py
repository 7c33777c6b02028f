"""Where others are served, nothing runs in debug mode and no office stands open by mistake."""

import pytest

from webmap.app import create_app
from webmap.cli.commands.run import serve_published
from webmap.errors import SettingsError
from webmap.settings.production import check_production
from webmap.settings.settings import Settings

SERVED_TO_OTHERS = [{"host": "0.0.0.0"}, {"host": "::"}, {"base_url": "https://map.example.org"}]


@pytest.mark.parametrize("settings", SERVED_TO_OTHERS)
def test_debug_mode_is_refused_where_others_are_served(settings, sample_folder, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    with pytest.raises(SettingsError, match="FLASK_DEBUG"):
        serve_published(Settings(snapshots=sample_folder, **settings))
    with pytest.raises(SettingsError, match="FLASK_DEBUG"):
        create_app(Settings(snapshots=sample_folder, **settings))


def test_debug_mode_is_off_unless_requested_and_may_be_used_at_home(sample_folder, monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    assert not create_app(Settings(snapshots=sample_folder)).debug
    monkeypatch.setenv("FLASK_DEBUG", "1")
    assert create_app(Settings(snapshots=sample_folder)).debug


@pytest.mark.parametrize("settings", SERVED_TO_OTHERS)
def test_without_debug_mode_others_are_served(settings):
    check_production(Settings(**settings), debug=False)


def test_an_office_stands_open_only_under_names_that_its_operator_states():
    open_to_all = {"audience": "office", "host": "0.0.0.0"}
    with pytest.raises(SettingsError, match="WEBMAP_TRUSTED_HOSTS"):
        check_production(Settings(**open_to_all), debug=False)
    check_production(Settings(**open_to_all, trusted_hosts="map.office.example"), debug=False)
    check_production(Settings(audience="office"), debug=False)


def test_a_failure_tells_no_traceback_even_in_debug_mode(sample_folder, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    app = create_app(Settings(snapshots=sample_folder))
    monkeypatch.setattr("webmap.web.http.published.Published.view", lambda _self: 1 / 0)
    answer = app.test_client().get("/?lang=en")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "Traceback" not in answer.text
