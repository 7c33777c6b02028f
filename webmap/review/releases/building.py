"""The job `build`: the project folder, the command line's own build of it, and what it would change."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from webmap.corrections.ledger import entries_of, load_corrections
from webmap.errors import WebmapError
from webmap.places.regions.region_table import load_region_table
from webmap.project.project import CORRECTIONS
from webmap.review import journal
from webmap.review.files.export import export_project
from webmap.review.releases import alarms, difference, folders, store
from webmap.review.releases.command import Finished, run_command
from webmap.review.releases.store import Release
from webmap.review.releases.worker import HANDLERS, JobFailedError, Work
from webmap.settings.settings import Settings, load_settings
from webmap.snapshot.manifest import MANIFEST, read_manifest, sha256_of
from webmap.snapshot.pointer import current_version, read_pointer
from webmap.snapshot.published import published_in
from webmap.snapshot.publishing.journal_head import VARIABLE
from webmap.snapshot.publishing.ready_made import link_snapshot
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import Message, say

BUILD_FROM, BUILD_TO = 5, 88
MATCHING = (15, 70)
"""Percent of the whole while the rows are matched, which takes longest."""
NOTHING_NEW = say(
    "Nothing has changed since the map that is published, so there is nothing to release. Accept what waits, "
    "then propose a release again."
)


REGIONS_ONLY = say(
    "This map shows numbers of regions only (WEBMAP_DISCLOSURE=regions). The desk compares schools before a "
    "release, so it cannot release such a map yet: export the project folder, and run webmap build there."
)


def build(work: Work) -> str:
    """Build the preview of a release; the result is what the build said. Raises JobFailedError."""
    work.check_schools_may_be_shown()
    found = _begin(work)
    if found.kind == "rollback":
        return _compare_rollback(work, found)
    work.note(say("Writing the project folder"), 2)
    attempt = folders.begin_attempt(work.settings.folder, found.folder)
    snapshots, project = attempt / folders.SNAPSHOTS, attempt / folders.PROJECT
    with work.database.read() as connection:
        digest, head = export_project(connection, project), journal.head_of(connection)
    if settings_of(work.map_settings, project).disclosure == "regions":
        raise JobFailedError(REGIONS_ONLY)
    base = folders.with_served(work.map_settings.snapshots, snapshots)
    finished = _run(work, project, snapshots, f"{head.number}:{head.digest}:{found.id}")
    version = current_version(snapshots)
    if version is None or version == base:
        raise JobFailedError(NOTHING_NEW, finished.log)
    work.note(say("Comparing with the published map"), BUILD_TO)
    manifest_sha256 = sha256_of(snapshots / version / MANIFEST)
    with work.database.read() as connection:
        added = _added_corrections(project, _corrections_of(connection))
    described, weakens = _compared(snapshots, base, version, [name for _, name in added])
    _finish(
        work, found, difference=described, weakens_only=int(weakens), base_version=base, version=version,
        manifest_sha256=manifest_sha256, input_digest=digest, head=head.number,
        corrections=[raw for raw, _ in added],
    )  # fmt: skip
    return finished.log


def _begin(work: Work) -> Release:
    with work.database.write() as connection:
        found = store.find(connection, work.job.release or 0)
        if found.state not in ("waiting", "building"):
            raise JobFailedError(say("The release was withdrawn or judged meanwhile."))
        store.change(connection, found.id, state="building")
    return found


def _finish(work: Work, found: Release, **values: Any) -> None:
    """Note that the preview is ready, unless its author has withdrawn it meanwhile."""
    body = {
        name: values[name]
        for name in ("version", "manifest_sha256", "input_digest", "base_version", "weakens_only")
    }
    with work.database.write() as connection:
        if store.find(connection, found.id).state != "building":
            raise JobFailedError(say("The release was withdrawn or judged meanwhile."))
        store.change(connection, found.id, state="ready", problem=None, **values)
        journal.record(connection, journal.MACHINE, "build", "release", found.id, body)


def _run(work: Work, project: Path, snapshots: Path, head: str) -> Finished:
    environment = _environment(work.map_settings, project, work.settings.language) | {VARIABLE: head}
    arguments = ["build", "--project", str(project), "--out", str(snapshots), "--yes"]

    def on_progress(step: Message, done: int, of: int) -> None:
        first, last = MATCHING
        share = first + (last - first) * done // of if of else BUILD_FROM
        words = say("%(step)s (%(done)s of %(of)s rows)", step=step, done=done, of=of) if of else step
        work.note(words, share)

    work.note(say("Beginning the build"), BUILD_FROM)
    finished = run_command(
        arguments, environment, on_progress, snapshots.parent, work.settings.build_priority
    )
    if finished.code != 0:
        raise JobFailedError(_failure(finished), finished.log)
    return finished


def _failure(finished: Finished) -> Message:
    if finished.sentence:
        return say("The build stopped: %(sentence)s", sentence=finished.sentence)
    return say(
        "The build ended without a result (code %(code)s). Where the machine is short of memory, that ends a "
        "build; try again, or ask who runs the desk.",
        code=finished.code,
    )


def _environment(settings: Settings, project: Path, language: str) -> dict[str, str]:
    """The map's settings for the build: folders that are relative to where the desk runs, made absolute."""
    found = {"WEBMAP_LANGUAGE": language, "WEBMAP_CACHE": str(settings.cache.absolute())}
    if not (project / settings.register_folder).is_dir():
        found["WEBMAP_REGISTER_FOLDER"] = str(settings.register_folder.absolute())
    return found


def settings_of(map_settings: Settings, project: Path) -> Settings:
    """The settings of a project folder; those of the map where they cannot be read."""
    try:
        return load_settings(project)
    except WebmapError:
        return map_settings


class PreviewSettings(Settings):
    """Settings of a map that says everywhere that it is not published."""

    is_preview: ClassVar[bool] = True


def preview_settings(map_settings: Settings, project: Path, snapshots: Path) -> PreviewSettings:
    """The map's settings for a preview: those of its project folder, for an office that sees all."""
    changed = {
        "snapshots": snapshots, "audience": "office", "host": "127.0.0.1", "base_url": "",
        "frame_ancestors": "",
        "trusted_hosts": "", "trusted_proxies": "", "limit_clients": False,
    }  # fmt: skip
    return PreviewSettings.model_construct(**dict(settings_of(map_settings, project)) | changed)


def _compared(snapshots: Path, base: str, version: str, silent: list[str]) -> tuple[dict[str, Any], bool]:
    """The difference of a new snapshot from the one that was served, and whether it only weakens."""
    table = load_region_table()
    fictional = bool(read_manifest((snapshots / version / MANIFEST).read_bytes())["fictional"])
    published = published_in(_served_alone(snapshots, base), fictional)
    found = difference.compare(snapshots, published, base, version)
    lines = alarms.alarms_of(found, table, silent, today_in_korea())
    return difference.as_json(found, table, lines), found.weakens_only


def _served_alone(snapshots: Path, base: str) -> Path:
    """A folder of snapshots in which the former one is published, beside the one of the preview."""
    former = snapshots.parent / "former"
    former.mkdir(exist_ok=True)
    if base and not (former / base).exists():
        from webmap.snapshot.pointer import Pointer, write_pointer

        link_snapshot(snapshots / base, former / base)
        write_pointer(former, Pointer(base))
    return former


def _corrections_of(connection: Any) -> bytes:
    from webmap.review.files.ledgers import Ledger, content

    return content(connection, Ledger.CORRECTIONS)


def _added_corrections(project: Path, before: bytes) -> list[tuple[str, str]]:
    """Lines that the build has added to the file, with the names of their schools."""
    path = project / CORRECTIONS
    if not path.exists() or path.read_bytes() == before:
        return []
    from webmap.corrections.line import FORM

    known = {each.id for each in entries_of(_parsed(before))}
    return [
        (FORM.line_of(each, FORM.columns).decode(), each.school_name)
        for each in entries_of(load_corrections(path))
        if each.id not in known
    ]


def _parsed(content: bytes) -> Any:
    from webmap.corrections.line import FORM
    from webmap.ledger.reading import parse

    return parse(content, CORRECTIONS, FORM)


def _compare_rollback(work: Work, found: Release) -> str:
    """The difference of an older release from the served map."""
    out = work.map_settings.snapshots
    attempt = folders.begin_attempt(work.settings.folder, found.folder)
    snapshots = attempt / folders.SNAPSHOTS
    base = folders.with_served(out, snapshots)
    if not (out / found.version / MANIFEST).is_file():
        raise JobFailedError(say("The snapshot of this release is no longer there."))
    if base != found.version:
        link_snapshot(out / found.version, snapshots / found.version)
    work.note(say("Comparing with the published map"), BUILD_TO)
    described, weakens = _compared(snapshots, base, found.version, [])
    pointer = read_pointer(snapshots)
    _finish(
        work, found, difference=described, weakens_only=int(weakens), base_version=pointer.version,
        version=found.version, manifest_sha256=found.manifest_sha256, input_digest=found.input_digest,
    )  # fmt: skip
    return ""


HANDLERS["build"] = build
