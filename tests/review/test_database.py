"""What a reader of the desk's database sees."""

from sqlalchemy import create_engine, inspect

from tests.review.databases import new_database
from webmap.review.journal import count, record
from webmap.review.tables.all import metadata


def schema(address):
    """What a database says of its tables, but for that of Alembic."""
    engine = create_engine(address)
    found = inspect(engine)
    kinds = (
        found.get_columns, found.get_indexes, found.get_check_constraints, found.get_foreign_keys,
        found.get_unique_constraints,
    )  # fmt: skip
    described = {
        name: [found.get_pk_constraint(name), *(sorted(map(str, kind(name))) for kind in kinds)]
        for name in found.get_table_names()
        if name != "alembic_version"
    }
    engine.dispose()
    return described


def test_the_migrations_make_the_tables_that_are_declared(database, database_address, request, tmp_path):
    is_sqlite = database.kind == "sqlite"
    declared = (
        f"sqlite:///{tmp_path / 'declared.sqlite'}"
        if is_sqlite
        else new_database(request.getfixturevalue("postgresql"))
    )
    engine = create_engine(declared)
    metadata.create_all(engine)
    engine.dispose()
    assert schema(database_address) == schema(declared)


def test_a_reader_sees_one_state_however_much_is_written_meanwhile(database):
    with database.read() as reader:
        before = count(reader)
        with database.write() as connection:
            record(connection, "r1", "propose", "ledger_line", "1", {})
        assert count(reader) == before
    with database.read() as reader:
        assert count(reader) == before + 1
