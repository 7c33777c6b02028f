"""The work of `webmap publish`: the whole public map as files, for hosts that run nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from webmap.cli.terminal import echo
from webmap.errors import BadValueError, SettingsError
from webmap.settings.addresses import read_base
from webmap.settings.settings import Settings
from webmap.system.progress import ProgressBars
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import say

MEGABYTE = 1_000_000


def publish_copy(
    settings: Settings,
    target: Path,
    copy_filters: Mapping[str, str],
    base_url: str | None = None,
    formats: tuple[str, ...] | None = None,
    processes: int = 0,
    forget: bool = False,
    tiles: bool = False,
) -> None:
    """Write the copy and report it.

    `copy_filters` are the copy's filters, as parameters of an address. Raises SettingsError, FilterError,
    SnapshotError or OutputError; the old copy, if any, is then unchanged.
    """
    from webmap.site.options import PublishOptions
    from webmap.site.publish import publish

    if base_url is not None:
        settings = settings.model_copy(update={"base_url": _base(base_url)})
    options = PublishOptions(
        target, settings, copy_filters, processes=processes, drop_previous=forget, tiles=tiles
    )
    if formats is not None:
        options = replace(options, formats=formats)
    copy = publish(options, ProgressBars(settings.language))
    echo(
        say(
            "Published to %(folder)s: %(files)s files, %(size)s MB, as of version %(version)s. "
            "New or changed: %(changed)s.",
            folder=str(target),
            files=copy.files,
            size=round(copy.bytes / MEGABYTE, 1),
            version=copy.version,
            changed=copy.changed,
        ),
        settings.language,
    )
    if not settings.base_url:
        echo(
            say(
                "Without --base-url there are no previews of links, no sitemap and no links in the feed, and "
                "Safari does not start the embed in sandboxed frames."
            ),
            settings.language,
        )
    if copy.fictional:
        echo(FICTIONAL, settings.language)


def _base(text: str) -> str:
    try:
        return read_base(text)
    except BadValueError as error:
        raise SettingsError(
            say("The setting %(name)s cannot be used: %(fault)s.", name="--base-url", fault=error.message)
        ) from None
