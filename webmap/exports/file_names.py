"""Names of downloaded files: subject, every filter that applies, and date; in words, and in ASCII."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from webmap.exports.about import subject_of
from webmap.exports.formats import FORMATS
from webmap.exports.request import CHOICES, ExportRequest, Figure, Points, Subject
from webmap.figures.classes import ClassRule
from webmap.view.filters import Filters, parameters
from webmap.view.view import View
from webmap.view.words import MAP, NATIONWIDE, list_titles, separate_phrases
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import printable, strip_invisible

MAX_BYTES = 220
"""Bytes of a name in UTF-8, without its suffix: file systems stop at 255, and copies get a number."""

MAX_CODES = 3
"""Values of one filter that an ASCII name lists; of the others, only their number."""

NEVER_IN_A_NAME = re.compile(r"""[\\/:*?"'<>|%\s.,;·“”‘’�]+""")
"""Characters that some system forbids in a file's name, or that confuse readers."""

CHOICE_WORDS = {
    Figure.RATE: say("rate per 100 schools"),
    ClassRule.NATURAL: say("natural classes"),
    Points.OFF: say("without points"),
}
"""Choices of a map other than the usual ones."""


def file_name(view: View, request: ExportRequest, suffix: str) -> str:
    """Name in the reader's language: `목록에 오른 학교_경기도_고등학교_2024-09-30.csv`."""
    language = request.language
    parts = [
        say("fictional").render(language) if view.snapshot.fictional else "",
        subject_of(request).render(language),
        *_conditions(view, request.filters, language),
        *(message.render(language) for _, message in _choices(request, suffix)),
    ]
    return f"{_joined(map(_safe, parts), view.as_of)}.{suffix}"


def ascii_name(view: View, request: ExportRequest, suffix: str) -> str:
    """The same for programs that only support ASCII: parameters with their values in place of words."""
    parts = [
        "fictional" if view.snapshot.fictional else "",
        f"listed-{Subject.SCHOOLS}" if request.what is Subject.SCHOOLS else f"listed-schools-by-{request.by}",
        *_ascii_conditions(request.filters),
        *(_ascii(code) for code, _ in _choices(request, suffix)),
    ]
    return f"{_joined(parts, view.as_of)}.{suffix}"


def map_file_name(view: View, filters: Filters, language: str) -> str:
    """Name of a map in one HTML file: the map's name, every filter that applies, and the date of the data."""
    parts = [MAP.render(language), *_conditions(view, filters, language)]
    return f"{_joined(map(_part, parts), view.as_of)}.html"


def ascii_map_file_name(view: View, filters: Filters) -> str:
    """The same for programs that only support ASCII: parameters with their values."""
    conditions = list(_ascii_conditions(filters)) or ["all"]
    return f"{_joined(['affected-schools-map', *conditions], view.as_of)}.html"


def disposition(name: str, fallback: str) -> str:
    """Content-Disposition with a name in any language (RFC 6266, RFC 5987)."""
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"


def _conditions(view: View, filters: Filters, language: str) -> list[str]:
    """Each condition of the view in a few words; “nationwide” where there is no filter."""
    return separate_phrases(filters, view.table, language, list_titles(view, filters.lists, language)) or [
        NATIONWIDE.render(language)
    ]


def _ascii_conditions(filters: Filters) -> Iterator[str]:
    for name, text in parameters(filters).items():
        values = text.split(",") if isinstance(filters.value(name), frozenset) else [text]
        more = [f"and-{len(values) - MAX_CODES}-more"] if len(values) > MAX_CODES else []
        yield "-".join([name, *map(_ascii, values[:MAX_CODES]), *more])


def _choices(request: ExportRequest, suffix: str) -> Iterator[tuple[str, Message]]:
    """What else distinguishes the file from others of the same filters: a code, and its words."""
    if request.unplaced:
        yield "unplaced", say("with entries not on the map")
    if request.compare:
        yield f"compared-{request.compare}", say("compared with %(version)s", version=request.compare)
    if suffix in FORMATS and FORMATS[suffix].draws_map:
        for name in CHOICES:
            choice = getattr(request, name)
            if choice in CHOICE_WORDS:
                yield f"{name}-{choice}", CHOICE_WORDS[choice]


def _joined(parts: Iterable[str], date: str) -> str:
    """The parts and the date; of a name that is too long, the longest parts lose their ends."""
    stated = [part for part in parts if part]
    limit = MAX_BYTES
    while sum(min(_size(part), limit) + 1 for part in stated) + len(date) > MAX_BYTES:
        limit -= 1
    return "_".join([*(_shortened(part, limit) for part in stated), date])


def _size(text: str) -> int:
    return len(text.encode())


def _shortened(text: str, limit: int) -> str:
    """The text in at most `limit` bytes of UTF-8."""
    return text.encode()[:limit].decode("utf-8", "ignore").strip(" -")


def _safe(text: str) -> str:
    """The text without characters that file systems forbid, and without blanks at its ends."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", text).strip(" .")


def _part(text: str) -> str:
    return NEVER_IN_A_NAME.sub("-", printable(strip_invisible(text))).strip("-")


INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
FINALS = "- g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h".split()
"""Letters of Hangul as Latin ones, each always the same; `-` has no sound."""


def _ascii(text: str) -> str:
    """A text in ASCII: Hangul letter by letter, any other letter as its code point."""
    return re.sub(r"[^a-z0-9]+", "-", "".join(map(_ascii_letter, text.lower()))).strip("-")


def _ascii_letter(letter: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each))
    if plain.isascii():
        return plain
    place = ord(letter) - ord("가")
    if 0 <= place < len(INITIALS) * len(VOWELS) * len(FINALS):
        rest, final = divmod(place, len(FINALS))
        initial, vowel = divmod(rest, len(VOWELS))
        return f"{INITIALS[initial]}{VOWELS[vowel]}{FINALS[final]}".replace("-", "")
    initial = ord(plain[:1] or "-") - ord("ᄀ")
    return INITIALS[initial] if 0 <= initial < len(INITIALS) else f"-u{ord(letter):x}-"
