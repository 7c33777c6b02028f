"""Kinds of answers, and what a browser, a cache and other sites may do with each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

NONE, OWN = "'none'", "'self'"


class Readers(StrEnum):
    """Whose requests a cache may answer with what it keeps."""

    ALL = "all"
    AUDIENCE = "audience"
    """All of the public; of an office's map, the one reader who asked."""
    NOBODY = "nobody"


@dataclass(frozen=True)
class Policy:
    """What may be done with an answer. The defaults are the strictest; a kind states what it needs beyond."""

    sources: tuple[tuple[str, str], ...] = ()
    """Directives of Content-Security-Policy and what each lets in; all others let in nothing."""
    inline: bool = False
    """Whether the view may admit inline blocks by their hashes."""
    framed: bool = False
    """Whether other sites may frame it, as far as WEBMAP_FRAME_ANCESTORS lets them."""
    read_by_others: bool = False
    """Whether scripts of other sites may read it (CORS, never with credentials)."""
    loaded_by_others: bool = False
    """Whether other sites may load it without reading it (CORP)."""
    page: bool = False
    """Whether it is shown as a page, with the rights of one: what is not one needs no word on them."""
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
"""What only our own pages read."""

OPEN_DATA = Policy(read_by_others=True)
"""What pages of other sites may read, too."""

FILE = Policy()
"""What is saved to the reader's disk."""

ASSET = Policy(kept_for=Readers.ALL)
"""Scripts, style sheets and pictures of our pages; the same for every audience."""

SCRIPT_FOR_OTHERS = Policy(loaded_by_others=True, kept_for=Readers.ALL)
"""The script that hosts of the embed load."""

STATUS = Policy(kept_for=Readers.NOBODY)
"""What watches over the server ask for."""

ERROR = replace(TEXT, kept_for=Readers.NOBODY)
"""What is told where there is no such page, or none can be shown."""


def as_failure(policy: Policy) -> Policy:
    """A failure in place of an answer of this kind: told to whoever the answer would have been told to."""
    return replace(
        ERROR,
        framed=policy.framed,
        read_by_others=policy.read_by_others,
        loaded_by_others=policy.loaded_by_others,
    )
