"""Objections at the desk: entered by hand or from a mail, answered by two people, contacts seen by few."""

import datetime
import io
import re
from email.message import EmailMessage

import pytest
from sqlalchemy import select, update

from webmap.errors import DeskBusyError
from webmap.review.database import Database
from webmap.review.objections.mail import MAX_MAIL_BYTES
from webmap.review.tables.people import access
from webmap.review.tables.work import objection
from webmap.system.clock import KOREA, today_in_korea
from webmap.vocabulary.messages import say

YEAR = datetime.datetime.now(KOREA).year
NUMBER = f"{YEAR}-0001"
FORM = {
    "received": today_in_korea().isoformat(), "channel": "telephone", "asked_by": "school",
    "kind": "not_this_school", "school": "", "region": "11", "text": "본교는 피해 학교가 아닙니다.",
    "contact": "가상한빛고 교무부장 010-1234-5678",
}  # fmt: skip


def database(desk_app):
    return desk_app.extensions["webmap-desk"].database


def entered(visitor, **change):
    answer = visitor.post("/objections/new", {**FORM, **change})
    assert answer.status_code == 303, answer.text
    return answer.location.split("/objections/")[1].split("?")[0]


def answered(visitor, number=NUMBER, version=0, text="명단에서 내리겠습니다."):
    form = {"outcome": "accepted", "answer": text, "version": version}
    return visitor.post(f"/objections/{number}/answer", form)


def a_mail(**parts):
    mail = EmailMessage()
    mail["From"] = "가상 담당 <office@example.org>"
    mail["Subject"] = "이의 제기"
    mail.set_content(parts.get("text", "본교는 아닙니다.\n전화 010-1234-5678"))
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    return bytes(mail)


def dropped(visitor, content):
    return visitor.post(
        "/objections/mail",
        {"mail": (io.BytesIO(content), "이의.eml"), "school": ""},
        content_type="multipart/form-data",
    )


def test_an_objection_gets_the_next_number_and_a_due_date(enter):
    editor = enter("editor")
    assert entered(editor) == NUMBER
    assert entered(editor) == f"{YEAR}-0002"
    page = editor.get(f"/objections/{NUMBER}").text
    assert (today_in_korea() + datetime.timedelta(days=14)).isoformat() in page
    assert NUMBER in editor.get("/objections").text


def test_the_contact_is_on_no_page_but_the_one_that_was_asked_for_and_that_is_noted(enter, desk_app):
    editor = enter("editor")
    entered(editor)
    for address in ("/objections", f"/objections/{NUMBER}", "/objections.csv"):
        assert "교무부장" not in editor.get(address).text
    answer = editor.post(f"/objections/{NUMBER}/contact")
    assert "가상한빛고 교무부장 010-1234-5678" in answer.text
    with database(desk_app).read() as connection:
        assert [row.person for row in connection.execute(select(access))] == [editor.person]
    assert editor.post(f"/objections/{NUMBER}/contact/remove").status_code == 303
    assert "교무부장" not in editor.post(f"/objections/{NUMBER}/contact").text


@pytest.mark.parametrize("role", ["reader", ("office", "11"), "administrator"])
def test_a_role_without_the_right_opens_no_contact(enter, role):
    entered(enter("editor"))
    answer = enter(role).post(f"/objections/{NUMBER}/contact")
    assert answer.status_code == 403
    assert "교무부장" not in answer.text


def test_an_office_handles_the_objections_of_its_region_alone(enter):
    entered(enter("editor"))
    own, stranger = enter(("office", "11")), enter(("office", "26"))
    assert NUMBER in own.get("/objections").text
    assert NUMBER not in stranger.get("/objections").text
    assert stranger.get(f"/objections/{NUMBER}").status_code == 403
    assert answered(stranger).status_code == 403
    assert stranger.post("/objections/new", FORM).status_code == 403
    assert answered(own).status_code == 303


def test_an_answer_is_accepted_by_another_person(enter):
    editor, reviewer = enter("editor", "reviewer"), enter("reviewer")
    entered(editor)
    assert answered(editor).status_code == 303
    form = {"version": 1, "judgment": "accept", "remark": ""}
    assert editor.post(f"/objections/{NUMBER}/judge", form).status_code == 403
    assert reviewer.post(f"/objections/{NUMBER}/judge", form).status_code == 303
    assert "judgment" not in reviewer.get(f"/objections/{NUMBER}").text
    assert f"{YEAR}-{today_in_korea():%m},1,1,1,0,0" in reviewer.get("/objections.csv").text


def test_of_two_who_answer_at_once_the_second_sees_both(enter):
    one, two = enter("editor"), enter("editor")
    entered(one)
    assert answered(one, text="첫째 답").status_code == 303
    answer = answered(two, text="둘째 답")
    assert answer.status_code == 409
    assert "첫째 답" in answer.text
    assert "둘째 답" in answer.text


def test_an_answer_that_is_no_longer_there_cannot_be_accepted(enter):
    editor, reviewer = enter("editor"), enter("reviewer")
    entered(editor)
    answered(editor)
    assert editor.post(f"/objections/{NUMBER}/take-back", {"version": 1}).status_code == 303
    form = {"version": 1, "judgment": "accept", "remark": ""}
    assert reviewer.post(f"/objections/{NUMBER}/judge", form).status_code == 409


def test_a_mail_fills_the_form_and_nothing_is_stored(enter, desk_app):
    editor = enter("editor")
    answer = dropped(editor, a_mail())
    assert answer.status_code == 200
    assert "본교는 아닙니다." in answer.text
    assert "가상 담당 &lt;office@example.org&gt;" in answer.text
    with database(desk_app).read() as connection:
        assert connection.execute(select(objection.c.id)).all() == []


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"Subject: x\n\n" + b"x" * MAX_MAIL_BYTES]
)
def test_what_is_no_mail_is_answered_with_a_sentence(enter, content):
    answer = dropped(enter("editor"), content)
    assert answer.status_code in (400, 413)
    assert "<h1>" in answer.text


def test_only_the_form_for_mails_takes_a_large_file(enter):
    answer = enter("editor").post("/objections/new", {**FORM, "text": "가" * 300_000})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "change",
    [
        {"text": "담당 010-1234-5678"},
        {"text": ""},
        {"text": "가" * 10_001},
        {"received": "2999-01-01"},
        {"received": ""},
        {"school": "없는 학교"},
        {"kind": "none"},
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was_typed(enter, change):
    answer = enter("editor").post("/objections/new", {**FORM, **change})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "교무부장" in answer.text


def test_a_full_database_loses_nothing_that_was_typed(enter, monkeypatch):
    editor = enter("editor")

    def full(_database):
        raise DeskBusyError(say("The desk's database cannot be used just now."))

    monkeypatch.setattr(Database, "write", full)
    answer = editor.post("/objections/new", FORM)
    assert answer.status_code == 503
    assert FORM["text"] in answer.text


def test_overdue_objections_stand_first_and_the_page_says_how_many(enter, desk_app):
    editor = enter("editor")
    entered(editor)
    late = entered(editor)
    with database(desk_app).write() as connection:
        connection.execute(
            update(objection).where(objection.c.number == late).values(due=datetime.date(2026, 1, 1))
        )
    page = editor.get("/objections").text
    assert re.findall(r'<a href="/objections/(\d{4}-\d{4})">', page) == [late, NUMBER]
    only = editor.get("/objections?overdue=1").text
    assert re.findall(r'<a href="/objections/(\d{4}-\d{4})">', only) == [late]


def test_markup_in_an_objection_is_text(enter):
    editor = enter("editor")
    entered(editor, text='<script>alert(1)</script> {{ 7 * 7 }} "\u202e', contact="<b>x</b>")
    page = editor.get(f"/objections/{NUMBER}").text
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in page
    assert "\u202e" not in page
    assert "<b>x</b>" not in editor.post(f"/objections/{NUMBER}/contact").text


def test_a_school_is_held_because_of_an_objection(enter, desk_app):
    from webmap.web.desk.cases.current_map import EXTENSION

    directory = desk_app.extensions[EXTENSION].directory()
    school = next(each for each in directory._schools if each.status == "confirmed")
    reviewer = enter("reviewer")
    number = entered(reviewer, school=school.key, region="")
    seen = re.search(r'name="seen" value="([^"]+)"', reviewer.get(f"/schools/{school.key}").text)[1]
    form = {"why": "", "objection": number, "seen": seen}
    assert reviewer.post(f"/schools/{school.key}/hold", form).status_code == 303
    reviewer.client.set_cookie("desk-language", "en")
    assert f"Held because of objection {number}" in reviewer.get(f"/schools/{school.key}").text
    assert "held" in reviewer.get(f"/objections/{number}").text


def test_an_entry_is_put_right_until_somebody_answers(enter):
    editor, office = enter("editor"), enter(("office", "11"))
    entered(editor)
    form = {"version": 0, "kind": "personal_data", "school": "", "region": "11", "text": "이름이 보입니다."}
    address = f"/objections/{NUMBER}/correct"
    assert office.post(address, {**form, "region": "26"}).status_code == 403
    refused = office.post(address, {**form, "text": "담당 010-1234-5678"})
    assert (refused.status_code, "담당 010-1234-5678" in refused.text) == (400, True)
    assert office.post(address, form).status_code == 303
    page = editor.get(f"/objections/{NUMBER}").text
    assert "이름이 보입니다." in page
    assert (today_in_korea() + datetime.timedelta(days=10)).isoformat() in page
    assert editor.post(address, form).status_code == 409
    answered(editor, version=1)
    assert editor.post(address, {**form, "version": 2}).status_code == 409
