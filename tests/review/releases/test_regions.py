"""A release is a map of schools: where the map shows protected numbers alone, the desk publishes none."""

from __future__ import annotations


def at_regions(bench):
    settings = bench.map_settings.model_copy(update={"disclosure": "regions"})
    object.__setattr__(bench, "map_settings", settings)


def test_no_preview_is_built(bench):
    at_regions(bench)
    found = bench.ready()
    assert found.state == "failed"
    assert "WEBMAP_DISCLOSURE=regions" in str(found.problem)


def test_what_was_approved_before_is_not_published(bench):
    found, served = bench.ready(), bench.served
    bench.approve(found)
    at_regions(bench)
    bench.work()
    assert bench.served == served
    assert bench.find(found.id).state == "failed"
