"""A guide of `docs/`: the names in bold, and its pictures."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from webmap.vocabulary.messages import translations

DOCS = Path(__file__).parents[2] / "docs"
MAKING = bool(os.environ.get("WEBMAP_PICTURES"))
"""Whether pictures are retaken (`make pictures`); otherwise they must be there."""
MAX_BYTES = 200_000
"""Bytes of a picture in a guide."""


class Guide:
    """A guide in both languages; readers take the names of buttons from it."""

    def __init__(self, name: str) -> None:
        text = (DOCS / f"{name}.md").read_text("utf-8")
        _, self.korean, self.english = re.split(r"^## (?:한국어|English)$", text, flags=re.M)
        self.pictures = re.findall(r"\]\((pictures/[\w-]+\.png)\)", text)
        self.followed: set[str] = set()

    def name(self, english: str, korean: str = "") -> str:
        """The Korean name of what the guide calls so in bold, in both its languages."""
        word = korean or translations("ko").gettext(english)
        assert word in bold(self.korean), word
        assert english in bold(self.english), english
        self.followed |= {word, english}
        return word

    def assert_followed(self) -> None:
        """Nothing is called in bold that was not found on the page, and every picture is there."""
        assert bold(self.korean) | bold(self.english) == self.followed
        for picture in self.pictures:
            assert 0 < (DOCS / picture).stat().st_size <= MAX_BYTES, picture


def bold(text: str) -> set[str]:
    return {" ".join(name.split()) for name in re.findall(r"\*\*(.+?)\*\*", text, flags=re.S)}


def picture(place: Page | Locator, name: str, **part: Any) -> None:
    """Take a picture for the guides, where they are retaken; the notice of what is fictional must be on it."""
    if MAKING:
        place.screenshot(path=DOCS / name, animations="disabled", caret="hide", **part)
