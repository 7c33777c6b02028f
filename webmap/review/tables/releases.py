"""Tables of what is published: releases, and the jobs of the worker."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from webmap.review.tables.metadata import Moment, metadata

release = Table(
    "release",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("state", Text, nullable=False),
    Column("author", Text, ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Column("base_version", Text, nullable=False, comment="Snapshot that was served when it was proposed."),
    Column("input_digest", Text, nullable=False, comment="SHA-256 of the exported folder."),
    Column("head", Integer, nullable=False, server_default="0", comment="Last line of the journal then."),
    Column("version", Text, nullable=False, server_default="", comment="Snapshot that was built."),
    Column("manifest_sha256", Text, nullable=False, server_default=""),
    Column("difference", JSON, comment="By sido and school, with the alarm lines."),
    Column(
        "folder", Text, nullable=False, server_default="", comment="Of the preview, in the desk's folder."
    ),
    Column("corrections", JSON, comment="Lines that the build added to corrections.csv."),
    Column("problem", JSON, comment="Message.as_json: why it failed or is stale, what went wrong."),
    Column("ticked", JSON, comment="Alarm lines that the approver ticked."),
    Column("weakens_only", Integer, nullable=False, server_default="0"),
    Column("judged_by", Text, ForeignKey("person.id")),
    Column("judged", Moment),
    Column(
        "confirmed_by", Text, ForeignKey("person.id"), comment="Second person of a release approved alone."
    ),
    Column("confirm_until", Moment),
    Column("published", Moment),
    Column("kind", Text, nullable=False, server_default="build"),
    Column("of_release", Integer, ForeignKey("release.id"), comment="The one that a rollback serves again."),
    CheckConstraint(
        "state IN ('waiting', 'building', 'ready', 'failed', 'rejected', 'withdrawn', 'stale', 'approved', "
        "'published')",
        name="state",
    ),
    CheckConstraint("(kind = 'rollback') = (of_release IS NOT NULL)", name="rollback"),
    CheckConstraint(
        "state NOT IN ('approved', 'published') OR judged_by IS NOT NULL OR weakens_only = 1", name="alone"
    ),
    CheckConstraint("kind IN ('build', 'rollback')", name="kind"),
    CheckConstraint("judged_by IS NULL OR judged_by <> author", name="two_people"),
    CheckConstraint("confirmed_by IS NULL OR confirmed_by <> author", name="second_person"),
)

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("release", Integer, ForeignKey("release.id")),
    Column("state", Text, nullable=False),
    Column("progress", Text, nullable=False, server_default=""),
    Column("share", Integer, nullable=False, server_default="0", comment="Percent done."),
    Column("worker", Text, nullable=False, server_default=""),
    Column("heartbeat", Moment),
    Column("made", Moment, nullable=False),
    Column("ended", Moment),
    Column("log", Text, nullable=False, server_default=""),
    Column("problem", JSON, comment="Message.as_json: why it failed."),
    CheckConstraint("kind IN ('build', 'publish', 'questions', 'clean')", name="kind"),
    CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'lost')", name="state"),
    Index("ix_job_state", "state", "id"),
)
