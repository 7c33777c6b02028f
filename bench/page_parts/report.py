"""The figures as a table, each with its target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Report:
    """Prints figures; remembers whether a target was missed."""

    say: Callable[[str], None] = print
    missed: list[str] = field(default_factory=list)

    def heading(self, text: str) -> None:
        """Begin a group of figures."""
        self.say(f"\n{text}")

    def figure(self, name: str, value: str, target: str = "", is_met: bool | None = None) -> None:
        """A figure, and where there is a target whether it is met."""
        mark = "" if is_met is None else "pass" if is_met else "FAIL"
        self.say(f"  {name:<52} {value:>14}  {target:<18} {mark}".rstrip())
        if is_met is False:
            self.missed.append(name)

    def at_most(self, name: str, value: float, most: float, unit: str, decimals: int = 0) -> None:
        """A figure that should not exceed a target."""
        self.figure(name, f"{value:,.{decimals}f} {unit}", f"≤ {most:,.{decimals}f} {unit}", value <= most)

    def at_least(self, name: str, value: float, least: float, unit: str) -> None:
        """A figure that should reach a target."""
        self.figure(name, f"{value:,.0f} {unit}", f"≥ {least:,.0f} {unit}", value >= least)
