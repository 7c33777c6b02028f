"""Whole answers that are sent again unchanged: status, headers and body, by address alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webmap.web.http.byte_lru import LruByBytes

Header = tuple[str, str]
Address = tuple[str, str]
"""Path, and query as received."""
Key = tuple[str, str, str]
"""Path, query as received, content coding."""

RECENT_BYTES = 32 * 1024 * 1024
"""Most bytes of answers that are cached only because they were requested recently."""
VIEW_BYTES = 16 * 1024 * 1024
"""The same of pages: any number of filters lead to one, and they push out no other answers."""
VIEW_ROUTES = ("/", "/embed", "/unplaced", "/about", "/matching", "/lists", "/corrections", "/dataset/")
"""Routes of the pages: the map's, and those whose links carry its view."""
MAX_RECENT_BYTES = 1024 * 1024
OVERHEAD = 2_000
"""Bytes that an answer takes beside its body, roughly."""

OF_THE_BODY = frozenset({"content-length", "content-type", "content-encoding", "content-disposition"})
"""Headers that an answer without a body does not repeat (RFC 9110, 15.4.5)."""


@dataclass(frozen=True)
class CachedResponse:
    """The cached response to GET in one content coding, and its headers for a 304."""

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
    """The answer as a cached response; None where it may not be the same for every client."""
    fields = {name.lower(): value for name, value in headers}
    control = fields.get("cache-control", "")
    etag = fields.get("etag", "")
    if "public" not in control or not etag or etag.startswith("W/") or "set-cookie" in fields:
        return None
    same_for_all = [(name, value) for name, value in headers if not _of_one_moment(name.lower())]
    without_body = [(name, value) for name, value in same_for_all if name.lower() not in OF_THE_BODY]
    return CachedResponse(route, same_for_all, body, etag, without_body)


def _of_one_moment(name: str) -> bool:
    """Whether a header holds the time or a client's use of its limit, which differ for the next client."""
    return name in {"date", "ratelimit", "retry-after"} or name.startswith("x-ratelimit")


class RecentResponses:
    """Answers to recent requests; beyond a number of bytes, the least recently used ones are dropped."""

    def __init__(self, max_bytes: int = RECENT_BYTES) -> None:
        self._answers = LruByBytes[CachedResponse](max_bytes, size=lambda answer: answer.size)

    def get(self, key: Key) -> CachedResponse | None:
        """The answer of a key, which then counts as recently used."""
        return self._answers.get(key)

    def add(self, key: Key, answer: CachedResponse) -> None:
        """Keep an answer, unless it is so long that few others would fit beside it."""
        if answer.size <= MAX_RECENT_BYTES:
            self._answers.add(key, answer)

    @property
    def bytes(self) -> int:
        """Bytes in use now."""
        return self._answers.bytes


class SnapshotResponses:
    """Cached responses of one snapshot: those made when it was opened, and those requested since."""

    def __init__(self, pinned: Mapping[Key, CachedResponse]) -> None:
        self._pinned = pinned
        self._recent = RecentResponses()
        self._views = RecentResponses(VIEW_BYTES)

    def find(self, key: Key) -> CachedResponse | None:
        """The cached response of an address in a content coding.

        Data of the previous snapshot ends with it, also under the addresses that name its version: what was
        taken back must not be sent any more. A page loaded just before is sent today's data, and reloads.
        """
        return self._pinned.get(key) or self._recent_of(key).get(key)

    def add(self, key: Key, answer: CachedResponse) -> None:
        """Keep the answer to a recent request."""
        self._recent_of(key).add(key, answer)

    def _recent_of(self, key: Key) -> RecentResponses:
        return self._views if key[0] in VIEW_ROUTES else self._recent
