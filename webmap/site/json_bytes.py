"""JSON of a copy: compact, and the same bytes for the same values."""

from __future__ import annotations

import json
from typing import Any


def json_bytes(value: Any, indent: int | None = None) -> bytes:
    """UTF-8; what a list holds and UTF-8 does not (half a pair) becomes `?`."""
    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, separators=separators, indent=indent, allow_nan=False)
    return text.encode("utf-8", "replace")
