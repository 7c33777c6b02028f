"""Files of protected numbers as people read them: words in place of codes, and a legend beside the country."""

from __future__ import annotations

import re

import openpyxl
import pytest
import shapely
from lxml import etree

from webmap.exports.protected.choice import Choice
from webmap.exports.protected.content import make_protected_content, write_protected
from webmap.exports.protected.picture import plate
from webmap.vocabulary.terms import RegionLevel


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", {"정확한 수", "범위", "보이지 않음", "모든 학교급", "유효한 주장"}),
        ("en", {"Exact number", "Range", "Not shown", "all levels", "standing claims"}),
    ],
)
def test_a_workbook_has_words_in_place_of_codes(numbers, tmp_path, language, words):
    content = make_protected_content(numbers, Choice(RegionLevel.SIGUNGU), language)
    write_protected(content, "xlsx", path := tmp_path / "regions.xlsx")
    regions, nation, *_ = openpyxl.load_workbook(path).worksheets
    cells = {cell for sheet in (regions, nation) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert words <= cells
    assert not cells & {"all", "counted", "confirmed", "exact", "range", "hidden", "정확한 위치"}


@pytest.mark.parametrize("by", [RegionLevel.SIDO, RegionLevel.SIGUNGU])
def test_the_legend_of_a_report_covers_no_land(numbers, by):
    drawn = etree.fromstring(plate(make_protected_content(numbers, Choice(by), "ko")).encode())
    sheets = [each for each in drawn.iter("{*}rect") if each.get("rx") == "6"]
    assert len(sheets) == 1
    left, top, width, height = (float(sheets[0].get(name)) for name in ("x", "y", "width", "height"))
    legend = shapely.box(left, top, left + width, top + height)
    rings = [
        shapely.Polygon([tuple(map(float, corner.split())) for corner in ring.split("L")]).buffer(0)
        for area in drawn.iter("{*}path")
        if area.get("fill") != "none"
        for ring in re.findall(r"M([^Z]*)Z", area.get("d"))
    ]
    covered = sum(ring.intersection(legend).area for ring in rings)
    assert covered < 0.0002 * sum(ring.area for ring in rings), "but for islets"
