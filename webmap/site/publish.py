"""Publishing: a new copy is written beside the old one, checked, and then replaces it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from webmap.errors import OutputError, SettingsError
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.site import regions
from webmap.site.layout import MANIFEST
from webmap.site.links import check
from webmap.site.make import make
from webmap.site.manifest import SiteManifest, read_manifest
from webmap.site.options import PublishOptions
from webmap.site.swap import exclusive, finish_interrupted_swap, staging_path, swap
from webmap.site.tree import Tree
from webmap.snapshot.snapshot import open_snapshot
from webmap.system.atomic_file import check_folder_of
from webmap.system.disk import reason_of, sync_folder, sync_tree
from webmap.system.progress import ProgressBars
from webmap.view.view import View
from webmap.vocabulary.messages import say


def require_public(settings: Settings) -> None:
    """Raise SettingsError where the settings show data that only an office may see."""
    if settings.audience != "public":
        raise SettingsError(
            say(
                "A copy is public, so it cannot be published with "
                "WEBMAP_AUDIENCE=%(audience)s. Remove the setting first.",
                audience=settings.audience,
            )
        )


def read_existing_copy(target: Path) -> SiteManifest | None:
    """The copy that a folder holds, None where it is empty or missing.

    Raises OutputError where it holds anything else: publishing would delete it.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputError(say("%(folder)s is not a folder. Choose another one.", folder=str(target)))
    check_folder_of(target)
    present = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    if not present:
        return None
    manifest = read_manifest(target)
    foreign = sorted(present - _own_files(manifest)) if manifest else sorted(present)
    if foreign:
        raise OutputError(
            say(
                "The folder %(folder)s holds files that are not of a copy of this map, such as %(file)s. "
                "Publish into a folder of its own.",
                folder=str(target),
                file=foreign[0],
            )
        )
    return manifest


def _own_files(manifest: SiteManifest) -> set[str]:
    forms = {f"{path}.{suffix}" for path, entry in manifest.every().items() for suffix in entry.compressed}
    return {MANIFEST, *manifest.every(), *forms}


@dataclass(frozen=True)
class PublishResult:
    """Number of files and bytes of a published copy, and how many of its files are new or changed."""

    files: int
    bytes: int
    changed: int
    version: str
    fictional: bool


def publish(options: PublishOptions, bars: ProgressBars) -> PublishResult:
    """Write the copy. Raises WebmapError; the old copy, if any, then stays as it was.

    Two processes that publish to the same folder do so one after the other.
    """
    require_public(options.settings)
    target = options.target.absolute()
    publication = _opened(options)
    read_existing_copy(target)
    try:
        with exclusive(target.parent):
            try:
                finish_interrupted_swap(target)
                return _publish(options, publication, target, bars)
            finally:
                with suppress(OSError):
                    finish_interrupted_swap(target)
    except OSError as error:
        raise OutputError(
            say(
                "The copy could not be written to %(folder)s (%(reason)s). The old one, if "
                "any, is unchanged.",
                folder=str(target),
                reason=reason_of(error),
            )
        ) from error


@dataclass(frozen=True)
class Publication:
    """What a copy is made from: its version, whether it is fictional, and how its files are made."""

    version: str
    fictional: bool
    make: Callable[[Tree, ProgressBars], SiteManifest]


def _opened(options: PublishOptions) -> Publication:
    if options.settings.disclosure == "regions":
        numbers = regions.opened(options)
        return Publication(
            numbers.version,
            numbers.fictional,
            lambda tree, bars: regions.make(options, numbers, tree, bars),
        )
    table = load_region_table()
    audience = options.audience(table)  # an unknown filter fails before anything is read
    view = View(open_snapshot(options.settings.snapshots), table, audience)
    return Publication(
        view.snapshot.version, view.snapshot.fictional, lambda tree, bars: make(options, view, tree, bars)
    )


def _publish(
    options: PublishOptions, publication: Publication, target: Path, bars: ProgressBars
) -> PublishResult:
    before = read_existing_copy(target)  # again: another process may have published before the lock
    tree = Tree(staging_path(target), target, before)
    tree.root.mkdir()
    manifest = publication.make(tree, bars)
    (tree.root / MANIFEST).write_bytes(manifest.as_bytes())
    check(tree.root, manifest, options.settings.base_url)
    is_same = before is not None and (target / MANIFEST).read_bytes() == manifest.as_bytes()
    if tree.fresh or not is_same:
        sync_tree(tree.root)
        swap(tree.root, target)
        sync_folder(target.parent)
    size = sum(entry.bytes for entry in manifest.files.values())
    return PublishResult(
        len(manifest.files), size, len(tree.fresh), publication.version, publication.fictional
    )
