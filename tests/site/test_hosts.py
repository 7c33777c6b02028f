"""The headers that a copy states for hosts which read `_headers`."""

from __future__ import annotations

from webmap.site.hosts import host_headers


def headers_for(folder: str) -> str:
    rules = host_headers({"index.html": {"X-Frame-Options": "DENY"}})
    return rules.split(f"/{folder}/*\n")[1].split("\n/")[0]


def test_the_program_is_kept_for_a_year_and_data_can_be_taken_back_after_a_minute():
    assert "max-age=31536000, immutable" in headers_for("assets")
    assert "Cache-Control: public, max-age=60, must-revalidate" in headers_for("data")
    assert host_headers({"index.html": {"a": "b"}}).count("immutable") == 1
