"""The rows of a list that are not a school named once and clearly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .draw import Draw
from .names import NOWHERE_STEMS, PREFIX
from .row import Row, outcome_of
from .target import Target
from .typed import SHORT_SIDO, shorten
from .wording import HOSTILE_NOTES, MARKUP, OUT_OF_SCOPE, PERSONAL_NOTES, PERSONAL_SCHOOLS

SHORT_KINDS = {"high": ("고", "여고", "공고", "외고"), "middle": ("중", "여중"), "university": ("대",)}
NOWHERE_START = {"high": 0, "middle": 9, "university": 14}
PERSONAL_START = {"high": 0, "middle": 3}
"""Where each level begins in `NOWHERE_STEMS` and among the forms of personal data."""
JOINTS = ("/", ", ", "·", " / ")


def ambiguous_rows(draw: Draw, level: str, count: int) -> Iterator[Row]:
    """Yield rows whose name several schools share, with nothing to distinguish them."""
    names = draw.shared_names(level)
    for name in names[:count]:
        group = draw.namesakes[name]
        ids = ";".join(sorted(each.id for each in group))
        sidos = {each.sido_name for each in group}
        region = SHORT_SIDO[sidos.pop()] if len(sidos) == 1 else ""
        yield Row("ambiguous", level, name, [("ambiguous", ids)], draw.level_word(level), region)


def nowhere_rows(draw: Draw, level: str, count: int) -> Iterator[Row]:
    """Yield rows that name a school which does not exist."""
    start = NOWHERE_START[level]
    for stem in NOWHERE_STEMS[start : start + count]:
        school = f"{PREFIX}{stem}{draw.random.choice(SHORT_KINDS[level])}"
        yield Row("nonexistent", level, school, [("unmatched", "")], draw.level_word(level))


def wrong_region_rows(draw: Draw, level: str, count: int) -> Iterator[Row]:
    """Yield rows that name a school which exists, only not in the region that they state."""
    for _ in range(count):
        target = draw.take_unique(level)
        # 광주 is a city of 경기도, too.
        elsewhere = sorted(set(SHORT_SIDO.values()) - {SHORT_SIDO[target.sido_name], "광주"})
        name = shorten(target.name)
        yield Row("wrong_region", level, name, [("unmatched", "")], region=draw.random.choice(elsewhere))


def double_rows(draw: Draw, level: str, count: int) -> Iterator[Row]:
    """Yield rows that name two schools in one cell; `level` is that of the first."""
    for place in range(count):
        first, second = draw.take_unique(level), draw.take_unique("high")
        school = shorten(first.name) + JOINTS[place % len(JOINTS)] + shorten(second.name)
        parts = [(outcome_of(each.level), each.id) for each in (first, second)]
        yield Row("two_in_a_cell", level, school, parts)


def one_stem_row(draw: Draw) -> Row:
    """Return the row of a middle and a high school typed with one stem: "한빛중·고"."""
    both = draw.take_same_grounds()
    school = f"{shorten(both[0].name)}·고"
    return Row("two_in_a_cell", "middle", school, [(outcome_of(each.level), each.id) for each in both])


def personal_rows(draw: Draw, level: str, count: int) -> Iterator[Row]:
    """Yield rows with personal data (in forms that belong to nobody)."""
    forms = [(form, "") for form in PERSONAL_SCHOOLS] + [("{name}", note) for note in PERSONAL_NOTES]
    start = PERSONAL_START.get(level, 0)
    for form, note in forms[start : start + count]:
        name = shorten(draw.take(level).name)
        yield Row("personal_data", level, form.format(name=name), [("refused", "")], note=note)


def out_of_scope_rows(elementary: Sequence[Target]) -> Iterator[Row]:
    """Yield rows with elementary schools of the register, one of none, a kindergarten and academies."""
    for place, target in enumerate(elementary):
        school = target.name if place % 2 else shorten(target.name).replace("초등학교", "초")
        yield Row("out_of_scope", "other", school, [("out_of_scope", "")], "초등학교" if place == 0 else "")
    for school in (f"{PREFIX}{NOWHERE_STEMS[-1]}초", *OUT_OF_SCOPE):
        yield Row("out_of_scope", "other", school, [("out_of_scope", "")])


def hostile_rows() -> Iterator[Row]:
    """Yield rows whose school is a piece of program."""
    for school in (MARKUP, "=1+1"):
        yield Row("hostile_text", "other", school, [("unmatched", "")])


def spoil_notes(rows: Sequence[Row], draw: Draw) -> None:
    """Put hostile text into the notes of a few plain rows, which stay what they are."""
    for row, note in zip(draw.random.sample(rows, len(HOSTILE_NOTES)), HOSTILE_NOTES, strict=True):
        row.note = note


def repeated_rows(draw: Draw, kind: str, earlier: Sequence[Row], count: int) -> Iterator[Row]:
    """Yield rows that name the schools of some earlier rows again."""
    for row in draw.random.sample(earlier, count):
        again = draw.row(draw.by_id[row.parts[0][1]], kind)
        again.repeats = row
        yield again


def nickname_rows(draw: Draw, count: int) -> Iterator[Row]:
    """Yield rows that name an attached school by its nickname: 한들사대부고."""
    for _ in range(count):
        target = draw.take_unique("high", "사범대학부설고등학교")
        school = f"{PREFIX}{target.stem}사대부고"
        yield Row("nickname", "high", school, [(outcome_of("high"), target.id)])
