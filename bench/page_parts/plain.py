"""The plain way: a `folium.Map` with MarkerCluster and a marker with a popup for each school.

folium links its scripts and sheets from other people's hosts; here they come from this server, compressed,
like ours. Leaflet is that of our package; everything else comes as npm tarballs, once, into the cache. Of
jQuery, Bootstrap, Font Awesome and Awesome Markers, what cannot be
downloaded is left out, which only helps folium.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import tarfile
from pathlib import Path

import folium
from folium.plugins import MarkerCluster

from webmap.snapshot.snapshot import Snapshot
from webmap.vocabulary.terms import LEVELS, STATUSES
from webmap.web.http.assets import asset_path

CLUSTERS = "leaflet.markercluster@1.5.3"
PACKAGES = {
    "markerclusterjs": (CLUSTERS, "package/dist/leaflet.markercluster.js"),
    "markerclustercss": (CLUSTERS, "package/dist/MarkerCluster.css"),
    "markerclusterdefaultcss": (CLUSTERS, "package/dist/MarkerCluster.Default.css"),
    "jquery": ("jquery@3.7.1", "package/dist/jquery.min.js"),
    "bootstrap": ("bootstrap@5.2.2", "package/dist/js/bootstrap.bundle.min.js"),
    "bootstrap_css": ("bootstrap@5.2.2", "package/dist/css/bootstrap.min.css"),
    "awesome_markers": ("leaflet.awesome-markers@2.0.5", "package/dist/leaflet.awesome-markers.js"),
    "awesome_markers_css": ("leaflet.awesome-markers@2.0.5", "package/dist/leaflet.awesome-markers.css"),
    "awesome_markers_font_css": ("@fortawesome/fontawesome-free@6.2.0", "package/css/all.min.css"),
}
"""folium's name of a file → package of the npm registry, and where the file lies in it."""

OURS = {"leaflet": "vendor/leaflet/leaflet.js", "leaflet_css": "vendor/leaflet/leaflet.css"}


def plain_map(snapshot: Snapshot, files: dict[str, bytes]) -> bytes:
    """The page that folium writes for the schools of a snapshot, its files under `/lib/`."""
    plain = folium.Map(location=[36.3, 127.8], zoom_start=7, tiles=None, maxZoom=18)  # MarkerCluster needs it
    cluster = MarkerCluster()
    cluster.add_to(plain)
    for element in (plain, cluster):
        element.default_js = _local(element.default_js, files)
        element.default_css = _local(element.default_css, files)
    for school in snapshot.schools.itertuples():
        folium.Marker([school.geometry.y, school.geometry.x], popup=folium.Popup(_text(school))).add_to(
            cluster
        )
    return plain.get_root().render().encode()


def files(cache: Path) -> tuple[dict[str, bytes], list[str]]:
    """Contents of folium's scripts and sheets by its own names, and the names of those that were left out."""
    found = {name: asset_path(path).read_bytes() for name, path in OURS.items()}
    for name, (package, path) in PACKAGES.items():
        content = _from_npm(package, path, cache / "bench-npm")
        if content is not None:
            found[name] = content
    if "markerclusterjs" not in found:
        raise SystemExit("MarkerCluster is missing: npm and its registry are needed for the plain map.")
    return found, ["glyphicons_css", "awesome_rotate_css", *(name for name in PACKAGES if name not in found)]


def _text(school) -> str:
    """The fields that our own page shows of a school at once."""
    lines = [
        f"<b>{html.escape(school.name)}</b>",
        f"{LEVELS[school.level].name} · {STATUSES[school.status].name}",
        f"{school.first_reported} · {school.reports}",
        html.escape(school.address),
    ]
    return "<br>".join(lines)


def _local(links: list[tuple[str, str]], files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(name, f"/lib/{name}{'.css' if 'css' in name else '.js'}") for name, _ in links if name in files]


def _from_npm(package: str, path: str, folder: Path) -> bytes | None:
    kept = folder / package.replace("/", "_") / path
    if not kept.is_file():
        npm = shutil.which("npm")
        if npm is None:
            return None
        kept.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [npm, "pack", "--silent", package], cwd=folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            return None
        with tarfile.open(folder / done.stdout.split()[-1]) as archive:
            member = archive.extractfile(path)
            kept.write_bytes(member.read() if member else b"")
    return kept.read_bytes()
