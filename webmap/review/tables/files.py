"""Tables of the project folder's files: lists as they were uploaded, lines of its ledgers as they stand.

Bytes are kept as they are, so that what is exported equals what was imported, damaged lines included.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from webmap.review.tables.metadata import Moment, metadata

NOT_ALONE = "judged_by IS NULL OR author IS NULL OR judged_by <> author"
"""Nobody accepts what is his own."""

project_document = Table(
    "project_document",
    metadata,
    Column("path", Text, primary_key=True, comment="Relative path in the project folder, with /."),
    Column("content", LargeBinary, nullable=False),
    Column("changed", Moment, nullable=False),
)
"""Files that are taken as a whole: project.toml, registers. The head of a ledger (its first line) too."""

list_version = Table(
    "list_version",
    metadata,
    Column("id", Text, primary_key=True),
    Column("slug", Text, nullable=False),
    Column("file_name", Text, nullable=False, comment="Date or number with an ending, in use; else the ID."),
    Column("sha256", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("uploaded_name", Text, nullable=False, comment="Never used as a path."),
    Column(
        "reading", JSON, nullable=False, comment="What the reader saw: rows, columns, refused rows, words."
    ),
    Column("identity", JSON, comment="Title, kind and origin of a list that is new with this version."),
    Column("columns", JSON, comment="Headers of columns that a person chose, as project.toml has them."),
    Column("former", Text, comment="ID of the version that was the newest when it was read, else ''."),
    Column("state", Text, nullable=False),
    Column("author", Text, ForeignKey("person.id")),
    Column("at", Moment, nullable=False),
    Column("judged_by", Text, ForeignKey("person.id")),
    Column("judged", Moment),
    Column("answer", Text, nullable=False, server_default="", comment="Why it was rejected."),
    CheckConstraint("state IN ('uploaded', 'proposed', 'in_use', 'rejected')", name="state"),
    CheckConstraint(NOT_ALONE, name="not_alone"),
    UniqueConstraint("slug", "file_name"),
)

ledger_line = Table(
    "ledger_line",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ledger", Text, nullable=False),
    Column("position", Integer, comment="Place in the file; none before the line is accepted."),
    Column("raw", LargeBinary, nullable=False, comment="The line as it stands in the file."),
    Column(
        "subject", Text, nullable=False, comment="What it is on: the entry's key as JSON; '' if unreadable."
    ),
    Column("school", Text, nullable=False, comment="Key of the school that it names, else ''."),
    Column("state", Text, nullable=False),
    Column("author", Text, ForeignKey("person.id"), comment="Blank: came with an imported file."),
    Column("at", Moment, nullable=False),
    Column("judged_by", Text, ForeignKey("person.id")),
    Column("judged", Moment),
    Column("answer", Text, nullable=False, server_default="", comment="Why it was rejected."),
    Column("objection", Text, ForeignKey("objection.id")),
    Column(
        "belongs_to", Text, ForeignKey("ledger_line.id"), comment="Line with which it is judged: its finding."
    ),
    CheckConstraint("ledger IN ('decisions', 'findings', 'corrections')", name="ledger"),
    CheckConstraint("state IN ('proposed', 'accepted', 'rejected', 'taken_back', 'imported')", name="state"),
    CheckConstraint(
        "(position IS NULL) = (state IN ('proposed', 'rejected', 'taken_back'))", name="position"
    ),
    CheckConstraint(NOT_ALONE, name="not_alone"),
    UniqueConstraint("ledger", "position"),
    Index("ix_ledger_line_subject", "ledger", "subject"),
    Index("ix_ledger_line_school", "school"),
    Index("ix_ledger_line_state", "state"),
    Index("ix_ledger_line_belongs_to", "belongs_to"),
)
"""Never changed but by the one judgment; triggers hold it."""
