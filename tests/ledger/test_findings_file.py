"""The file of findings is as safe as that of decisions: no half line counts, and damage is named."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.findings.making import finding
from webmap.errors import FindingsError
from webmap.findings.finding import FindingStatus, fault_of, new_finding
from webmap.findings.ledger import append_finding, check_undamaged, in_force, load_findings
from webmap.findings.line import COLUMNS, FORM
from webmap.ledger.reading import parse

FIRST = finding("V1", "refuted", why="가상 조사, “큰따옴표”와 , 쉼표", id="abcdefgh")
SECOND = finding("V1", "withdrawn", claim_source="=가상 신문", id="bbcdefgh")


def content_of(*findings):
    return codecs.BOM_UTF8 + FORM.header() + b"".join(FORM.line_of(each, COLUMNS) for each in findings)


def loaded(path):
    (ledger,) = load_findings([path])
    return ledger


def keys(ledger):
    return [(each.school, each.status.value, each.claim_source) for each in ledger.in_force.values()]


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "findings.csv"
    assert append_finding(path, FIRST)
    assert append_finding(path, SECOND)
    assert not append_finding(path, SECOND)
    assert list(loaded(path).history) == [
        type(each)(**{**vars(each), "line": number}) for number, each in ((2, FIRST), (3, SECOND))
    ]


def test_a_file_that_is_cut_anywhere_never_applies_a_half_line_and_goes_on(tmp_path):
    whole = content_of(FIRST, SECOND)
    ends = len(content_of()), len(content_of(FIRST)), len(whole)
    path = tmp_path / "findings.csv"
    for cut in range(len(whole) + 1):
        ledger = parse(whole[:cut], "findings.csv", FORM)
        count = sum(cut >= end - 1 for end in ends[1:])  # behind \r
        assert len(ledger.in_force) == count
        assert ledger.lost == 0
        if cut % 7 == 0:
            path.write_bytes(whole[:cut])
            append_finding(path, finding("V2", "confirmed"))
            assert keys(loaded(path))[-1] == ("V2", "confirmed", "")
            assert len(loaded(path).in_force) == count + 1


@given(st.integers(0, 400), st.sampled_from("가xq9"))
@example(-1, "x")
@example(-2, "x")
def test_a_changed_letter_is_named_and_stops_the_build(place, letter):
    text = content_of(FIRST, SECOND).decode("utf-8")
    start = len(content_of().decode("utf-8"))
    place = start + place % (len(text) - start)
    damaged = text[:place] + letter + text[place + 1 :]
    ledger = parse(damaged.encode(), "findings.csv", FORM)
    if len(ledger.in_force) < 2:
        with pytest.raises(FindingsError) as error:
            check_undamaged([ledger])
        assert "line" in error.value.message.render("en")


def test_a_later_finding_replaces_the_earlier_one_and_open_takes_it_back(tmp_path):
    path = tmp_path / "findings.csv"
    for status in ("refuted", "confirmed"):
        append_finding(path, finding("V1", status))
    append_finding(path, finding("V1", "withdrawn", list="union"))
    assert keys(loaded(path)) == [("V1", "confirmed", ""), ("V1", "withdrawn", "")]
    append_finding(path, finding("V1", "open"))
    assert keys(loaded(path)) == [("V1", "withdrawn", "")]
    append_finding(path, finding("V1", "open", list="union"))
    assert keys(loaded(path)) == []
    assert len(loaded(path).history) == 5
    assert not append_finding(path, finding("V1", "open"))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"status": "confirmed", "source": ""}, "give the source"),
        ({"status": "refuted", "list": "union"}, "stands only beside withdrawn"),
        ({"status": "withdrawn", "who": ""}, "who decided"),
        ({"status": "withdrawn", "who": "010-1234-5678"}, "personal data is not stored"),
        ({"status": "withdrawn", "why": "kim@example.org"}, "personal data is not stored"),
        ({"status": "confirmed", "evidence": "010-1234-5678"}, "personal data is not stored"),
        ({"status": "withdrawn", "why": "x" * 501}, "longer than 500"),
        ({"status": "withdrawn", "key": ""}, "names no school"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(tmp_path, values, sentence):
    given_values = {"key": "V1", **values}
    faulty = finding(given_values.pop("key"), given_values.pop("status"), **given_values)
    with pytest.raises(FindingsError) as error:
        append_finding(tmp_path / "findings.csv", faulty)
    assert sentence in error.value.message.render("en")
    assert not (tmp_path / "findings.csv").exists()


def test_a_withdrawal_in_one_of_two_files_holds(tmp_path):
    for name, status in (("a", "withdrawn"), ("b", "confirmed")):
        (tmp_path / name).mkdir()
        append_finding(tmp_path / name / "findings.csv", finding("V1", status))
    paths = [tmp_path / name / "findings.csv" for name in "ab"]
    for order in (paths, paths[::-1]):
        (only,) = in_force(load_findings(order)).values()
        assert only.status is FindingStatus.WITHDRAWN


def test_every_new_finding_has_an_id_that_no_spreadsheet_changes():
    ids = {new_finding("V1", "가상한빛고", FindingStatus.WITHDRAWN, "담당").id for _ in range(100)}
    assert len(ids) == 100
    assert all(each.isalpha() and each.islower() for each in ids)
    assert fault_of(new_finding("V1", "가", FindingStatus.WITHDRAWN, " 담당\u200b ")) is None
