"""`webmap export regions` where the published snapshot holds protected numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from webmap.cli.terminal import echo, echo_all
from webmap.errors import OutputError
from webmap.exports.csv.metadata import SUFFIX, metadata
from webmap.exports.json_file import json_bytes
from webmap.exports.protected.choice import read_choice
from webmap.exports.protected.content import WRITERS, make_protected_content, write_protected
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.snapshot.protected.snapshot import open_protected
from webmap.system.atomic_file import check_output, replaced
from webmap.vocabulary.messages import Message, say

SWITCHED_OFF = "0"


def export_numbers(
    settings: Settings, arguments: Mapping[str, str], output: Path, format_name: str, force: bool
) -> None:
    """Write a table of the published numbers; `arguments` are the parameters of an address.

    Raises FilterError for what is not in the menu, SnapshotError or OutputError; then nothing is written.
    """
    from webmap.web.regions.served import numbers_of

    bom = arguments.get("bom") != SWITCHED_OFF
    switches = ("bom", *(name for name in ("zip", "unplaced") if arguments.get(name) == SWITCHED_OFF))
    choice = read_choice({name: value for name, value in arguments.items() if name not in switches})
    suffix = format_name or output.suffix.removeprefix(".").lower()
    if suffix not in WRITERS:
        raise OutputError(
            say(
                "The output %(file)s has an extension that is not known. Use one of: %(known)s.",
                file=output.name,
                known=", ".join(f".{each}" for each in WRITERS),
            )
        )
    beside = output.with_name(output.name + SUFFIX)
    targets = [output, *([beside] if suffix == "csv" else [])]
    for path in targets:
        check_output(path, force=force)
    numbers = numbers_of(open_protected(settings.snapshots), load_region_table())
    content = make_protected_content(numbers, choice, settings.language, settings.base_url, bom)
    with replaced(output) as fresh:
        write_protected(content, suffix, fresh)
    if suffix == "csv":
        with replaced(beside) as fresh:
            fresh.write_bytes(json_bytes(metadata(content, content.main, output.name)))
    about = [content.about.sentence, *content.about.remarks, content.about.notice]
    echo_all((Message("%(text)s", {"text": text}) for text in about if text), settings.language)
    for path in targets:
        echo(say("Written: %(file)s", file=str(path)), settings.language)
