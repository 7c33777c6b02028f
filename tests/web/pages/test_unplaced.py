"""The page of unplaced entries and its JSON: one grammar, the same numbers, nothing withheld revealed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.conftest import app_for
from webmap.snapshot.row_writer import write_rows
from webmap.snapshot.snapshot import Snapshot, write_snapshot
from webmap.vocabulary.terms import UNPLACED_OUTCOMES

ASKED = ["", "?outcome=ambiguous", "?level=high,none&outcome=unmatched&outcome=ambiguous", "?sido=none", "?q=가상", "?file=list_community.csv"]  # fmt: skip


def rows_of(page: str) -> int:
    return page.count('<th scope="row">')


@pytest.mark.parametrize("query", ASKED)
def test_the_page_and_the_json_give_the_same_rows(client, query):
    page, answer = client.get(f"/unplaced{query}"), client.get(f"/api/unplaced.json{query}")
    assert page.status_code == answer.status_code == 200
    assert rows_of(page.text) == len(answer.json["rows"]) == answer.json["meta"]["total"] > 0


def test_without_a_filter_the_numbers_are_the_accounts(client, published_snapshot):
    account = published_snapshot.manifest["account"]
    assert client.get("/api/unplaced.json").json["meta"]["total"] == sum(
        account[each] for each in UNPLACED_OUTCOMES
    )
    for outcome in UNPLACED_OUTCOMES:
        answer = client.get(f"/api/unplaced.json?outcome={outcome}").json
        assert answer["meta"]["total"] == account[outcome] == len(answer["rows"])


def test_the_form_shows_what_was_asked_and_how_many_each_choice_gives(client, published_snapshot):
    text = client.get("/unplaced?outcome=ambiguous&q=<가상>&lang=en").text
    assert 'value="&lt;가상&gt;"' in text
    assert 'value="ambiguous" checked' in text
    account = published_snapshot.manifest["account"]
    text = client.get("/unplaced?lang=en").text
    counts = dict(re.findall(r'name="outcome" value="(\w+)">.*?<span class="count">(\d+)</span>', text))
    assert {name: int(count) for name, count in counts.items()} == {
        each: account[each] for each in UNPLACED_OUTCOMES
    }


def test_several_provinces_of_an_address_stay_chosen_in_the_form(client):
    codes = {each["region"] for each in client.get("/api/unplaced.json").json["rows"]}
    assert len(codes) > 2
    text = client.get("/unplaced?sido=41,48&lang=en").text
    assert '<option value="41,48" selected>' in text
    assert text.count(" selected>") == 1


@pytest.mark.parametrize("path", ["/unplaced", "/api/unplaced.json"])
def test_an_unknown_value_is_a_400_in_the_readers_language(client, path):
    korean, english = (client.get(f"{path}?level=primary&lang={language}") for language in ("ko", "en"))
    assert korean.status_code == english.status_code == 400
    assert "does not know the value “primary”" in english.get_data(as_text=True)
    assert "primary" in korean.get_data(as_text=True)
    assert "does not know" not in korean.get_data(as_text=True)


def test_a_list_whose_entries_are_all_on_the_map_leaves_none(client):
    whole = client.get("/api/unplaced.json").json["meta"]["total"]
    text = client.get("/unplaced?file=list_press.xlsx&lang=en").text
    assert "No entry fits these filters." in text
    assert f"0 of {whole} entries" in text


def test_searching_never_matches_what_is_withheld(sample_folder):
    client = app_for(sample_folder, public_row_texts=False).test_client()
    whole = client.get("/api/unplaced.json").json["meta"]["total"]
    for query in ("q=가상", "q=onerror", "sido=41", "sido=11"):
        assert client.get(f"/api/unplaced.json?{query}").json["rows"] == []
        assert rows_of(client.get(f"/unplaced?{query}").text) == 0
    assert client.get("/api/unplaced.json?sido=none").json["meta"]["total"] == whole > 0


def test_a_file_that_the_audience_may_not_know_is_unknown(sample_snapshot, tmp_path):
    secret = "list_community.csv"
    rows = [row for row in sample_snapshot.rows if (row["file"], row["status"]) != (secret, "refuted")]
    assert any(row["file"] == secret for row in rows)
    write_snapshot(replace(sample_snapshot, rows=write_rows(rows)), tmp_path)
    client = app_for(tmp_path, public_statuses="refuted").test_client()
    hidden, unknown = (
        client.get(f"/api/unplaced.json?file={name}&lang=en") for name in (secret, "nobody.csv")
    )
    assert hidden.status_code == unknown.status_code == 400
    assert hidden.json["detail"].replace(secret, "nobody.csv") == unknown.json["detail"]
    sentence = re.search(r"<p role=\"status\">.*</p>", client.get("/unplaced?file=nobody.csv").text)
    assert sentence
    assert secret not in sentence[0]


def test_the_api_refuses_a_list_that_is_not_there_and_names_those_that_are(client):
    for language, words in (("en", "does not know the value “nobody.csv”"), ("ko", "“nobody.csv”")):
        answer = client.get(f"/api/unplaced.json?file=nobody.csv&lang={language}")
        assert answer.status_code == 400
        assert words in answer.json["detail"]
        assert "list_community.csv" in answer.json["detail"]


def test_the_page_tells_of_a_list_that_is_not_there_and_leaves_it_out(client):
    page = client.get("/unplaced?file=<i>old.csv&outcome=ambiguous&lang=en")
    assert page.status_code == 200
    assert "does not know the value “&lt;i&gt;old.csv”" in page.text
    assert "list_community.csv" in page.text
    assert "The filter is left out here." in page.text
    assert rows_of(page.text) == rows_of(client.get("/unplaced?outcome=ambiguous&lang=en").text) > 0
    assert "left out here" not in client.get("/unplaced?outcome=ambiguous&lang=en").text


@pytest.fixture(scope="module")
def long_list(sample_snapshot: Snapshot, tmp_path_factory):
    """A snapshot with 12,000 entries that are not on the map."""
    off = [row for row in sample_snapshot.rows if row["outcome"] in list(UNPLACED_OUTCOMES)]
    rows = [{**off[number % len(off)], "row": number + 1} for number in range(12_000)]
    folder = tmp_path_factory.mktemp("long")
    write_snapshot(replace(sample_snapshot, rows=write_rows(rows)), folder)
    return app_for(folder).test_client()


def test_a_long_list_comes_in_pages_that_tell_the_whole(long_list):
    text = long_list.get("/unplaced?lang=en").text
    assert rows_of(text) == 100
    assert "page 1 of 120" in text
    assert "12000 entries" in text
    assert 'rel="prev"' not in text
    following = re.search(r'<link rel="next" href="([^"]+)">', text)
    assert following
    text = long_list.get(following.group(1).replace("&amp;", "&")).text
    assert "page 2 of 120" in text
    assert "shown here: 101 to 200" in text
    assert 'rel="prev"' in text


def test_links_between_pages_keep_the_filters(long_list):
    text = long_list.get("/unplaced?outcome=unmatched&q=가상&lang=en").text
    (address,) = re.findall(r'<link rel="next" href="([^"]+)">', text)
    assert "outcome=unmatched" in address
    assert "page=2" in address
    assert "q=%EA%B0%80" in address
    assert rows_of(long_list.get(address.replace("&amp;", "&")).text) > 0


def test_the_contents_lead_to_the_page_on_which_an_outcome_begins(long_list):
    text = long_list.get("/unplaced?lang=en").text
    (address,) = re.findall(r'<li><a href="([^"]+)">Out of scope</a>', text)
    assert address.endswith("#out_of_scope")
    path = address.replace("&amp;", "&").split("#")[0]
    assert '<h2 id="out_of_scope">' in long_list.get(path).text
