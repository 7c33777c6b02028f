"""The operations of the API, declared once, for the OpenAPI document and the page that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from webmap.vocabulary.messages import N_

GEOJSON, JSON = "application/geo+json", "application/json"


@dataclass(frozen=True)
class Operation:
    """A GET: its Flask endpoint, path, summary, media type, schema of the answer ('' where it has none).

    `filtered`: whether it takes the filters, `unplaced_filtered`: those of entries that are not on the map;
    `places`: names of the parts of its path; `lang`: whether it takes a language; `takes`: names of its
    further parameters; `answers`: by media type, the schema of each of several forms; `name`: its ID, where
    an endpoint has several paths.
    """

    endpoint: str
    path: str
    summary: str
    media_type: str = JSON
    schema: str = ""
    filtered: bool = False
    places: tuple[str, ...] = ()
    lang: bool = True
    tag: str = "api"
    unplaced_filtered: bool = False
    takes: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def id(self) -> str:
        """Its ID in the document."""
        return self.name or self.endpoint.replace(".", "_")


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "api.schools", "/api/schools.geojson", N_("Listed schools, as points."), GEOJSON, "Schools", True
    ),
    Operation(
        "api.school",
        "/api/schools/{key}",
        N_("One listed school, whatever its status."),
        GEOJSON,
        "SchoolWithMeta",
        places=("key",),
    ),
    Operation(
        "api.regions",
        "/api/regions/{level}.geojson",
        N_("Regions of a level with their figures."),
        GEOJSON,
        "Regions",
        True,
        ("level",),
    ),
    Operation(
        "api.region",
        "/api/regions/{level}/{code}",
        N_("One region with its figures."),
        GEOJSON,
        "RegionWithMeta",
        True,
        ("level", "code"),
    ),
    Operation(
        "api.unplaced",
        "/api/unplaced.json",
        N_("Entries that are not on the map: reason, candidates, and how each was weighed."),
        JSON,
        "Unplaced",
        unplaced_filtered=True,
    ),
    Operation(
        "api.manifest",
        "/api/manifest.json",
        N_("What the snapshot is: version, date, sources, account."),
        JSON,
        "Manifest",
    ),
    Operation(
        "corrections.as_json",
        "/api/corrections.json",
        N_("What was wrong on the map and was put right; no school that is not on it is named."),
        JSON,
        "Corrections",
    ),
    Operation(
        "openapi.document",
        "/api/openapi.json",
        N_("This description of the API (OpenAPI 3.1)."),
        "application/vnd.oai.openapi+json;version=3.1",
    ),
    Operation(
        "dataset.package",
        "/dataset/datapackage.json",
        N_("Description of the data set (Frictionless Data Package)."),
        JSON,
        tag="dataset",
    ),
    Operation(
        "dataset.file",
        "/dataset/{name}",
        N_(
            "A file of the data set. comparison.json holds the lists against each other in the form "
            "comparison/1 (docs/schema/comparison-1.json)."
        ),
        "*/*",
        places=("name",),
        lang=False,
        tag="dataset",
    ),
    Operation(
        "dataset.archive",
        "/dataset/dataset.zip",
        N_("All files of the data set in one ZIP."),
        "application/zip",
        lang=False,
        tag="dataset",
    ),
    Operation(
        "dataset.feed",
        "/dataset/feed.atom",
        N_("Snapshots and what changed between them (Atom feed)."),
        "application/atom+xml",
        tag="dataset",
    ),
    Operation(
        "dataset.province_feed",
        "/dataset/feed-{sido}.atom",
        N_("Snapshots and what changed between them in one province (Atom feed)."),
        "application/atom+xml",
        places=("sido",),
        tag="dataset",
    ),
    Operation(
        "dataset.packaged",
        "/dataset/package/{name}",
        N_("The data set once more, for programs that take /dataset/… for an address of CKAN."),
        "*/*",
        places=("name",),
        lang=False,
        tag="dataset",
    ),
    Operation(
        "link_picture.picture",
        "/exports/link.png",
        N_("Picture of a view as other sites show it beside a link, 1200 × 630 pixels."),
        "image/png",
        filtered=True,
        tag="exports",
    ),
    Operation(
        "status.healthz",
        "/healthz",
        N_("Whether this server is alive."),
        JSON,
        "Health",
        lang=False,
        tag="server",
    ),
    Operation(
        "status.readyz",
        "/readyz",
        N_("Whether this server can serve, and which snapshot."),
        JSON,
        "Ready",
        lang=False,
        tag="server",
    ),
)
