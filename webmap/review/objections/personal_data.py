"""Personal data in what staff type: refused, with the line and the kind, and never repeated."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.errors import DeskError
from webmap.lists.personal.detect import find_personal
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import strip_invisible


@dataclass(frozen=True)
class PersonalData:
    """Personal data in a text: its line, counted from 1, 0 where it only shows in all lines together."""

    line: int
    kind: Message

    @property
    def sentence(self) -> Message:
        """Where it stands, and what it is."""
        if not self.line:
            return say("Across lines: %(kind)s", kind=self.kind)
        return say("Line %(line)s: %(kind)s", line=self.line, kind=self.kind)


class PersonalDataError(DeskError):
    """A text that must not hold personal data holds some."""

    def __init__(self, found: list[PersonalData]) -> None:
        super().__init__(
            say(
                "Nothing was saved: the text holds personal data (%(first)s). Take it out, and write who it "
                "is into the contact.",
                first=found[0].sentence,
            )
        )
        self.found = found


def personal_data(text: str) -> list[PersonalData]:
    """Every line of a text in which personal data stands."""
    lines = text.splitlines()
    kinds = [(number, find_personal(line, remark=True)) for number, line in enumerate(lines, 1)]
    found = [PersonalData(number, Message(kind)) for number, kind in kinds if kind]
    if not found and len(lines) > 1 and (kind := find_personal(" ".join(lines), remark=True)):
        found.append(PersonalData(0, Message(kind)))
    return found


def cleaned(text: str) -> str:
    """A text of several lines with visible characters only, without blank lines at its ends."""
    return "\n".join(map(strip_invisible, text.splitlines())).strip("\n")


def refuse_personal_data(text: str) -> None:
    """Raise PersonalDataError where a text holds personal data."""
    if found := personal_data(text):
        raise PersonalDataError(found)
