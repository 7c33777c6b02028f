"""The process that typesets one document and ends; its limits apply from the start.

Started as `python -m webmap.exports.typesetting.child FOLDER FORMAT PPI`: FOLDER holds `main.typ` and its
inputs, and gets `out`. Of this project it imports only what it needs itself.
"""

from __future__ import annotations

import ctypes
import json
import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, cast

from webmap.exports.typesetting.glyphs import replace_missing

PACKAGE, FONTS = "manimgx_fonts_cjk", "*.ttc"


def font_folder() -> str:
    """Folder with the font. Raises ModuleNotFoundError where its package is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(PACKAGE)
    return str(spec.submodule_search_locations[0])


MAX_CPU_S, MAX_MEMORY_BYTES = 60, 2 * 1024**3
"""Limits of processor time and of address space: the font alone maps 33 MB."""

PR_SET_PDEATHSIG = 1
"""Constant of `linux/prctl.h`."""

PDF_STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged for screen readers; typst refuses what would break it."""

CHARACTERS = """#set document(title: "characters")
#set text(font: "Noto Sans CJK KR")
#json("characters.json").join(" ")
"""
"""A document of the characters that the large font lacks, each by itself."""


def main() -> None:
    """Typeset. On an error the process fails, with typst's message on standard error."""
    folder, ppi = Path(sys.argv[1]), float(sys.argv[3])
    format_ = cast(Literal["pdf", "png"], sys.argv[2])
    limit()
    end_with_parent()
    if format_ == "pdf":
        replace_missing(folder, next(Path(font_folder()).glob(FONTS)), lambda text: can_show(text, folder))
    compile_(folder, "main.typ", "out", format_, ppi)


def can_show(text: str, folder: Path) -> bool:
    """Whether some font of typst has each of these characters."""
    import typst

    (folder / "characters.json").write_text(json.dumps(list(text)), "utf-8")
    (folder / "characters.typ").write_text(CHARACTERS, "utf-8")
    try:
        compile_(folder, "characters.typ", "characters.pdf", "pdf", ppi=72)
    except typst.TypstError:
        return False
    return True


def compile_(folder: Path, main: str, out: str, format_: Literal["pdf", "png"], ppi: float) -> None:
    """Typeset a file of the folder. Raises TypstError."""
    import typst

    typst.compile(
        str(folder / main),
        output=str(folder / out),
        root=str(folder),
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        format=format_,
        ppi=ppi,
        pdf_standards=PDF_STANDARD if format_ == "pdf" else None,
    )


def limit() -> None:
    """Limit this process; without such limits (Windows) only the parent's timeout applies."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


def end_with_parent() -> None:
    """End when the server's process is killed; on Ctrl+C the server waits for the document."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
