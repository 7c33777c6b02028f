"""Whom a request counts for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.settings.proxies import read_proxies
from webmap.web.guard.client import PROXIES, UNKNOWN, client_address


def client_of(peer: str, proxies: str = "", header: str = "x-forwarded-for", **written: str) -> str:
    """Whom a request from this peer counts for, where these proxies are believed."""
    return client_address({"REMOTE_ADDR": peer, **written, PROXIES: read_proxies(proxies, header)})


@pytest.mark.parametrize(
    ("peer", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::1]:443", "2001:db8:1:2::/64"),
        ("203.0.113.7:5000", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", UNKNOWN),
        ("/run/webmap.sock", UNKNOWN),
        ("203.0.113.007", UNKNOWN),
    ],
)
def test_an_address_counts_in_one_form(peer, counted):
    assert client_of(peer) == counted


def test_without_a_word_from_the_operator_no_header_is_believed():
    written = {"HTTP_X_FORWARDED_FOR": "192.0.2.1", "HTTP_FORWARDED": "for=192.0.2.1"}
    assert client_address({"REMOTE_ADDR": "203.0.113.7", **written}) == "203.0.113.7"
    assert client_address({}) == UNKNOWN


@pytest.mark.parametrize("proxies", ["1", "10.0.0.5", "10.0.0.0/8, 192.168.0.1"])
@pytest.mark.parametrize("spoofed", ["192.0.2.1, ", "10.0.0.9, ", "192.0.2.1, 10.0.0.9, ", ", ,", "x,"])
def test_what_a_client_writes_before_a_believed_proxy_does_not_win(proxies, spoofed):
    assert client_of("10.0.0.5", proxies, HTTP_X_FORWARDED_FOR=f"{spoofed}203.0.113.7") == "203.0.113.7"


def test_as_many_hops_are_believed_as_there_are_proxies():
    header = "192.0.2.1, 203.0.113.7, 10.0.0.4"
    assert client_of("10.0.0.5", "2", HTTP_X_FORWARDED_FOR=header) == "203.0.113.7"
    assert client_of("10.0.0.5", "10.0.0.0/24", HTTP_X_FORWARDED_FOR=header) == "203.0.113.7"


def test_who_comes_around_a_proxy_counts_for_itself():
    assert client_of("203.0.113.7", "2", HTTP_X_FORWARDED_FOR="192.0.2.1") == "203.0.113.7"
    assert client_of("203.0.113.7", "10.0.0.0/8", HTTP_X_FORWARDED_FOR="192.0.2.1") == "203.0.113.7"


def test_only_the_header_that_the_proxies_write_is_read():
    """A proxy that writes one of the two lets the other pass as the client wrote it."""
    both = {"HTTP_X_FORWARDED_FOR": "203.0.113.7", "HTTP_FORWARDED": "for=192.0.2.1"}
    assert client_of("10.0.0.5", "1", **both) == "203.0.113.7"
    assert client_of("10.0.0.5", "1", "forwarded", **both) == "192.0.2.1"


def test_the_forwarded_header_is_read_in_its_own_grammar():
    header = 'for=192.0.2.1, proto=https;For="[2001:db8:1:2::3]:4711";by=_x'
    assert client_of("10.0.0.5", "1", "forwarded", HTTP_FORWARDED=header) == "2001:db8:1:2::/64"
    assert client_of("10.0.0.5", "1", "forwarded", HTTP_FORWARDED="for=_hidden") == UNKNOWN


@pytest.mark.parametrize("proxies", ["33", "-1", "ten", "10.0.0.1/8", "10.0.0.0/8, all", "²"])
def test_what_names_no_proxies_is_refused(proxies):
    with pytest.raises(ValueError, match="proxies"):
        read_proxies(proxies)


@given(st.text(max_size=80), st.text(max_size=200), st.sampled_from(["", "1", "3", "::/0, 0.0.0.0/0"]))
def test_whatever_is_written_what_counts_is_short_and_harmless(peer, header, proxies):
    counted = client_of(peer, proxies, HTTP_X_FORWARDED_FOR=header)
    assert len(counted) <= 45
    assert set(counted) <= set("0123456789abcdef.:/unkow")
