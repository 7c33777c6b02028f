"""What a map shows of the schools, declared once: pages, files and interfaces all state it in these words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from webmap.vocabulary.messages import LANGUAGES, N_, Message, Render, say
from webmap.vocabulary.terms import STATUSES, Status

ALL_SCHOOLS = say("This map shows schools of every status.")
SOME_SCHOOLS = N_("This map shows only schools of these statuses: %(names)s.")
PREVIEW = say("Preview: this map is not published.")
NO_SCHOOL = say("This map shows numbers of regions only, and no school.")


@dataclass(frozen=True)
class Disclosed:
    """What a map shows: `level` is the code, as the setting WEBMAP_DISCLOSURE and manifests have it.

    `preview`: whether the map is one that nobody has published yet.
    """

    level: str
    statuses: frozenset[Status] = frozenset(STATUSES)
    preview: bool = False

    def sentence(self, render: Render) -> str:
        """The level in a sentence, in the language of `render`; of a preview, that it is one stands first."""
        return f"{render(PREVIEW)} {self._shown(render)}" if self.preview else self._shown(render)

    def _shown(self, render: Render) -> str:
        if self.level != "statuses":
            return render(NO_SCHOOL if self.level == "regions" else ALL_SCHOOLS)
        names = [render(Message(term.name)) for code, term in STATUSES.items() if code in self.statuses]
        return render(Message(SOME_SCHOOLS, {"names": ", ".join(names)}))

    def as_json(self, render: Render) -> dict[str, str]:
        """The fields that every description of data has: the code, and the sentence for its readers."""
        return {"disclosure": self.level, "disclosure_note": self.sentence(render)}


REGIONS_ONLY = Disclosed("regions")


def disclosed_by(statuses: Collection[Status], preview: bool = False) -> Disclosed:
    """What is shown where schools of these statuses may be shown: fewer than all make it `statuses`."""
    shown = frozenset(statuses)
    return Disclosed("schools" if shown >= frozenset(STATUSES) else "statuses", shown, preview)


def in_every_language(disclosed: Disclosed) -> str:
    """The sentence in both languages, for files that are the same for all readers."""
    return " / ".join(disclosed.sentence(partial(Message.render, language=each)) for each in LANGUAGES)
