"""A mail that staff drop: what of it goes into the form. Nothing of it is stored before the form is saved."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

from webmap.errors import DeskError
from webmap.review.objections.contacts import MAX_CONTACT
from webmap.review.objections.entering import MAX_TEXT
from webmap.review.objections.mail_child import Fields
from webmap.review.objections.personal_data import cleaned
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import strip_invisible

MAX_MAIL_BYTES = 10 * 1024**2
WAIT_S = 10
OUTLOOK = b"\xd0\xcf\x11\xe0"
"""Beginning of a file of Outlook (.msg), which is no mail as it was sent."""


@dataclass(frozen=True)
class Mail:
    """What is taken of a mail; all of it is one person's to read again before it is saved."""

    contact: str
    day: datetime.date | None
    text: str
    is_html: bool
    """Whether it has no plain text, so that the visible text of its page was taken."""
    is_cut: bool
    attachments: int
    """Parts that were left out."""


def read_mail(content: bytes) -> Mail:
    """Read a mail in a process of its own. Raises DeskError for what is none, or cannot be read in time."""
    if not content.strip():
        raise DeskError(say("The file is empty."))
    if len(content) > MAX_MAIL_BYTES:
        raise DeskError(
            say(
                "The mail is larger than %(limit)s MB. Save it without its attachments, or type in what it "
                "says.",
                limit=MAX_MAIL_BYTES // 1024**2,
            )
        )
    if content.startswith(OUTLOOK):
        raise DeskError(
            say("This is a file of Outlook (.msg). Save the mail as .eml, or type in what it says.")
        )
    fields = _fields(content)
    if not fields["is_mail"]:
        raise DeskError(say("This file is no mail (.eml). Type in what it says."))
    subject, text = strip_invisible(fields["subject"]), cleaned(fields["text"])
    text = f"{subject}\n\n{text}".strip() if subject else text
    return Mail(
        strip_invisible(fields["sender"])[:MAX_CONTACT], _day(fields["day"]), text[:MAX_TEXT],
        fields["is_html"], fields["is_cut"] or len(text) > MAX_TEXT, fields["attachments"],
    )  # fmt: skip


def _fields(content: bytes) -> Fields:
    command = [sys.executable, "-m", f"{__package__}.mail_child"]
    try:
        done = subprocess.run(command, input=content, check=True, capture_output=True, timeout=WAIT_S)  # noqa: S603 (no shell, our own words)
        found: Fields = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise DeskError(
            say(
                "The mail could not be read within the limits of time and memory; it may be made to trouble "
                "readers. Nothing was saved. Type in what it says."
            )
        ) from None
    return found


def _day(text: str) -> datetime.date | None:
    with suppress(ValueError):
        return datetime.date.fromisoformat(text)
    return None
