from __future__ import annotations

import pytest

from webmap.errors import ListError
from webmap.lists.formats.encodings import decode

TEXT = "학교,지역\n가상중학교,서울특별시\n가상고등학교,부산광역시\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp949", "cp949"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_an_encoding_is_found_and_its_mark_removed(encoding: str, found: str) -> None:
    decoded = decode(TEXT.encode(encoding), "a.csv")
    assert (decoded.text, decoded.encoding) == (TEXT, found)


def test_a_short_korean_text_in_cp949_is_not_taken_for_another_charset() -> None:
    assert decode("학교\n똠방각하중\n".encode("cp949"), "a.csv").text == "학교\n똠방각하중\n"


def test_english_text_in_utf_16_is_not_taken_for_utf_8_with_zeros() -> None:
    assert decode("school,region\na,b\n".encode("utf-16-le"), "a.csv").text == "school,region\na,b\n"


def test_a_zero_byte_does_not_make_utf_8_into_utf_16() -> None:
    assert decode(TEXT.encode() + b"a\x00bc", "a.csv").encoding == "utf-8"


def test_what_fits_no_encoding_is_reported_with_its_byte_and_line() -> None:
    data = "학교\n가상중\n".encode() + b"\xff\xff\n"
    with pytest.raises(ListError) as failure:
        decode(data, "a.csv")
    assert failure.value.message.values["line"] == 3
    assert failure.value.message.values["byte"] == data.index(b"\xff") + 1


def test_a_mark_that_the_rest_does_not_keep_is_reported() -> None:
    with pytest.raises(ListError, match="UTF-16-LE"):
        decode(b"\xff\xfea", "a.csv")
