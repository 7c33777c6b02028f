"""Tables of the daily work: open questions, objections, and what is shown as under review meanwhile."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from webmap.review.tables.metadata import Moment, metadata

question = Table(
    "question",
    metadata,
    Column("id", Text, primary_key=True, comment="Digest of the question's key."),
    Column(
        "subject", Text, nullable=False, unique=True, comment="The question's key as JSON, as in ledger_line."
    ),
    Column("query", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", JSON, nullable=False, comment="Message.as_json of the matcher's reason."),
    Column("candidates", JSON, nullable=False),
    Column("miss", Text, nullable=False, comment="Why the rules left it open: see review/queue/miss.py."),
    Column("lists", JSON, nullable=False, comment="Slugs of the lists whose rows ask it, with their number."),
    Column("statuses", JSON, nullable=False),
    Column("places", JSON, nullable=False, comment="The first rows that ask it: list and number of the row."),
    Column("rows", Integer, nullable=False, comment="Rows that one answer decides."),
    Column("weight", Integer, nullable=False, comment="Order of the queue, greatest first."),
    Column("areas", JSON, nullable=False, comment="Codes of sido and offices that it touches."),
    Column("version", Integer, nullable=False, comment="Counts answers: a form states the one it has seen."),
    Column("first_seen", Moment, nullable=False),
    Column(
        "fingerprint", Text, nullable=False, comment="Digest of what is derived: equal, nothing to write."
    ),
    CheckConstraint("state IN ('open', 'answered', 'gone')", name="state"),
    Index("ix_question_queue", "state", "weight", "id"),
    Index("ix_question_rows", "state", "rows", "id"),
    Index("ix_question_query", "state", "query", "id"),
    Index("ix_question_first_seen", "state", "first_seen", "id"),
)
"""Derived from lists, register and decisions: may be dropped and made anew."""

question_area = Table(
    "question_area",
    metadata,
    Column("question", Text, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True),
    Column("area", Text, primary_key=True),
    Index("ix_question_area_area", "area"),
)

question_list = Table(
    "question_list",
    metadata,
    Column("question", Text, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True),
    Column("slug", Text, primary_key=True),
    Index("ix_question_list_slug", "slug"),
)

register_school = Table(
    "register_school",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("sido", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_m", Integer),
    Column("search", Text, nullable=False, comment="Names and address, folded: see review/queue/schools.py."),
    Column("fingerprint", Text, nullable=False),
    Index("ix_register_school_name", "name"),
)
"""Open schools of the register that the questions were derived with; degrees in EPSG:4326."""

looking = Table(
    "looking",
    metadata,
    Column("question", Text, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Who has a question before them: a hint of some minutes, never a lock."""

objection = Table(
    "objection",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True, comment="Public: year and number."),
    Column("received", Date, nullable=False),
    Column("channel", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("school", Text, nullable=False, comment="Key of the school, else ''."),
    Column("school_name", Text, nullable=False, server_default=""),
    Column("region", Text, nullable=False, comment="Code of a sido where no school is meant, else ''."),
    Column("sido", Text, nullable=False, server_default="", comment="Of the school, or the region."),
    Column("office", Text, nullable=False, server_default="", comment="Of the school, else ''."),
    Column("entered", Moment, nullable=False),
    Column("text", Text, nullable=False, comment="Without personal data; that is refused."),
    Column("state", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("outcome", Text, nullable=False, server_default="", comment="State that the answer proposes."),
    Column("answer", Text, nullable=False, server_default=""),
    Column("remark", Text, nullable=False, server_default="", comment="Why an answer was sent back."),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("author", Text, ForeignKey("person.id"), nullable=False),
    Column("decided_by", Text, ForeignKey("person.id")),
    Column("decided", Moment),
    Column("judged_by", Text, ForeignKey("person.id")),
    Column("judged", Moment),
    CheckConstraint("channel IN ('mail', 'letter', 'telephone', 'visit')", name="channel"),
    CheckConstraint("asked_by IN ('school', 'office', 'citizen', 'ourselves')", name="asked_by"),
    CheckConstraint(
        "kind IN ('not_this_school', 'wrong_school', 'wrong_status', 'personal_data', 'other')", name="kind"
    ),
    CheckConstraint("state IN ('new', 'answered', 'accepted', 'partly', 'declined')", name="state"),
    CheckConstraint("outcome IN ('', 'accepted', 'partly', 'declined')", name="outcome"),
    CheckConstraint("judged_by IS NULL OR judged_by <> decided_by", name="two_people"),
    Index("ix_objection_due", "state", "due"),
    Index("ix_objection_school", "school"),
)

objection_contact = Table(
    "objection_contact",
    metadata,
    Column("objection", Text, ForeignKey("objection.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False, comment="Encrypted: the only personal data of outsiders."),
    Column("delete_after", Date, comment="Set when the objection is decided."),
)

hold = Table(
    "hold",
    metadata,
    Column("id", Text, primary_key=True),
    Column("school", Text, nullable=False),
    Column("objection", Text, ForeignKey("objection.id")),
    Column("why", Text, nullable=False),
    Column("author", Text, ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("line", Text, ForeignKey("ledger_line.id"), comment="The finding under_review that shows it."),
    Index("ix_hold_school", "school"),
)
"""A school that is shown as under review while an objection is looked at.

It ends when a later finding on the school is in force; what that says is its outcome.
"""
