"""What a reader of the desk's database sees."""

from webmap.review.journal import count, record


def test_a_reader_sees_one_state_however_much_is_written_meanwhile(database):
    with database.read() as reader:
        before = count(reader)
        with database.write() as connection:
            record(connection, "r1", "propose", "ledger_line", "1", {})
        assert count(reader) == before
    with database.read() as reader:
        assert count(reader) == before + 1
