"""A release is approved by another person, for exactly what they have seen, and by nobody else."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from tests.conftest import publish_again
from tests.review.people_of import actor_of
from webmap.errors import ConflictError, DeskError, ForbiddenError
from webmap.review import journal
from webmap.review.releases import approval, proposing, store, worker
from webmap.review.tables.releases import release


def actions(bench, number):
    with bench.database.read() as connection:
        lines = journal.lines(connection, kind="release", subject=str(number))
    return [(line.actor, line.action) for line in reversed(lines)]


def weaken(bench, number, alarms=()):
    """Let the difference of a release be one that only takes away."""
    with bench.database.write() as connection:
        found = store.find(connection, number)
        difference = {**found.difference, "alarms": [dict(each) for each in alarms]}
        store.change(connection, number, weakens_only=1, difference=difference)
    return bench.find(number)


def test_two_people_bring_what_is_accepted_to_the_map(bench):
    before = bench.served
    found = bench.ready()
    assert (found.state, bench.served) == ("ready", before)
    bench.approve(found)
    bench.work()
    assert bench.find(found.id).state == "published"
    assert bench.served == found.version != before
    assert actions(bench, found.id) == [
        ("r1", "propose"), ("machine", "build"), ("r2", "approve"), ("machine", "publish"),
    ]  # fmt: skip


@pytest.mark.parametrize("roles", [(), ("administrator",)])
def test_nobody_approves_their_own_release_whatever_their_roles(bench, roles):
    author = actor_of(bench.database, "r9", "editor", "reviewer", *roles)
    number = bench.propose(by=author)
    bench.work()
    with pytest.raises(ForbiddenError):
        bench.approve(bench.find(number), by=author)
    assert bench.find(number).state == "ready"


def test_the_database_itself_refuses_one_person_in_both_places(bench):
    found = bench.ready()
    with pytest.raises(IntegrityError), bench.database.write() as connection:
        connection.execute(
            update(release).where(release.c.id == found.id).values(judged_by=bench.author.person)
        )
    with pytest.raises(IntegrityError), bench.database.write() as connection:
        store.change(connection, found.id, state="published")


def test_an_editor_or_administrator_without_the_reviewers_role_approves_nothing(bench):
    found = bench.ready()
    for role in ("editor", "administrator", "reader"):
        with pytest.raises(ForbiddenError):
            bench.approve(found, by=actor_of(bench.database, f"x-{role}", role))


def test_what_is_accepted_after_the_build_makes_the_preview_stale(bench):
    found = bench.ready()
    bench.change_input()
    with pytest.raises(ConflictError):
        bench.approve(found)
    assert bench.find(found.id).state == "stale"
    assert actions(bench, found.id)[-1] == ("r2", "find_stale")


def test_a_map_that_was_published_meanwhile_makes_the_preview_stale(bench):
    found = bench.ready()
    publish_again(bench.map_settings.snapshots, version="20261130T000000Z-00000001")
    with pytest.raises(ConflictError):
        bench.approve(found)
    assert bench.find(found.id).state == "stale"


def test_a_map_that_is_published_between_approval_and_swap_stays(bench):
    found = bench.ready()
    bench.approve(found)
    publish_again(bench.map_settings.snapshots, version="20261130T000000Z-00000001")
    bench.work()
    assert bench.find(found.id).state == "stale"
    assert bench.served == "20261130T000000Z-00000001"


@pytest.mark.parametrize("seen", [{"input_digest": "0" * 64}, {"manifest_sha256": "0" * 64}])
def test_a_form_of_another_preview_approves_nothing(bench, seen):
    found = bench.ready()
    with pytest.raises(ConflictError):
        bench.approve(found, **seen)
    assert bench.served != found.version


def test_a_preview_that_was_changed_on_the_disk_is_not_published(bench):
    found = bench.ready()
    previews = bench.settings.folder / "previews" / found.folder / "snapshots" / found.version
    (previews / "manifest.json").write_text("{}")
    with pytest.raises(ConflictError):
        bench.approve(found)


def test_files_that_were_changed_after_the_approval_are_not_published(bench):
    before, found = bench.served, bench.ready()
    bench.approve(found)
    schools = (
        bench.settings.folder / "previews" / found.folder / "snapshots" / found.version / "schools.parquet"
    )
    content = schools.read_bytes()
    schools.unlink()
    schools.write_bytes(content[:-1] + b"x")
    bench.work()
    assert (bench.find(found.id).state, bench.served) == ("failed", before)


def test_every_alarm_line_is_ticked_before_the_approval(bench):
    found = bench.ready()
    line = {
        "key": "gone",
        "message": {"text": "Schools disappear from the map: %(count)s", "values": {"count": 2}},
    }
    found = weaken(bench, found.id, [line, {**line, "key": "brake"}])
    with pytest.raises(DeskError):
        bench.approve(found, ticked=["gone"])
    assert bench.find(found.id).state == "ready"
    bench.approve(found, ticked=["gone", "brake"])
    assert bench.find(found.id).ticked == ("gone", "brake")


def test_of_two_approvers_at_once_one_wins_and_the_other_gets_a_sentence(bench):
    found, third = bench.ready(), actor_of(bench.database, "r3", "reviewer")
    start, outcomes = threading.Barrier(2), []

    def approve(person):
        start.wait()
        try:
            bench.approve(found, by=person)
            outcomes.append("approved")
        except ConflictError as error:
            outcomes.append(error.message.render("en"))

    threads = [threading.Thread(target=approve, args=(person,)) for person in (bench.other, third)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "approved" in outcomes
    assert max(outcomes, key=len) in [f"r{n} has approved this release already." for n in (2, 3)]
    assert [action for _, action in actions(bench, found.id)].count("approve") == 1


def test_one_person_alone_publishes_what_only_weakens_and_a_second_one_confirms(bench):
    found = weaken(bench, bench.ready().id)
    bench.approve(found, by=bench.author)
    bench.work()
    published = bench.find(found.id)
    assert published.state == "published"
    assert published.is_alone
    with pytest.raises(ForbiddenError), bench.database.write() as connection:
        approval.confirm(connection, bench.author, found.id)
    with bench.database.write() as connection:
        approval.confirm(connection, bench.other, found.id)
    assert not bench.find(found.id).is_alone


def test_a_release_that_nobody_confirms_in_time_gets_one_line_in_the_journal(bench):
    found = weaken(bench, bench.ready().id)
    bench.approve(found, by=bench.author)
    bench.work()
    with bench.database.write() as connection:
        store.change(connection, found.id, confirm_until=datetime.now(UTC) - timedelta(minutes=1))
    for _ in range(2):
        worker.look_after(bench.database, bench.settings.folder)
    assert actions(bench, found.id).count(("machine", "overdue")) == 1


def test_a_rejected_release_changes_nothing_and_says_why(bench):
    before, found = bench.served, bench.ready()
    with pytest.raises(ForbiddenError), bench.database.write() as connection:
        approval.reject(connection, bench.author, found.id, "no")
    with bench.database.write() as connection:
        approval.reject(connection, bench.other, found.id, "wrong list")
    with pytest.raises(ConflictError):
        bench.approve(found)
    assert bench.served == before
    assert "wrong list" in bench.find(found.id).problem.render("en")


def test_only_its_author_takes_a_proposal_back_and_its_build_is_then_dropped(bench):
    number = bench.propose()
    with pytest.raises(ForbiddenError), bench.database.write() as connection:
        proposing.withdraw(connection, bench.other, number)
    with bench.database.write() as connection:
        proposing.withdraw(connection, bench.author, number)
    bench.work()
    assert bench.find(number).state == "withdrawn"
    assert list((bench.settings.folder / "previews").glob("*")) == []


def test_a_proposal_says_what_it_is_for_and_the_journal_keeps_no_word_of_it(bench):
    with pytest.raises(DeskError):
        bench.propose(note="  ")
    number = bench.propose(note="a name that slipped in")
    with bench.database.read() as connection:
        assert "slipped" not in journal.lines(connection, subject=str(number))[0].body
