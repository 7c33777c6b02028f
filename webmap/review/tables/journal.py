"""The table of the journal, which only grows."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from webmap.review.tables.metadata import metadata

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="From 1, without gaps."),
    Column("at", Text, nullable=False, comment="ISO moment in Korea, whole seconds: part of the digest."),
    Column("actor", Text, nullable=False, comment="Handle; 'machine' for the command line and the worker."),
    Column("action", Text, nullable=False),
    Column("kind", Text, nullable=False, comment="Table that it is about."),
    Column("subject", Text, nullable=False, comment="Row of that table."),
    Column("body", Text, nullable=False, comment="Canonical JSON: what it was, and what it is."),
    Column("former", Text, nullable=False, comment="Digest of the line before it."),
    Column("digest", Text, nullable=False, unique=True),
    Index("ix_journal_subject", "kind", "subject"),
    Index("ix_journal_actor", "actor"),
)
