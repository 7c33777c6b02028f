"""Joining modules and sheets: what cannot be joined faithfully is refused."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from webmap.system.shipped_files import static_path
from webmap.web.http import assets, bundle
from webmap.web.http.sheets import SHEETS

NODE = shutil.which("node")


def folder(tmp_path: Path, **modules: str) -> Path:
    """Modules below `tmp_path`; `__` in a name parts a folder from what is in it."""
    for name, text in modules.items():
        path = tmp_path / f"{name.replace('__', '/')}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_every_module_of_the_page_is_in_it_by_itself_and_after_those_that_it_needs():
    names, others = (
        bundle.modules(),
        [name for entry in ("document", "later", "first_place", "regions") for name in bundle.modules(entry)],
    )
    scripts = static_path("js")
    assert {f"{name}.js" for name in (*names, *others)} == {
        path.relative_to(scripts).as_posix()
        for path in scripts.rglob("*.js")
        if path.parent.name != "desk"  # its pages load their few modules one by one
    }
    for place, name in enumerate(names):
        text = static_path(f"js/{name}.js").read_text("utf-8")
        assert set(bundle.imports(name, text)) <= set(names[:place])


def test_every_name_that_a_module_exports_can_be_reached_by_the_others():
    text = bundle.script()
    for name in bundle.modules():
        assert bundle.exports(name)
        assert all(exported in text for exported in bundle.exports(name))


@pytest.mark.parametrize(
    "text",
    [
        'import whole from "./other.js";',
        'import * as all from "./other.js";',
        'import "./other.js";',
        'import { a } from "https://elsewhere.example/a.js";',
        "export default 1;",
        "export let a = 1;",
        "const a = 1;\nexport { a };",
        'export * from "./other.js";',
        'import { missing } from "./other.js";',
        'import { a } from "./nowhere.js";',
        'import { a } from "../other.js";',
        'import { a } from "./folder/../other.js";',
        'import { a } from "./../main.js";',
        'import { a } from ".//other.js";',
        'import { a } from "other.js";',
        'import { a } from "/other.js";',
        'import { a } from "./other";',
        'import { a } from "./other.js?x";',
        "import { a } from './other.js';",
        'export { a } from "./other.js";',
        'export const f = () => import("./other.js");',
        "export const here = import.meta.url;",
        "export const a = await 1;",
        "export const a = ;",
        'export const a = "</script>";',
    ],
)
def test_a_form_that_joining_does_not_know_is_refused(tmp_path: Path, text: str):
    where = folder(tmp_path, main=f"{text}\n", other="export const a = 1;\n")
    with pytest.raises(bundle.BundleError):
        bundle.script("main", where)


def test_modules_that_need_each_other_in_a_circle_are_refused(tmp_path: Path):
    where = folder(tmp_path, main='import { b } from "./b.js";\nexport const a = 1;\n')
    folder(tmp_path, b='import { a } from "./main.js";\nexport const b = 1;\n')
    with pytest.raises(bundle.BundleError, match="main → b → main"):
        bundle.script("main", where)


def test_a_way_out_of_the_folder_of_scripts_is_refused(tmp_path: Path):
    folder(tmp_path, secret="export const a = 1;\n")
    where = folder(tmp_path / "js", main='import { a } from "../secret.js";\nexport const b = a;\n')
    with pytest.raises(bundle.BundleError, match=r"main: there is no \.\./secret\.js"):
        bundle.script("main", where)


@pytest.mark.parametrize("entry", ["main", "page/page"])
@pytest.mark.skipif(NODE is None, reason="node is not installed; the joined script was not run")
def test_modules_of_one_name_in_two_folders_are_distinguished(tmp_path: Path, entry: str):
    uses = (
        'import {{ name as own }} from "{0}own/map/same.js";\nimport {{ name }} from "{0}own_map/same.js";\n'
    )
    where = folder(
        tmp_path,
        own__map__same='import { up } from "../../top.js";\nexport const name = `first ${up}`;\n',
        own_map__same='import { name as other } from "../own/map/same.js";\nexport const name = `second, ${other}`;\n',
        top='export const up = "of all";\n',
        main=uses.format("./") + "export const start = () => [own, name];\n",
        page__page=uses.format("../") + "export const start = () => [own, name];\n",
    )
    assert answers_of(tmp_path, where, entry, "start()") == ["first of all", "second, first of all"]


@pytest.mark.slow
@pytest.mark.skipif(NODE is None, reason="node is not installed; the joined script was not run")
def test_the_joined_script_does_what_the_modules_do(tmp_path: Path):
    where = folder(
        tmp_path,
        texts='/** Kept  as it is. */\nexport const twice = (text) => `${text ? `${text}  // no comment` : ""}  /* nor this */  `;\n',
        pattern='export const found = (text) => /a  b/u.test(text);\nexport class Box { value = "x"; }\n',
        main=(
            'import {\n  twice as again,\n} from "./texts.js";\nimport { Box, found } from "./pattern.js";\n'
            "export async function start(text) {\n  return [again(text), found(text), new Box().value];\n}\n"
        ),
    )
    assert answers_of(tmp_path, where, "main", "await start('a  b')") == [
        "a  b  // no comment  /* nor this */  ",
        True,
        "x",
    ]


def answers_of(tmp_path: Path, where: Path, entry: str, call: str) -> object:
    """What `start` of an entry answers, joined and as modules: the same."""
    joined = tmp_path / "joined.mjs"
    joined.write_text(bundle.script(entry, where), "utf-8")
    alone, together = (_run(file, call) for file in (where / f"{entry}.js", joined))
    assert alone == together
    return alone


def _run(file: Path, call: str) -> object:
    script = f"import {{ start }} from {json.dumps(file.as_uri())};console.log(JSON.stringify({call}))"
    command = [str(NODE), "--input-type=module", "-e", script]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def test_every_sheet_of_ours_is_in_the_one_sheet_of_a_kind_of_page():
    sheets = {path for sheets in SHEETS.values() for path, _ in sheets}
    ours = {
        f"css/{path.relative_to(static_path('css')).as_posix()}" for path in static_path("css").rglob("*.css")
    }
    assert ours == {path for path in sheets if path.startswith("css/")}


def test_browsers_that_know_one_theme_alone_get_its_colours_first():
    joined = assets.joined_sheet("map")
    first = joined.index("--ink:#1e2124")
    assert (
        first
        < joined.index("@supports (color:light-dark(")
        < joined.index("--ink:light-dark(#1e2124,#f4f5f6)")
    )


def test_a_sheet_for_narrow_screens_and_paper_stays_so():
    joined = assets.joined_sheet("map")
    assert "@page" in joined
    assert "(max-width:699px)" in joined or "(width<=699px)" in joined


def test_what_a_sheet_shows_is_found_from_the_joined_one():
    assert "../vendor/leaflet/images/marker-icon.png" in assets.joined_sheet("map")


def test_of_the_library_only_the_rules_of_parts_that_are_drawn_are_sent():
    sheet = assets.joined_sheet("map")
    assert not re.findall(r"\}\.(?:leaflet-popup(?!-pane)|leaflet-control-layers|leaflet-vml)[\w-]*\{", sheet)
    for used in (".leaflet-zoom-box{", ".leaflet-tooltip{", ".leaflet-bar{", ".leaflet-control-attribution"):
        assert used in sheet
