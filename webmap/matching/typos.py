"""Names that differ by a slip of one key: compared by jamo, the letters of Hangul."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from webmap.matching.forms import kind_of

ONE_SLIP = 1
NEAR = 2
"""Jamo within which a school is so near that a slip could be meant for it."""

SHORTEST_STEM = 4
"""Jamo. Shorter stems have too many neighbours for a slip to point to any."""


class NearForms:
    """Short forms by kind, to be searched for near ones. The kind itself must be typed right."""

    def __init__(self, forms: Iterable[str]) -> None:
        by_kind: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            kind = kind_of(form)
            if kind:
                by_kind[kind].append(form)
        self._forms = dict(by_kind)
        self._jamo = {kind: [jamo(form) for form in known] for kind, known in by_kind.items()}

    @lru_cache(maxsize=4_096)  # noqa: B019 (an index lives as long as its process)
    def near(self, form: str) -> tuple[tuple[str, int], ...]:
        """Known forms of the same kind within two jamo, and how many jamo away; none for a short stem."""
        kind = kind_of(form)
        if kind not in self._forms or len(jamo(form)) - len(jamo(kind)) < SHORTEST_STEM:
            return ()
        found = process.extract(
            jamo(form), self._jamo[kind], scorer=OSA.distance, score_cutoff=NEAR, limit=None, processor=None
        )
        return tuple((self._forms[kind][place], int(distance)) for _, distance, place in found)


@lru_cache(maxsize=65_536)
def jamo(text: str) -> str:
    """A text in single letters: 한 → ㅎㅏㄴ (as conjoining jamo)."""
    return unicodedata.normalize("NFD", text)
