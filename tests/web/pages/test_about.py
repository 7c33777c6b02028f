"""The page about the data: what went in, by which rules, and official figures apart from the list's own."""

from __future__ import annotations

import re

from tests.data.sample import universities
from webmap.figures.official_statistics import official_statistics


def test_sources_tell_what_was_left_out_of_them_and_their_dates(client):
    graduate = sum(row["대학구분명"] == "대학원" for row in universities())
    text = client.get("/about?lang=en").text
    assert f"{graduate} rows left out: graduate schools (they belong to their university)" in text
    assert re.search(r"dates from 2024-\d\d-\d\d to 2024-\d\d-\d\d", text)
    assert re.search(r"latest date in it: 20\d\d-\d\d-\d\d", text)


def test_the_same_notes_on_sources_stand_in_the_manifest_of_the_api(client):
    sources = client.get("/api/manifest.json?lang=en").json["sources"]
    notes = [note for source in sources for note in source["notes"]]
    assert any("graduate schools" in note for note in notes)
    page = client.get("/about?lang=en").text
    assert all(note in page for note in notes)


def test_the_lists_own_figures_are_those_of_the_api(client):
    text = client.get("/about?lang=en").text
    every = "confirmed,under_review,reported,refuted,withdrawn"
    schools = client.get(f"/api/schools.geojson?status={every}").json["features"]
    own = re.search(r'<div class="own-figures">(.*?)</div>', text, re.S)
    assert own
    numbers = [int(each) for each in re.findall(r'class="figure">(\d+)<', own.group(1))]
    statuses = [feature["properties"]["status"] for feature in schools]
    assert numbers[:5] == [statuses.count(each) for each in every.split(",")]
    assert sum(numbers[5:]) == sum(numbers[:3])


def test_official_figures_stand_with_sources_and_the_warning_that_they_count_otherwise(client):
    for language, warning in (("ko", "일대일로 견줄 수 없으며"), ("en", "cannot be compared one to one")):
        text = client.get(f"/about?lang={language}").text
        assert warning in text
        for each in official_statistics():
            assert f"{each.value:,}" in text
            assert each.sources[0].replace("&", "&amp;") in text
            assert each.metric_name[language] in text


def test_contradictions_are_named_and_derived_figures_marked(client):
    text = client.get("/about?lang=en").text
    assert text.count("Contradiction:") == sum(
        bool(each.contradiction["en"]) for each in official_statistics()
    )
    assert text.count("worked out, not published") == sum(each.derived for each in official_statistics())


def test_the_rules_of_matching_are_one_link_away(client):
    text = client.get("/about?lang=en").text
    assert 'href="/matching?lang=en"' in text
    rules = client.get("/matching?lang=en").text
    assert "Upper threshold: 78" in text
    assert "Upper threshold: 78" in rules
    assert 'id="rule-decided"' in rules
