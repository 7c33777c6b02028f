"""Kinds of answers, and what a browser, a cache and other sites may do with each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

NONE, OWN = "'none'", "'self'"


class Readers(StrEnum):
    """Readers whose requests a cache may answer."""

    ALL = "all"
    AUDIENCE = "audience"
    """The whole public; for an office's map, only the reader who sent the request."""
    NOBODY = "nobody"


@dataclass(frozen=True)
class Policy:
    """Uses that an answer allows. The defaults are the strictest; a kind states what it needs beyond."""

    sources: tuple[tuple[str, str], ...] = ()
    """Directives of Content-Security-Policy and the sources that each allows; all others allow none."""
    inline: bool = False
    """Whether the view may allow inline blocks by their hashes."""
    framed: bool = False
    """Whether other sites may frame it, as far as WEBMAP_FRAME_ANCESTORS allows it."""
    read_by_others: bool = False
    """Whether scripts of other sites may read it (CORS, never with credentials)."""
    loaded_by_others: bool = False
    """Whether other sites may load it without reading it (CORP)."""
    page: bool = False
    """Whether it is shown as a page: only pages need the headers that restrict a page's rights."""
    kept_for: Readers = Readers.AUDIENCE


TEXT = Policy(sources=(("style-src", OWN), ("img-src", OWN), ("form-action", OWN)), page=True)
"""A page to read: style sheets and pictures of this server, no script at all."""

MAP = replace(TEXT, sources=(("script-src", OWN), *TEXT.sources, ("connect-src", OWN)), inline=True)
"""A page that draws the map."""

FRAMING_MAP = replace(MAP, sources=(*MAP.sources, ("frame-src", OWN)))
"""The page itself, which also shows how its embed will look."""

EMBED = replace(MAP, framed=True)
"""The map in the pages of others."""

OWN_DATA = Policy()
"""Data that only our own pages read."""

OPEN_DATA = Policy(read_by_others=True)
"""Data that pages of other sites may read, and our embed in a sandboxed frame, whose origin is `null`."""

OPEN_PAGE = replace(TEXT, read_by_others=True)
"""The same data as a page to read."""

FILE = Policy()
"""A file that is saved to the reader's disk."""

ASSET = Policy(read_by_others=True, kept_for=Readers.ALL)
"""Scripts, style sheets and pictures of our pages; the same for every audience.

A frame without `allow-same-origin` has no origin: our own embed then loads its scripts as another site would.
"""

SCRIPT_FOR_OTHERS = Policy(read_by_others=True, loaded_by_others=True, kept_for=Readers.ALL)
"""The script that hosts of the embed load."""

STATUS = Policy(kept_for=Readers.NOBODY)
"""The server's state, for monitoring."""

ERROR = replace(TEXT, kept_for=Readers.NOBODY)
"""The answer where there is no such page, or it cannot be shown."""


def as_failure(policy: Policy) -> Policy:
    """The policy of a failure: readable by the same sites as the answer that it replaces."""
    return replace(
        ERROR,
        framed=policy.framed,
        read_by_others=policy.read_by_others,
        loaded_by_others=policy.loaded_by_others,
    )
