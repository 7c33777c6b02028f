"""Who is sent which content coding, and that each says the same."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.web.http.answers import encode_body
from webmap.web.http.encoding import ENCODERS, coding_for, thoroughly


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("GZIP", "gzip"),
        ("", ""),
        ("identity", ""),
        ("zstd", ""),
        ("*;q=0", ""),
        ("gzip;q=0, *", "br"),
    ],
)
def test_a_client_is_sent_the_best_coding_that_it_takes(accepted, coding):
    assert coding_for(accepted) == coding


@given(st.text(max_size=60))
def test_no_header_however_odd_is_answered_with_anything_else(accepted):
    assert coding_for(accepted) in {"", *ENCODERS}


@given(st.binary(min_size=1_000, max_size=5_000))
def test_every_coding_says_the_same(body):
    content = encode_body(body, "text/plain")
    for _ in range(2):
        assert brotli.decompress(content.encoded("br")[0]) == body
        assert gzip.decompress(content.encoded("gzip")[0]) == body
    with thoroughly():
        assert brotli.decompress(content.encoded("br")[0]) == body


def test_two_forms_never_share_an_etag():
    content = encode_body(b"abc " * 1_000, "text/plain")
    etags = [content.encoded(coding)[1] for coding in ("", *ENCODERS)]
    with thoroughly():
        etags += [content.encoded(coding)[1] for coding in ENCODERS]
    assert len(set(etags)) == len(etags)


def test_what_is_packed_already_is_not_packed_again():
    packed = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert not encode_body(b"x" * 5_000, packed).compressed
    assert encode_body(b"x" * 5_000, "application/json").compressed
