"""The exports of a copy: reused from the old copy where nothing has changed, else written."""

from __future__ import annotations

from collections import defaultdict

from webmap.site.exports import VIEWS, formats_of, jobs
from webmap.site.layout import folder
from webmap.site.options import PublishOptions
from webmap.site.tree import Tree
from webmap.site.workers import Task, processors, run_jobs
from webmap.system.progress import ProgressBars
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES, say

ExportIndex = dict[tuple[str, str], set[str]]
"""Formats of the exports, by place ('' for the whole copy) and view."""


def make_exports(
    options: PublishOptions, view: View, tree: Tree, bars: ProgressBars, made_from: str
) -> ExportIndex:
    """Put the exports into the tree; return their index."""
    if not tree.take_over_exports(made_from):
        _write(options, view, tree, bars)
    return _index(tree)


def _write(options: PublishOptions, view: View, tree: Tree, bars: ProgressBars) -> None:
    filters = options.filters(view.table)
    wanted = jobs(formats_of(options.formats), options.places(view.table))
    settings = options.settings
    task = Task(
        settings.snapshots, view.snapshot.version, view.audience, filters, tree.root, settings.base_url
    )
    with run_jobs(task, wanted, view, options.processes or processors()) as finished:
        for _ in bars.over(finished, say("Writing exports"), len(wanted)):
            pass
    for language in LANGUAGES:
        root = tree.root / folder(language) / "exports"
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            tree.adopt(path.relative_to(tree.root).as_posix())


def _index(tree: Tree) -> ExportIndex:
    index: ExportIndex = defaultdict(set)
    start = folder(LANGUAGES[0]) + "exports/"
    for path in tree.files:
        if path.startswith(start):
            place, _, name = path.removeprefix(start).rpartition("/")
            view, _, suffix = name.partition(".")
            if view in VIEWS and "." not in suffix:
                index[place, view].add(suffix)
    return dict(index)
