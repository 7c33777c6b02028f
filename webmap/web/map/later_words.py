"""Words that wait for a click: of cards and dialogs, which come once the page can be used.

They depend on nothing but the snapshot, the audience and the software, as all data of the page's scripts
does; so no setting of the operator stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from webmap.exports.formats import FORMATS
from webmap.places.regions.short_codes import orders
from webmap.view.view import View
from webmap.vocabulary.geocoders import GEOCODERS
from webmap.vocabulary.terms import OUTCOMES, WARNINGS, RegionLevel, Term
from webmap.web.http.bundle import later_modules
from webmap.web.http.request_language import gettext, language, script_texts


def later_words(current: View) -> dict[str, Any]:
    """A part of the page's configuration, in the request's language.

    `rules`: the rules by which a row can be placed, as the snapshot states them; `noted`: sigungu with
    cautions, so that a school's card can show its region's before the regions are loaded; `list_titles`:
    titles of lists by their short names, which stand among a school's sources; `formats`: what the export
    dialog offers; `code_orders`: what short addresses of many regions are read by; `unplaced_by_day`:
    numbers of entries off the map, for periods; `later_texts`: sentences of the scripts that come later.
    """
    matching = current.snapshot.manifest["matching"]
    rules = {
        **{fit["fit"]: fit for fit in matching["fits"]},
        **{other["rule"]: other for other in matching["others"]},
    }
    return {
        "rules": [_rule_in_language(current, code, **rule) for code, rule in rules.items()],
        "precisions": {
            code: current.message(name).render(language()) for code, name in matching["precisions"].items()
        },
        "providers": {code: GEOCODERS[code].title for code in current.providers() if code in GEOCODERS},
        "noted": _warnings(current),
        "list_titles": {each["slug"]: each["title"] for each in current.sources if each.get("title")},
        "outcomes": words_of_terms(OUTCOMES),
        "formats": [
            {
                "code": form.suffix,
                "name": gettext(form.word.name),
                "meaning": gettext(form.word.meaning),
                "several_tables": form.several_tables,
                "draws_map": form.draws_map,
            }
            for form in FORMATS.values()
        ],
        "code_orders": orders(),
        "unplaced_by_day": current.unplaced_groups,
        "later_texts": script_texts(language(), later_modules()),
    }


def words_of_terms(
    terms: Mapping[Any, Term], translate: Callable[[str], str] = gettext
) -> list[dict[str, Any]]:
    """Terms with their names and meanings in the reader's language."""
    return [
        {"code": str(code), "name": translate(word.name), "meaning": translate(word.meaning)}
        for code, word in terms.items()
    ]


def _warnings(current: View) -> dict[str, list[str]]:
    by_code = {
        code: [each for each in codes if each in WARNINGS]
        for code, codes in current.cautions(RegionLevel.SIGUNGU).items()
    }
    return {code: warnings for code, warnings in by_code.items() if warnings}


def _rule_in_language(current: View, code: str, name: str, meaning: str, **_more: Any) -> dict[str, str]:
    name, meaning = (current.message(text).render(language()) for text in (name, meaning))
    return {"code": code, "name": name, "meaning": meaning}
