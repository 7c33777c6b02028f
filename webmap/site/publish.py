"""Publishing: everything is written beside the old copy and checked, and then takes its place."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from webmap.errors import OutputError
from webmap.places.regions.region_table import load_region_table
from webmap.site.check import check
from webmap.site.layout import MANIFEST
from webmap.site.make import make
from webmap.site.options import Wish
from webmap.site.refuse import old_copy, refuse_office
from webmap.site.swap import alone, growing, recover, swap
from webmap.site.tree import Tree
from webmap.snapshot.snapshot import open_snapshot
from webmap.system.disk import sync_folder, sync_tree
from webmap.system.progress import Bars
from webmap.view.view import View
from webmap.vocabulary.messages import say


@dataclass(frozen=True)
class Published:
    """What was published: how many files, how many bytes, and how many of the files are new or changed."""

    files: int
    bytes: int
    changed: int
    version: str
    fictional: bool


def publish(wish: Wish, bars: Bars) -> Published:
    """Write the copy. Raises WebmapError; the old copy, if any, is then as it was.

    Two that publish to the same folder at once do so one after the other.
    """
    refuse_office(wish.settings)
    target = wish.target.absolute()
    view = _view(wish)
    old_copy(target)
    try:
        with alone(target.parent):
            try:
                recover(target)
                return _publish(wish, view, target, bars)
            finally:
                with suppress(OSError):
                    recover(target)
    except OSError as error:
        raise OutputError(
            say(
                "The copy could not be written to %(folder)s (%(reason)s). "
                "The old one, if any, is as it was.",
                folder=str(target),
                reason=error.strerror or type(error).__name__,
            )
        ) from error


def _view(wish: Wish) -> View:
    table = load_region_table()
    audience = wish.audience(table)  # a filter that is not known is told before anything is read
    return View(open_snapshot(wish.settings.snapshots), table, audience)


def _publish(wish: Wish, view: View, target: Path, bars: Bars) -> Published:
    before = old_copy(target)
    tree = Tree(growing(target), target, before)
    tree.root.mkdir()
    manifest = make(wish, view, tree, bars)
    (tree.root / MANIFEST).write_bytes(manifest.as_bytes())
    check(tree.root, manifest, wish.settings.base_url)
    is_same = before is not None and (target / MANIFEST).read_bytes() == manifest.as_bytes()
    if tree.fresh or not is_same:
        sync_tree(tree.root)
        swap(tree.root, target)
        sync_folder(target.parent)
    size = sum(entry.bytes for entry in manifest.files.values())
    snapshot = view.snapshot
    return Published(len(manifest.files), size, len(tree.fresh), snapshot.version, snapshot.fictional)
