"""The operator's key for an interface: sent with the request, and never shown.

Both interfaces take the key as a parameter of the address, and urllib3 writes addresses to its log.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, quote_plus, unquote

from pydantic import SecretStr

HIDDEN = "***"
LOGGERS = ("urllib3.connectionpool", "urllib3.util.retry", "urllib3.connection", "requests")


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

    @contextmanager
    def hidden_from_logs(self) -> Iterator[None]:
        """Keep the key out of the logs of the libraries that send the request."""
        loggers = [logging.getLogger(name) for name in LOGGERS]
        for logger in loggers:
            logger.addFilter(self._hide_in_record)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeFilter(self._hide_in_record)

    def _hide_in_record(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.hide(record.getMessage()), ()
        record.exc_info = record.exc_text = None
        return True
