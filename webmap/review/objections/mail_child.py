"""The process that reads one mail and ends: its limits apply from the start, whatever the mail is made of.

Started as `python -m webmap.review.objections.mail_child`: the mail (.eml) on standard input, JSON (`Fields`)
on standard output. It reads text alone; attachments are counted and never opened.
"""

from __future__ import annotations

import contextlib
import json
import sys
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from typing import TypedDict

MAX_CPU_S, MAX_MEMORY_BYTES = 5, 1024**3
MAX_PARTS, MAX_DEPTH = 200, 20
MAX_TEXT = 40_000
MAX_HTML = 1_000_000
MAX_HEADER = 1_000
KOREAN = ("euc-kr", "euc_kr", "ks_c_5601-1987", "ksc5601", "ks_c_5601")
HIDDEN = ("script", "style", "head", "title", "template", "noscript")
BLOCKS = ("p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "blockquote", "hr")


class Fields(TypedDict):
    """What is read of a mail: `sender` as “name <address>”; `day` ISO, '' where unreadable."""

    sender: str
    subject: str
    day: str
    text: str
    is_html: bool
    is_cut: bool
    attachments: int
    is_mail: bool


def fields_of(content: bytes) -> Fields:
    """The fields of a mail. A mail beyond the limits of parts and depth is read as far as they go."""
    mail = message_from_bytes(content, policy=compat32)
    plain: list[str] = []
    html: list[str] = []
    attachments = 0
    for part, depth in _parts(mail):
        kind = part.get_content_type()
        is_file = part.get_filename() is not None or part.get_content_disposition() == "attachment"
        if depth < 0 or is_file or kind not in ("text/plain", "text/html"):
            attachments += 1
        elif kind == "text/plain":
            plain.append(_text(part))
        else:
            html.append(_text(part))
    text = "\n".join(plain).strip()
    is_html = not text and bool(html)
    if is_html:
        text = _visible(html[0][:MAX_HTML])
    return Fields(
        sender=_sender(mail), subject=_header(mail, "Subject"), day=_day(mail), text=text[:MAX_TEXT],
        is_html=is_html, is_cut=len(text) > MAX_TEXT, attachments=attachments,
        is_mail=any(mail.get(name) for name in ("From", "Subject", "Date", "Received")),
    )  # fmt: skip


def _parts(mail: Message) -> list[tuple[Message, int]]:
    """The parts without parts of their own, with their depth; -1 for what is not opened."""
    found: list[tuple[Message, int]] = []
    waiting = [(mail, 0)]
    while waiting and len(found) < MAX_PARTS:
        part, depth = waiting.pop()
        if not part.is_multipart():
            found.append((part, depth))
        elif depth < MAX_DEPTH and part.get_content_maintype() == "multipart":
            inner = reversed(list(part.get_payload()))
            waiting.extend((each, depth + 1) for each in inner if isinstance(each, Message))
        else:
            found.append((part, -1))
    return found


def _text(part: Message) -> str:
    stated = (part.get_content_charset() or "utf-8").lower()
    del part["Content-Type"]  # the library would decode with it, and fails at names that are none
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    return _decoded(content[: 4 * MAX_HTML], stated)


def _decoded(content: bytes, stated: str) -> str:
    """The text in the stated encoding, else in one that fits: senders state wrong ones."""
    stated = "cp949" if stated in KOREAN else stated
    for encoding in (stated, "utf-8", "cp949"):
        with contextlib.suppress(LookupError, UnicodeError, ValueError):
            return content.decode(encoding)
    return content.decode("utf-8", "replace")


def _header(mail: Message, name: str) -> str:
    raw = str(mail.get(name, ""))[:MAX_HEADER]
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    return "".join(
        each if isinstance(each, str) else _decoded(each, (encoding or "utf-8").lower())
        for each, encoding in pieces
    )


def _sender(mail: Message) -> str:
    name, address = parseaddr(_header(mail, "From").replace("\r", " ").replace("\n", " "))
    return f"{name} <{address}>" if name and address else name or address


def _day(mail: Message) -> str:
    from datetime import timedelta, timezone

    try:
        sent = parsedate_to_datetime(str(mail.get("Date", ""))[:MAX_HEADER])
        zone = timezone(timedelta(hours=9))
        return (sent.astimezone(zone) if sent.tzinfo else sent).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


class _Visible(HTMLParser):
    """Collects the text of a page without scripts, styles and its head."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 (of the base class)
        """Begin a line at a block, and hide what no reader sees."""
        if tag in BLOCKS:
            self.pieces.append("\n")
        if tag in HIDDEN and not self._hidden:
            self._hidden = tag

    def handle_endtag(self, tag: str) -> None:
        """End what is hidden."""
        if tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        """Take a text."""
        if not self._hidden:
            self.pieces.append(" ".join(data.split()) if data.strip() else " ")


def _visible(page: str) -> str:
    parser = _Visible()
    parser.feed(page)
    parser.close()
    lines = [" ".join(line.split()) for line in "".join(parser.pieces).split("\n")]
    return "\n".join(line for line in lines if line)


def limit() -> None:
    """Limit this process; without such limits (Windows) only the parent's timeout applies."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read the mail. What cannot be read makes the process fail."""
    limit()
    fields = fields_of(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(fields))


if __name__ == "__main__":
    main()
