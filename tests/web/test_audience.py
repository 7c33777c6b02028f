"""What the settings withhold from the public is withheld on every page and in every answer."""

import pytest

from tests.conftest import app_for


def test_texts_of_rows_can_be_withheld_from_the_public_by_a_setting(sample_folder):
    text = app_for(sample_folder, public_row_texts=False).test_client().get("/unplaced?lang=en").text
    assert "onerror" not in text
    assert "not published" in text
    assert (
        "onerror"
        in app_for(sample_folder, audience="office", public_row_texts=False)
        .test_client()
        .get("/unplaced")
        .text
    )


def test_withheld_texts_do_not_leave_through_the_explanation(sample_folder):
    answer = app_for(sample_folder, public_row_texts=False).test_client().get("/api/unplaced.json")
    assert {(row["query"], row["region"], len(row["weighed"])) for row in answer.json["rows"]} == {
        ("", "", 0)
    }
    assert "onerror" not in answer.text


def test_numbers_of_the_public_manifest_are_those_of_what_the_public_may_see(sample_folder):
    client = app_for(sample_folder, public_statuses="confirmed").test_client()
    manifest = client.get("/api/manifest.json").json
    schools = client.get("/api/schools.geojson?status=confirmed").json
    assert manifest["schools"] == len(schools["features"])
    account = {each["outcome"]: each["count"] for each in manifest["account"]}
    for outcome, count in schools["meta"]["rows_not_on_the_map"].items():
        assert account[outcome] == count


@pytest.mark.parametrize(
    "path", ["/", "/api/schools.geojson", "/api/map/schools.json", "/exports/regions.csv"]
)
def test_what_an_office_may_see_is_kept_by_no_shared_cache(sample_folder, path):
    office = app_for(sample_folder, audience="office").test_client().get(path)
    public = app_for(sample_folder).test_client().get(path)
    assert "private" in office.headers["Cache-Control"]
    assert "public" not in office.headers["Cache-Control"]
    assert "public" in public.headers["Cache-Control"]
