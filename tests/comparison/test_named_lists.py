"""Lists as addresses name them."""

from __future__ import annotations

from webmap.comparison.claims import ListVersion
from webmap.comparison.named_lists import codes_of, exactly, named_lists


def render(message):
    return message.render("en")


def test_one_list_is_nothing_to_choose_between():
    assert not named_lists([ListVersion("a", "", (), 0)], {"x": ("a",)}).by_code


def test_a_code_holds_no_sign_that_addresses_use_and_no_two_lists_have_the_same():
    codes = codes_of(["union", "목록 1.csv", "목록,1.csv", "a.b", "...", "only:x"])
    assert len(set(codes.values())) == len(codes)
    assert codes["union"] == "union"
    assert codes["목록 1.csv"] == "목록-1-csv"
    assert not any(set(code) & set(",.:+ ") for code in codes.values())


def test_equal_titles_are_numbered_so_that_a_choice_is_clear():
    lists = [
        ListVersion("a", "", (), 0, title="Forum A", publisher="community"),
        ListVersion("b", "", (), 0, title="Forum B", publisher="community"),
        ListVersion("c", "", (), 0, title="Union"),
    ]
    titles = named_lists(lists, {}).titles(render)
    assert titles == {"a": "Community (1)", "b": "Community (2)", "c": "Union"}


def test_a_set_is_written_in_one_way():
    assert exactly(["b", "a"]) == exactly(["a", "b"]) == "only:a.b"
