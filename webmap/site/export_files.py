"""Putting the exports into a copy: those of the old one where nothing has changed, else new ones."""

from __future__ import annotations

from collections import defaultdict

from webmap.site.exports import VIEWS, formats_of, jobs
from webmap.site.layout import folder
from webmap.site.options import PublishOptions
from webmap.site.tree import Tree
from webmap.site.workers import Task, at_work, processors
from webmap.system.progress import ProgressBars
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES, say

ExportIndex = dict[tuple[str, str], set[str]]
"""Formats that were written, by place ('' for the whole) and view."""


def make_exports(
    options: PublishOptions, view: View, tree: Tree, bars: ProgressBars, made_from: str
) -> ExportIndex:
    """Put the exports into the tree; give what there is."""
    if not tree.take_over_exports(made_from):
        _write(options, view, tree, bars)
    return _held(tree)


def _write(options: PublishOptions, view: View, tree: Tree, bars: ProgressBars) -> None:
    filters = options.filters(view.table)
    wanted = jobs(formats_of(options.formats), options.places(view.table))
    task = Task(options.settings.snapshots, view.snapshot.version, view.audience, filters, tree.root)
    with at_work(task, wanted, view, options.processes or processors()) as done:
        for _ in bars.over(done, say("Writing exports"), len(wanted)):
            pass
    for language in LANGUAGES:
        root = tree.root / folder(language) / "exports"
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            tree.adopt(path.relative_to(tree.root).as_posix())


def _held(tree: Tree) -> ExportIndex:
    held: ExportIndex = defaultdict(set)
    start = folder(LANGUAGES[0]) + "exports/"
    for path in tree.files:
        if path.startswith(start):
            place, _, name = path.removeprefix(start).rpartition("/")
            view, _, suffix = name.partition(".")
            if view in VIEWS and "." not in suffix:
                held[place, view].add(suffix)
    return dict(held)
