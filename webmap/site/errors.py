"""What stops a copy from being written; each is a fault of this program, never of who publishes."""

from __future__ import annotations


class CopyError(Exception):
    """A page names an address that the copy does not have, or a file that it must not have."""
