"""The Korean font: Noto Sans CJK (SIL Open Font License), from a package, the same on every machine.

A document embeds the few letters that it uses, never the whole font.
"""

from __future__ import annotations

from importlib.util import find_spec

PACKAGE = "manimgx_fonts_cjk"
FAMILY = "Noto Sans CJK KR"


def font_folder() -> str:
    """Folder with the font. Raises ModuleNotFoundError where its package is not installed."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(PACKAGE)
    return str(found.submodule_search_locations[0])
