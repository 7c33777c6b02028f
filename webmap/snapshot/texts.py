"""The Korean of a snapshot's sentences, stored with it, so that it survives changes of the catalogue.

A snapshot holds sentences in English (rules, reasons, remarks) with their values apart. The manifest keeps
the translation of each of them once, however many rows say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from webmap.vocabulary.messages import Texts, texts_of

TEXTS = "texts"
"""Key of the manifest: sentence → language → translation."""


def stored_texts(manifest: Mapping[str, Any], sentences: Iterable[str]) -> Texts:
    """Translations of every sentence in a manifest, and of the `sentences` of its rows.

    Any text of the manifest that the catalogue translates counts as a sentence, so none is forgotten.
    """
    return texts_of({*_texts_in({**manifest, TEXTS: {}}), *sentences})


def sentences_of(row: Mapping[str, Any]) -> Iterator[str]:
    """The sentences that a row says: its reason and remarks, and those among their values."""
    for message in (row["reason"], *row["remarks"]):
        yield from _sentences_in(message)


def _sentences_in(message: Mapping[str, Any]) -> Iterator[str]:
    yield message["text"]
    for value in message["values"].values():
        if isinstance(value, Mapping):
            yield from _sentences_in(value)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts_in([*value.keys(), *value.values()])
    elif isinstance(value, Sequence):
        for each in value:
            yield from _texts_in(each)
