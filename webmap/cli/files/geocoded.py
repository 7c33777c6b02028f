"""The table that `webmap geocode` writes: one line per entry, exactly these columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from webmap.cli.files.geocoded_table import COLUMNS, Table, Value
from webmap.cli.files.geocoded_xlsx import write_xlsx
from webmap.matching.result import Match
from webmap.system.atomic_file import check_output, replaced
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message
from webmap.vocabulary.text import escape_formula


def write_geojson(table: Table, path: Path) -> None:
    """Write a table as a FeatureCollection in EPSG:4326, with the notice as a foreign member."""
    features = (_feature(dict(zip(table.columns, line, strict=True))) for line in table.lines)
    notice = f',\n "notice": {json.dumps(table.notice, ensure_ascii=False)}' if table.notice else ""
    with path.open("w", encoding="utf-8") as target:
        # Written feature by feature, so that a long list is never in memory as a whole.
        target.write('{\n "type": "FeatureCollection",\n "features": [')
        for number, feature in enumerate(features):
            text = json.dumps(feature, ensure_ascii=False, indent=1).replace("\n", "\n  ")
            target.write(f"{',' if number else ''}\n  {text}")
        target.write(f"\n ]{notice}\n}}")


def _feature(values: dict[str, object]) -> dict[str, object]:
    latitude, longitude = values.pop("lat"), values.pop("lon")
    point = {"type": "Point", "coordinates": [longitude, latitude]} if latitude is not None else None
    return {"type": "Feature", "geometry": point, "properties": values}


def write_csv(table: Table, path: Path) -> None:
    """Write a table; texts that would be formulas are escaped."""
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(table.columns)
        writer.writerows(
            [escape_formula(v) if isinstance(v, str) else v for v in line] for line in table.lines
        )


WRITERS: Mapping[str, Callable[[Table, Path], None]] = {
    ".csv": write_csv,
    ".geojson": write_geojson,
    ".xlsx": write_xlsx,
}
"""Format by extension."""


def write_geocoded(matches: Sequence[Match], path: Path, language: str, fictional: bool) -> None:
    """Write the table by extension (.csv, .geojson, .xlsx), whole or not at all. Raises OutputError."""
    check_output(path, WRITERS)
    table = Table(COLUMNS, _lines(matches, language, fictional), _notice(language, fictional))
    with replaced(path) as fresh:
        WRITERS[path.suffix.lower()](table, fresh)


def _notice(language: str, fictional: bool) -> str:
    return FICTIONAL.render(language) if fictional else ""


def _lines(matches: Sequence[Match], language: str, fictional: bool) -> Iterator[tuple[Value, ...]]:
    notice = _notice(language, fictional)
    for match in matches:
        values = _values(match, _reason(match.reason, language, notice))
        yield tuple(values[column] for column in COLUMNS)


def _reason(reason: Message, language: str, notice: str) -> str:
    # The columns are fixed, so in CSV the notice can only travel with each line's reason.
    return f"{reason.render(language)} ({notice})" if notice else reason.render(language)


def _values(match: Match, reason: str) -> dict[str, Value]:
    entry, school, place = match.entry, match.school, match.place
    level = school.level if school else entry.level
    return {
        "file": entry.file,
        "row": entry.row,
        "part": match.part,
        "query": match.query,
        "level": level.value if level else "",
        "region": entry.region,
        "outcome": match.outcome.value,
        "school_id": school.id if school else "",
        "name": school.name if school else place.name if place else "",
        "sido": place.sido if place else "",
        "sigungu": place.sigungu if place else "",
        "office": place.office if place else "",
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "radius_m": place.radius_m if place else None,
        "score": match.score,
        "reason": reason,
        "candidates": ";".join(dict.fromkeys(candidate.id for candidate in match.candidates)),
    }
