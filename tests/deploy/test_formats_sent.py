"""Every format of exports is sent under its own type by the two configurations of nginx."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from webmap.exports.formats import CSV_ZIP, FORMATS, Format

DEPLOY = Path(__file__).parents[2] / "deploy"
KNOWN_TO_NGINX = {
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Of the mime.types that nginx brings along and deploy/nginx/nginx.conf includes."""


def types_in(file: Path) -> dict[str, str]:
    """Suffix → type of the blocks `types { … }`."""
    blocks = re.findall(r"^types \{(.*?)^\}", file.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = re.findall(r"^\s*(\S+)\s+([\w ]+);", "\n".join(blocks), re.MULTILINE)
    return {suffix: kind for kind, suffixes in lines for suffix in suffixes.split()}


@pytest.mark.parametrize("form", [*FORMATS.values(), CSV_ZIP], ids=lambda form: form.suffix)
@pytest.mark.parametrize(
    ("name", "known"), [("nginx/http.conf", KNOWN_TO_NGINX), ("static/nginx.conf", {})], ids=["app", "static"]
)
def test_a_format_has_its_type_in_nginx(form: Format, name: str, known: dict[str, str]):
    types = known | types_in(DEPLOY / name)
    assert types.get(form.suffix) == form.mimetype, (
        f"deploy/{name} lacks {form.mimetype} {form.suffix}: run `make records`."
    )
