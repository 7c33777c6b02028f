"""Joining modules and sheets: whatever can not be joined faithfully is refused."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from webmap.system.shipped_files import static_path
from webmap.web.http import assets, bundle

NODE = shutil.which("node")


def folder(tmp_path: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (tmp_path / f"{name}.js").write_text(text, "utf-8")
    return tmp_path


def test_every_module_of_the_page_is_in_it_by_itself_and_after_those_that_it_needs():
    names, of_copies = bundle.modules(), bundle.modules("document")
    assert {*names, *of_copies} == {path.stem for path in static_path("js").glob("*.js")}
    for place, name in enumerate(names):
        text = static_path(f"js/{name}.js").read_text("utf-8")
        assert {found[2] for found in bundle.IMPORT.finditer(text)} <= set(names[:place])


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
    joined = tmp_path / "joined.mjs"
    joined.write_text(bundle.script("main", where), "utf-8")
    call = "console.log(JSON.stringify(await start('a  b')))"
    answers = [
        subprocess.run(
            [
                str(NODE),
                "--input-type=module",
                "-e",
                f"import {{ start }} from {json.dumps(file.as_uri())};{call}",
            ],
            capture_output=True,
            check=True,
        ).stdout
        for file in (joined, where / "main.js")
    ]
    assert answers[0] == answers[1] != b""


def test_every_sheet_of_ours_is_in_the_one_sheet_of_a_kind_of_page():
    sheets = {path for sheets in bundle.SHEETS.values() for path, _ in sheets}
    assert {f"css/{path.name}" for path in static_path("css").glob("*.css")} <= sheets


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
    assert "../vendor/leaflet/images/layers.png" in assets.joined_sheet("map")
