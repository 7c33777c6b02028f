"""The process that typesets one document and ends; it has its limits from the first moment.

Started as `python -m webmap.exports.typesetting.child FOLDER FORMAT PPI`: FOLDER holds `main.typ` and what it
reads, and gets `out`. Nothing else of this project is loaded here.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, cast

PACKAGE = "manimgx_fonts_cjk"

FAMILY = "Noto Sans CJK KR"


def font_folder() -> str:
    """Folder with the font. Raises ModuleNotFoundError where its package is not installed."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(PACKAGE)
    return str(found.submodule_search_locations[0])


SECONDS, MEMORY = 60, 2 * 1024**3
"""Most seconds of computing, and most bytes of addresses: the font alone maps 33 MB."""

PR_SET_PDEATHSIG = 1
"""Of `linux/prctl.h`."""

PDF_STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged for screen readers; typst refuses what would break it."""


def main() -> None:
    """Typeset. The process fails, with typst's words on standard error, where that can not be done."""
    folder, ppi = Path(sys.argv[1]), float(sys.argv[3])
    form = cast(Literal["pdf", "png"], sys.argv[2])
    limit()
    end_with_parent()
    import typst

    typst.compile(
        str(folder / "main.typ"),
        output=str(folder / "out"),
        root=str(folder),
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        format=form,
        ppi=ppi,
        pdf_standards=PDF_STANDARD if form == "pdf" else None,
    )


def limit() -> None:
    """Bound this process; where the system knows no such limits (Windows), only its parent's clock does."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def end_with_parent() -> None:
    """End when the server's process is killed; one that is stopped by Ctrl+C waits for the document."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
