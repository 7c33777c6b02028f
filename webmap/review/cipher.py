"""Encryption of the few columns that hold personal data, with a key that lies outside of the database."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from webmap.errors import DeskError
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import file_name

KEY_FILE = "desk.key"


class Cipher:
    """Encrypts texts; `open_cipher` makes one."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(key)
        self._digest_key = hashlib.sha256(b"digest\n" + key).digest()

    def encrypted(self, text: str) -> bytes:
        """The text, encrypted and signed (Fernet: AES-128-CBC and HMAC-SHA-256)."""
        return self._fernet.encrypt(text.encode())

    def text(self, content: bytes) -> str:
        """The text in encrypted content. Raises DeskError where another key has encrypted it."""
        try:
            return self._fernet.decrypt(content).decode()
        except InvalidToken:
            raise DeskError(
                say(
                    "The desk's key (%(file)s) is not the one that encrypted this. Bring back the key of the "
                    "same desk.",
                    file=KEY_FILE,
                )
            ) from None

    def digest(self, text: str) -> str:
        """A digest that nobody without the key can compare with guesses (HMAC-SHA-256)."""
        return hmac.new(self._digest_key, text.encode(), hashlib.sha256).hexdigest()


def open_cipher(folder: Path) -> Cipher:
    """The key of the desk's folder; made, readable by its owner alone, where there is none yet.

    Raises DeskError where the file holds no key.
    """
    path = folder / KEY_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(Fernet.generate_key())
            opened.flush()
            os.fsync(opened.fileno())
    try:
        return Cipher(path.read_bytes().strip())
    except ValueError:
        raise DeskError(say("%(file)s holds no key.", file=file_name(path))) from None
