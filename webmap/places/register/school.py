"""One school of the official register."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.vocabulary.terms import Level

UNKNOWN_DAY = "-"
"""Day of an edition that states none."""


@dataclass(frozen=True, slots=True)
class OlderEntry:
    """An older file's entry of a school: the file's day (ISO), and what it states of the school."""

    day: str
    name: str
    id: str
    sido: str
    sigungu: str
    gu: str
    level: Level


@dataclass(frozen=True, slots=True)
class School:
    """A school, college or campus as the official register states it.

    `lat`, `lon` are degrees in EPSG:4326; both are None where the register gives neither a
    coordinate nor an address that can be understood. `radius_m` is None for a surveyed point and
    else the radius in metres of the circle around the school. `sido`, `sigungu` and `office`
    are codes, '' where unknown.
    """

    key: str
    """Unique in the register: the ID, and for a second campus in the same sido `ID#campus`."""
    id: str
    """The official school ID; for universities official name + '@' + sido, spelled as in their file."""
    name: str
    level: Level
    address: str
    sido: str = ""
    sigungu: str = ""
    office: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None
    name_en: str = ""
    campus: str = ""
    """'' for the main campus, else its name in the register."""
    as_of: str = ""
    """Date of the register's row as YYYYMMDD, '' where it states none."""
    former_names: tuple[str, ...] = ()
    """Names that older rows of the register give this school, the latest first."""
    other_names: tuple[str, ...] = ()
    """Names that another of the given files has for this school, where the files differ."""
    gu: str = ""
    """The city's non-autonomous gu in the address, '' where the city has none or the address names none."""
    founded: str = ""
    """Day of foundation as YYYYMMDD, '' where the row states none."""
    kinds: tuple[str, ...] = ()
    """Kinds of register file that have the school (values of `RegisterKind`)."""
    edition: str = ""
    """Day (ISO) of the newest file that has the school, '' where no file has a date."""
    older: tuple[OlderEntry, ...] = ()
    """Entries of older files that differ from the present one, the latest first."""
    since: str = ""
    """Day (ISO) of the only file or the first edition that has the school; '' where all have it."""
    closed: str = ""
    """Day (ISO) of the edition that no longer has the school, or marks it as closed; '' for an open one."""
    was_missing: bool = False
    """Whether one publisher's newest file lacks an open school, and a newer file of another has it."""
    successors: tuple[School, ...] = ()
    """Schools of the newest edition at the address of a closed one."""

    @property
    def is_placed(self) -> bool:
        """Whether the register has a place for the school, exact or within a radius."""
        return self.lat is not None and self.lon is not None and bool(self.sigungu)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a given file has for the school, the present one first, each once."""
        return tuple(dict.fromkeys((self.name, *self.other_names, *self.former_names)))

    @property
    def is_marked_closed(self) -> bool:
        """Whether the newest edition still has a closed school, with a mark that says so."""
        return bool(self.closed) and (self.edition or UNKNOWN_DAY) == self.closed

    @property
    def is_exact(self) -> bool:
        """Whether the register gives a surveyed point."""
        return self.is_placed and self.radius_m is None
