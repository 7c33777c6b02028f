"""The second factor: codes of six digits that change every thirty seconds (TOTP, RFC 6238)."""

from __future__ import annotations

import hmac
import time

import pyotp
from sqlalchemy import Connection, select, update

from webmap.errors import DeskError
from webmap.review.cipher import Cipher
from webmap.review.tables.people import person
from webmap.vocabulary.messages import say

ISSUER = "webmap desk"
STEP_S = 30
STEPS_AROUND = 1
"""How many steps a telephone's clock may be early or late."""
WRONG_CODE = say("The code is not right. Compare the clock of your telephone, and type the present code.")
NOBODYS_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 (compared for handles that nobody has)  # nosec B105


def new_secret() -> str:
    """A new secret, as text for people: 160 bits in base32."""
    return pyotp.random_base32()


def enrolment_address(secret: str, handle: str) -> str:
    """What the square code says to an authenticator's application."""
    return pyotp.TOTP(secret).provisioning_uri(name=handle, issuer_name=ISSUER)


def step_of(secret: str, code: str, last_step: int | None, now: float | None = None) -> int | None:
    """The time step whose code this is; None for a wrong code, or one not later than the last step used."""
    digits = "".join(code.split())
    present = int((time.time() if now is None else now) // STEP_S)
    found = None
    generator = pyotp.TOTP(secret)
    for step in range(present - STEPS_AROUND, present + STEPS_AROUND + 1):
        # All are compared, whichever fits: the time says nothing.
        if hmac.compare_digest(generator.generate_otp(step).encode(), digits.encode()):
            found = step
    return found if found is not None and found > (last_step or 0) else None


def use_code(connection: Connection, cipher: Cipher, person_id: str, code: str) -> bool:
    """Whether the code is a person's own; it is used up. Needs a transaction that writes."""
    row = connection.execute(
        select(person.c.totp_secret, person.c.totp_step).where(person.c.id == person_id)
    ).first()
    if row is None or row.totp_secret is None:
        return False
    step = step_of(cipher.text(row.totp_secret), code, row.totp_step)
    if step is not None:
        connection.execute(update(person).where(person.c.id == person_id).values(totp_step=step))
    return step is not None


def seal(cipher: Cipher, purpose: str, secret: str) -> str:
    """A secret that is not kept yet, for a form: only this desk reads it, and only for this purpose."""
    return cipher.encrypted(f"{purpose}\n{secret}").decode()


def unseal(cipher: Cipher, purpose: str, sealed: str) -> str:
    """The secret that a form sent back. Raises DeskError where it is none of this purpose."""
    try:
        stated, _, secret = cipher.text(sealed.encode()).partition("\n")
    except DeskError:
        stated, secret = "", ""
    if not secret or stated != purpose:
        raise DeskError(say("The form is incomplete. Open the page again."))
    return secret
