"""Where this application keeps what it made ready once."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def default_cache() -> Path:
    """The cache folder of this application for the present user."""
    return Path(platformdirs.user_cache_dir("affected-schools-map", appauthor=False))
