"""Write the documents that are made from declarations: `make documents`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from webmap.settings.document import settings_as_markdown
from webmap.vocabulary.schema_version import as_markdown

DOCUMENTS: dict[str, Callable[[], str]] = {
    "schema-changelog.md": as_markdown,
    "settings.md": settings_as_markdown,
}
"""File beside this one → what makes its text."""


def main() -> None:
    """Write them all, with the same line ends on every system."""
    for name, text in DOCUMENTS.items():
        (Path(__file__).parent / name).write_text(text(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
