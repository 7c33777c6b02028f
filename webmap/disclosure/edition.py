"""An edition of protected numbers, and its file: all that anybody needs to check it, always in equal bytes.

The file is JSON in one line for each area and each number. It names the digest of the edition before it, so
that the folder of all editions is a ledger in which none can be missing unnoticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from webmap.disclosure.forms import Form, Kind
from webmap.disclosure.menu import Address, Menu
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.truth import Area
from webmap.errors import DisclosureError, RequestError
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import COUNTED_LEVELS

FORMAT = 1
UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, RecursionError, RequestError)
"""What a file raises that this program has not written."""


@dataclass(frozen=True, eq=False)
class Edition:
    """Protected numbers of a day (ISO date): the form of each cell of the menu.

    `former` is the digest of the edition before it, '' in the first one.
    """

    day: str
    parameters: Parameters
    menu: Menu
    forms: tuple[Form, ...]
    former: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edition) and self.as_bytes() == other.as_bytes()

    def __hash__(self) -> int:
        return hash(self.digest)

    def shown(self) -> dict[Address, Form]:
        """The form at each address, in the order of the menu."""
        forms = {
            address: form
            for cell, form in zip(self.menu.cells, self.forms, strict=True)
            for address in cell.addresses
        }
        return {address: forms[address] for address in self.menu.addresses()}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file, which tells nothing that the file does not."""
        return hashlib.sha256(self.as_bytes()).hexdigest()

    def as_bytes(self) -> bytes:
        """The file."""
        existing = self._existing()
        head = {
            "format": FORMAT,
            "day": self.day,
            "former": self.former,
            "k": self.parameters.k,
            "nmin": self.parameters.nmin,
            "alpha": str(self.parameters.alpha),
            "levels": [level.value for level in COUNTED_LEVELS],
        }
        areas = [[area.sigungu, area.office, area.sido, *area.existing] for area in self.menu.areas]
        numbers = [
            [*address, existing[address], form.kind.value, form.low, form.high]
            for address, form in self.shown().items()
        ]
        lines = [f"{_json(name)}:{_json(value)}" for name, value in head.items()]
        lines += [f'"{name}":[\n{_lines(rows)}\n]' for name, rows in (("areas", areas), ("numbers", numbers))]
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode("ascii")

    def _existing(self) -> dict[Address, int]:
        return {address: cell.existing for cell in self.menu.cells for address in cell.addresses}


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _lines(rows: list[list[Any]]) -> str:
    return ",\n".join(map(_json, rows))


def read_edition(content: bytes, name: str) -> Edition:
    """The edition of a file; `name` is said where it cannot be used. Raises DisclosureError."""
    try:
        edition = _edition(json.loads(content))
    except UNREADABLE as error:
        raise _unusable(name) from error
    if edition.as_bytes() != content:
        raise _unusable(name)
    return edition


def _unusable(name: str) -> DisclosureError:
    return DisclosureError(
        say(
            "%(file)s is no file of protected numbers that this version can read, or it was changed after it "
            "was written.",
            file=name,
        )
    )


def _edition(record: Mapping[str, Any]) -> Edition:
    """Raises ValueError and the like for anything that this program does not write."""
    if record["format"] != FORMAT:
        raise ValueError("format")
    day = date.fromisoformat(record["day"]).isoformat()
    parameters = Parameters(int(record["k"]), int(record["nmin"]), Fraction(record["alpha"]))
    areas = [Area(str(row[0]), str(row[1]), str(row[2]), tuple(map(int, row[3:]))) for row in record["areas"]]
    if any(len(area.existing) != len(COUNTED_LEVELS) or min(area.existing) < 0 for area in areas):
        raise ValueError("areas")
    menu = Menu(areas)
    shown = dict(_numbers(record["numbers"]))
    forms = tuple(shown[cell.addresses[0]] for cell in menu.cells)
    for cell, form in zip(menu.cells, forms, strict=True):
        hidden = cell.existing < parameters.nmin
        if not 0 <= form.low <= form.high <= cell.existing or hidden != (form.kind is Kind.HIDDEN):
            raise ValueError("numbers")
    return Edition(day, parameters, menu, forms, str(record["former"]))


def _numbers(rows: list[list[Any]]) -> Iterator[tuple[Address, Form]]:
    for place, code, level, status, _, kind, low, high in rows:
        yield Address(place, code, level, status), Form(Kind(kind), int(low), int(high))
