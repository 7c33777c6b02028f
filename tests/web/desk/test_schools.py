"""Schools at the desk: found by name, shown with all that is known, changed by two people, held meanwhile."""

import html
import re

import pytest

from webmap.errors import DeskBusyError
from webmap.review.database import Database
from webmap.review.files.proposals import judge
from webmap.review.people.grants import grants_of
from webmap.review.permissions import Actor
from webmap.review.tables.files import ledger_line
from webmap.vocabulary.messages import say
from webmap.web.desk.cases.current_map import EXTENSION

FINDING = {
    "status": "refuted", "claim": "", "source": "가상 교육청", "day": "2026-11-01", "evidence": "",
    "why": "학교와 확인", "cause": "not_affected", "gravity": "", "objection": "",
}  # fmt: skip


def database(desk_app):
    return desk_app.extensions["webmap-desk"].database


@pytest.fixture
def confirmed(desk_app):
    """A school that the published sample shows as confirmed."""
    directory = desk_app.extensions[EXTENSION].directory()
    return next(each for each in directory._schools if each.status == "confirmed")


def seen_on(visitor, school):
    page = visitor.get(f"/schools/{school.key}").text
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def accept_all(desk_app, visitor):
    base = database(desk_app)
    with base.write() as connection:
        actor = Actor(visitor.person, visitor.handle, grants_of(connection, visitor.person))
        rows = connection.execute(
            ledger_line.select().where(ledger_line.c.state == "proposed", ledger_line.c.belongs_to.is_(None))
        )
        for row in rows.all():
            judge(connection, actor, row.id, accept=True)


def states(desk_app):
    with database(desk_app).read() as connection:
        return sorted(
            (row.ledger, row.state)
            for row in connection.execute(ledger_line.select())
            if row.state != "imported"
        )


def text_of(answer):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def test_a_school_is_found_by_name_initial_consonants_and_id(enter, confirmed):
    visitor = enter("reader")
    for query in (confirmed.name, confirmed.name[:3], confirmed.key, "ㄱㅅ"):
        assert confirmed.key in visitor.get("/schools", query_string={"q": query, "listed": 1}).text
    assert confirmed.key not in visitor.get("/schools?q=없는학교").text


def test_an_office_sees_the_schools_of_its_region_alone(enter, confirmed):
    other = "26" if confirmed.sido != "26" else "11"
    own, stranger = enter(("office", confirmed.sido)), enter(("office", other))
    assert confirmed.key in own.get(f"/schools?q={confirmed.key}").text
    assert own.get(f"/schools/{confirmed.key}").status_code == 200
    assert confirmed.key not in re.findall(r"<code>([^<]+)", stranger.get(f"/schools?q={confirmed.key}").text)
    assert stranger.get(f"/schools/{confirmed.key}").status_code == 403
    assert stranger.post(f"/schools/{confirmed.key}/findings", {**FINDING, "seen": "-"}).status_code == 403


def test_a_page_of_the_list_beyond_the_last_and_a_strange_one_are_answered(enter):
    visitor = enter("reader")
    for address in ("/schools?page=99999", "/schools?page=x", "/schools?q=%ff%01&sido=9999999999999"):
        assert visitor.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/schools/%00", "/schools?q=%00", "/objections/%00", "/objections?q=a%00"]
)
def test_an_address_that_no_database_can_hold_is_refused(enter, address):
    assert enter("reader").get(address).status_code == 400


def test_who_judges_a_finding_sees_its_correction_with_it_and_not_by_itself(enter, desk_app, confirmed):
    editor, reviewer = enter("editor"), enter("reviewer")
    editor.post(f"/schools/{confirmed.key}/findings", {**FINDING, "seen": seen_on(editor, confirmed)})
    reviewer.client.set_cookie("desk-language", "en")
    page = reviewer.get("/judging").text
    ticks = re.findall(r'name="line" value="(\w+)"', page)
    assert (len(ticks), page.count("Together with it:")) == (1, 1)
    answer = reviewer.post("/judging", {"line": ticks, "verdict": "accept", "reason": ""})
    assert answer.status_code == 303
    assert states(desk_app) == [("corrections", "accepted"), ("findings", "accepted")]


def test_there_is_no_page_of_a_school_that_nobody_knows(enter):
    assert enter("reader").get("/schools/없음").status_code == 404


def test_a_change_is_proposed_with_its_correction_and_stands_in_the_time_line(enter, desk_app, confirmed):
    editor, reviewer = enter("editor"), enter("reviewer")
    answer = editor.post(
        f"/schools/{confirmed.key}/findings", {**FINDING, "seen": seen_on(editor, confirmed)}
    )
    assert answer.status_code == 303
    assert states(desk_app) == [("corrections", "proposed"), ("findings", "proposed")]
    accept_all(desk_app, reviewer)
    assert states(desk_app) == [("corrections", "accepted"), ("findings", "accepted")]
    editor.client.set_cookie("desk-language", "en")
    page = text_of(editor.get(f"/schools/{confirmed.key}"))
    assert "Correction: Confirmed → Refuted (accepted)" in page
    assert "Finding: Refuted (proposed)" in page


def test_of_two_changes_at_once_the_second_sees_both_and_can_be_sent_again(enter, desk_app, confirmed):
    one, two = enter("editor"), enter("editor")
    address = f"/schools/{confirmed.key}/findings"
    seen = seen_on(one, confirmed)
    assert one.post(address, {**FINDING, "seen": seen}).status_code == 303
    answer = two.post(address, {**FINDING, "status": "confirmed", "why": "둘째 까닭", "seen": seen})
    assert answer.status_code == 409
    assert "둘째 까닭" in answer.text
    assert "학교와 확인" in answer.text
    assert len(states(desk_app)) == 2
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    assert two.post(address, again).status_code == 303
    assert len(states(desk_app)) == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"source": ""}, 400),
        ({"why": "문의 010-1234-5678"}, 400),
        ({"status": "nonsense"}, 400),
        ({"day": "2999-01-01"}, 400),
        ({"day": "gestern"}, 400),
        ({"objection": "1999-0001"}, 404),
    ],
)
def test_what_cannot_be_saved_comes_back_with_a_sentence_and_what_was_typed(
    enter, desk_app, confirmed, change, code
):
    editor = enter("editor")
    form = {**FINDING, "evidence": "문서 17호", "seen": seen_on(editor, confirmed), **change}
    answer = editor.post(f"/schools/{confirmed.key}/findings", form)
    assert answer.status_code == code
    if code == 400:
        assert "문서 17호" in answer.text
        assert 'role="alert"' in answer.text
    assert states(desk_app) == []


def test_a_full_database_loses_nothing_that_was_typed(enter, desk_app, confirmed, monkeypatch):
    editor = enter("editor")
    form = {**FINDING, "evidence": "문서 17호", "seen": seen_on(editor, confirmed)}

    def full(_database):
        raise DeskBusyError(say("The desk's database cannot be used just now."))

    monkeypatch.setattr(Database, "write", full)
    answer = editor.post(f"/schools/{confirmed.key}/findings", form)
    assert answer.status_code == 503
    assert "문서 17호" in answer.text


def test_a_reviewer_holds_a_school_alone_and_it_says_so_everywhere(enter, desk_app, confirmed):
    reviewer = enter("reviewer")
    answer = reviewer.post(
        f"/schools/{confirmed.key}/hold", {"why": "", "objection": "", "seen": seen_on(reviewer, confirmed)}
    )
    assert answer.status_code == 303
    assert answer.location.endswith("done=held")
    assert states(desk_app) == [("corrections", "accepted"), ("findings", "accepted")]
    assert 'class="tag warning"' in reviewer.get(f"/schools?q={confirmed.key}").text
    again = reviewer.post(
        f"/schools/{confirmed.key}/hold", {"why": "", "objection": "", "seen": seen_on(reviewer, confirmed)}
    )
    assert again.status_code == 409


def test_an_office_proposes_a_hold_in_its_region_and_another_person_accepts_it(enter, desk_app, confirmed):
    office, reviewer = enter(("office", confirmed.sido)), enter("reviewer")
    form = {"why": "살피는 중", "objection": "", "seen": seen_on(office, confirmed)}
    answer = office.post(f"/schools/{confirmed.key}/hold", form)
    assert answer.location.endswith("done=hold_proposed")
    assert states(desk_app) == [("corrections", "proposed"), ("findings", "proposed")]
    accept_all(desk_app, reviewer)
    page = office.get(f"/schools/{confirmed.key}")
    assert f"/schools/{confirmed.key}/lift" in page.text
    lift = office.post(f"/schools/{confirmed.key}/lift", {"why": "", "seen": seen_on(office, confirmed)})
    assert lift.location.endswith("done=lifted")


def test_names_of_people_and_markup_never_reach_the_page(enter, confirmed):
    editor = enter("editor")
    bad = "<img src=x onerror=alert(1)>\"'\u202e"
    form = {**FINDING, "source": bad, "why": bad, "seen": seen_on(editor, confirmed)}
    assert editor.post(f"/schools/{confirmed.key}/findings", form).status_code == 303
    page = editor.get(f"/schools/{confirmed.key}").text
    assert "<img src=x" not in page
    assert "\u202e" not in page
