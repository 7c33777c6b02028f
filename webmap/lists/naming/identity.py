"""The identity of a list: what stays the same when its file comes again under another name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from webmap.lists.personal.detect import find_personal
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.source_kinds import PUBLISHERS
from webmap.vocabulary.text import strip_invisible

TITLE_CHARACTERS = 80
SLUG = re.compile(r"[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?")
"""Safe as a folder on every system, in an address and in the key of a place."""
RESERVED = re.compile(r"aux|con|nul|prn|com[0-9]|lpt[0-9]|findings")
"""Names that no folder may have on Windows, and what stands for findings among the lists."""
UNKNOWN = "unknown"


@dataclass(frozen=True)
class ListIdentity:
    """Who a list is: every version of it counts as the same source.

    `kind` is one of `PUBLISHERS`; `origin` the slug of the list of which it is declared to be a copy, or '';
    `version` that of the file in use, '' for a file without one; `columns` the headers of its columns where
    they are not known by their words, such as `school=소속`.
    """

    slug: str
    title: str = ""
    kind: str = UNKNOWN
    origin: str = ""
    version: str = ""
    columns: tuple[str, ...] = ()


def fault_of_slug(slug: str) -> Message | None:
    """The reason why a text cannot name a list, as a clause, or None."""
    if SLUG.fullmatch(slug) and not RESERVED.fullmatch(slug):
        return None
    return say(
        "the short name of a list has at most 40 small letters (a-z), digits and hyphens, and begins with a "
        "letter, such as union or press-2024"
    )


def fault_of_title(title: str) -> Message | None:
    """The reason why a text cannot be the title of a list, which is published, or None."""
    if strip_invisible(title) != title:
        return say("a title is one line without invisible characters or spaces at its ends")
    if len(title) > TITLE_CHARACTERS:
        return say("a title has at most %(limit)s characters", limit=TITLE_CHARACTERS)
    if kind := find_personal(title, remark=True):
        return say("the title holds %(kind)s; it would be published", kind=Message(kind))
    return None


def fault_of_kind(kind: str) -> Message | None:
    """The reason why a text is no kind of publisher, or None."""
    if kind in PUBLISHERS:
        return None
    return say("the kind is one of these: %(known)s", known=", ".join(PUBLISHERS))
