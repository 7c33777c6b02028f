"""Names that a joining word parts, glued or not: 진명여고와양정고, 대청이랑 대왕중, 대청중및고."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from webmap.matching.grammar.kinds import kind_at_end, with_kind_of
from webmap.matching.grammar.lexicon import Lexicon
from webmap.matching.grammar.names import Names
from webmap.matching.grammar.slots import REMARK_GLUED_IN_FRONT
from webmap.matching.grammar.tokens import Gap, Token
from webmap.matching.text import name_key

SHORTEST_PAIR, LONGEST_PAIR = 6, 120
"""Characters of two names in one word, or of a few more."""
GLUED_PAIR = re.compile(
    r"(?P<one>.{1,}?(?:고등학교|중학교|대학교|초등학교|[고중대초]교?))(?P<joiner>이랑|하고|랑|와|과|및)(?P<other>.{2,}?(?:[고중대초]|학교).*)"
)
"""Two names in one word: 진명여고와양정고."""
JOINED_KINDS = re.compile(
    r"(?P<one>[가-힣]{2,20}(?:고등학교|중학교|고교|[고중]))(?P<joiner>이랑|하고|랑|와|과|및)(?P<other>여?[고중]|(?:여자)?(?:고등|중)학교)"
)
"""A name and the kind of another one: 대청중및고."""
JOINING_INSIDE = re.compile(r"[고중교](?:이랑|하고|[랑와과및]).")
JOINED_STEM = re.compile(r"(?P<stem>[가-힣]{2,20}?)(?P<joiner>이랑|하고|랑|와|과)")
JOINING = frozenset(("및", "와", "과", "랑", "이랑", "하고", "그리고"))
LAST_SYLLABLES = ("랑", "고", "와", "과")
JOINED_SIGN = "및"
"""What stands for a joining word between a stem and the name whose kind it shares."""
BEHIND_A_VOWEL = {"랑": True, "와": True, "이랑": False, "과": False}
"""Joining words that follow only a vowel, or only a consonant."""


def with_names_apart(tokens: Sequence[Token], lexicon: Lexicon, names: Names) -> list[Token]:
    """The tokens with one of its own for each name that a joining word parts."""
    apart = [part for token in tokens for part in _without_glued_pairs(token, lexicon, names)]
    return _with_stems_apart(apart, lexicon, names)


def _with_stems_apart(tokens: Sequence[Token], lexicon: Lexicon, names: Names) -> list[Token]:
    """A joining word behind a stem parts two names, where the register has the stem with the next kind."""
    if len(tokens) < 2:
        return list(tokens)
    found: list[Token] = []
    for token in tokens:
        stem = _stem_in_front(found, token)
        name = names.read(token.text) if stem and not token.is_bracket else None
        if stem and name and name.known and _shares_kind(found[-1], stem, name.text, lexicon):
            found[-1:] = [] if found[-1].text in JOINING else [stem]
            found.append(replace(token, gap=Gap.SEPARATOR, sign=JOINED_SIGN))
        else:
            found.append(token)
    return found


def _stem_in_front(found: Sequence[Token], token: Token) -> Token | None:
    """The word in front of a joining word that stands in front of this token, glued or not."""
    if token.gap is not Gap.SPACE or not found or found[-1].is_bracket or found[-1].tail:
        return None
    last = found[-1]
    if last.text in JOINING:
        alone = len(found) > 1 and last.gap is Gap.SPACE and not found[-2].is_bracket
        return found[-2] if alone else None
    if not last.text.endswith(LAST_SYLLABLES):
        return None
    match = JOINED_STEM.fullmatch(last.text)
    if match is None or _ends_in_a_vowel(match["stem"]) is not BEHIND_A_VOWEL.get(
        match["joiner"], _ends_in_a_vowel(match["stem"])
    ):
        return None
    return replace(last, text=match["stem"], end=last.start + match.end("stem"), tail="")


def _ends_in_a_vowel(word: str) -> bool:
    return (ord(word[-1]) - ord("가")) % 28 == 0


def _shares_kind(last: Token, stem: Token, following: str, lexicon: Lexicon) -> bool:
    """Whether a stem is a school with the kind of the following name, and not so with its joining word."""
    kinds = [kind for kind in shared_kinds(following) if kind]
    if kind_at_end(stem.text) or any(lexicon.found(last.text + kind) for kind in kinds):
        return False
    return any(lexicon.found(stem.text + kind) for kind in kinds)


def shared_kinds(following: str) -> tuple[str, ...]:
    """The kind at the end of a name, and the same without the mark of a girls' school."""
    kind = kind_at_end(following)
    return tuple(dict.fromkeys((kind, kind.removeprefix("여자").removeprefix("여"))))


def _is_of_both_kinds(match: re.Match[str], lexicon: Lexicon, names: Names) -> bool:
    one = names.read(match["one"])
    if one is None or not one.known or one.ends or one.joined or lexicon.found(match[0]):
        return False
    return bool(lexicon.found(with_kind_of(one.text, match["other"])))


def _parted(token: Token, match: re.Match[str]) -> Iterator[Token]:
    yield replace(token, text=match["one"], end=token.start + match.end("one"), tail="")
    start = token.start + match.start("other")
    yield replace(token, text=match["other"], start=start, gap=Gap.SEPARATOR, sign=match["joiner"])


def _without_glued_pairs(token: Token, lexicon: Lexicon, names: Names) -> Iterator[Token]:
    """The two names of a word such as 진명여고와양정고, each a token."""
    front = (
        None
        if token.is_bracket or lexicon.index.fitting(token.text)
        else REMARK_GLUED_IN_FRONT.match(token.text)
    )
    if front and lexicon.place(token.text[front.end() :]).is_understood:
        token = replace(token, text=token.text[front.end() :])
    may_join = not token.is_bracket and JOINING_INSIDE.search(token.text)
    kinds = JOINED_KINDS.fullmatch(token.text) if may_join else None
    if kinds and _is_of_both_kinds(kinds, lexicon, names):
        yield from _parted(token, kinds)
        return
    match = (
        None
        if token.is_bracket or not SHORTEST_PAIR <= len(token.text) <= LONGEST_PAIR
        else GLUED_PAIR.fullmatch(token.text)
    )
    if match is None or lexicon.found(token.text) or lexicon.glued(name_key(token.text)):
        yield token
        return
    one, other = names.read(match["one"]), names.read(GLUED_PAIR.sub(r"\g<one>", match["other"]))
    if one is None or other is None or not one.known:
        yield token
        return
    first, rest = _parted(token, match)
    yield first
    yield from _without_glued_pairs(rest, lexicon, names)
