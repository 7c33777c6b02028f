"""Reports and pictures by address: the same filters, and clear refusals."""

import pytest


@pytest.mark.parametrize(
    ("suffix", "mimetype", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("png", "image/png", b"\x89PNG"),
        ("svg", "image/svg+xml", b"<?xml"),
        ("hwpx", "application/hwp+zip", b"PK"),
    ],
)
def test_documents_are_there_by_address(client, suffix, mimetype, begins):
    answer = client.get(f"/exports/regions.{suffix}?sido=26&by=sigungu&show=rate&points=off&lang=en")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == mimetype
    assert answer.data.startswith(begins)
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
