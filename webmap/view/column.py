"""The declaration of a column, for tables, API, OGC collections, data package and documentation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from webmap.vocabulary.messages import Message, Render, say
from webmap.vocabulary.terms import Term


class Kind(StrEnum):
    """The kind of a column's values."""

    TEXT = "text"
    CODE = "code"
    """A text of a fixed vocabulary or an official code; never a number, as leading zeros count."""
    TEXTS = "texts"
    """Several texts: a list in JSON and GeoJSON, joined by `; ` elsewhere."""
    COUNT = "count"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Column:
    """A column: its name in exported tables, the kind of its values, its heading and meaning.

    `adds_up`: whether the values of all rows sum to the total. Only `may_be_empty` columns hold empty values.
    `values`: its codes with their terms, where they are a fixed vocabulary. `api_name`: its name in the API,
    the OGC collections and the data package where it differs. `sentence`: frame of the meaning for a column
    that counts what a term names, with the places `name` and `meaning`.
    """

    name: str
    kind: Kind
    word: Term
    adds_up: bool = False
    may_be_empty: bool = False
    is_change: bool = False
    """Whether it states the change of the column of the same heading."""
    values: Mapping[Any, Term] = field(default_factory=dict, hash=False)
    api_name: str = ""
    only_in_tables: bool = False
    """Whether the API states it in another form: as the geometry, the ID of a feature, or a code."""
    text_may_be_null: bool = False
    sentence: str = ""
    counts: str = ""
    """Code of the level or status that it counts: where that is left out, so is the column (`left_out`)."""

    @property
    def heading(self) -> Message:
        """The heading for people."""
        name = Message(self.word.name)
        return say("%(name)s: change", name=name) if self.is_change else name

    @property
    def meaning(self) -> Message:
        """The meaning of the values."""
        name, meaning = Message(self.word.name), Message(self.word.meaning)
        return Message(self.sentence, {"name": name, "meaning": meaning}) if self.sentence else meaning

    @property
    def nullable(self) -> bool:
        """Whether the API holds null where there is no value, or where what it counts is left out.

        A text is '' there, and a list is [].
        """
        is_text = self.kind in (Kind.TEXT, Kind.CODE, Kind.TEXTS)
        return bool(self.counts) or (self.may_be_empty and (not is_text or self.text_may_be_null))

    @property
    def codes(self) -> list[str]:
        """The codes that it takes, [] where it takes any value."""
        return [str(code) for code in self.values]


def names(columns: Iterable[Column]) -> list[str]:
    """Names in order."""
    return [column.name for column in columns]


def fields(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns of a table that the API has, in the same order under the API's names."""
    return tuple(
        replace(column, name=column.api_name or column.name, api_name="")
        for column in columns
        if not column.only_in_tables
    )


TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.TEXTS: "array",
    Kind.COUNT: "integer",
    Kind.NUMBER: "number",
    Kind.DATE: "string",
    Kind.YES_NO: "boolean",
}


def json_schema(column: Column, render: Render, empty_is_null: bool = False) -> dict[str, Any]:
    """JSON Schema of a column's values; `empty_is_null`: also for texts and lists, as in exports."""
    nullable = column.may_be_empty if empty_is_null else column.nullable
    kind = TYPES[column.kind]
    schema: dict[str, Any] = {
        "type": [kind, "null"] if nullable else kind,
        "description": render(column.meaning),
    }
    if column.kind is Kind.COUNT:
        schema["minimum"] = 0
    if column.kind is Kind.DATE:
        schema["format"] = "date"
    if column.kind is Kind.TEXTS:
        schema["items"] = {"type": "string", **({"enum": column.codes} if column.codes else {})}
    elif column.codes:
        nothing = [None if nullable else ""] if column.may_be_empty else []
        schema["enum"] = [*column.codes, *nothing]
    return schema


def object_schema(columns: Iterable[Column], render: Render, empty_is_null: bool = False) -> dict[str, Any]:
    """JSON Schema of an object that has these columns; in exports, a count that is left out is absent."""
    columns = tuple(columns)
    return {
        "type": "object",
        "required": [column.name for column in columns if not (empty_is_null and column.counts)],
        "properties": {column.name: json_schema(column, render, empty_is_null) for column in columns},
    }
