"""Reports and pictures by address: the same filters, and clear refusals."""

import pytest

from webmap.exports.formats import FORMATS

pytestmark = pytest.mark.slow

DRAWN = [suffix for suffix, form in FORMATS.items() if form.draws_map]
BEGINNINGS = {"pdf": b"%PDF-", "png": b"\x89PNG", "svg": b"<?xml", "hwpx": b"PK"}


@pytest.mark.parametrize("suffix", DRAWN)
def test_documents_are_there_by_address(client, suffix):
    answer = client.get(f"/exports/regions.{suffix}?sido=26&by=sigungu&show=rate&points=off&lang=en")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == FORMATS[suffix].mimetype
    assert answer.data.startswith(BEGINNINGS[suffix])
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_classes_and_points_of_the_page_hold_for_the_picture(client):
    plain = client.get("/exports/regions.svg?by=sigungu").data
    without = client.get("/exports/regions.svg?by=sigungu&points=off").data
    natural = client.get("/exports/regions.svg?by=sigungu&classes=natural").data
    assert len(without) < len(plain)
    assert natural != plain


@pytest.mark.parametrize("wrong", ["show=height", "classes=equal", "points=maybe", "by=planet", "colour=red"])
def test_what_a_picture_does_not_know_is_said_in_a_sentence(client, wrong):
    answer = client.get(f"/exports/regions.svg?{wrong}&lang=en")
    assert answer.status_code == 400
    assert wrong.partition("=")[0] in answer.text
