"""The page of lists as one file of its own: `webmap compare -o comparison.html`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

import webmap.web
from webmap.comparison.comparison import Comparison
from webmap.exports.comparison.values import ListsPage
from webmap.vocabulary.messages import Message
from webmap.web.http.assets import joined_sheet

TEMPLATES = Path(webmap.web.__path__[0]) / "templates"


def comparison_page(comparison: Comparison, language: str, notice: str) -> str:
    """The page in a language; it loads nothing, and names every school as the lists do."""

    def translated(text: str, **values: Any) -> str:
        return Message(text, values).render(language)

    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    templates.globals["_"] = translated
    values = ListsPage(comparison, lambda message: message.render(language)).values()
    return templates.get_template("lists_alone.html").render(
        **values, language=language, notice=notice, sheet=joined_sheet("lists"), map_address=""
    )
