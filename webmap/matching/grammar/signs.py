"""The characters of a cell, brought to plain ones one by one: positions stay those of the typed text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from webmap.matching.grammar.slots import PARTICLE
from webmap.matching.text import BARE_KIND, fold_width

PLAIN = re.compile(r"[가-힣A-Za-z0-9 ,()/·.]*")
"""A text without any character that this module replaces, except signs of a withheld name."""

ARROWS = "→⇒➔➜➡⇨⟶↔⇄▸»＞"
QUOTES = '‘’‚‛“”„‟`´ʼ′″"“”「」『』《》〈〉«‹›'
# Control characters and signs of no meaning become spaces.
SEPARATOR_SIGNS = dict.fromkeys(ARROWS, "→") | dict.fromkeys(QUOTES, "'")
COMMAS = dict.fromkeys("、，､;；؛", ",") | dict.fromkeys("·ㆍ•‧・∙⋅･∘", "·") | dict.fromkeys("∼〜～˜", "~")
DASHES = dict.fromkeys("‐‑‒–—―−－─━", "-")
OTHERS = {"。": ".", "…": ".", "¸": ",", "￨": "|", "│": "|", "┃": "|", "\r": "\n", "\x0b": "\n", "\x0c": "\n",
          "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "〔": "[", "〕": "]", "【": "[", "】": "]",
          "‼": "!", "⁉": "?", "㈜": " ", "☎": " "}  # fmt: skip

CHINESE = {
    "高": "고",
    "中": "중",
    "大": "대",
    "女": "여",
    "男": "남",
    "初": "초",
    "等": "등",
    "學": "학",
    "学": "학",
    "校": "교",
}
"""Chinese characters of the kinds of school."""

HIDING = "○●◯◎□■◇◆△▲▽▼☆★♡♥×✕✖◌⬜⬛*"
"""Signs that hide a name in front of a kind or inside of a name, and are marks elsewhere."""

HIDING_RUN = re.compile(rf"[{re.escape(HIDING)}]+")
KIND_IN_FRONT = re.compile(r"(?:[고중대초교]|등|학원|유치원)$")
UNDERSCORE = re.compile(r"(?<=[가-힣])_(?=[가-힣]{2})")
PARTICLES = re.compile(PARTICLE)
NOISE_JAMO = re.compile(r"[ㅋㅎㅠㅜㅡㅣㅇㄷㄱㄴㅂㅅㄹㅊㅗㅏㅉㄸㄲㅃㅆㅈㅁ]+")


def compose(text: str) -> str:
    """The typed text in composed form, without invisible characters."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():
        return composed.strip()
    return "".join(each for each in composed if unicodedata.category(each) != "Cf").strip()


def plain_signs(text: str) -> str:
    """A composed text in plain characters; its length stays the same."""
    if not PLAIN.fullmatch(text):
        text = "".join(map(_plain, text))
        text = fold_width(text)
        if any(sign in CHINESE for sign in text):
            text = "".join(CHINESE.get(sign, sign) for sign in text)
        text = UNDERSCORE.sub("-", text)
        if HIDING_RUN.search(text):
            text = HIDING_RUN.sub(lambda run: _mark_or_blank(run, text), text)
    return text


@lru_cache(maxsize=8_192)
def _plain(sign: str) -> str:
    if sign in SEPARATOR_SIGNS:
        return SEPARATOR_SIGNS[sign]
    for table in (COMMAS, DASHES, OTHERS):
        if sign in table:
            return table[sign]
    if unicodedata.category(sign) == "No":
        return "\n"
    is_plain = sign.isascii() or sign.isalnum() or sign in HIDING or sign.isspace()
    return sign if is_plain or fold_width(sign).isascii() else " "


def _mark_or_blank(run: re.Match[str], text: str) -> str:
    """Signs that hide a name stay; bullets and marks around a name become spaces."""
    front, behind = text[: run.start()], text[run.end() :]
    spaces = " " * len(run[0])
    follows = behind[:1].isalnum() and not behind[:1].isspace()
    glued_front = front[-1:].isalnum()
    if BARE_KIND.match(behind.lstrip(" ")) and _only_a_kind(behind):
        return run[0]
    if glued_front and KIND_IN_FRONT.search(front) and not follows:
        return spaces
    if glued_front:
        return run[0]
    many = len(run[0]) > 1 and "*" not in run[0]
    return run[0] if (follows and many) or not (front.strip() or behind.strip()) else spaces


def _only_a_kind(behind: str) -> bool:
    """Whether the next word is a kind of school, maybe with a particle behind it."""
    word = re.split(r"[\s,/·(\n.:?!]", behind.lstrip(" "), maxsplit=1)[0]
    kind = BARE_KIND.match(word)
    return kind is not None and bool(PARTICLES.fullmatch(word[kind.end() :]))
