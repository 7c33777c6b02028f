"""The gate of the desk: nobody passes without a session, a role, and a form of their own page."""

import subprocess
import sys


def test_whoever_has_not_logged_in_is_led_to_the_log_in(desk_app):
    answer = desk_app.test_client().get("/")
    assert answer.status_code == 303
    assert answer.location.startswith("/log-in?then=")


def test_a_reader_sees_the_overview(enter):
    answer = enter("reader").get("/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_person_without_a_role_sees_nothing(enter):
    assert enter().get("/").status_code == 403


def test_the_public_application_loads_nothing_of_the_desk():
    code = (
        "import sys, webmap.app, webmap.serve; "
        "print([m for m in sys.modules if m.startswith(('sqlalchemy', 'alembic', 'webmap.review', 'webmap.web.desk', 'webmap.desk'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_page_that_does_not_exist_still_has_the_menu(enter, desk_app):
    answer = enter("reader").get("/nowhere")
    assert answer.status_code == 404
    assert "desk-menu" in answer.text
    assert "desk-menu" not in desk_app.test_client().get("/nowhere").text


def test_a_slash_at_the_end_of_an_address_is_no_fault(enter):
    reader = enter("reader")
    for address in ("/queue", "/releases", "/lists"):
        assert {reader.get(each).status_code for each in (address, f"{address}/")} == {200}
