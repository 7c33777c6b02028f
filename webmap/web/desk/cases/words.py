"""Words of objections and proposals in the reader's language, as the templates of this folder use them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, current_app

from webmap.review.objections.objection import ASKED_BY, CHANNELS, KINDS, OUTCOMES, STATES, State
from webmap.review.schools.timeline import state_name
from webmap.vocabulary.messages import N_, Message
from webmap.web.desk.look import rendered

LINE_STATES = {
    "proposed": N_("proposed"),
    "accepted": N_("accepted"),
    "rejected": N_("rejected"),
    "taken_back": N_("taken back"),
    "imported": N_("from an imported file"),
}
STATE_TONES = {
    State.NEW: "warning",
    State.ANSWERED: "warning",
    State.ACCEPTED: "good",
    State.PARTLY: "good",
    State.DECLINED: "",
}


def register(blueprint: Blueprint) -> None:
    """Give the templates of a blueprint the words."""
    blueprint.context_processor(_words)


def choices_of(names: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Codes and names of a vocabulary in the reader's language."""
    return [(str(code), rendered(Message(name))) for code, name in names.items()]


def _words() -> dict[str, Any]:
    def from_names(names: Mapping[Any, str]) -> Any:
        return lambda code: rendered(Message(names[code])) if code in names else ""

    return {
        "kind_name": from_names(KINDS),
        "channel_name": from_names(CHANNELS),
        "asked_by_name": from_names(ASKED_BY),
        "state_name": from_names(STATES),
        "state_tone": STATE_TONES.get,
        "line_state": from_names(LINE_STATES),
        "state_on_map": lambda state: rendered(state_name(state)) if state else "–",
        "outcomes": [(state.value, rendered(Message(STATES[state]))) for state in OUTCOMES],
        "menu_endpoints": current_app.view_functions,
    }
