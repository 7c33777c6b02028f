"""The shared parts of the desk's pages."""

import pytest
from flask import render_template_string

pytestmark = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)

PAGE = """{% import "desk/macros.html" as ui with context %}
{{ ui.field("handle", "Handle", value="<r1>", hint="x", required=True, autocomplete="off") }}
{{ ui.area("why", "Why", "a\\nb") }}
{{ ui.choice("role", "Role", [("a", "A")], "b", groups=[("G", [("b", "B")])]) }}
{{ ui.action("/x", "Go", {"id": 3}, "danger", "Go there") }}
{% call ui.filters() %}{{ ui.field("q", "Search") }}{% endcall %}
{{ ui.pages(2, 3) }}
{{ ui.done({"ended": "It has ended."}) }}
{% call ui.notice("warning", "alert") %}<p>careful</p>{% endcall %}
{% call ui.empty("Nothing yet") %}<p>first step</p>{% endcall %}
{{ ui.tag("open", "good") }}{{ ui.moment(None) }}"""


@pytest.fixture
def drawn(desk_app):
    with desk_app.test_request_context("/list?q=%EA%B0%80&sido=11&sido=26&page=2&done=ended"):
        desk_app.preprocess_request()
        return render_template_string(PAGE)


def test_what_a_field_holds_is_escaped(drawn):
    assert 'value="&lt;r1&gt;" aria-describedby="hint-handle" required autocomplete="off"' in drawn


def test_a_choice_knows_what_is_chosen_in_its_groups(drawn):
    assert '<option value="b" selected>B</option></optgroup>' in drawn


def test_pages_of_a_list_keep_its_filters_and_forget_what_was_done(drawn):
    assert 'href="/list?q=%EA%B0%80&amp;sido=11&amp;sido=26&amp;page=3"' in drawn
    assert '<div class="desk-notice good" role="status"><p>It has ended.</p></div>' in drawn
