"""The questions of a project folder, as `webmap decide` asks them, and the schools that may answer them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from webmap.build import Geocoded, geocode
from webmap.decisions.open_rows import OpenQuestion, decided_questions, open_questions
from webmap.decisions.question import QuestionKey
from webmap.matching.explain import against, candidates_as_json
from webmap.places.addresses.addresses import RegionHint
from webmap.places.gazetteer import Places
from webmap.places.register.folder import files_of_folder
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.project.project import Project
from webmap.review.queue.miss import miss_of
from webmap.review.queue.weight import weight_of
from webmap.settings.settings import Settings
from webmap.snapshot.search_text import search_fold, search_text
from webmap.system.progress import Progress
from webmap.vocabulary.messages import Message

ROWS_NAMED = 8
"""Rows that a question names; of further ones, only their number."""


@dataclass(frozen=True)
class Derived:
    """Rows of the tables `question` (without state and version) and `register_school`, by their keys.

    `decided`: keys of the questions on which a decision of the folder is applied.
    """

    questions: dict[str, dict[str, Any]]
    decided: frozenset[str]
    schools: dict[str, dict[str, Any]]


NOTHING = Derived({}, frozenset(), {})


def over_silently(items: Iterable[Any], _what: Message, _count: int) -> Iterable[Any]:
    """Pass items on without showing it."""
    return items


def derive(
    project: Project, settings: Settings, places: Places, progress: Progress[Any] = over_silently
) -> Derived:
    """The questions of a project's lists. Raises ListError, RegisterError, DecisionsError, ProjectError."""
    if not project.file.lists:
        return NOTHING
    geocoded = geocode(
        list(project.lists),
        project.registers or files_of_folder(settings.register_folder),
        places,
        settings.limits,
        progress,
        decisions=project.decisions,
        identities=project.lists,
    )
    questions, decided = _questions(geocoded, places)
    return Derived(questions, decided, schools_of(geocoded.register))


def question_id(key: QuestionKey) -> str:
    """ID of a question: a digest of its key, so that it is the same after every import."""
    return hashlib.sha256(subject_of_key(key).encode()).hexdigest()[:32]


def subject_of_key(key: QuestionKey) -> str:
    """A question's key as it stands in `ledger_line.subject`."""
    return json.dumps(key, ensure_ascii=False)


def schools_of(register: Register) -> dict[str, dict[str, Any]]:
    """The open schools of a register as rows of `register_school`, by their keys."""
    return {school.key: _school_row(school) for school in register.schools}


def areas_of(schools: Iterable[School], stated: Iterable[RegionHint]) -> list[str]:
    """Codes of all that the schools and the stated regions lie in, sorted; none where nobody knows where."""
    of_schools = {code for school in schools for code in (school.sido, school.office)}
    of_hints = {code for hint in stated for code in (*hint.sido, *hint.office)}
    return sorted((of_schools | of_hints) - {""})


def _questions(geocoded: Geocoded, places: Places) -> tuple[dict[str, dict[str, Any]], frozenset[str]]:
    opened = dict(_rows(open_questions(geocoded.replayed), places))
    decided = dict(_rows(decided_questions(geocoded.replayed), places))
    return decided | opened, frozenset(decided.keys() - opened.keys())


def _rows(questions: Iterable[OpenQuestion], places: Places) -> Iterator[tuple[str, dict[str, Any]]]:
    for each in questions:
        row = _row(each, places)
        yield row["id"], {**row, "fingerprint": _fingerprint(row)}


def _row(each: OpenQuestion, places: Places) -> dict[str, Any]:
    question, match = each.question, each.matches[0]
    statuses = Counter(entry.entry.status for entry in each.matches)
    stated = [places.read_region(text) for text in (question.region, question.address) if text]
    return {
        "id": question_id(question.key),
        "subject": subject_of_key(question.key),
        "query": question.query,
        "region": question.region,
        "level": question.level.value if question.level else "",
        "address": question.address,
        "outcome": match.outcome.value,
        "reason": match.reason.as_json(),
        "miss": miss_of(each).value,
        "candidates": _candidates(each),
        "lists": dict(sorted(Counter(entry.entry.file for entry in each.matches).items())),
        "statuses": dict(sorted((status.value, count) for status, count in statuses.items())),
        "places": [[entry.entry.file, entry.entry.row] for entry in each.matches[:ROWS_NAMED]],
        "rows": len(each.matches),
        "weight": weight_of(statuses),
        "areas": areas_of(each.candidates, stated),
    }


def _candidates(question: OpenQuestion) -> list[dict[str, Any]]:
    """The schools that may be meant, best first, with places and, where the rules scored them, the parts."""
    scored = {each.school.key: each for match in question.matches for each in match.scored_candidates}
    points = {key: candidates_as_json([each])[0] for key, each in scored.items()}
    return [
        {
            **_place(school),
            **points.get(school.key, {}),
            "against": _as_json(against(scored[school.key])) if school.key in scored else None,
        }
        for school in question.candidates
    ]


def _place(school: School) -> dict[str, Any]:
    return {
        "key": school.key, "name": school.name, "level": school.level.value, "address": school.address,
        "lat": school.lat, "lon": school.lon, "radius_m": school.radius_m, "sido": school.sido,
        "office": school.office, "closed": school.closed,
    }  # fmt: skip


def _as_json(words: Message | str) -> dict[str, Any] | None:
    return words.as_json() if isinstance(words, Message) else None


def _school_row(school: School) -> dict[str, Any]:
    row = {name: value for name, value in _place(school).items() if name != "closed"}
    row["search"] = "\n".join(
        dict.fromkeys(
            [search_fold(school.key), search_text(school.name, school.name_en)]
            + [search_text(name, "") for name in school.names[1:]]
            + [search_fold(school.address)]
        )
    )
    return {**row, "fingerprint": _fingerprint(row)}


def _fingerprint(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
