"""Drawing schools for the rows of a list, each school once, and typing rows for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from random import Random

from .row import Row, outcome_of
from .target import Target
from .typed import LEVEL_WORDS, shorten, type_name, type_region, type_sido
from .wording import draw_note, draw_status


class Draw:
    """The schools not yet named, by level; those of `first` sigungu are drawn before all others."""

    def __init__(self, targets: Sequence[Target], first: Collection[str], random: Random) -> None:
        self.random = random
        self.by_id = {target.id: target for target in targets}
        self.namesakes: dict[str, list[Target]] = defaultdict(list)
        self._left: dict[str, list[Target]] = defaultdict(list)
        for target in targets:
            self.namesakes[shorten(target.name)].append(target)
            self._left[target.level].append(target)
        for left in self._left.values():
            random.shuffle(left)
            left.sort(key=lambda target: target.sigungu not in first)

    def take(self, level: str) -> Target:
        """Return the next school of a level."""
        return self._left[level].pop(0)

    def take_unique(self, level: str, ending: str = "") -> Target:
        """Return a school whose name nobody shares; `ending` is the ending it must have."""
        left = self._left[level]
        place = next(i for i, each in enumerate(left) if self.is_unique(each) and each.name.endswith(ending))
        return left.pop(place)

    def take_same_grounds(self) -> tuple[Target, Target]:
        """Return a middle and a high school of one stem and address: "한빛중·고"."""
        high = {(each.stem, each.address): each for each in self._left["high"] if each.kind == "고등학교"}
        for middle in self._left["middle"]:
            other = high.get((middle.stem, middle.address))
            if other and middle.kind == "중학교" and self.is_unique(middle) and self.is_unique(other):
                self._left["middle"].remove(middle)
                self._left["high"].remove(other)
                return middle, other
        raise LookupError("no middle and high school share a name and an address")

    def is_unique(self, target: Target) -> bool:
        """Return whether no other school can be meant by the shortened name."""
        return len(self.namesakes[shorten(target.name)]) == 1

    def shared_names(self, level: str) -> list[str]:
        """Return the shortened names that several schools of a level share, not counting campuses."""
        names = [
            name
            for name, group in self.namesakes.items()
            if group[0].level == level and len({(each.name, each.id) for each in group}) > 1
            if level != "university" or len({each.name for each in group}) > 1
        ]
        self.random.shuffle(names)
        return names

    def row(self, target: Target, kind: str = "plain") -> Row:
        """Return a row that names a school so that it is distinct from its namesakes."""
        return Row(
            kind,
            target.level,
            type_name(target, self.random),
            [(outcome_of(target.level), target.id)],
            level_word=self.level_word(target.level),
            region=self._region(target),
            status=draw_status(self.random),
            note=draw_note(self.random),
        )

    def level_word(self, level: str) -> str:
        """Return the word for a level, or nothing."""
        return self.random.choice(LEVEL_WORDS[level]) if self.random.random() < 0.45 else ""

    def _region(self, target: Target) -> str:
        if not self.is_unique(target) or self.random.random() < 0.35:
            return type_region(target, self.random)
        return type_sido(target, self.random) if self.random.random() < 0.35 else ""
