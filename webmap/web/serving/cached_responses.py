"""Whole answers that are handed out again as they are: status, headers and body, found by address alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webmap.web.http.byte_lru import LruByBytes

Header = tuple[str, str]
Address = tuple[str, str]
"""Path, and query as it was sent."""
Key = tuple[str, str, str]
"""Path, query as it was sent, content coding."""

RECENT_BYTES = 32 * 1024 * 1024
"""Most bytes of answers that are kept only because they were asked for lately."""
MAX_RECENT_BYTES = 1024 * 1024
OVERHEAD = 2_000
"""Bytes that an answer takes beside its body, roughly."""

OF_THE_BODY = frozenset({"content-length", "content-type", "content-encoding", "content-disposition"})
"""Headers that an answer without a body does not repeat (RFC 9110, 15.4.5)."""


@dataclass(frozen=True)
class CachedResponse:
    """An answer to GET in one content coding, and what a client is sent that has it already."""

    route: str
    headers: list[Header]
    body: bytes
    etag: str
    headers_304: list[Header]

    @property
    def size(self) -> int:
        """Bytes of memory, roughly."""
        return len(self.body) + OVERHEAD


def cacheable(route: str, headers: Sequence[Header], body: bytes) -> CachedResponse | None:
    """Keep an answer that every client may be sent alike; None for one that is not of that kind."""
    told = {name.lower(): value for name, value in headers}
    control = told.get("cache-control", "")
    etag = told.get("etag", "")
    if "public" not in control or not etag or etag.startswith("W/") or "set-cookie" in told:
        return None
    same_for_all = [(name, value) for name, value in headers if not _of_one_moment(name.lower())]
    without_body = [(name, value) for name, value in same_for_all if name.lower() not in OF_THE_BODY]
    return CachedResponse(route, same_for_all, body, etag, without_body)


def _of_one_moment(name: str) -> bool:
    """The time, and how much of its limit a client has used, are not for the next one."""
    return name in {"date", "ratelimit", "retry-after"} or name.startswith("x-ratelimit")


class RecentResponses:
    """Answers that were asked for lately, the least used given up beyond a number of bytes."""

    def __init__(self, max_bytes: int = RECENT_BYTES) -> None:
        self._answers = LruByBytes[CachedResponse](max_bytes, size=lambda answer: answer.size)

    def get(self, key: Key) -> CachedResponse | None:
        """An answer, which is then among the last to be given up."""
        return self._answers.get(key)

    def add(self, key: Key, answer: CachedResponse) -> None:
        """Keep an answer, unless it is so long that few others would find room."""
        if answer.size <= MAX_RECENT_BYTES:
            self._answers.add(key, answer)

    @property
    def bytes(self) -> int:
        """Bytes held now."""
        return self._answers.bytes


class SnapshotResponses:
    """What is kept of one snapshot: answers made when it was opened, and some that were asked for since."""

    def __init__(self, pinned: Mapping[Key, CachedResponse], before: SnapshotResponses | None = None) -> None:
        self._pinned = pinned
        self._before = {} if before is None else before.for_their_version()
        self.recent = RecentResponses()

    def find(self, key: Key) -> CachedResponse | None:
        """The answer of an address in a content coding.

        Data of the snapshot before is still there under the addresses that name its version: pages that
        were loaded just before the change go on as they began.
        """
        return self._pinned.get(key) or self.recent.get(key) or self._before.get(key)

    def for_their_version(self) -> dict[Key, CachedResponse]:
        """Answers that stay right for ever under their addresses."""
        return {key: each for key, each in self._pinned.items() if _immutable(each)}


def _immutable(answer: CachedResponse) -> bool:
    return any(name.lower() == "cache-control" and "immutable" in value for name, value in answer.headers)
