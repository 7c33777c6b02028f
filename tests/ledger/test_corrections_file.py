"""The file of corrections is as safe as that of findings: no half line is shown, and damage is named."""

from __future__ import annotations

import codecs

import pytest

from tests.corrections.making import correction
from tests.findings.making import finding
from webmap.corrections.ledger import append_corrections, entries_of, load_corrections
from webmap.corrections.line import COLUMNS, FORM
from webmap.errors import CorrectionsError
from webmap.findings.ledger import append_finding
from webmap.ledger.reading import parse
from webmap.vocabulary.corrections import Cause

FIRST = correction(1, why="가상 조사, “큰따옴표”와 , 쉼표", id="abcdefgh")
SECOND = correction(2, was="=1+1", objection="2026-0031", id="bbcdefgh")


def content_of(*corrections):
    return codecs.BOM_UTF8 + FORM.header() + b"".join(FORM.line_of(each, COLUMNS) for each in corrections)


def numbers(path):
    return [each.number for each in entries_of(load_corrections(path))]


def test_what_is_written_is_read_again_with_numbers_in_its_order(tmp_path):
    path = tmp_path / "corrections.csv"
    personal = correction(0, cause=Cause.PERSONAL_DATA, id="ccc")
    written = append_corrections(path, [correction(0, id="aaa"), personal])
    written += append_corrections(path, [correction(0, id="bbb")])
    assert [each.number for each in written] == [1, 0, 2]
    read = entries_of(load_corrections(path))
    assert [{**vars(each), "line": 0} for each in read] == [{**vars(each), "line": 0} for each in written]


def test_a_file_that_is_cut_anywhere_never_shows_a_half_line_and_goes_on(tmp_path):
    whole = content_of(FIRST, SECOND)
    ends = len(content_of(FIRST)), len(whole)
    path = tmp_path / "corrections.csv"
    for cut in range(len(whole) + 1):
        ledger = parse(whole[:cut], "corrections.csv", FORM)
        count = sum(cut >= end - 1 for end in ends)  # behind \r
        assert len(ledger.in_force) == count
        if cut % 7 == 0:
            path.write_bytes(whole[:cut])
            append_corrections(path, [correction(0, id="new")])
            assert numbers(path) == [*range(1, count + 1), count + 1]


def test_a_damaged_line_is_named_and_its_number_is_not_given_again(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_bytes(content_of(FIRST, SECOND).replace(b"2026-0031", b"2026-0032"))
    (fault,) = load_corrections(path).faults
    assert "line 3" in fault.render("en")
    append_corrections(path, [correction(0, id="new")])
    assert numbers(path) == [1, 3]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"why": "010-1234-5678"}, "personal data is not stored"),
        ({"was": "kim@example.org"}, "personal data is not stored"),
        ({"objection": "가상소담중학교 제7호"}, "the number of the objection"),
        ({"was": "", "now": ""}, "neither what was nor what is"),
        ({"why": "x" * 501}, "longer than 500"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(tmp_path, values, sentence):
    with pytest.raises(CorrectionsError) as error:
        append_corrections(tmp_path / "corrections.csv", [FIRST, correction(0, **values)])
    assert sentence in error.value.message.render("en")
    assert not (tmp_path / "corrections.csv").exists()


def test_a_finding_and_its_correction_are_written_both_or_neither(tmp_path):
    findings, blocked = tmp_path / "findings.csv", tmp_path / "corrections.csv"
    append_finding(findings, finding("V1", "confirmed"))
    before = findings.read_bytes()
    blocked.mkdir()
    with pytest.raises(CorrectionsError):
        append_finding(
            findings, finding("V1", "refuted"), lambda: append_corrections(blocked, [correction(0)])
        )
    assert findings.read_bytes() == before
