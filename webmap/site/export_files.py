"""Putting the exports into a copy: those of the old one where nothing has changed, else new ones."""

from __future__ import annotations

from collections import defaultdict

from webmap.site.exports import VIEWS, formats_of, jobs
from webmap.site.layout import folder
from webmap.site.options import Wish
from webmap.site.tree import Tree
from webmap.site.workers import Task, at_work, processors
from webmap.system.progress import Bars
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES, say

Held = dict[tuple[str, str], set[str]]
"""Formats that were written, by place ('' for the whole) and view."""


def make_exports(wish: Wish, view: View, tree: Tree, bars: Bars, made_from: str) -> Held:
    """Put the exports into the tree; give what there is."""
    if not tree.take_over_exports(made_from):
        _write(wish, view, tree, bars)
    return _held(tree)


def _write(wish: Wish, view: View, tree: Tree, bars: Bars) -> None:
    filters = wish.filters(view.table)
    wanted = jobs(formats_of(wish.formats), wish.places(view.table))
    task = Task(wish.settings.snapshots, view.snapshot.version, view.audience, filters, tree.root)
    with at_work(task, wanted, view, wish.processes or processors()) as done:
        for _ in bars.over(done, say("Writing exports"), len(wanted)):
            pass
    for language in LANGUAGES:
        root = tree.root / folder(language) / "exports"
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            tree.adopt(path.relative_to(tree.root).as_posix())


def _held(tree: Tree) -> Held:
    held: Held = defaultdict(set)
    start = folder(LANGUAGES[0]) + "exports/"
    for path in tree.files:
        if path.startswith(start):
            place, _, name = path.removeprefix(start).rpartition("/")
            view, _, suffix = name.partition(".")
            if view in VIEWS and "." not in suffix:
                held[place, view].add(suffix)
    return dict(held)
