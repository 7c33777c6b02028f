"""Bring every sentence of the program into the catalogue of translations, and say which have none yet.

Usage: python .ci/texts.py [--check]

A sentence that is new gets an entry without a translation, one no longer used is removed, and every
other keeps its translation. Beside each stand the files that use it and the notes there for translators
(comments that begin with `Text:`). With `--check` nothing is written.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
TRANSLATIONS = ROOT / "webmap" / "vocabulary" / "translations"
CATALOGUE = TRANSLATIONS / "ko.po"

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "say": None, "N_": None, "t": None, "_": None, "gettext": None,
    "NN_": (1, 2), "tn": (1, 2), "ngettext": (1, 2),
}  # fmt: skip
"""Functions whose literal arguments are sentences; with two, the forms for one and for other numbers."""

NOTE = "Text:"
MAX_WIDTH = 100


def main(arguments: list[str]) -> int:
    """Update the catalogue; the number of sentences without a translation is the exit code, at most 1."""
    catalogue = update(CATALOGUE.read_bytes(), extract_sentences())
    if "--check" not in arguments:
        CATALOGUE.write_bytes(serialise(catalogue))
    missing = untranslated(catalogue)
    for message in missing:
        places = ", ".join(file for file, _line in message.locations)
        print(f"{CATALOGUE.name}: no translation of {message.id!r} ({places})")
    return int(bool(missing))


def extract_sentences() -> Catalog:
    """Every sentence of the program, with its files and notes."""
    with (TRANSLATIONS / "babel.cfg").open("r", encoding="utf-8") as source:
        methods, options = parse_mapping_cfg(source, filename="babel.cfg")
    template = Catalog()
    found = extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, comment_tags=(NOTE,), strip_comment_tags=True
    )
    for file, _line, text, notes, _context in found:
        template.add(text, locations=[(Path(file).as_posix(), 1)], auto_comments=notes)
    return template


def update(stored: bytes, template: Catalog) -> Catalog:
    """The stored catalogue with the sentences of a template and no others."""
    catalogue = read_po(BytesIO(stored), locale="ko")
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        message.locations = sorted({(file, 1) for file, _line in message.locations})
    return catalogue


def untranslated(catalogue: Catalog) -> list[Message]:
    """Sentences without a translation."""
    return [message for message in catalogue if message.id and not all_forms(message)]


def all_forms(message: Message) -> bool:
    """Whether every form of a sentence is translated."""
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return bool(forms) and all(forms)


def serialise(catalogue: Catalog) -> bytes:
    """The catalogue as a file: in alphabetical order, files without their lines, so that little changes."""
    target = BytesIO()
    write_po(target, catalogue, width=MAX_WIDTH, sort_output=True, omit_header=True, include_lineno=False)
    head = CATALOGUE.read_text("utf-8").split("\n\n", 1)[0]
    return f"{head}\n\n".encode() + target.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
