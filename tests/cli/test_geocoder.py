"""The settings of the online geocoder: off by default, and what may not be done with which."""

import pytest

from tests.matching.online.making import KEY, USER_AGENT
from webmap.cli.commands.geocoder import check_geocoder, connection_of, delay_of, make_refiner
from webmap.errors import SettingsError
from webmap.settings.settings import Settings, load_settings
from webmap.vocabulary.geocoders import GEOCODERS

NOMINATIM = {"geocoder": "nominatim", "geocoder_user_agent": USER_AGENT}


def test_no_geocoder_is_turned_on_by_default(monkeypatch):
    monkeypatch.delenv("WEBMAP_GEOCODER", raising=False)
    assert load_settings().geocoder == ""


def test_an_unknown_geocoder_is_named_with_the_known_ones(monkeypatch):
    monkeypatch.setenv("WEBMAP_GEOCODER", "google")
    with pytest.raises(SettingsError) as failure:
        load_settings()
    assert "WEBMAP_GEOCODER" in str(failure.value)
    assert "nominatim" in str(failure.value)


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"geocoder": "nominatim"}, "WEBMAP_GEOCODER_USER_AGENT"),
        ({"geocoder": "photon"}, "WEBMAP_GEOCODER_USER_AGENT"),
        ({"geocoder": "pelias"}, "WEBMAP_GEOCODER_URL"),
        ({"geocoder": "opencage"}, "WEBMAP_GEOCODER_KEY"),
        ({"geocoder": "kakao", "geocoder_key": KEY}, "WEBMAP_GEOCODER_STORING_AGREED"),
        ({"geocoder": "kakao", "geocoder_storing_agreed": True}, "WEBMAP_GEOCODER_KEY"),
        ({"geocoder": "vworld", "geocoder_key": KEY}, "VWorld"),
        ({"geocoder": "vworld", "geocoder_key": KEY, "geocoder_storing_agreed": True}, "VWorld"),
        ({"geocoder": "opencage", "geocoder_key": f"{KEY}\nX: y"}, "WEBMAP_GEOCODER_KEY"),
        ({"geocoder": "opencage", "geocoder_key": f"{KEY} "}, "WEBMAP_GEOCODER_KEY"),
        ({**NOMINATIM, "geocoder_user_agent": "지도"}, "WEBMAP_GEOCODER_USER_AGENT"),
        ({**NOMINATIM, "geocoder_url": "ftp://host/"}, "WEBMAP_GEOCODER_URL"),
        ({**NOMINATIM, "geocoder_url": "https://user:pass@host/"}, "WEBMAP_GEOCODER_URL"),
        ({**NOMINATIM, "geocoder_url": "https://host:port/"}, "WEBMAP_GEOCODER_URL"),
        ({**NOMINATIM, "geocoder_url": "http://host/", "geocoder_key": KEY}, "https"),
        (
            {"geocoder": "opencage", "geocoder_key": KEY, "geocoder_url": "https://host/"},
            "WEBMAP_GEOCODER_URL",
        ),
    ],
)
def test_what_is_missing_or_not_allowed_is_one_sentence_without_the_key(settings, word):
    with pytest.raises(SettingsError) as failure:
        check_geocoder(Settings(**settings))
    for language in ("ko", "en"):
        sentence = failure.value.message.render(language)
        assert word in sentence
        assert KEY not in sentence


def test_what_is_complete_is_accepted():
    check_geocoder(Settings(**NOMINATIM))
    check_geocoder(Settings(geocoder="kakao", geocoder_key=KEY, geocoder_storing_agreed=True))
    check_geocoder(Settings(geocoder="pelias", geocoder_url="https://host.example/pelias/"))


def test_an_own_server_is_reached_at_its_path():
    connection = connection_of(Settings(**NOMINATIM, geocoder_url="http://host.example:8080/search/"))
    assert (connection.scheme, connection.domain) == ("http", "host.example:8080/search")


def test_only_a_server_on_this_machine_is_not_spared():
    terms = GEOCODERS["nominatim"]
    assert delay_of(terms, Settings(**NOMINATIM)) >= 1
    assert delay_of(terms, Settings(**NOMINATIM, geocoder_url="https://nominatim.example")) >= 1
    assert delay_of(terms, Settings(**NOMINATIM, geocoder_url="http://127.0.0.1:9")) == 0


def test_vworld_may_be_asked_only_where_nothing_is_kept(places):
    settings = Settings(geocoder="vworld", geocoder_key=KEY)
    with pytest.raises(SettingsError):
        make_refiner(settings, places.cache, lambda items, *_: items)
    assert make_refiner(settings, places.cache, lambda items, *_: items, is_stored=False).asker.cache is None


def test_settings_do_not_show_the_key():
    settings = Settings(geocoder="opencage", geocoder_key=KEY)
    assert KEY not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
