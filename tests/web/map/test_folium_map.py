import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from posixpath import dirname, normpath

from webmap.system.shipped_files import static_path
from webmap.web.map.folium_map import MapParts, map_parts, modules

KOREA = [[33.1, 125.0], [38.65, 130.95]]


def parts(language: str = "en") -> MapParts:
    return map_parts(asset=lambda path: f"/static/{path}", bounds=KOREA, language=language)


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def addresses(html: str) -> list[str]:
    return [
        value
        for _, attributes in Tags(html).found
        for name, value in attributes.items()
        if name in {"src", "href"} and value is not None
    ]


def test_the_same_arguments_give_the_same_parts_byte_for_byte():
    assert parts() == parts()


def test_everything_the_map_loads_comes_from_this_server():
    assert addresses(parts().header)
    assert all(address.startswith("/static/") for address in addresses(parts().header))


def test_nothing_is_loaded_but_leaflet_and_our_modules_joined():
    assert set(addresses(parts().header)) == {"/static/vendor/leaflet/leaflet.js", "/static/bundle/map.js"}


def test_for_debugging_each_module_is_loaded_by_itself():
    plain = map_parts(asset=lambda path: f"/static/{path}", bounds=KOREA, language="en", joined=False)
    assert {f"/static/js/{name}" for name in modules()} <= set(addresses(plain.header))
    assert 'import("/static/js/main.js")' in plain.script


def test_every_vendor_file_that_is_linked_is_in_its_package():
    data = Path(str(files("xstatic.pkg.leaflet"))) / "data"
    linked = [address for address in addresses(parts().header) if "/vendor/" in address]
    assert linked
    assert all((data / Path(address).name).is_file() for address in linked)


def test_a_policy_with_the_scripts_digest_admits_the_script_as_the_page_carries_it():
    digest = b64encode(sha256(parts().script.encode()).digest()).decode()
    assert parts().script_hashes == (f"sha256-{digest}",)


def test_the_digest_survives_the_line_ends_of_an_html_parser():
    assert "\r" not in parts().script


def test_no_script_or_style_stands_inline_outside_the_hashed_script():
    found = Tags(parts().header + parts().html).found
    assert all(tag != "style" for tag, _ in found)
    assert all("src" in attributes for tag, attributes in found if tag == "script")
    assert not [name for _, attributes in found for name in attributes if name == "style" or name[:2] == "on"]


def test_readers_may_enlarge_the_page():
    assert "viewport" not in parts().header


def test_the_map_has_no_tiles_and_states_how_far_it_zooms():
    script = parts().script
    assert "tileLayer" not in script
    assert re.search(r'"maxZoom": 1\d', script)


def test_the_modules_are_started_on_the_map_with_its_bounds():
    assert re.search(r'import\("/static/bundle/map\.js"\)', parts().script)
    assert str(KOREA) in parts().script


def test_the_buttons_and_the_sources_speak_the_readers_language():
    assert "Zoom in" in parts("en").script
    assert "National Geographic Information Institute" in parts("en").script


def test_an_address_that_holds_quotes_cannot_leave_its_attribute():
    hostile = map_parts(asset=lambda path: f'/static/"><script>x</script>{path}', bounds=KOREA, language="en")
    assert [
        tag for tag, attributes in Tags(hostile.header).found if tag == "script" and "src" not in attributes
    ] == []
    assert "</script>" not in hostile.script


def imports_of(module: str) -> set[str]:
    """Paths below `static/js` of the modules that a module imports."""
    text = static_path(f"js/{module}").read_text(encoding="utf-8")
    found = re.findall(r'^(?:import|export) .*?from "([\w./]+)";', text, re.MULTILINE | re.DOTALL)
    return {normpath(f"{dirname(module)}/{way}" if dirname(module) else way) for way in found}


def reached_from(*entries: str) -> set[str]:
    reached, waiting = set(), set(entries)
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= imports_of(module) - reached
    return reached


def test_the_map_asks_for_every_module_that_it_needs_and_for_no_other():
    assert set(modules()) == reached_from("main.js")


ENTRIES = (
    "main.js", "later.js", "document.js", "first_place.js", "regions.js", "desk/question.js", "desk/progress.js",
)  # fmt: skip
"""Scripts that a page loads by name."""


def test_every_module_is_needed_by_a_page():
    scripts = static_path("js")
    modules_there = {path.relative_to(scripts).as_posix() for path in scripts.rglob("*.js")}
    assert modules_there == reached_from(*ENTRIES)


def test_no_module_makes_markup_of_text():
    for module in reached_from(*ENTRIES):
        text = static_path(f"js/{module}").read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            module
        )
