"""Answers of providers whose terms allow storing them, in one SQLite file; each is committed at once."""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from webmap.matching.online.answer import Answer, Question
from webmap.vocabulary.geocoders import GeocoderTerms, Precision, Storing

log = logging.getLogger(__name__)

FILE = "online-answers.sqlite3"
KEPT = timedelta(days=180)
"""How long a cached answer is valid; schools rarely move, and providers' data grows."""

TABLE = """CREATE TABLE IF NOT EXISTS answers (
    provider TEXT, asking TEXT, question TEXT, asked TEXT NOT NULL, answers TEXT NOT NULL,
    PRIMARY KEY (provider, asking, question)
) WITHOUT ROWID"""


class AnswerCache:
    """Cached answers by provider and question. An unusable file costs time, not the result."""

    def __init__(self, path: Path) -> None:
        self._connection = _open(path) or _recreate(path)

    def get(self, provider: str, question: Question) -> list[Answer] | None:
        """The cached answers (an empty list: the provider knows none), or None where there are none."""
        since = (datetime.now(UTC) - KEPT).isoformat()
        try:
            row = self._connection.execute(
                "SELECT answers FROM answers "
                "WHERE provider = ? AND asking = ? AND question = ? AND asked > ?",
                (provider, question.asking, question.text, since),
            ).fetchone()
            return None if row is None else _read(row[0])
        except (sqlite3.Error, ValueError, TypeError, KeyError):
            return None

    def put(self, provider: str, question: Question, answers: list[Answer]) -> None:
        """Store the answers to a question, committed at once."""
        text = json.dumps([asdict(answer) for answer in answers], ensure_ascii=False)
        moment = datetime.now(UTC).isoformat()
        values = (provider, question.asking, question.text, moment, text)
        try:
            with self._connection:
                self._connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", values)
        except sqlite3.Error as error:
            log.warning("An online answer cannot be kept: %s", type(error).__name__)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def cache_for(terms: GeocoderTerms, agreed: bool, folder: Path) -> AnswerCache | None:
    """The cache of a provider, or None where its terms do not allow storing answers."""
    may_store = terms.storing is Storing.ALLOWED or (terms.storing is Storing.BY_AGREEMENT and agreed)
    return AnswerCache(folder / FILE) if may_store else None


def _open(path: Path) -> sqlite3.Connection | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path)
        connection.execute(TABLE)
    except (OSError, sqlite3.Error) as error:
        log.warning("%s cannot be used: %s", path.name, type(error).__name__)
        return None
    return connection


def _recreate(path: Path) -> sqlite3.Connection:
    """A new file in place of a damaged one, or a cache in memory where no file can be written."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
    connection = _open(path)
    if connection is None:
        connection = sqlite3.connect(":memory:")
        connection.execute(TABLE)
    return connection


def _read(text: str) -> list[Answer]:
    return [
        Answer(
            float(each["lat"]),
            float(each["lon"]),
            Precision(each["precision"]),
            str(each["name"]),
            str(each["number"]),
        )
        for each in json.loads(text)
    ]
