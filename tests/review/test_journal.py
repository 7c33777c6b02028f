"""The journal: a chain that no later change leaves whole."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from webmap.review.journal import Head, faults, head_of, lines, record


def three_lines(database):
    for number in range(3):
        with database.write() as connection:
            record(connection, "r1", "propose", "ledger_line", number, {"why": "가상 학교", "n": number})


def sentences(database, known=None):
    with database.read() as connection:
        return [fault.render("en") for fault in faults(connection, known)]


def test_the_journal_of_changes_is_a_whole_chain(database):
    three_lines(database)
    assert sentences(database) == []
    with database.read() as connection:
        assert [line.number for line in lines(connection)] == [3, 2, 1]
        assert lines(connection)[0].values == {"why": "가상 학교", "n": 2}
        head = head_of(connection)
    assert sentences(database, head) == []


def test_a_change_that_fails_leaves_no_line(database):
    three_lines(database)
    with pytest.raises(ZeroDivisionError), database.write() as connection:  # noqa: PT012 (the transaction)
        record(connection, "r1", "propose", "ledger_line", 4, {})
        raise ZeroDivisionError
    with database.read() as connection:
        assert head_of(connection).number == 3


@pytest.mark.parametrize(
    "statement", ["UPDATE journal SET actor = 'r2' WHERE number = 2", "DELETE FROM journal"]
)
def test_a_line_is_neither_changed_nor_removed(database, statement):
    three_lines(database)
    with pytest.raises(DBAPIError, match="only grows"), database.write() as connection:
        connection.execute(text(statement))
    assert sentences(database) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE journal SET body = '{}' WHERE number = 2", "Line 2 of the journal was changed."),
        ("DELETE FROM journal WHERE number = 2", "Lines 2 to 2 of the journal are missing."),
    ],
)
def test_whoever_takes_the_triggers_away_is_found_out(database, statement, sentence):
    three_lines(database)
    with database.write() as connection:
        for event in ("update", "delete"):
            on = " ON journal" if database.kind == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER journal_refuses_{event}{on}"))
        connection.execute(text(statement))
    assert sentences(database) == [sentence]


def test_a_journal_that_was_written_anew_does_not_fit_a_published_head(database):
    three_lines(database)
    assert sentences(database, Head(2, "0" * 64)) == [
        "Line 2 of the journal is not the one that a published snapshot names."
    ]
    assert sentences(database, Head(9, "0" * 64)) == [
        "The journal ends at line 3, but a published snapshot names line 9."
    ]
