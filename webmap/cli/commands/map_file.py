"""The work of `webmap export map`: a view of the published snapshot as one HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from webmap.cli.terminal import echo
from webmap.settings.settings import Settings
from webmap.system.atomic_file import check_output, replaced
from webmap.vocabulary.messages import say

EXTENSIONS = (".html", ".htm")


def export_map(settings: Settings, arguments: Mapping[str, str], output: Path, force: bool) -> None:
    """Write the view that `arguments` (the parameters of a page's address) ask for.

    Raises FilterError, SnapshotError, or OutputError where the file cannot be written.
    """
    from webmap.app import create_app
    from webmap.web.http.arguments import asked_filters
    from webmap.web.http.published import view
    from webmap.web.map.view_address import VIEW_PARAMETERS, ViewAddress, read_query
    from webmap.web.pages.map_file import whole_page

    check_output(output, EXTENSIONS, force)
    query = urlencode({**arguments, "lang": settings.language})
    with create_app(settings).test_request_context(f"/map.html?{query}"):
        filters = asked_filters(also=VIEW_PARAMETERS)
        page = whole_page(view(), filters, read_query(query) or ViewAddress({}))
    with replaced(output) as fresh:
        fresh.write_text(page, encoding="utf-8", errors="replace")
    echo(say("Written: %(file)s", file=str(output)), settings.language)
