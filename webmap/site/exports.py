"""The exports of a copy: the usual views, in every format that can hold them, in each language.

The files of one view differ in format alone, so the dialog offers exactly the files that exist. Formats
that cannot hold the whole list (a report of twelve thousand lines) are not offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from webmap.errors import ExportError
from webmap.exports.content import Content, make_content
from webmap.exports.csv.metadata import metadata
from webmap.exports.file_names import file_name
from webmap.exports.formats import CSV_ZIP, FORMATS, Format
from webmap.exports.preview import preview
from webmap.exports.request import ExportRequest, Subject
from webmap.site.layout import folder
from webmap.site.manifest import json_bytes
from webmap.view.filters import Filters
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES, translations
from webmap.vocabulary.terms import REGION_LEVELS, RegionLevel

SCHOOLS = "schools"
VIEWS = (*(f"by-{level}" for level in REGION_LEVELS), SCHOOLS)
"""The usual views: a line per region of each level, and a line per school."""

PROVINCE_EXPORTS = {"views": (f"by-{RegionLevel.SIGUNGU}", SCHOOLS), "formats": ("csv", "xlsx")}
"""Further exports of each province."""

SLOWEST_FIRST = ("hwpx", "png", "pdf", "svg", "gpkg")
"""Formats that take longest, in that order: they start first, so that no processor is idle at the end."""


@dataclass(frozen=True)
class Job:
    """A view of a place ('' for the whole copy) in a language, and the formats to write."""

    view: str
    place: str
    language: str
    formats: tuple[str, ...]

    @property
    def stem(self) -> str:
        """Path of its files in the copy, without the suffix."""
        place = f"{self.place}/" if self.place else ""
        return f"{folder(self.language)}exports/{place}{self.view}"

    def request(self, filters: Filters) -> ExportRequest:
        """The request that the exports room takes."""
        if self.place:
            filters = replace(filters, sido=frozenset({self.place}))
        what = Subject.SCHOOLS if self.view == SCHOOLS else Subject.REGIONS
        by = RegionLevel.SIDO if self.view == SCHOOLS else RegionLevel(self.view.removeprefix("by-"))
        return ExportRequest(what=what, by=by, filters=filters, language=self.language)


def formats_of(names: Iterable[str]) -> tuple[str, ...]:
    """The formats of a copy, in the order in which they are offered; CSV also adds a ZIP of all tables."""
    wanted = set(names)
    wanted |= {CSV_ZIP.suffix} if "csv" in wanted else set()
    return tuple(name for name in [*FORMATS, CSV_ZIP.suffix] if name in wanted)


def jobs(formats: Sequence[str], places: Iterable[str]) -> list[Job]:
    """All jobs, the slowest first."""
    quick = tuple(name for name in formats if name not in SLOWEST_FIRST)
    slow = [name for name in SLOWEST_FIRST if name in formats]
    whole = [(view, language) for view in reversed(VIEWS) for language in LANGUAGES]
    few = tuple(name for name in PROVINCE_EXPORTS["formats"] if name in formats)
    return [
        *(Job(view, "", language, (name,)) for name in slow for view, language in whole),
        *(Job(view, "", language, quick) for view, language in whole if quick),
        *(
            Job(view, place, language, few)
            for place in places
            for view in PROVINCE_EXPORTS["views"]
            for language in LANGUAGES
            if few
        ),
    ]


def write_job(job: Job, view: View, filters: Filters, target: Path, base_url: str = "") -> list[str]:
    """Write the files of a job below `target`; return the formats that could hold it.

    `base_url` is the copy's own address, '' where none is stated.
    """
    content = _content(view, job.request(filters), base_url)
    path = target / job.stem
    path.parent.mkdir(parents=True, exist_ok=True)
    written = [name for name in job.formats if _is_written(_format(name), content, path)]
    if "csv" in written:
        described = metadata(content, content.main, f"{path.name}.csv")
        path.with_name(f"{path.name}.csv-metadata.json").write_bytes(json_bytes(described))
    if len(job.formats) > 1 or set(job.formats).isdisjoint(SLOWEST_FIRST):
        path.with_name(f"{path.name}.preview.json").write_bytes(json_bytes(preview(content)))
    return written


_last: list[Content] = []


def _content(view: View, request: ExportRequest, base_url: str) -> Content:
    """The content of an export; the last one is cached, as jobs of one view often follow each other."""
    if not (_last and _last[0].view is view and _last[0].request == request):
        _last[:] = [make_content(view, request, base_url=base_url)]
    return _last[0]


def _format(name: str) -> Format:
    return CSV_ZIP if name == CSV_ZIP.suffix else FORMATS[name]


def _is_written(form: Format, content: Content, path: Path) -> bool:
    target = path.with_name(f"{path.name}.{form.suffix}")
    try:
        form.write(content, target)
    except ExportError:
        target.unlink(missing_ok=True)
        return False
    return True


def offered(
    index: Mapping[tuple[str, str], set[str]], view: View, filters: Filters, language: str
) -> dict[str, Any]:
    """Contents of the export dialog in a language; `index`: written formats by place and view.

    The address is relative to the map page: only that page has the dialog, and it lies beside the exports.
    """
    places = {place: _place_name(view, place, language) for place, _ in sorted(index)}
    gettext = translations(language).gettext
    return {
        "address": "./exports/",
        "formats": [
            {
                "code": name,
                "name": gettext(_format(name).word.name),
                "meaning": gettext(_format(name).word.meaning),
                "several_tables": False,
                "draws_map": False,
            }
            for name in [*FORMATS, CSV_ZIP.suffix]
            if any(name in formats for formats in index.values())
        ],
        "older": [],
        "kept": [
            {
                "code": place,
                "name": name,
                "views": [
                    {
                        "code": each,
                        "formats": sorted(index[place, each]),
                        "name": file_name(view, Job(each, place, language, ()).request(filters), "")[:-1],
                    }
                    for each in VIEWS
                    if index.get((place, each))
                ],
            }
            for place, name in places.items()
        ],
    }


def _place_name(view: View, place: str, language: str) -> str:
    if not place:
        return ""
    region = view.table.region(RegionLevel.SIDO, place)
    return region.name if language == "ko" else region.name_en or region.name
