"""What a walk needs of a browser, so that one walk is written once for all of them."""

from __future__ import annotations

from typing import Any, Protocol

from tests.browser.serving import SETTLES_MS

WAIT = """(ms, ...given) => new Promise((done, fail) => {
  const condition = CONDITION;
  const end = performance.now() + ms;
  const look = () => {
    let value = null;
    try { value = condition(...given); } catch { /* what it looks at is not there yet */ }
    if (value) done(value);
    else if (performance.now() > end) fail(new Error(`in vain: ${condition}`));
    else setTimeout(look, 20);
  };
  look();
})"""
"""Waits inside of the page until a condition holds, and gives its value."""


class Walker(Protocol):
    """A browser with one window. Scripts are functions in JavaScript; a promise that one returns is awaited."""

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""

    def call(self, function: str, *given: Any) -> Any:
        """The value of a function in the page, or in the frame that was entered; arguments and value as JSON."""

    def click(self, selector: str) -> None:
        """Click on the middle of an element, as a mouse does."""

    def type(self, selector: str, text: str) -> None:
        """Click on a field and type, as a keyboard does."""

    def enter_frame(self) -> None:
        """Go on inside of the page's first frame."""

    def print(self) -> bytes | None:
        """The page as PDF; None where the browser has no way to it."""

    def close(self) -> None:
        """End the browser."""


def until(walker: Walker, condition: str, *given: Any) -> Any:
    """Wait until a function in the page gives something true, and give that."""
    return walker.call(WAIT.replace("CONDITION", condition), SETTLES_MS, *given)
