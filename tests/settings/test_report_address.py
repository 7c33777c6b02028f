"""Where readers report an error: a mail or a safe web address, or a sentence that says what is wrong."""

import pytest

from webmap.errors import SettingsError
from webmap.settings.settings import load_settings


@pytest.mark.parametrize(
    "address",
    ["", "mailto:map@example.org", "https://example.org/report", "https://example.org/form?id=7&lang=ko"],
)
def test_mail_and_web_addresses_can_be_used(address, monkeypatch):
    monkeypatch.setenv("WEBMAP_REPORT_URL", address)
    assert load_settings().report_url == address


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("javascript:alert(1)", "must begin with mailto: or https://"),
        ("http://example.org/report", "must begin with mailto: or https://"),
        ("map@example.org", "must begin with mailto: or https://"),
        ("mailto:", "one mail address"),
        ("mailto:a@example.org,b@example.org", "one mail address"),
        ("mailto:a@example.org?bcc=b@example.org", "one mail address"),
        ("https://", "is not an https:// address"),
        ("https://example.org:port/", "is not an https:// address"),
        ("https://exa mple.org/", "is not an https:// address"),
        ("https://me:secret@example.org/", "must have no user"),
        ("https://example.org/#here", "must have no user and no #"),
    ],
)
def test_any_other_address_is_refused_with_a_sentence_that_names_the_setting(address, fault, monkeypatch):
    monkeypatch.setenv("WEBMAP_REPORT_URL", address)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    sentence = refused.value.message.render("en")
    assert "WEBMAP_REPORT_URL" in sentence
    assert fault in sentence
    assert "secret" not in sentence
