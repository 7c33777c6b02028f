"""Turns the body of an answer into a page of the register, or into an error."""

from __future__ import annotations

import json
import re
from enum import Enum, auto
from typing import Any, NoReturn

from webmap.errors import RegisterUpdateError
from webmap.places.register_update.interface import (
    Interface,
    LimitReachedError,
    Page,
    Result,
    TransientError,
    UnknownFormError,
    Verdict,
    one_line,
    read_page,
)
from webmap.places.register_update.key import Key
from webmap.vocabulary.messages import Message, say

XML_CODE = re.compile(r"<(returnReasonCode|resultCode|CODE)>\s*(?:<!\[CDATA\[)?\s*([\w-]{1,20})")
XML_TEXT = re.compile(r"<(returnAuthMsg|resultMsg|MESSAGE)>\s*(?:<!\[CDATA\[)?([^<\]]{0,300})")
"""Result of an XML error body. Searched, not parsed: no other part is needed or trusted."""

MAX_QUOTE_LENGTH = 200
KEY_STATUSES = (401, 403)
TOO_MANY_REQUESTS = 429


def page_of(interface: Interface, key: Key, status: int, body: bytes, wait: float | None = None) -> Page:
    """Read an answer. Raises TransientError, LimitReachedError or RegisterUpdateError."""
    text, fault = _text(body)
    answer = None if fault else _json(text)
    result = interface.result(answer) or _result_in_xml(text)
    if result is not None:
        _check_result(interface, key, result)
    _check_status(interface, status, wait)
    if answer is None:
        raise TransientError(_no_data(interface, text, fault))
    try:
        page = read_page(interface, answer)
    except UnknownFormError as unknown:
        raise _unknown_form(interface, key, unknown.where) from None
    return _without_key(interface, key, page)


class Fault(Enum):
    """Faults of a body that is no text in UTF-8."""

    ENCODING = auto()
    CUT_OFF = auto()


def _text(body: bytes) -> tuple[str, Fault | None]:
    """The body as text; where it is not UTF-8, a text good enough to find an error code in, and the fault."""
    try:
        return body.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        is_cut_off = error.end == len(body) and error.reason == "unexpected end of data"
        return body.decode("utf-8-sig", "replace"), Fault.CUT_OFF if is_cut_off else Fault.ENCODING


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return None


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)


def _no_data(interface: Interface, text: str, fault: Fault | None) -> Message:
    start = text.lstrip()[:1]
    if start == "<":
        return say("%(service)s answered with a web page instead of data.", service=interface.title)
    if fault is Fault.CUT_OFF or (fault is None and start in ("{", "[") and _breaks_off(text)):
        return say("The answer of %(service)s breaks off before its end.", service=interface.title)
    if fault is Fault.ENCODING:
        return say("%(service)s answered with text that is not UTF-8.", service=interface.title)
    return say("%(service)s answered with something that is not JSON.", service=interface.title)


def _breaks_off(text: str) -> bool:
    """Whether JSON ends before its last bracket: reading it fails at its end, or inside its last string."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    except (ValueError, RecursionError):
        pass
    return False


def _without_key(interface: Interface, key: Key, page: Page) -> Page:
    """The page, unless its rows repeat the key. Raises RegisterUpdateError."""
    if any(key.hide_in_row(row) != row for row in page.rows):
        raise RegisterUpdateError(
            say(
                "Rows of the answer of %(service)s repeat the key of the request, so they are not the "
                "register. Nothing was replaced; check the address in %(setting)s.",
                service=interface.title,
                setting=interface.address_setting,
            )
        )
    return page


def _result_in_xml(text: str) -> Result | None:
    code = XML_CODE.search(text) if text.lstrip().startswith("<") else None
    if code is None:
        return None
    message = XML_TEXT.search(text)
    number = code[2].zfill(2) if code[2].isdigit() else code[2]
    return Result(number, message[2] if message else "")


def _check_result(interface: Interface, key: Key, result: Result) -> None:
    """Raise the error of a result, unless it is a success."""
    verdict = interface.verdict(result.code)
    answer = one_line(key.hide(f"{result.code} {result.text}"))[:MAX_QUOTE_LENGTH]
    if verdict is Verdict.LIMIT:
        raise LimitReachedError(answer)
    if verdict is Verdict.TRANSIENT:
        raise TransientError(
            say(
                "%(service)s reports a fault of its own (%(answer)s).", service=interface.title, answer=answer
            )
        )
    if verdict is not Verdict.OK:
        _refuse(interface, verdict, answer)


def _refuse(interface: Interface, verdict: Verdict, answer: str) -> NoReturn:
    if verdict is Verdict.KEY:
        raise _key_refused(interface, answer)
    if verdict is Verdict.EMPTY:
        raise RegisterUpdateError(
            say(
                "%(service)s says that it holds no data (%(answer)s). Nothing was replaced; try again later.",
                service=interface.title,
                answer=answer,
            )
        )
    raise RegisterUpdateError(
        say(
            "%(service)s does not accept the request (%(answer)s). Check the address in %(setting)s; if the "
            "interface has changed, download the file by hand from %(portal)s.",
            service=interface.title,
            answer=answer,
            setting=interface.address_setting,
            portal=interface.portal,
        )
    )


def _check_status(interface: Interface, status: int, wait: float | None) -> None:
    if status == TOO_MANY_REQUESTS:
        raise TransientError(
            say("%(service)s asks for fewer requests.", service=interface.title), wait, limited=True
        )
    if status >= 500:
        raise TransientError(_status(interface, status), wait)
    if status in KEY_STATUSES:
        raise _key_refused(interface, f"HTTP {status}")
    if status != 200:
        _refuse(interface, Verdict.REFUSED, f"HTTP {status}")


def _status(interface: Interface, status: int) -> Message:
    return say("%(service)s answered with HTTP status %(status)s.", service=interface.title, status=status)


def _key_refused(interface: Interface, answer: str) -> RegisterUpdateError:
    return RegisterUpdateError(
        say(
            "%(service)s refuses the key in %(setting)s (%(answer)s). Check on %(portal)s that the key is "
            "for this interface, is approved and has not expired.",
            service=interface.title,
            setting=interface.key_setting,
            answer=answer,
            portal=interface.portal,
        )
    )


def _unknown_form(interface: Interface, key: Key, where: str) -> RegisterUpdateError:
    return RegisterUpdateError(
        say(
            "%(service)s answered in a form that is not the documented one (at “%(where)s”). Nothing was "
            "replaced; download the file by hand from %(portal)s.",
            service=interface.title,
            where=one_line(key.hide(where))[:MAX_QUOTE_LENGTH],
            portal=interface.portal,
        )
    )
