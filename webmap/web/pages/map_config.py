"""What the cards of schools and regions need beside the words of the page."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for

from webmap.settings.settings import Settings
from webmap.view.view import View
from webmap.vocabulary.geocoders import GEOCODERS
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.request_language import gettext, language


def card_config(current: View) -> dict[str, Any]:
    """Part of the page's configuration.

    `rules`: how a row can have been placed, as the snapshot states it; `noted`: sigungu with cautions, so
    that a school's card can tell its region's before the regions have arrived; `report`: where errors are
    reported (`url` is '' where nowhere).
    """
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    stated = current.snapshot.manifest["matching"]
    used = sorted({str(provider) for provider in current.snapshot.schools["provider"] if provider})
    rules = {
        **{fit["fit"]: fit for fit in stated["fits"]},
        **{other["rule"]: other for other in stated["others"]},
    }
    return {
        "rules": [_worded(code, **rule) for code, rule in rules.items()],
        "precisions": {code: gettext(name) for code, name in stated["precisions"].items()},
        "providers": {code: GEOCODERS[code].title for code in used if code in GEOCODERS},
        "noted": current.cautions(RegionLevel.SIGUNGU),
        "report": {"url": settings.report_url, "version": current.snapshot.version},
        "matching_url": url_for("pages.matching", lang=language()),
    }


def _worded(code: str, name: str, meaning: str, **_more: Any) -> dict[str, str]:
    return {"code": code, "name": gettext(name), "meaning": gettext(meaning)}
