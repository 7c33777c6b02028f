"""Our ES modules as one script and our style sheets as one sheet, joined and minified at first use.

The sources stay plain modules that a browser can run one by one; joining only spares a hundred requests.
A module is named by its path below `static/js`, without the suffix ("main", "map/points"). Joining
understands the few forms that the modules use and refuses every other one, so that a module either behaves
in the joined script as it does alone, or nothing is served.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import minify_html

from webmap.system.shipped_files import static_path

ENTRY = "main"
REGIONS = "regions"
"""The entry of the map of regions, which shows no school."""
LATER = "later"
"""The entry of what a page loads once it can be used: the one module that another imports while running."""
LOADING = f'import("./{LATER}.js")'
"""How `main` does that."""
LOADING_JOINED = "import($later_address)"
LATER_ADDRESS = (
    "const $later_address="
    'new URL(document.querySelector("[data-later]").dataset.later,document.baseURI).href;\n'
)
"""The address of the joined later script, which the page states."""

IMPORT = re.compile(r'^import \{([^{}]*)\} from "(\./|(?:\.\./)+)((?:\w+/)*\w+)\.js";$', re.MULTILINE)
"""The names, the way up from the module's own folder, and the way down from there."""
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+)\b)", re.MULTILINE)
STRANGE = re.compile(r"^\s*(?:import|export)\b(?!\.meta\b).*|^.*\bimport\.meta\b.*", re.MULTILINE)
DYNAMIC = re.compile(r"\bimport\s*\(")
COMMENT = re.compile(r"^\s*(?:/\*.*?\*/|//[^\n]*)", re.MULTILINE | re.DOTALL)
"""A comment that begins a line; the library would keep it."""
RENAMED = re.compile(r"\s+as\s+")


class BundleError(Exception):
    """A module has a form that joining does not know, or imports a name or file that does not exist."""


def script(entry: str = ENTRY, folder: Path | None = None) -> str:
    """Everything that a module of `static/js` needs, as one ES module with the exports of `entry`.

    That of `main` also exports the modules that `later_script` shares with it.
    """
    text = minified_script(_joined_modules(modules(entry, folder), folder, LOADING_JOINED))
    text = LATER_ADDRESS + text if LOADING_JOINED in text else text
    shared = ",".join(map(identifier, _shared(folder))) if entry == ENTRY else ""
    return text + _reexport(entry, folder) + (f"\nexport {{{shared}}};" if shared else "")


def later_script(main: str, folder: Path | None = None) -> str:
    """What `later` needs beyond `main`, as an ES module that imports the rest from the joined `main`.

    `main` is the address of that script, relative to this one.
    """
    text = minified_script(_joined_modules(later_modules(folder), folder))
    shared = ",".join(map(identifier, _shared(folder)))
    return f'import {{{shared}}} from "{main}";\n{text}{_reexport(LATER, folder)}'


def plain_script(entry: str = ENTRY, folder: Path | None = None) -> str:
    """The same as a classic script, for pages opened from a file; `identifier` names its constant.

    That of `main` holds the later modules, too.
    """
    names = modules(entry, folder)
    if entry == ENTRY:
        names = [*(each for each in _all_modules(folder) if each != entry), entry]
    return '"use strict";' + minified_script(
        _joined_modules(names, folder, f"Promise.resolve({identifier(LATER)})")
    )


def _has_later(folder: Path | None) -> bool:
    return LATER in _sources(folder or static_path("js"))


def later_modules(folder: Path | None = None) -> list[str]:
    """Names of the modules that come once the page can be used, in the order of `modules`."""
    at_once = modules(ENTRY, folder)
    return [name for name in modules(LATER, folder) if name not in at_once]


def _all_modules(folder: Path | None) -> list[str]:
    return [*modules(ENTRY, folder), *(later_modules(folder) if _has_later(folder) else ())]


def _shared(folder: Path | None) -> list[str]:
    """The modules of `main` that those which are loaded later import."""
    if not _has_later(folder):
        return []
    texts, later = _sources(folder or static_path("js")), later_modules(folder)
    return sorted({name for each in later for name in imports(each, texts[each])} - set(later))


def modules(entry: str = ENTRY, folder: Path | None = None) -> list[str]:
    """Names of the modules that `entry` needs, each after those that it imports; `entry` is the last.

    Raises BundleError where modules import each other in a circle.
    """
    texts = _sources(folder or static_path("js"))
    order: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise BundleError(f"circle: {' → '.join([*path, name])}")
        if name in order:
            return
        if name not in texts:
            raise BundleError(f"{path[-1] if path else 'entry'}: there is no {name}.js")
        for imported in imports(name, texts[name]):
            visit(imported, (*path, name))
        order.append(name)

    visit(entry, ())
    return order


def exports(name: str, folder: Path | None = None) -> list[str]:
    """Names that a module exports."""
    return EXPORT.findall((folder or static_path("js")).joinpath(f"{name}.js").read_text("utf-8"))


def imports(name: str, text: str) -> list[str]:
    """Names of the modules that a module imports, given its own name and text."""
    return [_imported(name, statement) for statement in IMPORT.finditer(text)]


def _imported(name: str, statement: re.Match[str]) -> str:
    """Name of the module that a statement of the module `name` imports from."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), statement[2], statement[3]))


def _joined_modules(names: Iterable[str], folder: Path | None, loading: str = LOADING) -> str:
    """Modules one after another; `loading` replaces the import of the later ones while running."""
    texts = _sources(folder or static_path("js"))
    exported = {name: EXPORT.findall(text) for name, text in texts.items()}
    return "\n".join(_scope(name, texts[name], exported).replace(LOADING, loading) for name in names)


def _scope(name: str, text: str, exported: Mapping[str, list[str]]) -> str:
    """One module in a function of its own, its exports kept in a constant."""

    def destructured(statement: re.Match[str]) -> str:
        parts = [part.strip() for part in statement[1].split(",") if part.strip()]
        source = _imported(name, statement)
        missing = {RENAMED.split(part)[0] for part in parts} - set(exported[source])
        if missing:
            raise BundleError(f"{name}: {source}.js does not export {', '.join(sorted(missing))}")
        return f"const {{ {', '.join(RENAMED.sub(': ', part) for part in parts)} }} = {identifier(source)};"

    body = COMMENT.sub("", EXPORT.sub("", IMPORT.sub(destructured, text)))
    if strange := STRANGE.search(body):
        raise BundleError(f"{name}: {strange[0].strip()[:80]}")
    return f"const {identifier(name)} = (() => {{\n{body}\nreturn {{ {', '.join(exported[name])} }};\n}})();"


def identifier(name: str) -> str:
    """The constant that holds a module's exports: `$map$points` for "map/points".

    A name holds no `$`, so no two modules share a constant.
    """
    return "$" + name.replace("/", "$")


def _reexport(entry: str, folder: Path | None) -> str:
    return f"\nexport const {{{','.join(exports(entry, folder))}}}={identifier(entry)};"


@cache
def _sources(folder: Path) -> dict[str, str]:
    """Texts of the modules by name; like all static files, read once by each process."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.js"))
    }


def minified_script(text: str) -> str:
    """A script without what only its readers need. Raises BundleError where it cannot be parsed."""
    minified = _inside("script", text, minify_js=True)
    if minified.strip() == text.strip():
        raise BundleError("the joined script cannot be parsed")
    if match := DYNAMIC.search(minified.replace(LOADING_JOINED, "")):
        raise BundleError(f"an import while running: {minified[match.start() : match.start() + 80]}")
    return minified


def styles(sheets: Iterable[tuple[Path, str]], address: Callable[[Path], str]) -> str:
    """Style sheets as one; each is a file and the media for which alone it is meant (or nothing).

    `address` gives the address of a file that a sheet refers to.
    """
    return _inside(
        "style", "\n".join(_sheet(path, media, address) for path, media in sheets), minify_css=True
    )


SHOWN = re.compile(r"""url\(\s*["']?([^"')#:]+)["']?\s*\)""")
"""A file that a sheet refers to; not a part of the page (`#…`) or content within the address (`data:`)."""

RULE = re.compile(r"([^{}/]*)\{[^{}]*\}")
UNUSED = re.compile(r"\.(?:leaflet-(?:popup(?!-pane)|control-layers|vml|div-icon|marker-shadow)|lvml)")
"""Parts of Leaflet that this map never draws."""

LIGHT_DARK = re.compile(r"light-dark\(((?:[^(),]|\([^()]*\))+),(?:[^(),]|\([^()]*\))+\)")
"""Two colours, the first for light screens."""


def _sheet(path: Path, media: str, address: Callable[[Path], str]) -> str:
    def readdressed(match: re.Match[str]) -> str:
        return f'url("{address((path.parent / match[1]).resolve())}")'

    text = _for_older_browsers(SHOWN.sub(readdressed, _without_unused(path.read_text("utf-8"))))
    return f"@media {media} {{\n{text}\n}}" if media else text


def _without_unused(text: str) -> str:
    """A sheet without the rules of which every selector is one of a part that is not used here."""
    return RULE.sub(lambda rule: "" if all(map(UNUSED.search, rule[1].split(","))) else rule[0], text)


def _for_older_browsers(text: str) -> str:
    """Colours of two themes, and before them those of light screens, for browsers without `light-dark()`."""
    if "light-dark(" not in text:
        return text
    light = LIGHT_DARK.sub(r"\1", text)
    return f"{light}\n@supports (color: light-dark(#fff, #000)) {{\n{text}\n}}"


def _inside(tag: str, text: str, **options: bool) -> str:
    """A script or sheet, minified; the library only reads them within a page."""
    if f"</{tag}" in text.lower():
        raise BundleError(f"</{tag} inside")
    page = minify_html.minify(f"<{tag}>{text}</{tag}>", **options)
    return page.removeprefix(f"<{tag}>").removesuffix(f"</{tag}>")
