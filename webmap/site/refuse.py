"""What is refused before anything is written: folders that are not ours, and what the public may not see."""

from __future__ import annotations

from pathlib import Path

from webmap.errors import OutputError, SettingsError
from webmap.settings.settings import Settings
from webmap.site.layout import MANIFEST
from webmap.site.manifest import SiteManifest, read_manifest
from webmap.vocabulary.messages import say


def refuse_office(settings: Settings) -> None:
    """Raise SettingsError where this process is set to show what only an office may see."""
    if settings.audience != "public":
        raise SettingsError(
            say(
                "A copy is for the public: it can not be published with WEBMAP_AUDIENCE=%(audience)s. "
                "Take the setting away first.",
                audience=settings.audience,
            )
        )


def old_copy(target: Path) -> SiteManifest | None:
    """The copy that a folder holds, None where it is empty or missing.

    Raises OutputError where it holds anything else: all of it would be gone afterwards.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputError(say("%(folder)s is no folder. Name another one.", folder=str(target)))
    if not target.parent.is_dir():
        raise OutputError(
            say("The output %(file)s lies in no existing folder. Make it first.", file=str(target))
        )
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    if not found:
        return None
    manifest = read_manifest(target)
    strange = sorted(found - _own(manifest)) if manifest else sorted(found)
    if strange:
        raise OutputError(
            say(
                "The folder %(folder)s holds files that are not of a copy of this map, such as %(file)s. "
                "Publish into a folder of its own.",
                folder=str(target),
                file=strange[0],
            )
        )
    return manifest


def _own(manifest: SiteManifest) -> set[str]:
    forms = {f"{path}.{suffix}" for path, entry in manifest.every().items() for suffix in entry.compressed}
    return {MANIFEST, *manifest.every(), *forms}
