"""Tables of people: who may enter the desk, as what, and by which session."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from webmap.review.tables.metadata import Moment, metadata

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("handle", Text, nullable=False, unique=True, comment="What others see: never a name."),
    Column("name", LargeBinary, comment="Encrypted; erased when the person leaves."),
    Column("state", Text, nullable=False),
    Column("password", Text, comment="argon2id"),
    Column("totp_secret", LargeBinary, comment="Encrypted."),
    Column(
        "totp_step", Integer, comment="Last time step of a code that was used, so that none is used twice."
    ),
    Column("created", Moment, nullable=False),
    Column("left", Moment),
    CheckConstraint("state IN ('invited', 'active', 'left')", name="state"),
)

role_grant = Table(
    "role_grant",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("area", Text, nullable=False, comment="Code of a sido or an office of education; blank for all."),
    Column("given_by", Text, ForeignKey("person.id")),
    Column("since", Moment, nullable=False),
    Column("until", Moment, comment="A grant is never changed: it ends, and another one begins."),
    CheckConstraint("role IN ('administrator', 'editor', 'reviewer', 'office', 'reader')", name="role"),
    Index("ix_role_grant_person", "person"),
)

session = Table(
    "session",
    metadata,
    Column("token", Text, primary_key=True, comment="SHA-256 of the cookie; the cookie itself is not kept."),
    Column("person", Text, ForeignKey("person.id"), nullable=False),
    Column("form_token", Text, nullable=False, comment="What every form of this session must send back."),
    Column("created", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("confirmed", Moment, nullable=False, comment="When the second factor was last given."),
    Column("network", Text, nullable=False, comment="/24 or /48 of the address."),
    Index("ix_session_person", "person"),
)

invitation = Table(
    "invitation",
    metadata,
    Column("token", Text, primary_key=True, comment="SHA-256 of the link's secret."),
    Column("kind", Text, nullable=False),
    Column("person", Text, ForeignKey("person.id"), nullable=False),
    Column("made_by", Text, ForeignKey("person.id"), comment="Blank: made on the machine itself."),
    Column("agreed_by", Text, ForeignKey("person.id"), comment="The second administrator of a recovery."),
    Column("made", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
    CheckConstraint("kind IN ('invitation', 'recovery')", name="kind"),
    CheckConstraint("agreed_by <> made_by", name="two_people"),
)

known_browser = Table(
    "known_browser",
    metadata,
    Column("token", Text, primary_key=True, comment="SHA-256 of the browser's cookie."),
    Column("person", Text, ForeignKey("person.id"), nullable=False),
    Column("seen", Moment, nullable=False, comment="Last log-in with it."),
    Index("ix_known_browser_person", "person"),
)
"""Browsers in which a person has logged in: what strangers try at the account does not delay them."""

attempt = Table(
    "attempt",
    metadata,
    Column("key", Text, primary_key=True, comment="Keyed digest of handle, network or browser."),
    Column("failures", Integer, nullable=False),
    Column("at", Moment, nullable=False, comment="The last failure; a day later the row is removed."),
    Column("until", Moment, nullable=False, comment="Before this moment the next attempt is refused."),
)
"""Failed log-ins. Handles that exist are counted as those that do not: by digests of what was typed."""

access = Table(
    "access",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("person", Text, ForeignKey("person.id")),
    Column("what", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("times", Integer, nullable=False, server_default="1", comment="Failures within a minute."),
    Index("ix_access_at", "at"),
)
"""The record of entries that the Korean safety standard for personal data asks for; old lines are removed."""
