"""Make the tables of the desk, and the triggers that keep what may only grow.

The statements stand in files, one for each database: what this revision makes never changes, whatever the
declared tables become. A later change is a revision of its own.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

GROWS_ONLY = {
    "journal": ("1 = 1", "1 = 1"),
    "ledger_line": ("OLD.state <> 'proposed' OR NEW.author <> OLD.author", "1 = 1"),
    "objection": ("NEW.number <> OLD.number", "1 = 1"),
    "role_grant": ('OLD."until" IS NOT NULL OR NEW.role <> OLD.role OR NEW.area <> OLD.area', "1 = 1"),
}
"""Table → the changes and the removals that are refused."""


def upgrade() -> None:
    """Bring the tables to this revision."""
    bind = op.get_bind()
    statements = Path(__file__).with_name(f"0001_{bind.dialect.name}.sql").read_text("utf-8")
    for statement in filter(None, map(str.strip, statements.split(";\n"))):
        op.execute(statement)
    for table, (changes, removals) in GROWS_ONLY.items():
        for event, condition in (("UPDATE", changes), ("DELETE", removals)):
            if bind.dialect.name == "sqlite":
                op.execute(
                    f"CREATE TRIGGER {table}_refuses_{event.lower()} BEFORE {event} ON {table} "
                    f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
                )
            else:
                _refuse_on_postgresql(table, event, condition)


def _refuse_on_postgresql(table: str, event: str, condition: str) -> None:
    name = f"{table}_refuses_{event.lower()}"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} only grows'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition}) "
        f"EXECUTE FUNCTION {name}()"
    )
