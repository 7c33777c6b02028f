"""Ledgers in the database byte for byte, whatever they are: half lines, damage, other encodings, old headers."""

from __future__ import annotations

import codecs
import contextlib
import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webmap.decisions.decision import Decision
from webmap.decisions.line import COLUMNS, FORM, FORMER_COLUMNS, header, line_of
from webmap.decisions.question import Question
from webmap.ledger.appending import joint_of
from webmap.ledger.reading import parse, split
from webmap.review.files.import_ledgers import add_lines, new_lines
from webmap.review.files.ledgers import Ledger, content
from webmap.system.clock import KOREA

ON_A_DATABASE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MOMENT = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=KOREA)

columns = st.sampled_from([COLUMNS, FORMER_COLUMNS])
names = st.sampled_from(["가상고", "둘째고", "셋째고", '따옴표"고', "쉼표,고"])
schools = st.sampled_from(["V1", "V2", "none", "open"])
fragments = st.sampled_from(
    [
        b"\r\n",
        b"\n",
        b",,,\r\n",
        b'"half","',
        b'"a"b\r\n',
        b'"torn\r\n',
        b"plain,line\r\n",
        b"\xb0\xa1,\r\n",
        b"\xff\xfe\n",
    ]
)


@st.composite
def lines(draw, form=COLUMNS):
    if draw(st.integers(0, 3)) == 0:
        return draw(fragments)
    number = draw(st.integers(0, 10**6))
    entry = Decision(
        Question(draw(names)), draw(schools), "가상고", "담당", MOMENT + datetime.timedelta(seconds=number)
    )
    raw = line_of(entry, form)
    encoding = draw(st.sampled_from(["utf-8", "cp949"]))
    return raw.decode().encode(encoding)


@st.composite
def ledgers(draw):
    form = draw(columns)
    start = (
        draw(st.sampled_from([b"", codecs.BOM_UTF8])) + draw(st.sampled_from([b"", b"\r\n"])) + header(form)
    )
    body = b"".join(draw(st.lists(lines(form), max_size=8)))
    cut = draw(st.sampled_from([0, 0, 1, 2, 5]))
    return (start + body)[: len(start + body) - cut]


class UndoError(Exception):
    """Ends a transaction of one example."""


@contextlib.contextmanager
def example(database):
    with contextlib.suppress(UndoError), database.write() as connection:
        yield connection
        raise UndoError


def take(connection, given_bytes):
    new = new_lines(connection, Ledger.DECISIONS, given_bytes)
    add_lines(connection, new)
    return new


def entries_of(raw):
    return [
        (each.question.query, each.school, each.when) for each in parse(raw, "decisions.csv", FORM).history
    ]


@given(ledgers())
def test_the_pieces_of_a_ledger_are_the_ledger(raw):
    assert b"".join(piece for piece, _ in split(raw, FORM)) == raw


@ON_A_DATABASE
@given(raw=ledgers())
def test_a_ledger_comes_out_as_it_went_in_and_a_second_time_changes_nothing(database, raw):
    with example(database) as connection:
        take(connection, raw)
        assert content(connection, Ledger.DECISIONS) == raw
        again = take(connection, content(connection, Ledger.DECISIONS))
        assert again.pieces == ()
        assert again.contradictions == ()


@ON_A_DATABASE
@given(raw=ledgers(), added=st.lists(lines(), max_size=4))
def test_what_is_appended_to_a_file_is_appended_at_the_desk(database, raw, added):
    longer = raw + joint_of(raw, parse(raw, "", FORM), FORM) + b"".join(added)
    with example(database) as connection:
        take(connection, raw)
        new = take(connection, longer)
        assert new.contradictions == ()
        assert content(connection, Ledger.DECISIONS) == longer


@ON_A_DATABASE
@given(raw=ledgers(), mine=st.lists(lines(), max_size=3), theirs=st.lists(lines(), max_size=3))
def test_two_files_that_were_both_added_to_are_joined_once(database, raw, mine, theirs):
    found = parse(raw, "decisions.csv", FORM)
    if found.columns != COLUMNS:
        return
    joint = joint_of(raw, found, FORM)
    one, two = raw + joint + b"".join(mine), raw + joint + b"".join(theirs)
    with example(database) as connection:
        take(connection, one)
        new = take(connection, two)
        joined = content(connection, Ledger.DECISIONS)
        assert joined.startswith(one)
        if not (new.contradictions or parse(joined, "", FORM).lost):
            assert set(entries_of(joined)) >= set(entries_of(one)) | set(entries_of(two))
        assert take(connection, two).pieces == () or parse(joined, "", FORM).lost
        assert take(connection, one).pieces == ()


@pytest.mark.parametrize("line_break", [b"", b"\r\n"])
def test_a_ledger_without_a_last_line_break_is_kept_so(database, line_break):
    raw = (
        header() + line_of(Decision(Question("가상고"), "V1", "가상고", "담당", MOMENT)).rstrip() + line_break
    )
    with example(database) as connection:
        take(connection, raw)
        assert content(connection, Ledger.DECISIONS) == raw
