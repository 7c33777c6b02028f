"""The work of the commands under `webmap export`; `cli/export.py` reads the command line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from webmap.cli.terminal import echo
from webmap.errors import ExportError, OutputError
from webmap.exports.content import Content, make_content
from webmap.exports.csv.metadata import SUFFIX, metadata
from webmap.exports.formats import CSV_ZIP, FORMATS, Format, format_of
from webmap.exports.json_file import json_bytes
from webmap.exports.request import ExportRequest, Subject, read_export_request
from webmap.exports.tables.older_snapshot import older_view, open_at
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.snapshot.snapshot import open_snapshot
from webmap.system.atomic_file import check_output, replaced
from webmap.system.progress import ProgressBars
from webmap.view.audience import audience_of
from webmap.view.view import View
from webmap.vocabulary.messages import Message, say

QUIET_S = 2.0
"""Seconds before a progress bar appears."""


def export_to_file(
    settings: Settings,
    what: Subject,
    arguments: Mapping[str, str],
    output: Path,
    format_name: str = "",
    force: bool = False,
) -> None:
    """Write an export of the published snapshot; `arguments` are the parameters of an address.

    Raises FilterError, ExportError or OutputError; then nothing is written.
    """
    table = load_region_table()
    view = cache(lambda: View(open_snapshot(settings.snapshots), table, audience_of(settings)))
    # Only the snapshot knows the lists; any other filter is read before anything is opened.
    lists = view().lists.by_code if arguments.get("lists") else ()
    request = read_export_request(what, arguments, table, settings.language, lists)
    form = _format(format_name, output, request)
    targets = [output, *([_metadata_path(output)] if form is FORMATS["csv"] else [])]
    for path in targets:
        check_output(path, force=force)
    with ProgressBars(settings.language).steps(3, delay=QUIET_S) as steps:
        steps.begin(say("Reading the snapshot"))
        view()
        steps.begin(say("Counting by region"))
        content = _content(view(), request, settings)
        steps.begin(say("Writing the export"))
        with replaced(output) as fresh:
            form.write(content, fresh)
        if form is FORMATS["csv"]:
            _write_metadata(content, output)
    for line in _report(content, targets):
        echo(line, settings.language)


def _format(name: str, output: Path, request: ExportRequest) -> Format:
    extension = output.suffix.removeprefix(".").lower()
    if request.zipped != (extension == CSV_ZIP.suffix):
        raise ExportError(say("--zip writes CSV files into a .zip: give both, --zip and a name in .zip."))
    suffix = name or ("csv" if request.zipped else extension)
    if suffix not in FORMATS:
        raise OutputError(
            say(
                "The output %(file)s has an extension that is not known. Use one of: %(known)s.",
                file=output.name,
                known=", ".join(f".{each}" for each in FORMATS),
            )
        )
    return format_of(suffix, request)


def _content(view: View, request: ExportRequest, settings: Settings) -> Content:
    compare = request.compare
    older = older_view(view, open_at(settings.snapshots, compare)) if compare else None
    return make_content(view, request, older, settings.base_url)


def _metadata_path(output: Path) -> Path:
    return output.with_name(output.name + SUFFIX)


def _write_metadata(content: Content, output: Path) -> None:
    with replaced(_metadata_path(output)) as fresh:
        fresh.write_bytes(json_bytes(metadata(content, content.main, output.name)))


def _report(content: Content, targets: list[Path]) -> list[Message]:
    about = content.about
    lines = [Message("%(text)s", {"text": text}) for text in (about.sentence, about.not_placed_sentence)]
    lines += [Message("%(text)s", {"text": text}) for text in (*about.remarks, about.notice) if text]
    return [*lines, *(say("Written: %(file)s", file=str(path)) for path in targets)]
