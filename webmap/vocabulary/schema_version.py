"""Changes of the schema of API, OGC collections and data set, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.vocabulary.messages import LANGUAGES, N_, Message

API_VERSION = "1.4.0"
"""Semantic version of API, OGC collections and data package; `RELEASES` lists its changes."""

POLICY = N_(
    "Addresses, parameters and fields of version 1 stay: what is new is added, and the second number of the "
    "version goes up. A change that could break a reader gets a new address (/api/v2/…), is announced in the "
    "record of the schema, and leaves the old address in service for at least a year. Unknown parameters are "
    "refused, never passed over. IDs of schools and regions are the official ones and stay; "
    "that of an address without a school holds for its list only."
)


@dataclass(frozen=True)
class Release:
    """A version of the schema, its date (ISO), and its changes in sentences.

    `taken_back`: names that it no longer has, although the policy keeps names, as what they gave was wrong.
    """

    version: str
    date: str
    changes: tuple[str, ...]
    taken_back: frozenset[str] = frozenset()


RELEASES = (
    Release(
        "1.4.0",
        "2026-11-30",
        (
            N_(
                "OGC collections take conditions in CQL2 text (filter), sorting (sortby), a choice of "
                "properties (properties, skipGeometry) and the name of any property of one value; each is "
                "also a page to read (f=html). Queryables and sortables are the properties of one value; the "
                "other filters are in the description."
            ),
            N_(
                "In OGC collections radius_m is 0 for an exact place, rates keep their decimal point, and "
                "the extent is that of the data."
            ),
            N_(
                "The data set has the totals of every edition (history.csv), a citation (CITATION.txt), "
                "feeds of provinces, and once more its address for programs that take it for CKAN's "
                "(/dataset/package/). It states the licence that the operator chose, or that there is none; "
                "each file has its own terms and date."
            ),
            N_("oEmbed answers have a picture (thumbnail_url)."),
            N_(
                "The data set has the lists held against each other (comparison.json, comparison/1) and one "
                "by one (lists.csv), and a school's card the lists and origins that name it."
            ),
            N_(
                "The filter lists chooses schools by the lists that name them, also those that exactly some "
                "lists name (lists=only:press.union)."
            ),
            N_("Corrections of the map have an address of their own (/api/corrections.json) and a feed."),
            N_(
                "The manifest names the line of the review desk's journal (desk) of a map that a desk has "
                "released; others have no such field."
            ),
            N_(
                "Every description of data has what the map shows of the schools, as a code (disclosure: "
                "schools, statuses or regions) and in a sentence (disclosure_note). So has every line of CSV "
                "(disclosure_note)."
            ),
        ),
    ),
    Release(
        "1.3.0",
        "2026-11-30",
        (
            N_("Entries that are not on the map have the day that their row states (date)."),
            N_("They can be chosen by a period of these days (from, to); entries without a day are in none."),
            N_(
                "The short code for many regions (r) and the picture of links (/exports/link.png) are "
                "described."
            ),
            N_(
                "Schools have decisions: role, day and reason of each person's decision by which a row was "
                "placed."
            ),
            N_(
                "Reports, dates, sources and disputed of a school follow from the rows that the reader may "
                "see. So do the rows and days of sources, the as-of date, and the numbers of rows."
            ),
            N_(
                "Sources of the public map have no digest, and nothing else of a file that is not published: "
                "its unknown parts could be guessed. Digests of what is published stay."
            ),
            N_(
                "A comparison counts the schools that are gone and does not name them; it cannot be narrowed "
                "to a name (q)."
            ),
            N_(
                "Counts by level and status are null in figures by region where the filter leaves the level "
                "or status out, or the map does not show it; meta.left_out names them. They were 0, which "
                "says that there are none. Exports have no such column, the data package an empty cell."
            ),
            N_(
                "In the OGC collections the day of the first report is the only date, as GDAL sends a "
                "condition on any date as datetime: last_reported gave wrong rows. API and exports keep it."
            ),
            N_(
                "datetime takes every form of RFC 3339 and of GDAL, may be repeated, and chooses regions by "
                "the day of their first report; from and to still say which schools are counted."
            ),
        ),
        taken_back=frozenset(
            f"collections: {name}: last_reported" for name in ("schools", "sido", "sigungu", "offices")
        ),
    ),
    Release(
        "1.2.0",
        "2026-11-30",
        (
            N_("Entries that are not on the map can be chosen by status."),
            N_(
                "A province (sido) also lets in entries that are not on the map and have a candidate there, "
                "not only those that state it."
            ),
        ),
    ),
    Release(
        "1.1.0",
        "2026-11-30",
        (
            N_(
                "Tables of schools in exports have two more columns: provider and precision of the point. "
                "The column rules stands beside them."
            ),
            N_("Every column means the same in exports, API, OGC collections and data package."),
            N_(
                "The number of existing schools is described as empty where the filter has none of the "
                "counted levels, as it always was."
            ),
            N_(
                "All entries that are not on the map are given in one answer up to 20,000 of them; beyond, "
                "they are asked for by page."
            ),
            N_("A list that is not there (file) is answered with 400 instead of 404, naming those that are."),
        ),
    ),
    Release(
        "1.0.0",
        "2026-11-22",
        (
            N_(
                "First version: schools, figures by province, city or county and office of education, "
                "entries that are not on the map, and counts of existing schools."
            ),
            N_("API, OGC API – Features and data package share fields, IDs and filters."),
        ),
    ),
)

HEADING = {
    "ko": "자료 형식의 변경 기록",
    "en": "Changes of the schema",
}


def as_markdown() -> str:
    """The record in both languages, as `docs/schema-changelog.md` holds it."""
    parts = []
    for language in LANGUAGES:
        lines = [f"# {HEADING[language]}" if language == LANGUAGES[0] else f"\n# {HEADING[language]}"]
        for release in RELEASES:
            lines += ["", f"## {release.version} ({release.date})", ""]
            lines += [f"- {Message(text).render(language)}" for text in release.changes]
        parts.append("\n".join(lines))
    return "\n".join(parts) + "\n"
