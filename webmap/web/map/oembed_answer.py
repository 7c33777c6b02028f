"""The parts of an answer of oEmbed (https://oembed.com) that are the same whatever the map shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from markupsafe import escape

FORMATS = {"json": "application/json", "xml": "text/xml"}
"""Format of an answer → its media type; the first is the default."""
CACHE_AGE_S = 86_400
"""Seconds for which a consumer may cache an answer; the frame itself is requested each time it is shown."""


def frame(address: str, name: str, width: int | str, height: int) -> str:
    """The element that shows an embed, as the page's dialog writes it (`static/js/dialogs/embed_code.js`)."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(name)}" width="{width}" height="{height}" '
        'loading="lazy" style="border:0"></iframe>'
    )


def as_xml(description: Mapping[str, Any]) -> bytes:
    """The answer as XML."""
    root = ElementTree.Element("oembed")
    for name, value in description.items():
        ElementTree.SubElement(root, name).text = str(value)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document
