"""The last look at a copy before it takes the place of the old one."""

from __future__ import annotations

from pathlib import Path

from webmap.site.errors import CopyError
from webmap.site.layout import MANIFEST
from webmap.site.links import faults
from webmap.site.manifest import SiteManifest, sha256

MOST_TOLD = 30


def check(root: Path, manifest: SiteManifest, base: str) -> None:
    """Raise CopyError where a file is missing, damaged or not described, or an address leads nowhere."""
    told = {path: entry.sha256 for path, entry in manifest.every().items()}
    for path, entry in manifest.every().items():
        told |= {f"{path}.{suffix}": digest for suffix, digest in entry.compressed.items()}
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} - {MANIFEST}
    wrong = [f"{path}: not described" for path in found - set(told)]
    wrong += [f"{path}: missing" for path in set(told) - found]
    wrong += [f"{path}: damaged" for path in found & set(told) if sha256((root / path).read_bytes()) != told[path]]
    wrong += faults(root, set(manifest.files), base)
    if wrong:
        raise CopyError("; ".join(sorted(wrong)[:MOST_TOLD]))
