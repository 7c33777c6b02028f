"""The journal's page: who did what, chosen by the address."""

from __future__ import annotations

from webmap.review import journal


def record(desk_app, count, actor="r1", kind="release"):
    with desk_app.extensions["webmap-desk"].database.write() as connection:
        for number in range(count):
            journal.record(connection, actor, "propose", kind, number, {"what": "<b>"})


def test_only_those_who_may_read_the_journal_see_it(enter):
    assert enter("reader").get("/journal/").status_code == 403
    assert enter("reviewer").get("/journal/").status_code == 200


def test_an_empty_journal_says_what_writes_its_first_line(enter):
    assert 'class="empty"' in enter("reviewer").get("/journal/").text


def test_lines_are_chosen_by_person_kind_and_subject(enter, desk_app):
    record(desk_app, 3)
    record(desk_app, 2, "r9", "person")
    visitor = enter("reviewer")
    assert visitor.get("/journal/").text.count('<th scope="row"') == 5
    assert visitor.get("/journal/?actor=r9").text.count('<th scope="row"') == 2
    assert visitor.get("/journal/?kind=release&subject=1").text.count('<th scope="row"') == 1
    assert "&lt;b&gt;" in visitor.get("/journal/").text


def test_older_lines_are_on_further_pages(enter, desk_app):
    record(desk_app, 150)
    visitor = enter("reviewer")
    first = visitor.get("/journal/").text
    assert first.count('<th scope="row"') == 100
    assert "before=51" in first
    assert visitor.get("/journal/?before=51").text.count('<th scope="row"') == 50
    for query in ("before=x&actor=%01", f"before={10**30}", "before=-1", "kind=%F0%9F"):
        assert visitor.get(f"/journal/?{query}").status_code == 200
    assert visitor.get("/journal/?actor=%00").status_code == 400
