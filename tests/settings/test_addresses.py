import pytest

from webmap.errors import SettingsError
from webmap.settings.addresses import read_base, read_frame_ancestors
from webmap.settings.settings import Settings, load_settings


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("", ""),
        ("https://map.example.org", "https://map.example.org"),
        ("HTTPS://Map.Example.org/", "https://map.example.org"),
        ("https://example.org:443/Map/", "https://example.org/Map"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_public_address_is_read_in_one_form(stated: str, read: str):
    assert read_base(stated) == read


@pytest.mark.parametrize(
    "stated",
    [
        "map.example.org",
        "ftp://map.example.org",
        "javascript:alert(1)",
        "https://",
        "https://user@map.example.org",
        "https://map.example.org?x=1",
        "https://map.example.org/#top",
        "https://map.example.org\\@evil.example",
        "https://map.example.org/../up//",
        'https://map.example.org/"><script>',
        "https://map.example.org:99999",
        "https://map .example.org",
        "https://-map.example.org",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(stated: str):
    with pytest.raises(ValueError, match="it must be an address such as"):
        read_base(stated)


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("*", "*"),
        ("none", "none"),
        (
            "https://News.example.org, https://*.edu.example:8443",
            "https://news.example.org https://*.edu.example:8443",
        ),
    ],
)
def test_who_may_frame_is_anyone_nobody_or_origins(stated: str, read: str):
    assert read_frame_ancestors(stated) == read


@pytest.mark.parametrize(
    "stated",
    ["", "* none", "news.example.org", "https://a.example/path", "https://a.example; script-src *", "'self'"],
)
def test_other_words_do_not_get_into_the_policy(stated: str):
    with pytest.raises(ValueError, match="origins"):
        read_frame_ancestors(stated)


def test_a_bad_setting_is_named_with_what_it_takes(monkeypatch: pytest.MonkeyPatch):
    assert Settings().frame_ancestors == "*"
    monkeypatch.setenv("WEBMAP_FRAME_ANCESTORS", "news.example.org")
    with pytest.raises(SettingsError, match=r"WEBMAP_FRAME_ANCESTORS.*https://news\.example\.org"):
        load_settings()
