"""One school of the official register."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.vocabulary.terms import Level


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

    @property
    def is_placed(self) -> bool:
        """Whether the register has a place for the school, exact or within a radius."""
        return self.lat is not None and self.lon is not None and bool(self.sigungu)

    @property
    def is_exact(self) -> bool:
        """Whether the register gives a surveyed point."""
        return self.is_placed and self.radius_m is None
