"""A view as one HTML file, made by folium: data, scripts and styles stand inside, and nothing is ever asked for."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request

from webmap import __version__
from webmap.filters import PARAMETERS, Filters
from webmap.regions import CAUTIONS
from webmap.terms import COUNTED_LEVELS, REGION_LEVELS, RegionLevel
from webmap.view import View
from webmap.web import bundle
from webmap.web.answers import ASK_AGAIN, answer, ready
from webmap.web.api import asked_filters
from webmap.web.assets import asset_path
from webmap.web.helplines import help_lines
from webmap.web.language import language
from webmap.web.manifest import described, notice
from webmap.web.map import map_parts
from webmap.web.pages import country, map_config
from webmap.web.published import view
from webmap.web.view_address import VIEW_PARAMETERS, ViewAddress, base_url, read_query
from webmap.web.view_words import NATIONWIDE, place, words

blueprint = Blueprint("onefile", __name__)

VENDOR = ("vendor/leaflet/leaflet.js", "vendor/markercluster/leaflet.markercluster.js")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
NEVER_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|%\s.,·“”‘’]+')
LONGEST_NAME = 80
ONLY_ONLINE = ("at", "school", "region")
"""Parts of a view that say where a reader was, not what the file holds."""


@blueprint.get("/map.html")
def file() -> Response:
    """The view of the address as a file. Raises FilterError for a filter that is not known."""
    current, filters = view(), asked_filters(also=VIEW_PARAMETERS)
    asked = read_query(request.query_string.decode("utf-8", "replace")) or ViewAddress({})
    page = whole_page(current, filters, asked)
    response = answer(ready(page.encode("utf-8", "replace"), "text/html"), ASK_AGAIN)
    response.headers["Content-Disposition"] = disposition(current, filters)
    return response
