from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from tests.places.register_update.portal import KEY
from webmap.errors import SettingsError
from webmap.places.register_update.key import Key
from webmap.settings.settings import Settings, load_settings


def test_either_form_that_the_portal_hands_out_is_the_same_key():
    assert Key(SecretStr(KEY)).reveal() == Key(SecretStr(f" {quote(KEY, safe='')}\n")).reveal() == KEY


def test_a_key_does_not_show_itself():
    key = Key(SecretStr(KEY))
    assert KEY not in f"{key} {key!r} {vars(key) and ''}"
    assert not Key(SecretStr(" "))


@given(st.text(), st.text(), st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_no_form_of_the_key_stays_in_a_text(before, after, secret):
    key = Key(SecretStr(secret))
    for form in (key.reveal(), quote(key.reveal(), safe="")):
        if form:
            assert form not in key.hide(f"{before} {form} {after}").replace("***", "\0")


def test_settings_do_not_show_the_keys():
    settings = Settings(data_go_kr_key=KEY, neis_key=KEY)
    assert KEY not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"


@pytest.mark.parametrize(
    "address",
    ["http://open.neis.go.kr/hub", "ftp://a.example", "open.neis.go.kr", "https://", "https://u:p@a.example/",
     "https://a.example/?KEY=1", "https://a.example/#x", "https://[::1", "file:///etc/passwd"],
)  # fmt: skip
def test_a_key_is_sent_only_over_a_secure_connection_to_a_plain_address(monkeypatch, address):
    monkeypatch.setenv("WEBMAP_NEIS_URL", address)
    with pytest.raises(SettingsError) as failure:
        load_settings()
    assert "WEBMAP_NEIS_URL" in str(failure.value)


def test_this_computer_itself_may_be_asked_without_tls(monkeypatch):
    monkeypatch.setenv("WEBMAP_NEIS_URL", "http://127.0.0.1:8080/neis")
    assert load_settings().neis_url == "http://127.0.0.1:8080/neis"
