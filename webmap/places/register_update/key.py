"""The operator's key for an interface: sent with the request, and shown nowhere else."""

from __future__ import annotations

from urllib.parse import quote, quote_plus, unquote

from pydantic import SecretStr

HIDDEN = "***"
MIN_LENGTH_IN_ROWS = 8
"""Characters of a key that is looked for in rows: a shorter one may be part of any text."""


class Key:
    """A key that is not in its `repr`.

    The public data portal issues every key in two forms, plain and percent-encoded; both work here.
    """

    def __init__(self, secret: SecretStr) -> None:
        given = secret.get_secret_value().strip()
        self._plain = unquote(given)
        forms = {given, self._plain, quote(self._plain, safe=""), quote_plus(self._plain), quote(self._plain)}
        self._forms = sorted(forms - {""}, key=len, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._plain)

    def __repr__(self) -> str:
        return f"Key({HIDDEN})"

    def reveal(self) -> str:
        """The plain key, for the request alone."""
        return self._plain

    def hide(self, text: str) -> str:
        """The text without the key, in any of its forms."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text

    def hide_in_row(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """A row's values without the key."""
        if len(self._plain) < MIN_LENGTH_IN_ROWS or not any(
            form in "\n".join(values) for form in self._forms
        ):
            return values
        return tuple(map(self.hide, values))
