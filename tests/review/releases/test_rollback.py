"""An earlier release is served again by two people, and the last five of them are never removed."""

from __future__ import annotations

import pytest

from webmap.errors import ConflictError
from webmap.review.releases import proposing, store
from webmap.snapshot.forgetting.forget import remove_versions, versions_in
from webmap.snapshot.publishing.kept import kept_in


def propose_back(bench, number, by=None):
    with bench.database.write() as connection:
        return proposing.propose_rollback(
            connection, by or bench.author, number, "the new one is wrong", bench.map_settings.snapshots
        )


def test_an_earlier_release_is_served_again_once_another_person_approves(bench):
    first = bench.publish()
    bench.change_input()
    second = bench.publish()
    number = propose_back(bench, first.id)
    bench.work()
    found = bench.find(number)
    assert (found.state, bench.served) == ("ready", second.version)
    bench.approve(found)
    bench.work()
    assert (bench.find(number).state, bench.served) == ("published", first.version)


def test_the_served_release_and_one_that_is_gone_are_not_offered(bench):
    first = bench.publish()
    with pytest.raises(ConflictError):
        propose_back(bench, first.id)
    bench.change_input()
    bench.publish()
    remove_versions(bench.map_settings.snapshots, [first.version])
    with pytest.raises(ConflictError):
        propose_back(bench, first.id)


def test_a_snapshot_that_was_forgotten_after_the_approval_is_not_served(bench):
    first = bench.publish()
    bench.change_input()
    second = bench.publish()
    number = propose_back(bench, first.id)
    bench.work()
    bench.approve(bench.find(number))
    remove_versions(bench.map_settings.snapshots, [first.version])
    bench.work()
    assert (bench.find(number).state, bench.served) == ("failed", second.version)


def test_the_last_five_releases_stay_however_few_snapshots_are_kept(bench):
    few = bench.map_settings.model_copy(update={"keep_snapshots": 2})
    object.__setattr__(bench, "map_settings", few)
    releases = []
    for _ in range(6):
        bench.change_input()
        releases.append(bench.publish())
    last_five = {each.version for each in releases[1:]}
    assert kept_in(few.snapshots) == last_five
    assert last_five <= set(versions_in(few.snapshots))
    assert releases[0].version not in versions_in(few.snapshots)
    with bench.database.read() as connection:
        assert {each.version for each in store.published(connection)} == last_five
