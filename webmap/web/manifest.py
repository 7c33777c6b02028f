"""The snapshot's manifest in the reader's words."""

from __future__ import annotations

from typing import Any

from webmap.snapshot.snapshot import Snapshot
from webmap.view.view import View
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import OFF_THE_MAP, OUTCOMES
from webmap.web.http.request_language import gettext, language
from webmap.web.pages.manifest import source_in_words

FICTIONAL = say(
    "Fictional sample data: no school on this map exists, and nothing here says anything of a real school."
)


def notice(snapshot: Snapshot) -> str | None:
    """The notice that goes with fictional data, in the reader's language; None where the data is real."""
    return FICTIONAL.render(language()) if snapshot.fictional else None


def described(view: View) -> dict[str, Any]:
    """The manifest for templates and the API, with the account in words, as the audience may see it."""
    manifest = view.snapshot.manifest
    return {
        **{name: manifest[name] for name in ("version", "created", "as_of", "fictional")},
        **view.sizes(),
        "notice": notice(view.snapshot),
        "account": account(view),
        "sources": [source_in_words(source, manifest) for source in manifest["sources"]],
        "place_check": {name: manifest["place_check"][name] for name in ("compared", "agreeing", "nearest")},
    }


def account(view: View) -> list[dict[str, Any]]:
    """Every outcome with its name, meaning and number of entries."""
    counts = view.account()
    return [
        {
            "outcome": outcome.value,
            "name": gettext(word.name),
            "meaning": gettext(word.meaning),
            "count": counts[outcome],
            "on_map": outcome not in OFF_THE_MAP,
        }
        for outcome, word in OUTCOMES.items()
    ]
