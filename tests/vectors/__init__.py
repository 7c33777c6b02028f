"""One set of examples for the rules that server and page share: the same files are run on both sides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LISTS = {"list_press-xlsx": "list_press.xlsx", "list_community-csv": "list_community.csv"}
"""Titles of the sample's lists, which the examples name, by code."""
TERMS_OF_LISTS = [{"code": code, "name": title, "meaning": ""} for code, title in LISTS.items()]
"""The same as the page's scripts know them."""


def vectors(name: str) -> Any:
    """The examples of `<name>.json`."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
